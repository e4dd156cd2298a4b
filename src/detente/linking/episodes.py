"""Statements → episodes: which of them, within and across articles, are about the same happening.

Reports are taken in an order of their own, the most exactly dated first. Each joins the most likely of the happenings
found so far, or begins one. It is compared with what has a party pair and a kind in common and falls near it in time
only, so the work grows nearly in step with the number of statements, and the result does not depend on the order of
the input.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from detente.linking.history import episode, undone
from detente.linking.kinds import Kind, Kinds
from detente.linking.odds import Weights, log_odds
from detente.linking.report import Report, report
from detente.model import Episode, Statement

# A vague report of what happens daily between two parties fits hundreds of happenings: compare it with the nearest.
MOST_COMPARED = 100

Key = tuple[str, str, str]


def link(
    statements: Sequence[Statement],
    published: Mapping[str, str | None],
    *,
    kinds: Kinds | None = None,
    weights: Weights | None = None,
) -> list[Episode]:
    """Join statements about the same happening into episodes.

    Args:
        statements: statements of any number of articles, in any order.
        published: the day of publication by article id, None where it is not known.
        kinds: which frames may tell of one happening; the table of the codebook if left out.
        weights: what each piece of evidence counts for.

    Returns:
        The episodes; every statement is in exactly one. They stand in order of their days, undated ones last.
    """
    kinds = kinds or Kinds.load()
    reports = sorted(
        (report(s, published.get(s.article), kinds.of(s.frame)) for s in statements), key=lambda r: r.order
    )
    groups = _groups(reports, weights or Weights())
    called_off = undone(groups, kinds)
    found = [episode(group, called_off.get(i)) for i, group in enumerate(groups)]
    return sorted(found, key=lambda e: (e.start is None, e.start or "", e.end or "", e.id))


def _groups(reports: Sequence[Report], weights: Weights) -> list[list[Report]]:
    """Reports of one happening each; the first of a group is the one that the others were compared with."""
    groups: list[list[Report]] = []
    index = _Index()
    for new in reports:
        best, where = weights.threshold, -1
        for number in index.near(new):
            odds = log_odds(new, groups[number][0], weights)
            if odds is not None and odds > best:
                best, where = odds, number
        if where >= 0:
            groups[where].append(new)
        else:
            index.add(len(groups), new)
            groups.append([new])
    return groups


class _Index:
    """Happenings by kind and pair of parties, in order of their first day."""

    def __init__(self) -> None:
        self._shelves: dict[Key, list[tuple[int, int]]] = {}
        self._widest: dict[Key, int] = {}

    def add(self, number: int, first: Report) -> None:
        for kind in first.kinds:
            for key in _shelves(first, kind):
                insort(self._shelves.setdefault(key, []), (first.days.first, number))
                self._widest[key] = max(self._widest.get(key, 0), first.days.width)

    def near(self, new: Report) -> list[int]:
        """The happenings that may be those of a report, in the order in which they were added."""
        questions = ((key, kind.days) for kind in new.kinds for key in _questions(new, kind))
        return sorted({number for key, days in questions for number in self._within(key, new, days)})

    def _within(self, key: Key, new: Report, slack: int) -> list[int]:
        shelf = self._shelves.get(key, [])
        low = bisect_left(shelf, (new.days.first - slack - self._widest.get(key, 0), -1))
        high = bisect_right(shelf, (new.days.last + slack, len(shelf) and shelf[-1][1] + 1))
        middle = bisect_left(shelf, (new.days.first, -1))
        low, high = max(low, middle - MOST_COMPARED // 2), min(high, middle + MOST_COMPARED // 2)
        return [number for _, number in shelf[low:high]]


def _pairs(new: Report, kind: Kind) -> Iterator[Key]:
    for one, other in combinations(sorted(new.parties), 2):
        yield kind.kind, one, other


def _shelves(new: Report, kind: Kind) -> Iterator[Key]:
    """Where a report is looked for: under its pairs, and under each party for reports that know one side only."""
    yield from _pairs(new, kind)
    for one in new.parties:
        yield kind.kind, one, "with anyone"
    if len(new.parties) == 1:
        yield kind.kind, min(new.parties), "alone"


def _questions(new: Report, kind: Kind) -> Iterator[Key]:
    """Where the happenings of a report may be: its pairs, and those of which one side only is known."""
    yield from _pairs(new, kind)
    for one in sorted(new.parties):
        yield kind.kind, one, "with anyone" if len(new.parties) == 1 else "alone"
