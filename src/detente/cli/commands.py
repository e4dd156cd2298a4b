"""Gathers the commands, and turns errors into one line and an exit code.

Exit codes: 0 all is well, 1 something failed, 2 the command was used wrongly, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from detente import __version__
from detente.cli import (
    brief,
    code,
    compare,
    corrections,
    evaluate,
    explain,
    export,
    find,
    info,
    ledger,
    people,
    relation,
    serve,
    skipped,
    train,
)
from detente.errors import DetenteError, InputError

FAILED, USAGE = 1, 2


@dataclass(slots=True)
class Run:
    """What one run of the command was asked for ahead of any command."""

    debug: bool = False


app = typer.Typer(
    name="detente",
    help="News and commentary in, an evidence-backed record of how states treat each other out.",
    epilog="Begin with: detente code FOLDER -a FILE.db, then detente info -a FILE.db, detente brief A B -a FILE.db.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"detente {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """News and commentary in, an evidence-backed record of how states treat each other out."""
    if isinstance(context.obj, Run):
        context.obj.debug = debug


COMMANDS = (
    code.code,
    brief.brief,
    ledger.ledger,
    relation.relation,
    compare.compare,
    corrections.corrections,
    export.export,
    info.info,
    find.find,
    explain.explain,
    people.people,
    serve.serve,
    skipped.skipped,
    train.train,
    evaluate.evaluate,
)
for command in COMMANDS:
    app.command()(command)


def _write_what_the_terminal_cannot() -> None:
    """Let signs that the terminal has not, and file names that are no text, be written as codes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _tell_warning(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
    """Tell a warning in one line, as errors are told."""
    typer.secho(f"warning: {' '.join(str(message).split())}", err=True, fg="yellow")


def run_commands(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    asked = Run()
    _write_what_the_terminal_cannot()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always", UserWarning)
            warnings.showwarning = _tell_warning
            app(arguments, prog_name="detente", obj=asked)
    except DetenteError as error:
        if asked.debug:
            raise
        typer.secho(f"detente: {error}", err=True, fg="red")
        sys.exit(USAGE if isinstance(error, InputError) else FAILED)
