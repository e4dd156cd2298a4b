"""A small picture of a relation by month: mean scores as bars, the level that they brought it to as a line, shifts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from detente.relations.happenings import fits
from detente.relations.points import Point
from detente.relations.words import Words

TOP = 10.0
WIDTH, HEIGHT = 1000.0, 200.0

# A bar is drawn no wider than this, so that a short record does not look like blocks.
WIDEST = 14.0

# Of the time before the first article the picture shows so many years.
BEFORE = 5

# A year that begins further to the right than this (in hundredths) has no room for its name.
RIGHTMOST = 90

# So many years are named under the picture at most, so that the names fit a narrow screen.
YEAR_NAMES = 6


class Month(msgspec.Struct, frozen=True):
    """A month in which something happened: how many episodes, and the mean of their scores."""

    start: date
    episodes: int
    score: float

    def told(self, words: Words) -> str:
        """The month in words, for those who cannot see the picture."""
        named = words.day(self.start.isoformat()[:7])
        return words.either(
            "picture.month", self.episodes != 1, month=named, n=self.episodes, score=f"{self.score:+.1f}"
        )


class Level(msgspec.Struct, frozen=True):
    """The level of a relation at the end of a month: the mean of all scores so far, fading with age."""

    start: date
    level: float


class Turn(msgspec.Struct, frozen=True):
    """A month from which the tone of a relation was another, in words."""

    start: date
    words: str


class Mark(msgspec.Struct, frozen=True):
    """A turn in its place in the picture."""

    x: float
    words: str


class Bar(msgspec.Struct, frozen=True):
    """A month as a rectangle of the picture."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    words: str


class Tick(msgspec.Struct, frozen=True):
    """The first of January of a year: its place in the picture, in hundredths of the width."""

    year: int
    percent: float


class Picture(msgspec.Struct, frozen=True):
    """Bars, the line of the level (points in a row, ``x,y x,y``), marks of turns and years, ready to be drawn."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    line: str = ""
    marks: tuple[Mark, ...] = ()
    width: float = WIDTH
    height: float = HEIGHT


def months(found: Sequence[Point], since: str = "") -> tuple[Month, ...]:
    """The months in which something happened, in order; episodes dated to no month are left out.

    Args:
        found: the episodes.
        since: the day of the first article; what is told of long before it is left out.
    """
    first = int(since[:4]) - BEFORE if since else 0
    scores: dict[date, list[float]] = {}
    for happening in found:
        start = fits(happening, "month") if happening.happened else None
        if start and start.year >= first:
            scores.setdefault(start, []).append(happening.score)
    return tuple(
        Month(start, len(of_month), sum(of_month) / len(of_month)) for start, of_month in sorted(scores.items())
    )


def picture(
    months: Sequence[Month], levels: Sequence[Level] = (), turns: Sequence[Turn] = (), words: Words | None = None
) -> Picture | None:
    """Lay the months out from the first year to the end of the last, or None where there are none.

    Args:
        months: the months in which something happened, in order.
        levels: the level at the end of each month.
        turns: months from which the tone was another.
        words: of the language that bars are told in.
    """
    if not months:
        return None
    told = words or Words.of()
    first, last = months[0].start.year, max(months[-1].start.year, *(turn.start.year for turn in turns), 0)
    step = WIDTH / (12 * (last - first + 1))
    every = -(-(last - first + 1) // YEAR_NAMES)
    shown = [level for level in levels if first <= level.start.year <= last]
    return Picture(
        bars=tuple(_bar(month, first, step, told) for month in months),
        ticks=tuple(tick for year in range(first, last + 1, every) if (tick := _tick(year, first, step))),
        line=" ".join(f"{_x(one.start, first, step) + step:.1f},{_y(one.level):.1f}" for one in shown),
        marks=tuple(
            Mark(round(_x(turn.start, first, step), 1), turn.words) for turn in turns if turn.start.year >= first
        ),
    )


def _tick(year: int, first: int, step: float) -> Tick | None:
    percent = round(100 * 12 * step * (year - first) / WIDTH, 2)
    return Tick(year, percent) if percent <= RIGHTMOST else None


def _x(month: date, first: int, step: float) -> float:
    return step * (12 * (month.year - first) + month.month - 1)


def _y(score: float) -> float:
    return HEIGHT / 2 * (1 - max(-TOP, min(score, TOP)) / TOP)


def _bar(month: Month, first: int, step: float, words: Words) -> Bar:
    """A bar from the middle line; at least a hair high, so that a month of score 0 is seen."""
    middle = HEIGHT / 2
    height = max(2.0, min(abs(month.score), TOP) / TOP * middle)
    width = min(max(step * 0.8, 3.0), WIDEST)
    x = _x(month.start, first, step)
    up = month.score >= 0
    return Bar(
        x=round(min(x, WIDTH - width), 2),
        y=round(middle - height if up else middle, 2),
        width=round(width, 2),
        height=round(height, 2),
        tone="cooperation" if up else "conflict",
        words=month.told(words),
    )
