"""The series of a relation: what happened in each period, and the level that what happened so far has brought it to.

The level is a mean of the PLOVER scores of all episodes so far, in which the weight of an episode halves in every
half-life, as memory of events does in the conflict–cooperation series of Goldstein (1992) when they are smoothed
exponentially. One neutral episode is always counted with them, so that a level that rests on little, or on what is long
past, goes back towards 0 instead of standing still.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

import polars as pl

from detente.days import bounds
from detente.errors import InputError
from detente.relations.dates import By
from detente.relations.names import QUADS
from detente.relations.points import Coarse, Point, after, placeable, shares, starts

Way = Literal["joint", "a→b", "b→a"]
WAYS: tuple[Way, ...] = ("joint", "a→b", "b→a")

# Days after which an episode counts half.
HALF_LIFE = 180.0

CLASSES = {quad: words.replace(" ", "_") for quad, words in QUADS.items()}
SCHEMA: dict[str, Any] = {
    "period": pl.Date,
    "direction": pl.String,
    "episodes": pl.Float64,
    **dict.fromkeys(CLASSES.values(), pl.Float64),
    "score_sum": pl.Float64,
    "score_mean": pl.Float64,
    "level": pl.Float64,
    "weight": pl.Float64,
}


class Axis(NamedTuple):
    """The periods of a series, by their first days, and how they are counted."""

    periods: Sequence[date]
    by: By


@dataclass(slots=True)
class Cell:
    """What happened in one period: how much of each class, the sum of the scores, and both as they weigh at its end."""

    classes: dict[int, float] = field(default_factory=dict)
    score: float = 0.0
    late_score: float = 0.0
    late_weight: float = 0.0

    @property
    def episodes(self) -> float:
        """How many episodes, or shares of episodes."""
        return sum(self.classes.values())

    def add(self, point: Point, share: float, weight: float) -> None:
        """Add a share of an episode."""
        self.classes[point.quad] = self.classes.get(point.quad, 0.0) + share
        self.score += share * point.score
        self.late_score += share * weight * point.score
        self.late_weight += share * weight


Cells = Mapping[date | None, Cell]


def axis(points: Sequence[Point], by: By, *, since: str = "", until: str = "") -> Axis:
    """Every period from the first to the last in which something happened, or between two days of any precision."""
    days = [day for point in points if placeable(point) for day in point.days or ()]
    begin = _asked(since)[0] if since else min(days, default=None)
    end = _asked(until)[1] if until else max(days, default=None)
    return Axis(starts(begin, end, by) if begin and end and begin <= end else (), by)


def _asked(day: str) -> tuple[date, date]:
    """The days that a day of any precision stands for.

    Raises:
        InputError: it is no such day.
    """
    found = bounds(day)
    if found is None:
        raise InputError(f"{day!r} is no day; write it as 2024, 2024-06 or 2024-06-04")
    return found


def series_frame(
    points: Sequence[Point],
    on: Axis,
    *,
    half_life: float = HALF_LIFE,
    coarse: Coarse = "spread",
    ways: Sequence[Way] = WAYS,
) -> pl.DataFrame:
    """One row for each period and direction, also where nothing happened, and for what could not be placed in time.

    Args:
        points: what happened.
        on: the periods to show; what happened before the first still weighs on the level.
        half_life: days after which an episode counts half.
        coarse: ``"spread"`` shares an episode of several periods out among them by days; ``"null"`` leaves it without
            a period.
        ways: the directions to show.

    Raises:
        InputError: the half-life is not a positive number of days.
    """
    if not half_life > 0:
        raise InputError(f"a half-life of {half_life} days; it has to be more than 0")
    cells = _cells(points, on.by, half_life, coarse, ways)
    rows = [row for way in ways for row in _rows(way, cells[way], on, half_life)]
    return pl.DataFrame(rows, schema=SCHEMA).sort("period", nulls_last=True, maintain_order=True)


def _rows(way: Way, cells: Cells, on: Axis, half_life: float) -> Iterator[dict[str, Any]]:
    shown = set(on.periods)
    score = weight = 0.0
    ended: date | None = None
    for start in sorted({key for key in cells if key} | shown):
        cell = cells.get(start, Cell())
        end = after(start, on.by)
        fade = 0.5 ** ((end - ended).days / half_life) if ended else 0.0
        score, weight, ended = score * fade + cell.late_score, weight * fade + cell.late_weight, end
        if start in shown:
            yield _row(start, way, cell) | {"level": score / (weight + 1), "weight": weight}
    if None in cells:
        yield _row(None, way, cells[None])


def _cells(
    points: Sequence[Point], by: By, half_life: float, coarse: Coarse, shown: Sequence[Way]
) -> dict[Way, dict[date | None, Cell]]:
    """What happened in each period by direction; what the two do together is in both."""
    cells: dict[Way, dict[date | None, Cell]] = {way: {} for way in shown}
    for point in points:
        days = point.days
        ways = shown if point.direction == "both" else [way for way in shown if way in ("joint", point.direction)]
        for start, share in shares(point, by, coarse):
            # A share weighs as if it had come in the middle of the days that it stands for.
            weight = 0.5 ** (_age(days, start, by) / half_life) if days and start else 0.0
            for way in ways:
                cells[way].setdefault(start, Cell()).add(point, share, weight)
    return cells


def _age(days: tuple[date, date], start: date, by: By) -> float:
    """Days from the middle of what a period holds of an interval to the end of the period."""
    end = after(start, by)
    first, last = max(days[0], start), min(days[1], end - timedelta(days=1))
    return (end - last).days + (last - first).days / 2


def _row(period: date | None, way: Way, cell: Cell) -> dict[str, Any]:
    episodes = cell.episodes
    return {
        "period": period,
        "direction": way,
        "episodes": episodes,
        **{name: cell.classes.get(quad, 0.0) for quad, name in CLASSES.items()},
        "score_sum": cell.score,
        "score_mean": cell.score / episodes if episodes else None,
    }
