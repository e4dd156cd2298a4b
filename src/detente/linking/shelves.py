"""Reports by kind of happening, parties and time: where to look for those that one may belong to.

Every report stands on the shelves of its kinds and pairs of parties, and is looked for on a few of them only; so the
work grows nearly in step with the number of reports.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from detente.linking.kinds import Kind
from detente.linking.report import Report

# A report whose dates leave more days open than this many happenings of its kind take says nothing of which it means.
MOST_OPEN = 20

# Begins the name of an article or a place where other shelves name a party.
PAGE = "="
# Begins the shelves of frames by which plans are called off.
OFF = "off "


class Place(NamedTuple):
    """A shelf, with the days from ``low`` to ``high`` on it (ordinals)."""

    shelf: str
    low: int
    high: int


class Settled(NamedTuple):
    """A report, the order of the report that leads its group, and the log odds that it belongs there."""

    report: Report
    leader: str
    odds: float

    @property
    def leads(self) -> bool:
        """Whether the report leads its group."""
        return self.leader == self.report.order


class Shelves(Protocol):
    """Settled reports. Those of other modules keep them in a file."""

    def get(self, order: str) -> Settled | None:
        """A report by its order."""

    def put(self, one: Settled, places: Iterable[Place]) -> None:
        """Add a report, which stands in these places, or move it to another group."""

    def leaders(self, places: Iterable[Place], before: str) -> Iterable[Report]:
        """The reports on shelves that lead a group and come before another in order; each once."""

    def after(self, places: Iterable[Place], order: str) -> Iterable[Settled]:
        """The reports on shelves that come after one in order; each once."""

    def group(self, leader: str) -> list[Report]:
        """The reports of a group, in order."""


def stands(report: Report) -> Iterator[Place]:
    """Where a report stands: where it looks, and by its frame and party for plans that it may have called off."""
    for one in sorted(report.parties):
        yield Place(f"{OFF}{report.statement.frame}|{one}", report.days.first, report.days.last)
    yield from looks(report)


def looks(report: Report) -> Iterator[Place]:
    """Where the happenings of a report may be: under each of its parties, and where these may all be wrong, under its
    article and its place.

    Two reports see each other or neither does: where one looks, the other stands.
    """
    names = [*sorted(report.parties), f"{PAGE}{report.statement.article}"]
    names += [f"{PAGE}{report.place.name.casefold()}"] if report.place else []
    for kind in report.kinds:
        if not _vague(report, kind):
            reach = report.reach(kind)
            for one in names:
                yield Place(f"{kind.kind}|{one}", report.days.first - reach, report.days.last + reach)


def _vague(report: Report, kind: Kind) -> bool:
    return report.days.sure and report.days.width > MOST_OPEN * min(kind.rare, report.kinds[0].rare)


class Memory:
    """Shelves in memory."""

    def __init__(self) -> None:
        self._settled: dict[str, Settled] = {}
        self._groups: dict[str, list[str]] = {}
        self._all = _Rows()
        self._leading = _Rows()
        self._last = ""

    def get(self, order: str) -> Settled | None:
        """A report by its order."""
        return self._settled.get(order)

    def put(self, one: Settled, places: Iterable[Place]) -> None:
        """Add a report, or move it to another group."""
        order = one.report.order
        old = self._settled.get(order)
        places = list(places)
        if old is None:
            self._all.add(places, order)
            self._last = max(self._last, order)
        else:
            self._groups[old.leader].remove(order)
        if one.leads != bool(old and old.leads):
            (self._leading.add if one.leads else self._leading.remove)(places, order)
        insort(self._groups.setdefault(one.leader, []), order)
        self._settled[order] = one

    def leaders(self, places: Iterable[Place], before: str) -> list[Report]:
        """The reports on shelves that lead a group and come before another in order."""
        return [self._settled[order].report for order in self._leading.meeting(places) if order < before]

    def after(self, places: Iterable[Place], order: str) -> list[Settled]:
        """The reports on shelves that come after one in order."""
        if order >= self._last:
            return []
        return [self._settled[other] for other in self._all.meeting(places) if other > order]

    def group(self, leader: str) -> list[Report]:
        """The reports of a group, in order."""
        return [self._settled[order].report for order in self._groups.get(leader, [])]

    def all_groups(self) -> list[list[Report]]:
        """All groups."""
        return [self.group(leader) for leader, orders in self._groups.items() if orders]


class _Rows:
    """Intervals by shelf."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[int, str, int]]] = {}
        self._widest: dict[str, int] = {}

    def add(self, places: Iterable[Place], order: str) -> None:
        for shelf, low, high in places:
            insort(self._rows.setdefault(shelf, []), (low, order, high))
            self._widest[shelf] = max(self._widest.get(shelf, 0), high - low)

    def remove(self, places: Iterable[Place], order: str) -> None:
        for shelf, low, high in places:
            rows = self._rows[shelf]
            del rows[bisect_left(rows, (low, order, high))]

    def meeting(self, places: Iterable[Place]) -> dict[str, None]:
        """The orders of the intervals that meet those given, each once."""
        found: dict[str, None] = {}
        for shelf, low, high in places:
            if rows := self._rows.get(shelf):
                start = bisect_left(rows, (low - self._widest[shelf], "", 0))
                end = bisect_right(rows, (high + 1, "", 0))
                found.update(dict.fromkeys(order for _, order, last in rows[start:end] if last >= low))
        return found
