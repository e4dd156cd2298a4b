"""A relation as a small picture: what happened by month as bars, the level that it brought them to as a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from detente import RelationEntry
from detente.app.records import LevelMonth

WIDTH, HEIGHT = 240.0, 48.0
TOP = 10.0
# So many columns are shown at most; of a longer record each bar stands for several months.
COLUMNS = 120


class Cell(NamedTuple):
    """A month: its number counted from year 0, how many episodes, the sum of their scores, and the level if known."""

    month: int
    episodes: float
    score: float
    level: float | None = None


class Bar(msgspec.Struct, frozen=True):
    """A rectangle of the picture."""

    x: float
    y: float
    width: float
    height: float
    tone: str


class Spark(msgspec.Struct, frozen=True):
    """Bars, the line of the level, the months it begins and ends with, and what it tells in words."""

    bars: tuple[Bar, ...]
    line: str
    first: str
    last: str
    words: str
    width: float = WIDTH
    height: float = HEIGHT


def of_entry(entry: RelationEntry, first: str, last: str) -> Spark | None:
    """The picture of a relation in a list, from one month to another, so that those of a list can be compared."""
    cells = [Cell(_number(one.month), one.episodes, one.score) for one in entry.months]
    return _spark(cells, _number(first), _number(last)) if cells else None


def axis(entries: Sequence[RelationEntry]) -> tuple[str, str]:
    """The first and the last month in which something happened in any of several relations."""
    months = [one.month for entry in entries for one in entry.months]
    return min(months, default=""), max(months, default="")


def of_months(months: Sequence[LevelMonth]) -> Spark | None:
    """The picture of a relation, with its level."""
    cells = [Cell(_number(m.month), m.episodes, m.episodes * (m.score or 0.0), m.level) for m in months]
    return _spark(cells, cells[0].month, cells[-1].month) if cells else None


def _spark(cells: Sequence[Cell], first: int, last: int) -> Spark:
    size = -(-(last - first + 1) // COLUMNS)
    groups: dict[int, list[Cell]] = {}
    for cell in cells:
        groups.setdefault((cell.month - first) // size, []).append(cell)
    step = WIDTH / max(-(-(last - first + 1) // size), 24)
    most = max(sum(cell.episodes for cell in group) for group in groups.values()) or 1.0
    bars = [_bar(n, group, step, most) for n, group in groups.items()]
    levels = [(n, group[-1].level) for n, group in groups.items()]
    return Spark(
        bars=tuple(bar for bar in bars if bar),
        line=" ".join(f"{(n + 0.5) * step:.1f},{_y(level):.1f}" for n, level in levels if level is not None),
        first=_month(first),
        last=_month(last),
        words=_words(cells),
    )


def _bar(n: int, group: Sequence[Cell], step: float, most: float) -> Bar | None:
    """How much happened, up for cooperation and down for conflict."""
    episodes = sum(cell.episodes for cell in group)
    if not episodes:
        return None
    up = sum(cell.score for cell in group) >= 0
    height = max(1.5, episodes / most * HEIGHT / 2)
    return Bar(
        x=round(n * step + step * 0.1, 2),
        y=round(HEIGHT / 2 - height if up else HEIGHT / 2, 2),
        width=round(step * 0.8, 2),
        height=round(height, 2),
        tone="cooperation" if up else "conflict",
    )


def _words(cells: Sequence[Cell]) -> str:
    episodes = sum(cell.episodes for cell in cells)
    told = f"{episodes:,.0f} episodes from {_month(cells[0].month)} to {_month(cells[-1].month)}"
    begin, end = cells[0].level, cells[-1].level
    return told if begin is None or end is None else f"{told}; level from {begin:+.1f} to {end:+.1f}"


def _y(level: float) -> float:
    return HEIGHT / 2 * (1 - max(-TOP, min(level, TOP)) / TOP)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
