"""What an episode adds to a series: when, which way, of which class and score. Its days are never made more precise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from detente.days import first_day, last_day
from detente.model import Status
from detente.relations.dates import By
from detente.relations.happenings import HAPPENED, Happening
from detente.relations.pairs import Direction

Coarse = Literal["spread", "null"]

# Days that span more than this are too vague to be shared out.
WIDEST = 366

# An interval no longer than a period belongs to the period that holds most of its days.
LONGEST = {"month": 31, "week": 7}

# Many episodes fall on the same days: so many intervals are remembered.
KEPT = 20_000


class Point(NamedTuple):
    """An episode in outline, without its words. ``start`` and ``end`` are ISO days of any precision."""

    episode: str
    start: str | None
    end: str | None
    status: Status
    direction: Direction
    quad: int
    score: float
    frame: str = ""

    @property
    def happened(self) -> bool:
        """Whether it took place or goes on."""
        return self.status in HAPPENED

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day on which it may have happened, or None where the text leaves that open.

        What goes on counts when it began.
        """
        return _span(self.start, self.start if self.status == "ongoing" or not self.end else self.end)


def outlined(found: Iterable[Happening]) -> list[Point]:
    """Episodes in outline."""
    pairs = ((h.direction, h.episode) for h in found)
    return [Point(e.id, e.start, e.end, e.status, way, e.quad, e.score, e.frame) for way, e in pairs]


def mean_score(points: Sequence[Point]) -> float:
    """The mean score of some points; 0 of none."""
    return sum(point.score for point in points) / len(points) if points else 0.0


def placeable(point: Point) -> bool:
    """Whether the days of a point are told closely enough for a series."""
    days = point.days
    return days is not None and (days[1] - days[0]).days < WIDEST


def shares(point: Point, by: By, coarse: Coarse) -> list[tuple[date | None, float]]:
    """The periods that a point falls in, each with the share of its days; ``(None, 1.0)`` where it can't be placed."""
    days = point.days
    if not days or not placeable(point):
        return [(None, 1.0)]
    counted = _counted(*days, by)
    if len(counted) > 1 and coarse == "null":
        return [(None, 1.0)]
    if len(counted) == 1:
        return [(counted[0][0], 1.0)]
    whole = (days[1] - days[0]).days + 1
    return [(start, number / whole) for start, number in counted]


def main_period(point: Point, by: By) -> date | None:
    """The period that holds most of a point's days, the earlier of two; None where they span more than one period."""
    days = point.days
    if not days or (days[1] - days[0]).days >= LONGEST[by]:
        return None
    return max(_counted(*days, by), key=lambda pair: pair[1])[0]


def starts(first: date, last: date, by: By) -> list[date]:
    """The first day of every period from that of ``first`` to that of ``last``."""
    found = [start_of(first, by)]
    while (following := after(found[-1], by)) <= last:
        found.append(following)
    return found


def start_of(day: date, by: By) -> date:
    """The first day of the period that holds a day."""
    return day.replace(day=1) if by == "month" else day - timedelta(days=day.weekday())


def after(start: date, by: By) -> date:
    """The first day of the period after the one that begins on ``start``."""
    if by == "week":
        return start + timedelta(days=7)
    return date(start.year + start.month // 12, start.month % 12 + 1, 1)


@lru_cache(KEPT)
def _span(start: str | None, end: str | None) -> tuple[date, date] | None:
    first, last = first_day(start), last_day(end)
    return (first, last) if first and last and first <= last else None


@lru_cache(KEPT)
def _counted(first: date, last: date, by: By) -> tuple[tuple[date, int], ...]:
    """The periods between two days, each with how many of the days it holds."""
    return tuple(_days_of(first, last, by))


def _days_of(first: date, last: date, by: By) -> Iterator[tuple[date, int]]:
    edges = starts(first, last, by)
    for start, end in pairwise([*edges, after(edges[-1], by)]):
        yield start, (min(end - timedelta(days=1), last) - max(start, first)).days + 1
