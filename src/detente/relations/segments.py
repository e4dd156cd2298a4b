"""Where a series changes its level: the best partition into segments, each boundary tested by permutation.

The partition minimises cost plus a penalty for each boundary, over all partitions (optimal partitioning: Jackson et
al., 2005, doi:10.1109/LSP.2001.838216; the penalty is that of BIC: Yao, 1988, doi:10.1016/0167-7152(88)90118-6). A
boundary stays only if shuffling what lies in the two segments beside it seldom parts them as well anywhere. The
shuffling is seeded, so the same series gives the same boundaries.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SEED = 20_240_605
DRAWS, FEWEST_DRAWS, NUMBERS_DRAWN = 999, 99, 3_000_000

# A boundary may lie wherever it costs no more than this above the best: 95 % by the likelihood ratio (one parameter).
PROFILE = 3.84


class Boundary(NamedTuple):
    """A change of level before position ``at``, which may as well lie from ``first`` to ``last``.

    It parts the segment from ``begin`` to ``end``; ``p`` is the share of its shuffles that are parted as well.
    """

    begin: int
    at: int
    end: int
    first: int
    last: int
    p: float

    @property
    def halves(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The two segments, from and to."""
        return (self.begin, self.at), (self.at, self.end)


class Series(Protocol):
    """What can be cut into segments: positions from 0 to ``size``."""

    @property
    def size(self) -> int:
        """How many positions there are."""

    def costs(self, begins: Ints, ends: Ints) -> Floats:
        """The cost of each segment, in units of -2 log likelihood; infinite for one that is too small."""

    def parted(self, begin: int, at: int, end: int) -> float:
        """How well a segment is parted at a position; -1 where it may not be."""

    def shuffled(self, begin: int, end: int, rng: np.random.Generator, most: int) -> Floats:
        """How well shuffles of a segment are parted where they are parted best.

        A number for each of several shuffles, which together draw about ``most`` numbers.
        """


class Means:
    """Numbers that come in turns, several or one at each position; a segment has a mean."""

    def __init__(self, turns: Sequence[Sequence[float]], least: int) -> None:
        """Take the numbers; ``least`` is the fewest that a segment may have."""
        self.size = len(turns)
        self._least = least
        self._values = np.array([value for turn in turns for value in turn], dtype=np.float64)
        self._until = np.cumsum([0, *map(len, turns)])
        sums, squares = (np.concatenate([[0.0], np.cumsum(self._values**power)]) for power in (1, 2))
        self._sums, self._squares = sums[self._until], squares[self._until]
        # Half the mean square of successive differences: a change of level hardly adds to it (von Neumann, 1941).
        self._variance = max(float(np.mean(np.diff(self._values) ** 2)) / 2, 1.0) if len(self._values) > 1 else 1.0

    def costs(self, begins: Ints, ends: Ints) -> Floats:
        """Squared distances from the mean, in units of the variance."""
        number = self._until[ends] - self._until[begins]
        total = self._sums[ends] - self._sums[begins]
        spread = self._squares[ends] - self._squares[begins] - total**2 / np.maximum(number, 1)
        return np.where(number >= self._least, spread / self._variance, np.inf)

    def parted(self, begin: int, at: int, end: int) -> float:
        """How far apart the means of the two parts are: the squares between them."""
        left, right = (int(self._until[y] - self._until[x]) for x, y in ((begin, at), (at, end)))
        if min(left, right) < self._least:
            return -1.0
        means = (self._sums[at] - self._sums[begin]) / left, (self._sums[end] - self._sums[at]) / right
        return float((means[0] - means[1]) ** 2 * left * right / (left + right))

    def shuffled(self, begin: int, end: int, rng: np.random.Generator, most: int) -> Floats:
        """The same of shuffles of the numbers."""
        values = self._values[self._until[begin] : self._until[end]]
        left = self._until[begin + 1 : end] - self._until[begin]
        left = left[(left >= self._least) & (len(values) - left >= self._least)]
        right = len(values) - left
        sums = _shuffles(values, rng, most).cumsum(axis=1)
        first = sums[:, left - 1] / left
        second = (sums[:, -1:] - sums[:, left - 1]) / right
        return np.asarray(((first - second) ** 2 * left * right / len(values)).max(axis=1), dtype=np.float64)


