"""``detente corrections``: what people said of the statements, as a list, as gold or as examples to learn from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.text import Text

from detente import settings
from detente.cli.output import ArchiveOption, existing, safe, screen, write_text
from detente.model import Correction


class As(StrEnum):
    """What corrections are written as."""

    list = "list"
    json = "json"
    gold = "gold"
    corpus = "corpus"


def corrections(
    archive: ArchiveOption = None,
    form: Annotated[
        As,
        typer.Option(
            "--as",
            help="A list; json: the records, one a line; gold: articles that were read to their end, for `detente "
            "evaluate`; corpus: examples for `detente train`.",
        ),
    ] = As.list,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
) -> None:
    """Show what people have corrected, and use it.

    What they accepted, rejected, edited and added. Corrections are made in the app, or in Python with
    `archive.corrections`. They outlive coding anew.
    """
    asked = settings.load({"archive": str(archive) if archive else None})
    with existing(asked) as kept:
        said = kept.corrections
        if form is As.list and output is None:
            _show(list(said))
            return
        lines = {
            As.list: lambda: (_told(one).plain for one in said),
            As.json: lambda: (msgspec.json.encode(one).decode() for one in said),
            As.gold: lambda: (msgspec.json.encode(one).decode() for one in said.gold()),
            As.corpus: said.examples,
        }[form]
        text = "".join(f"{line}\n" for line in lines())
    if output is None:
        typer.echo(text, nl=False)
        return
    write_text(text, output)
    count = text.count("\n")
    typer.echo(f"Wrote {count:,} line{'s' if count != 1 else ''} to {output}", err=True)


def _show(said: list[Correction]) -> None:
    console = screen()
    for one in said:
        console.print(_told(one))
    if not said:
        typer.echo("Nobody has corrected anything.", err=True)


def _told(one: Correction) -> Text:
    before, after = (f"{s.frame}, {s.status}" if s else "" for s in (one.about, one.statement))
    change = {"edited": f"{before} → {after}", "rejected": before}.get(one.verdict, after)
    line = Text(f"{one.at[:16]}  {one.verdict:<9} {one.article}  {change}", no_wrap=True)
    line.append(f"  {safe(one.by)}{': ' if one.note else ''}{safe(one.note)}", "dim")
    return line
