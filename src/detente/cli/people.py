"""``detente people``: who holds which office, as the articles say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Annotated, Any

import typer
from rich.text import Text

from detente import settings
from detente.cli.output import ArchiveOption, JsonOption, existing, safe, screen, write_json


def people(
    name: Annotated[str, typer.Argument(help="A name or a part of it; all people by default.")] = "",
    archive: ArchiveOption = None,
    country: Annotated[str, typer.Option("--country", help="Only of this state: a name or an ISO 3166 code.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show at most so many people.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """List people with their offices over time.

    Each office with the days of the first and the last article that gives it, how many there are, and the words.
    """
    asked = settings.load({"archive": str(archive) if archive else None})
    with existing(asked) as kept:
        rows = list(kept.people(name=name, country=country).iter_rows(named=True))
    found = [list(group) for _, group in groupby(rows, key=lambda row: (row["country"], row["person"]))]
    if as_json:
        write_json([row for person in found[:limit] for row in person])
        return
    console = screen()
    for person in found[:limit]:
        for line in _lines(person):
            console.print(line)
    if len(found) > limit:
        typer.echo(f"{len(found) - limit:,} more people; --limit shows more.", err=True)
    if not found:
        typer.echo("The articles tell of no such person.", err=True)


def _lines(person: list[dict[str, Any]]) -> Iterator[Text]:
    first = person[0]
    heading = Text(safe(first["person"]), "bold")
    count = first["person_articles"]
    heading.append(f"  {first['country'] or '---'}, {count} article{'s' if count != 1 else ''}", "dim")
    yield heading
    for row in person:
        names = [name for name in row["names"] if name != first["person"]]
        also = f" (as {safe(', '.join(names))})" if names else ""
        marked = " [misspelt]" if "misspelt" in row["methods"] else ""
        sector = f" [{row['sector']}]" if row["sector"] else ""
        yield Text(f"  {_days(row)}  {safe(row['office'] or '(named)')}{sector}{also}{marked}, {row['articles']}×")
        source = ", ".join(filter(None, (safe(row["outlet"]), row["first"], row["article"])))
        yield Text(f"      “{safe(row['quote'])}” {source}", "dim")


def _days(row: dict[str, Any]) -> str:
    first, last = row["first"] or "no date", row["last"] or "no date"
    return first if first == last else f"{first} to {last}"
