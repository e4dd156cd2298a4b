"""``detente ledger``: instruments, disputes, expectations and explanations between two sides, every line cited."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from detente import settings
from detente.cli.output import ArchiveOption, JsonOption, SinceOption, UntilOption, existing, write_json, write_text

# States with more episodes than this are told of from the last.
LATEST = 1000


class Part(StrEnum):
    """The parts of a ledger."""

    instruments = "instruments"
    disputes = "disputes"
    expectations = "expectations"
    scoreboard = "scoreboard"
    explanations = "explanations"


def ledger(
    a: Annotated[str, typer.Argument(help="One side: a country by name or ISO code, an organisation, an actor.")],
    b: Annotated[str, typer.Argument(help="The other side.")],
    archive: ArchiveOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            help="The day as of which expectations are told; that of the last article by default.",
            show_default=False,
        ),
    ] = None,
    latest: Annotated[
        int,
        typer.Option("--latest", min=0, help="Of about so many episodes, the last; 0 for all, which may take long."),
    ] = LATEST,
    part: Annotated[list[Part] | None, typer.Option("--part", "-p", help="Only this part; may be repeated.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Write what is kept account of between two sides.

    Instruments (exercises, embargoes, aid, …) with their steps; disputes with who claims and who denies; what was
    announced, promised, threatened or proposed and what came of it; whose announcements came true; who explains what.
    Only what is right three times of four is taken in. Of states with very many episodes the last count, and how many
    are left out is told.
    """
    asked = settings.load({"archive": str(archive) if archive else None})
    with existing(asked) as kept:
        told = kept.relation(a, b, since=since, until=until, latest=latest or None).ledger(as_of=as_of)
    if as_json:
        write_json(told)
        return
    text = told.render([p.value for p in part] if part else ())
    if text:
        write_text(text, None)
    else:
        typer.echo("The articles tell of nothing to keep account of.", err=True)
    if told.left_out:
        typer.echo(f"{told.left_out:,} earlier episodes are left out; --latest 0 takes in all.", err=True)