class Counts:
    """How many come at each position; a segment has a rate, as in a Poisson process."""

    def __init__(self, counts: Sequence[float], least: int, shortest: int) -> None:
        """Take the counts; one of two neighbouring segments has to have ``least``, each ``shortest`` positions."""
        self.size = len(counts)
        self._least, self._shortest = least, shortest
        self._counts = np.array(counts, dtype=np.float64)
        self._sums = np.concatenate([[0.0], np.cumsum(self._counts)])
        # News comes in bursts: counts vary more than those of a Poisson process do.
        mean = float(self._counts.mean()) if self.size else 0.0
        varies = float(np.mean(np.diff(self._counts) ** 2)) / 2 if self.size > 1 else 0.0
        self._dispersion = max(varies / mean, 1.0) if mean else 1.0

    def costs(self, begins: Ints, ends: Ints) -> Floats:
        """Twice the negative log likelihood of a segment at its own rate, but for what all partitions share."""
        length = ends - begins
        cost = -2 * _likelihood(self._sums[ends] - self._sums[begins], length) / self._dispersion
        return np.where(length >= self._shortest, cost, np.inf)

    def parted(self, begin: int, at: int, end: int) -> float:
        """How much likelier two rates are than one."""
        sums = self._sums[[begin, at, end]]
        if max(sums[1] - sums[0], sums[2] - sums[1]) < self._least:
            return -1.0
        return float(_gain(sums[1:2] - sums[0], np.array([at - begin]), sums[2] - sums[0], end - begin)[0])

    def shuffled(self, begin: int, end: int, rng: np.random.Generator, most: int) -> Floats:
        """The same of shuffles of the positions."""
        counts = self._counts[begin:end]
        left = np.arange(self._shortest, end - begin - self._shortest + 1)
        sums = _shuffles(counts, rng, most).cumsum(axis=1)[:, left - 1]
        return np.asarray(_gain(sums, left, float(counts.sum()), end - begin).max(axis=1), dtype=np.float64)


def boundaries(series: Series, *, alpha: float) -> list[Boundary]:
    """The changes of level that hold, in order.

    Args:
        series: the numbers.
        alpha: greatest share of shuffles that may part as well.
    """
    cuts = partition(series, 2 * np.log(max(series.size, 2)))
    known: dict[tuple[int, int, int], Boundary] = {}
    while cuts:
        tested = _tested(series, cuts, known)
        weakest = max(tested, key=lambda b: b.p)
        if weakest.p <= alpha:
            return tested
        cuts.remove(weakest.at)
    return []


def partition(series: Series, penalty: float) -> list[int]:
    """The cheapest partition: the positions at which its segments, but for the first, begin."""
    size = series.size
    best, came = np.full(size + 1, np.inf), np.zeros(size + 1, dtype=np.int64)
    best[0] = -penalty
    for end in range(1, size + 1):
        begins = np.arange(end)
        total = best[:end] + penalty + series.costs(begins, np.full(end, end))
        came[end] = int(np.argmin(total))
        best[end] = total[came[end]]
    cuts = []
    at = int(came[size]) if np.isfinite(best[size]) else 0
    while at > 0:
        cuts.append(at)
        at = int(came[at])
    return cuts[::-1]


def _tested(series: Series, cuts: Sequence[int], known: dict[tuple[int, int, int], Boundary]) -> list[Boundary]:
    """The boundaries at some positions; those between the same neighbours as before are tested once."""
    edges = [0, *cuts, series.size]
    places = list(zip(edges, edges[1:], edges[2:], strict=False))
    known |= {
        place: Boundary(*place, *_range(series, *place), _share(series, *place))
        for place in places
        if place not in known
    }
    return [known[place] for place in places]


def _share(series: Series, begin: int, at: int, end: int) -> float:
    """How many shuffles are parted as well as the series, the series itself counted with them."""
    own = series.parted(begin, at, end)
    if own < 0:
        return 1.0
    best = series.shuffled(begin, end, np.random.default_rng(SEED), NUMBERS_DRAWN)
    return float((1 + np.sum(best >= own - 1e-9)) / (len(best) + 1))


def _shuffles(values: Floats, rng: np.random.Generator, most: int) -> Floats:
    draws = max(FEWEST_DRAWS, min(DRAWS, most // max(len(values), 1)))
    return rng.permuted(np.tile(values, (draws, 1)), axis=1)


def _likelihood(number: Floats, length: Ints) -> Floats:
    """The log likelihood of so many in so long a time at the rate that fits best, but for constants."""
    return np.asarray(number * np.log(np.maximum(number, 1e-12) / length), dtype=np.float64)


def _gain(left: Floats, length: Ints, number: float, whole: int) -> Floats:
    """How much the log likelihood gains by two rates."""
    parts = _likelihood(left, length) + _likelihood(number - left, whole - length)
    return np.asarray(parts - number * np.log(max(number, 1e-12) / whole), dtype=np.float64)


def _range(series: Series, begin: int, at: int, end: int) -> tuple[int, int]:
    """The first and the last position at which the boundary may as well lie."""
    cuts = np.arange(begin + 1, end)
    costs = series.costs(np.full(len(cuts), begin), cuts) + series.costs(cuts, np.full(len(cuts), end))
    near = cuts[costs <= costs[at - begin - 1] + PROFILE]
    return int(near[0]), int(near[-1])
