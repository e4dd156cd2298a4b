"""``detente export``: a table of the archive as a file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from detente import settings
from detente.cli.output import ArchiveOption, CertaintyOption, MinConfidenceOption, existing


class Table(StrEnum):
    """The tables of an archive."""

    articles = "articles"
    statements = "statements"
    episodes = "episodes"
    dyads = "dyads"
    actors = "actors"
    people = "people"


class Form(StrEnum):
    """The forms of an exported table."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"
    plover = "plover"


def export(
    table: Annotated[Table, typer.Argument(help="The table.", show_choices=True)],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file; its ending tells the format.")],
    archive: ArchiveOption = None,
    form: Annotated[
        Form | None,
        typer.Option("--format", "-f", help="The format; told by the ending of the file unless given."),
    ] = None,
    min_confidence: MinConfidenceOption = 0.0,
    certainty: CertaintyOption = 0.0,
) -> None:
    """Write a table of the archive to a file.

    As CSV, JSON Lines or Parquet; statements also as PLOVER records.
    """
    asked = settings.load({"archive": str(archive) if archive else None})
    with existing(asked) as kept:
        rows = kept.export(
            table.value,
            output,
            format=form.value if form else None,
            min_confidence=min_confidence,
            min_certainty=certainty,
        )
    typer.echo(f"Wrote {rows:,} {table.value} to {output}", err=True)
