"""``detente relation``: how a relation went over time: its level, its shifts with what made them, and who mediates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Any

import polars as pl
import typer
from rich.text import Text

from detente import settings
from detente.cli.output import ArchiveOption, JsonOption, SinceOption, UntilOption, existing, safe, screen, write_json

HALF_LIFE = 180.0
CLASSES = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")

KINDS = {
    "tone": "mean score",
    "cooperation": "cooperative episodes a {by}",
    "conflict": "conflictual episodes a {by}",
    "standing": "ties, traffic, embargo or war",
}


class Period(StrEnum):
    """The periods of a series."""

    month = "month"
    week = "week"


ByOption = Annotated[Period, typer.Option("--by", help="The periods of the series.")]
HalfLifeOption = Annotated[float, typer.Option("--half-life", help="Days after which an episode counts half.")]


def relation(
    a: Annotated[str, typer.Argument(help="One side: a country by name or ISO code, an organisation, an actor.")],
    b: Annotated[str, typer.Argument(help="The other side.")],
    archive: ArchiveOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    by: ByOption = Period.month,
    half_life: HalfLifeOption = HALF_LIFE,
    as_json: JsonOption = False,
) -> None:
    """Show how a relation went and what made it shift.

    Its periods, its shifts with the episodes that made them, and third parties with what they did.

    The level is the mean score of what happened so far, in which older episodes count less. Text leaves out the
    periods in which nothing happened; JSON has all, in both directions.
    """
    asked = settings.load({"archive": str(archive) if archive else None})
    with existing(asked) as kept:
        found = kept.relation(a, b, since=since, until=until)
        # On the screen only whole episodes; what is of no one period has a line of its own.
        series = found.series(by.value, half_life=half_life, coarse="spread" if as_json else "null")
        shifts, mediators = found.shifts(by.value), found.mediators()
    if as_json:
        frames = {"series": series, "shifts": shifts, "mediators": mediators}
        write_json({"a": found.a, "b": found.b} | {name: frame.to_dicts() for name, frame in frames.items()})
        return
    console = screen()
    for line in (*_shifts(shifts, by.value), *_mediators(mediators), *_series(series, by.value)):
        console.print(line)
    if series.is_empty():
        typer.echo("No article of the record tells of anything that happened between the two.", err=True)


def _series(series: pl.DataFrame, by: str) -> Iterator[Text]:
    joint = series.filter(pl.col("direction") == "joint", pl.col("episodes") > 0)
    if not joint.is_empty():
        yield Text("What happened", "bold")
    for row in joint.iter_rows(named=True):
        classes = ", ".join(f"{row[name]:.0f} {name.replace('_', ' ')}" for name in CLASSES if row[name])
        level = f"  level {row['level']:+.1f}" if row["level"] is not None else ""
        yield Text(f"  {row['period'] or f'of no one {by}'}  {classes}; mean score {row['score_mean']:+.1f}{level}")


def _shifts(shifts: pl.DataFrame, by: str) -> Iterator[Text]:
    if not shifts.is_empty():
        yield Text("Shifts", "bold")
    for row in shifts.iter_rows(named=True):
        what = KINDS[row["kind"]].format(by=by)
        chance = "" if row["p"] is None else f", p {row['p']:.3f}"
        rests = f"{row['episodes_before']} and {row['episodes_after']} episodes{chance}"
        yield Text(f"  {row['at']}  {what} {row['before']:+.1f} → {row['after']:+.1f}").append(
            f"  (between {row['earliest']} and {row['latest']}; {rests})", "dim"
        )
        yield from _cited(row["made_by"], lambda one: f"{one['side']}: {one['frame']}")


def _mediators(mediators: pl.DataFrame) -> Iterator[Text]:
    if not mediators.is_empty():
        yield Text("Between the two", "bold")
    for row in mediators.iter_rows(named=True):
        yield Text(f"  {safe(row['name'])} {row['role']}, {row['episodes']}×")
        yield from _cited(row["cited"], lambda one: str(one["frame"]))


def _cited(episodes: Iterable[dict[str, Any]], label: Any) -> Iterator[Text]:
    for one in episodes:
        source = ", ".join(filter(None, (safe(one["outlet"]), one["published"], one["episode"])))
        yield Text(f"      {one['date'] or 'no date'}  {label(one)} “{safe(one['quote'])}” {source}", "dim")
