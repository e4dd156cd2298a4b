"""A small picture of a relation: the mean score of what happened, by month, as bars up and down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from detente.relations.dates import MONTHS
from detente.relations.happenings import Happening, fits

TOP = 10.0
WIDTH, HEIGHT = 1000.0, 200.0

# A bar is drawn no wider than this, so that a short record does not look like blocks.
WIDEST = 14.0

# So many years are named under the picture at most, so that the names fit a narrow screen.
YEAR_NAMES = 6


class Month(msgspec.Struct, frozen=True):
    """A month in which something happened: how many episodes, and the mean of their scores."""

    start: date
    episodes: int
    score: float

    @property
    def words(self) -> str:
        """The month in words, for those who cannot see the picture."""
        noun = "episode" if self.episodes == 1 else "episodes"
        return f"{MONTHS[self.start.month - 1]} {self.start.year}: {self.episodes} {noun}, mean score {self.score:+.1f}"


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
    """Bars and years, ready to be drawn."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    width: float = WIDTH
    height: float = HEIGHT


def months(found: Sequence[Happening]) -> tuple[Month, ...]:
    """The months in which something happened, in order; episodes dated to no month are left out."""
    scores: dict[date, list[float]] = {}
    for happening in found:
        start = fits(happening.episode, "month") if happening.happened else None
        if start:
            scores.setdefault(start, []).append(happening.episode.score)
    return tuple(
        Month(start, len(of_month), sum(of_month) / len(of_month)) for start, of_month in sorted(scores.items())
    )


def picture(months: Sequence[Month]) -> Picture | None:
    """Lay the months out from the first year to the end of the last, or None where there are none."""
    if not months:
        return None
    first, last = months[0].start.year, months[-1].start.year
    step = WIDTH / (12 * (last - first + 1))
    every = -(-(last - first + 1) // YEAR_NAMES)
    return Picture(
        bars=tuple(_bar(month, first, step) for month in months),
        ticks=tuple(
            Tick(year, round(100 * 12 * step * (year - first) / WIDTH, 2)) for year in range(first, last + 1, every)
        ),
    )


def _bar(month: Month, first: int, step: float) -> Bar:
    """A bar from the middle line; at least a hair high, so that a month of score 0 is seen."""
    middle = HEIGHT / 2
    height = max(2.0, min(abs(month.score), TOP) / TOP * middle)
    width = min(max(step * 0.8, 3.0), WIDEST)
    x = step * (12 * (month.start.year - first) + month.start.month - 1)
    up = month.score >= 0
    return Bar(
        x=round(min(x, WIDTH - width), 2),
        y=round(middle - height if up else middle, 2),
        width=round(width, 2),
        height=round(height, 2),
        tone="cooperation" if up else "conflict",
        words=month.words,
    )
