"""``detente compare``: several relations side by side."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.text import Text

from detente import settings
from detente.cli.output import ArchiveOption, JsonOption, SinceOption, UntilOption, existing, screen, write_json
from detente.cli.relation import CLASSES, HALF_LIFE, ByOption, HalfLifeOption, Period
from detente.errors import InputError

SCORES = {"score_mean": "mean score", "level": "level at the end"}


def compare(
    pairs: Annotated[list[str], typer.Argument(help="Pairs, as SAU-IRN or “Saudi Arabia/Iran”.")],
    archive: ArchiveOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    by: ByOption = Period.month,
    half_life: HalfLifeOption = HALF_LIFE,
    as_json: JsonOption = False,
) -> None:
    """Compare relations with each other.

    Their episodes by class, their level, and whether their levels move together.
    JSON has their paths by period, too.
    """
    asked = settings.load({"archive": str(archive) if archive else None})
    with existing(asked) as kept:
        found = kept.compare([_sides(pair) for pair in pairs], since=since, until=until)
        sums = found.sums(half_life=half_life).to_dicts()
        correlation = found.correlation(by.value, half_life=half_life).to_dicts()
        paths = found.paths(by.value, half_life=half_life).to_dicts() if as_json else []
    if as_json:
        write_json({"relations": sums, "correlation": correlation, "paths": paths})
        return
    for row in sums:
        screen().print(_line(row))
    for row in correlation:
        told = "too short to tell" if row["correlation"] is None else f"{row['correlation']:+.2f}"
        screen().print(f"{row['relation']} with {row['other']}: {told} ({row['periods']} changes)", markup=False)


def _sides(pair: str) -> tuple[str, str]:
    """The two sides of a pair: parted by a stroke, else by its only hyphen or dash."""
    for sign in "/–-":
        one, found, other = pair.partition(sign)
        if found and one.strip() and other.strip() and sign not in other:
            return one.strip(), other.strip()
    raise InputError(f"{pair!r} is no pair; write it as SAU-IRN, or as Guinea-Bissau/Senegal where a name has a hyphen")


def _line(row: dict[str, Any]) -> Text:
    classes = ", ".join(f"{row[name]} {name.replace('_', ' ')}" for name in CLASSES if row[name])
    scores = (f"{words} {row[name]:+.1f}" for name, words in SCORES.items() if row[name] is not None)
    days = f"  {row['first']} to {row['last']}" if row["first"] else ""
    return (
        Text(row["relation"], "bold")
        .append(f"{days}  {row['episodes']} episodes", "")
        .append("".join(f"; {part}" for part in (classes, *scores) if part), "dim")
    )
