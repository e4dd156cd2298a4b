"""Precision, recall and F1 with percentile bootstrap intervals over texts.

Texts, not events, are drawn with replacement, since the events of one text are not independent of each other (Efron
and Tibshirani, *An Introduction to the Bootstrap*, 1993, chapters 8 and 13). Where everything, or nothing, is right,
all draws are the same; the exact bound for as many events (Clopper and Pearson, "The use of confidence or fiducial
limits", 1934) stands instead of an interval without width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt

from detente.evaluation.pairing import Comparison, Matched

RESAMPLES = 1000
SEED = 20240605
LEVEL = 0.95
# So many draws are held in memory at a time.
DRAWS = 4_000_000

Array = npt.NDArray[np.float64]


class Measure(msgspec.Struct, frozen=True):
    """A figure with the bounds of its interval; None where it is not defined (a share of nothing)."""

    value: float | None = None
    low: float | None = None
    high: float | None = None


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Counts and figures of a class, or of all together.

    ``gold`` is how many events gold has, ``coded`` how many statements there are, ``right`` how many of both are paired
    in the same class, ``right_sides`` how many of these have the right parties, too; the figures ending in ``_sides``
    count only these as right.
    """

    name: str
    gold: int
    coded: int
    right: int
    right_sides: int
    precision: Measure
    recall: Measure
    f1: Measure
    precision_sides: Measure
    recall_sides: Measure
    f1_sides: Measure


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a sample: by class, over all events (micro), as the mean of classes (macro), and of statuses."""

    classes: tuple[Score, ...]
    micro: Score
    macro: Score
    status: Measure
    status_of: int


@dataclass(frozen=True)
class Tally:
    """Counts by text and class: gold events, statements, right ones, right ones with their sides; and statuses.

    ``counts`` has the axes text, class, and these four; ``status`` has, for each text, how many statuses of right
    pairs gold tells and how many of these are right.
    """

    names: tuple[str, ...]
    counts: Array
    status: Array


def tally(matched: Sequence[Matched], how: Comparison) -> Tally:
    """Count the pairs of texts, and what of gold and coded has none."""
    missed = [[how.wanted(event)[0] for event in one.missed] for one in matched]
    extra = [[how.made(statement) for statement in one.extra] for one in matched]
    paired = [[name for pair in one.pairs for name in (pair.wanted, pair.made)] for one in matched]
    names = tuple(sorted({name for several in (*missed, *extra, *paired) for name in several}))
    at = {name: number for number, name in enumerate(names)}
    counts, status = np.zeros((len(matched), len(names), 4)), np.zeros((len(matched), 2))
    for row, one in enumerate(matched):
        for pair in one.pairs:
            counts[row, at[pair.wanted], 0] += 1
            counts[row, at[pair.made]] += (0, 1, pair.right, pair.right and pair.sides)
            status[row] += (pair.right and pair.status is not None, pair.right and bool(pair.status))
        for name in missed[row]:
            counts[row, at[name], 0] += 1
        for name in extra[row]:
            counts[row, at[name], 1] += 1
    return Tally(names, counts, status)


def scores(counted: Tally, resamples: int = RESAMPLES, seed: int = SEED) -> Scores:
    """The figures with their intervals.

    Args:
        counted: the counts.
        resamples: how often as many texts as there are, are drawn from them with replacement.
        seed: of the draws; the same seed gives the same intervals.
    """
    texts, classes = counted.counts.shape[:2]
    columns = np.concatenate([counted.counts.reshape(texts, classes * 4), counted.status], axis=1)
    whole = columns.sum(axis=0)[None, :]
    drawn = np.concatenate([whole, *_drawn(columns, resamples, seed)])
    by_class = drawn[:, : classes * 4].reshape(len(drawn), classes, 4)
    each = _figures(by_class)
    counts = by_class[0].astype(int)
    overall = counts.sum(axis=0)
    ratios = _share(drawn[:, -1], drawn[:, -2])
    return Scores(
        classes=tuple(_score(name, counts[n], each[:, n]) for n, name in enumerate(counted.names)),
        micro=_score("micro", overall, _figures(by_class.sum(axis=1))),
        macro=_score("macro", overall, _macro(each, by_class), exact=False),
        status=_measure(ratios, int(whole[0, -2])),
        status_of=int(whole[0, -2]),
    )


def _drawn(columns: Array, resamples: int, seed: int) -> Iterator[Array]:
    """The sums of the columns over texts drawn with replacement, some resamples at a time."""
    random = np.random.default_rng(seed)
    texts = len(columns)
    while resamples > 0:
        now = min(resamples, max(1, DRAWS // texts))
        yield random.multinomial(texts, np.full(texts, 1 / texts), size=now) @ columns
        resamples -= now


def _figures(counts: Array) -> Array:
    """Precision, recall and F1, without and with sides; NaN where not defined. The last axis is that of the counts."""
    gold, coded, right, sides = np.moveaxis(counts, -1, 0)
    found = [(_share(n, coded), _share(n, gold), _share(2 * n, gold + coded)) for n in (right, sides)]
    return np.stack([*found[0], *found[1]], axis=-1)


def _macro(figures: Array, counts: Array) -> Array:
    """The mean over the classes that gold has in each draw; a share of nothing counts as 0 there."""
    there = (counts[:, :, 0] > 0)[:, :, None]
    total = np.where(there, np.nan_to_num(figures), 0.0).sum(axis=1)
    return _share(total, np.broadcast_to(there.sum(axis=1), total.shape).astype(float))


def _share(part: Array, whole: Array) -> Array:
    shares: Array = np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=whole > 0)
    return shares


def _score(name: str, counts: npt.NDArray[np.int_], figures: Array, *, exact: bool = True) -> Score:
    gold, coded, right, sides = (int(n) for n in counts)
    # A mean of shares is no share of so many events, so that no exact bound can stand in.
    of = (coded, gold, gold or coded) * 2 if exact else (0,) * 6
    measures = [_measure(figures[:, column], of[column]) for column in range(6)]
    return Score(
        name=name,
        gold=gold,
        coded=coded,
        right=right,
        right_sides=sides,
        precision=measures[0],
        recall=measures[1],
        f1=measures[2],
        precision_sides=measures[3],
        recall_sides=measures[4],
        f1_sides=measures[5],
    )


def _measure(values: Array, events: int) -> Measure:
    """The first value, a share of so many events, with the bounds of the others, which are those of the draws."""
    if np.isnan(values[0]):
        return Measure()
    draws = values[1:][~np.isnan(values[1:])]
    value = round(float(values[0]), 4)
    if not len(draws):
        return Measure(value)
    low, high = np.quantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    if low == high == values[0] and value in (0, 1):
        if not events:
            return Measure(value)
        bound = ((1 - LEVEL) / 2) ** (1 / events)
        low, high = (bound, 1) if value else (0, 1 - bound)
    return Measure(value, round(float(low), 4), round(float(high), 4))
