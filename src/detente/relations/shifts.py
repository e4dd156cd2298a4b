"""Shifts of a relation: when the tone of what happens, or how often it happens, went to another level, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

import msgspec
import polars as pl

from detente.relations import segments
from detente.relations.dates import By, period
from detente.relations.points import Point, after, main_period, mean_score, start_of, starts
from detente.relations.standing import Turn, turns

Kind = Literal["tone", "cooperation", "conflict", "standing"]
Side = Literal["before", "after"]

# The classes whose number is looked at, and where a segment of each kind is too short to be a level.
CLASSES: dict[Kind, tuple[int, ...]] = {"cooperation": (1, 2), "conflict": (3, 4)}
SHORTEST: dict[By, int] = {"month": 3, "week": 6}

# A shift is told by episodes no further from it than this; of each side so many.
NEAR = timedelta(days=366)
MADE_BY = 4


_SCHEMA: dict[str, Any] = {
    "kind": pl.String,
    "at": pl.Date,
    "earliest": pl.Date,
    "latest": pl.Date,
    "before": pl.Float64,
    "after": pl.Float64,
    "episodes_before": pl.Int64,
    "episodes_after": pl.Int64,
    "since": pl.Date,
    "until": pl.Date,
    "p": pl.Float64,
}


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """An episode that made a shift: on which side of it, and how much of the difference of levels is due to it."""

    episode: str
    side: Side
    contribution: float


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """A change of level.

    ``kind`` is what changed: the mean score of what happens (``tone``), how many cooperative or conflictual episodes
    a period has, or the ``standing``: ties, traffic, embargo or war, by single deeds. ``at`` is the first day of the
    first period on the new level; it came between ``earliest`` and ``latest``. ``before`` and ``after`` are the levels
    (of the standing, mean scores), ``episodes_before`` and ``episodes_after`` what they rest
    on, since ``since`` and until ``until``. ``p`` is the share of shuffled series that change as much; None where
    a standing is broken off or restored of which nothing is known before.
    """

    kind: Kind
    at: date
    earliest: date
    latest: date
    before: float
    after: float
    episodes_before: int
    episodes_after: int
    since: date
    until: date
    p: float | None
    parts: tuple[Part, ...] = ()


class _Placed(NamedTuple):
    point: Point
    period: date


def shifts(
    points: Sequence[Point], by: By = "month", *, least: int = 3, alpha: float = 0.05, covered: str = ""
) -> tuple[Shift, ...]:
    """The shifts of a relation, in order of time.

    Args:
        points: what happened. What cannot be placed in one period is left aside.
        by: ``"month"`` or ``"week"``.
        least: fewest episodes that a level rests on: for the tone each of the two, for a number of episodes the
            higher one.
        alpha: greatest ``p``.
        covered: the day of the first article. Of what was before, articles tell little: how much happened is not
            counted there.
    """
    found = list(_standing(points, by, least, alpha))
    placed = [_Placed(point, start) for point in points if (start := main_period(point, by))]
    placed.sort(key=lambda one: (one.period, one.point.start or "", one.point.episode))
    if not placed:
        return tuple(found)
    found += _tone(placed, by, least, alpha)
    first = period(covered, by)
    counted = [one for one in placed if first is None or one.period >= first]
    for kind in CLASSES if counted else ():
        found += _numbers(kind, counted, by, least, alpha)
    return tuple(sorted(found, key=lambda shift: (shift.at, shift.kind)))


def shifts_frame(found: Sequence[Shift], rows: pl.DataFrame) -> pl.DataFrame:
    """One row a shift, with the episodes that made it.

    Args:
        found: the shifts.
        rows: a row for each of their episodes, with the id in the column ``episode``.
    """
    by_id = {row["episode"]: row for row in rows.iter_rows(named=True)}
    told = [
        msgspec.structs.asdict(shift) | {"made_by": [msgspec.structs.asdict(p) | by_id[p.episode] for p in shift.parts]}
        for shift in found
    ]
    made_by = pl.Struct({"side": pl.String, "contribution": pl.Float64, **rows.schema})
    return pl.DataFrame(told, schema={**_SCHEMA, "made_by": pl.List(made_by)})


def _standing(points: Sequence[Point], by: By, least: int, alpha: float) -> Iterator[Shift]:
    """Turns of what stands between the two, at the deeds that made them."""
    for turn in turns(points, least=least, alpha=alpha):
        at = start_of(turn.dated.first, by)
        days = [days for point in (*turn.before, *turn.after) if (days := point.days)]
        yield Shift(
            kind="standing",
            at=at,
            earliest=at,
            latest=start_of(turn.dated.last, by),
            before=mean_score(turn.before),
            after=mean_score(turn.after),
            episodes_before=len(turn.before),
            episodes_after=len(turn.after),
            since=start_of(min(first for first, _ in days), by),
            until=max(last for _, last in days),
            p=turn.p,
            parts=tuple(_told_by(turn)),
        )


def _told_by(turn: Turn) -> Iterator[Part]:
    """The deeds that turned it, then what stands beside them, and the last that went the other way before."""
    deeds = [turn.dated.point, *(deed.point for deed in turn.deeds if deed is not turn.dated)]
    beside = [point for point in turn.after if point.score * turn.deed.way > 0 and point not in deeds]
    against = [point for point in turn.before if point.score * turn.deed.way < 0]
    sides: dict[Side, list[Point]] = {"after": [*deeds, *beside][:MADE_BY], "before": against[-MADE_BY:][::-1]}
    for side, chosen in sides.items():
        whole = sum(abs(point.score) for point in chosen) or 1.0
        for point in chosen:
            yield Part(episode=point.episode, side=side, contribution=abs(point.score) / whole)


def _tone(placed: Sequence[_Placed], by: By, least: int, alpha: float) -> Iterator[Shift]:
    """Shifts of the mean score; periods in which nothing happened say nothing of it."""
    turns: dict[date, list[_Placed]] = {}
    for one in placed:
        turns.setdefault(one.period, []).append(one)
    periods = list(turns)
    series = segments.Means([[one.point.score for one in turn] for turn in turns.values()], least)
    for found in segments.boundaries(series, alpha=alpha):
        old, new = ([one for start in periods[x:y] for one in turns[start]] for x, y in found.halves)
        before, now = (mean_score([one.point for one in side]) for side in (old, new))
        # What each side's episodes have to do with the difference: on each side the shares make up all of it.
        gone = [(now - one.point.score) / (now - before) / len(old) for one in old]
        come = [(one.point.score - before) / (now - before) / len(new) for one in new]
        made_by = _parts("before", old, gone, periods[found.at]) + _parts("after", new, come, periods[found.at])
        yield _shift("tone", found, periods, by, (before, now), (len(old), len(new)), made_by)


def _numbers(kind: Kind, placed: Sequence[_Placed], by: By, least: int, alpha: float) -> Iterator[Shift]:
    """Shifts of how many episodes of some classes a period has; periods without any count."""
    periods = starts(placed[0].period, placed[-1].period, by)
    turns: dict[date, list[_Placed]] = {start: [] for start in periods}
    for one in placed:
        if one.point.quad in CLASSES[kind]:
            turns[one.period].append(one)
    series = segments.Counts([len(turn) for turn in turns.values()], least, SHORTEST[by])
    for found in segments.boundaries(series, alpha=alpha):
        sides = [[one for start in periods[x:y] for one in turns[start]] for x, y in found.halves]
        rates = tuple(len(side) / (y - x) for side, (x, y) in zip(sides, found.halves, strict=True))
        rises = rates[1] > rates[0]
        weights = [abs(one.point.score) for one in sides[rises]]
        whole = sum(weights) or 1.0
        shares = [weight / whole for weight in weights]
        made_by = _parts("after" if rises else "before", sides[rises], shares, periods[found.at])
        yield _shift(kind, found, periods, by, rates, (len(sides[0]), len(sides[1])), made_by)


def _parts(side: Side, placed: Sequence[_Placed], shares: Sequence[float], when: date) -> list[Part]:
    """The episodes of one side that made most of a shift, of those near it; the nearer of two first."""
    pairs = list(zip(placed, shares, strict=True))
    near = [pair for pair in pairs if abs(pair[0].period - when) <= NEAR] or pairs
    ranked = sorted(near, key=lambda pair: (-pair[1], abs(pair[0].period - when), pair[0].point.episode))
    return [Part(episode=one.point.episode, side=side, contribution=share) for one, share in ranked[:MADE_BY]]


def _shift(
    kind: Kind,
    found: segments.Boundary,
    periods: Sequence[date],
    by: By,
    levels: tuple[float, ...],
    episodes: tuple[int, int],
    made_by: Sequence[Part],
) -> Shift:
    return Shift(
        kind=kind,
        at=periods[found.at],
        earliest=after(periods[found.first - 1], by),
        latest=periods[found.last],
        before=levels[0],
        after=levels[1],
        episodes_before=episodes[0],
        episodes_after=episodes[1],
        since=periods[found.begin],
        until=after(periods[found.end - 1], by) - timedelta(days=1),
        p=found.p,
        parts=tuple(made_by),
    )
