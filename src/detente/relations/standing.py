"""Turns of a relation's standing: when ties, traffic, an embargo or a war between two were broken off or restored.

A single deed can turn a relation where too little happens for a mean or a rate to tell when: one agreement ends a
blockade of years. Such deeds stand in ``turns.csv``. They say where to look, so that far fewer episodes tell whether
the tone before and after differs: one place is tested, not the best of all. A deed is no turn if the same is undone
within half a year, or if the strong episodes beside it do not point its way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import msgspec
import numpy as np

from detente.codebook import tables
from detente.codebook.plover import Frame
from detente.errors import CodebookError
from detente.relations.points import Point, mean_score, placeable
from detente.relations.segments import DRAWS, SEED

# So long nothing undoes a turn; what comes so shortly before it belongs to it; the strong episodes of so long after it,
# and those, must agree with it, as a share; where nothing is known of before, they must be so many.
HOLDS, AHEAD, BESIDE = timedelta(days=183), timedelta(days=14), timedelta(days=61)
STRONG, AGREED, ENOUGH = 4.0, 0.75, 2
# So many shuffles are made before it is asked whether more can change anything.
DRAWN_AT_ONCE = 111


class TurnRow(msgspec.Struct, frozen=True):
    """A row of ``turns.csv``."""

    frame: str
    matter: str
    way: int


class Dated(NamedTuple):
    """An episode with its first and last day."""

    point: Point
    first: date
    last: date


class Deed(NamedTuple):
    """An episode that breaks off or restores something, with its first and last day."""

    point: Point
    first: date
    last: date
    matter: str
    way: int


class Turn(NamedTuple):
    """A deed that turned the standing, those that followed the same way, what came before and after, and how likely
    shuffles of these differ as much (None where nothing is known of before)."""

    deed: Deed
    deeds: tuple[Deed, ...]
    before: tuple[Point, ...]
    after: tuple[Point, ...]
    p: float | None

    @property
    def dated(self) -> Deed:
        """The one of its deeds whose day is known best."""
        return min(self.deeds, key=lambda deed: (deed.last - deed.first, deed.first, deed.point.episode))


def turns(points: Sequence[Point], *, least: int, alpha: float) -> list[Turn]:
    """The turns of a relation's standing, in order of time; each goes the other way than the one before.

    Args:
        points: what happened.
        least: fewest episodes on each side of a turn.
        alpha: greatest ``p``.
    """
    placed = sorted(_dated(points), key=lambda one: (one.first, one.last, one.point.episode))
    deeds = _deeds(placed)
    eligible = [deed for deed in deeds if not _undone(deed, deeds)]
    places = (_turn(deed, deeds, placed, least) for deed in eligible)
    # Of several places looked at, each is held to a part of alpha (Bonferroni).
    strict = alpha / max(1, len({turn.after for turn in places if turn and len(turn.before) >= least}))
    found: list[Turn] = []
    for deed in eligible:
        if found and found[-1].deed.way == deed.way:
            continue
        since = found[-1].deed.first - AHEAD if found else date.min
        turn = _turn(deed, deeds, placed[bisect_left(placed, since, key=_first) :], least)
        if turn and len(turn.before) >= least:
            turn = turn._replace(p=_chance(turn.before, turn.after, deed.way, strict))
        if turn and (turn.p is None or turn.p <= strict):
            found.append(turn)
    return found


def _turn(deed: Deed, deeds: Sequence[Deed], placed: Sequence[Dated], least: int) -> Turn | None:
    """The turn that a deed makes, untested; None where too little, or what comes after it, speaks for one.

    What is ``placed`` is in order of its first days, so that neither side has to be looked through.
    """
    begins = deed.first - AHEAD
    ends = next((d.first for d in deeds if d.first > deed.first + HOLDS and d.way != deed.way), date.max)
    start, stop = (bisect_left(placed, day, key=_first) for day in (begins, ends))
    near = bisect_right(placed, deed.last + BESIDE, lo=start, key=_first)
    beside = [one.point.score * deed.way for one in placed[start : min(near, stop)]]
    strong = [score > 0 for score in beside if abs(score) >= STRONG]
    if stop - start < least or sum(strong) < AGREED * len(strong):
        return None
    before = tuple(one.point for one in placed[:start])
    same = tuple(d for d in deeds if d.way == deed.way and deed.first <= d.first <= deed.first + HOLDS)
    own = tuple(one.point for one in placed[start:stop])
    if len(before) >= least:
        return Turn(deed, same, before, own, None)
    # Of before nothing else is known; what is known must not be the worse end of a turn to the worse.
    now, earlier = (mean_score(side) * deed.way for side in (own, before))
    goes_on = all(point.score * deed.way > 0 for point in before) and now >= earlier
    return Turn(deed, same, before, own, None) if len(strong) >= ENOUGH and goes_on else None


def _first(one: Dated) -> date:
    return one.first


def _chance(before: Sequence[Point], after: Sequence[Point], way: int, most: float) -> float:
    """The share of shuffles in which the mean differs as much between before and after; 1 if none changed its sign.

    Where it turns out to be more than ``most`` no more shuffles are made, and it is that of those that were.
    """
    scores = np.array([point.score for point in (*before, *after)]) * way
    if not scores[: len(before)].mean() <= 0 < scores[len(before) :].mean():
        return 1.0
    rng, as_much, own = np.random.default_rng(SEED), 1, scores[len(before) :].sum() - 1e-9
    for first in range(0, DRAWS, DRAWN_AT_ONCE):
        number = min(DRAWN_AT_ONCE, DRAWS - first)
        shuffled = rng.permuted(np.tile(scores, (number, 1)), axis=1)[:, len(before) :].sum(axis=1)
        as_much += int(np.sum(shuffled >= own))
        if as_much / (DRAWS + 1) > most:
            break
    return as_much / (DRAWS + 1)


def _dated(points: Sequence[Point]) -> Iterator[Dated]:
    for point in points:
        if placeable(point) and point.days:
            yield Dated(point, *point.days)


def _deeds(placed: Sequence[Dated]) -> list[Deed]:
    known = _by_frame()
    rows = ((one, known[one.point.frame]) for one in placed if one.point.frame in known)
    return [Deed(*one, row.matter, row.way) for one, row in rows]


def _undone(deed: Deed, deeds: Sequence[Deed]) -> bool:
    """Whether the opposite was done to the same matter soon after, or at the same time."""
    return any(
        other.matter == deed.matter and other.way != deed.way and deed.first <= other.first <= deed.first + HOLDS
        for other in deeds
    )


@cache
def _by_frame() -> dict[str, TurnRow]:
    known = {frame.frame for frame in tables.records("frames.csv", Frame)}
    found: dict[str, TurnRow] = {}
    for path, line, row in tables.rows("turns.csv", TurnRow):
        if row.frame not in known:
            raise CodebookError(path, line, f"unknown frame {row.frame!r}; frames.csv must define it")
        if row.way not in (1, -1):
            raise CodebookError(path, line, f"the way is {row.way}; it is 1 or -1")
        found[row.frame] = row
    return found
