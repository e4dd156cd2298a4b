"""Forecasts from repetition alone: who acted on whom before is likely to do so again, the sooner the more recent.

The method that any model of ours has to beat. It follows the recurrency baselines of Gastinger et al., "History Repeats
Itself: A Baseline for Temporal Knowledge Graph Forecasting" (IJCAI 2024): a *strict* part that looks for the very same
event, and a *relaxed* one that looks at who takes part in such events at all. Between the two stand events of other
kinds between the same parties, each weighted by how often such an event was followed by one of the kind asked for (the
one-step rules of Liu et al., "TLogic", AAAI 2022, counted instead of sampled). An event's weight falls with a power of
its age, which keeps the recent and the habitual in one number.
"""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from detente.errors import InputError

Ranking = list[tuple[str, float]]
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DyadEvent:
    """One event of a history: ``source`` did ``relation`` to ``target`` on ``day``."""

    source: str
    relation: str
    target: str
    day: date


@dataclass(frozen=True, slots=True)
class Query:
    """A question about a day to come: the target of (source, relation, ?) or the source of (?, relation, target).

    Exactly one of ``source`` and ``target`` is None.
    """

    source: str | None
    relation: str
    target: str | None
    day: date


@dataclass(frozen=True, slots=True)
class Weights:
    """What the parts count for: chosen on ICEWS14, train and validation days.

    An event of age ``a`` days has weight ``a ** -decay``. ``same`` is the weight of the very same event against one
    that always led to it, ``anyone`` that of taking part in such events with whomsoever. ``sharpness`` is the power to
    which the share of events that led to another is raised. ``prior`` events that led to nothing are added to each
    count, so that a single coincidence is no rule.
    """

    decay: float = 0.8
    same: float = 1.0
    anyone: float = 0.003
    sharpness: float = 1.5
    prior: float = 2.0


def forecast(
    queries: Sequence[Query], events: Iterable[DyadEvent], *, weights: Weights | None = None, limit: int = 100
) -> list[Ranking]:
    """Rank the likely answers to each query from the events of earlier days.

    Only events dated before a query's day have a part in its answer, in whatever order both are given, and no query
    has a part in another's.

    Returns: for each query, in the order given, at most ``limit`` names with scores, best first.

    Raises:
        InputError: a query does not leave exactly one side open.
    """
    history = sorted(events, key=lambda e: (e.day, e.source, e.relation, e.target))
    order = sorted(range(len(queries)), key=lambda i: queries[i].day)
    model, seen = Recurrency(weights), 0
    rankings: list[Ranking] = [[] for _ in queries]
    for i in order:
        until = bisect_left(history, queries[i].day, lo=seen, key=lambda e: e.day)
        model.observe(history[seen:until])
        seen = until
        rankings[i] = model.rank(queries[i], limit=limit)
    return rankings


class Recurrency:
    """A history of events in order of their days, and the forecasts it gives for days not yet observed."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or Weights()
        self._names: list[str] = []
        self._entities: dict[str, int] = {}
        self._relations: dict[str, int] = {}
        self._by_entity: defaultdict[int, _Log] = defaultdict(_Log)
        self._by_relation: defaultdict[int, _Log] = defaultdict(_Log)
        self._rules = _Rules()
        self._last = date.min.toordinal()

    def observe(self, events: Iterable[DyadEvent]) -> None:
        """Add events to the history.

        Raises:
            InputError: an event is older than one observed before.
        """
        for event in events:
            day = event.day.toordinal()
            if day < self._last:
                raise InputError(f"{event} comes after events of {date.fromordinal(self._last)}: sort events by day")
            self._last = day
            source, target = self._entity(event.source), self._entity(event.target)
            forward, backward = self._directions(event.relation)
            self._add(source, forward, target, day)
            self._add(target, backward, source, day)

    def rank(self, query: Query, *, limit: int = 100) -> Ranking:
        """The likely answers to a query with their scores, best first; equal scores in order of the name.

        Raises:
            InputError: the query does not leave exactly one side open, or its day is not after all days observed.
        """
        if (query.source is None) == (query.target is None):
            raise InputError(f"{query} must leave exactly one of source and target open")
        day = query.day.toordinal()
        if day <= self._last:
            raise InputError(f"{query} asks for a day that is not after {date.fromordinal(self._last)}, already known")
        forward, backward = self._directions(query.relation)
        known, relation = (query.source, forward) if query.target is None else (query.target, backward)
        scores = self._scores(self._entities.get(known or "", -1), relation, day)
        found = ((float(scores[i]), self._names[i]) for i in np.flatnonzero(scores))
        best = heapq.nsmallest(limit, found, key=lambda pair: (-pair[0], pair[1]))
        return [(name, score) for score, name in best]

    def _scores(self, known: int, relation: int, day: int) -> Vector:
        w = self._weights
        total: Vector = np.zeros(len(self._names))
        if known in self._by_entity:
            log = self._by_entity[known]
            leads = self._rules.leading_to(relation, 2 * len(self._relations), w.prior) ** w.sharpness
            leads[relation] += w.same
            total += log.tally(day, w.decay, len(total), leads)
        if relation in self._by_relation:
            anyone = self._by_relation[relation].tally(day, w.decay, len(total))
            total += w.anyone * anyone / anyone.sum()
        return total

    def _add(self, known: int, relation: int, other: int, day: int) -> None:
        self._rules.add(known, relation, other, day)
        self._by_entity[known].append(relation, other, day)
        self._by_relation[relation].append(relation, other, day)

    def _entity(self, name: str) -> int:
        number = self._entities.setdefault(name, len(self._names))
        if number == len(self._names):
            self._names.append(name)
        return number

    def _directions(self, relation: str) -> tuple[int, int]:
        number = 2 * self._relations.setdefault(relation, len(self._relations))
        return number, number + 1


class _Log:
    """Events seen from one party or one relation: columns of relation, other party and day, oldest first."""

    def __init__(self) -> None:
        self.relations, self.others, self.days = array("q"), array("q"), array("q")

    def append(self, relation: int, other: int, day: int) -> None:
        self.relations.append(relation)
        self.others.append(other)
        self.days.append(day)

    def tally(self, day: int, decay: float, size: int, leads: Vector | None = None) -> Vector:
        """The weight of each of ``size`` other parties: its events by age and, if given, by what they lead to."""
        weights = (day - np.array(self.days, dtype=np.float64)) ** -decay
        if leads is not None:
            weights *= leads[np.array(self.relations)]
        return np.bincount(np.array(self.others), weights, minlength=size).astype(np.float64)


class _Rules:
    """How often an event of one relation was followed, between the same parties, by one of another."""

    def __init__(self) -> None:
        self._days: defaultdict[tuple[int, int], dict[int, list[int]]] = defaultdict(dict)
        self._followed: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
        self._events: defaultdict[int, int] = defaultdict(int)

    def add(self, known: int, relation: int, other: int, day: int) -> None:
        """Count a new event as what follows the earlier ones of its parties (each once for a relation)."""
        pair = self._days[known, other]
        own = pair.setdefault(relation, [])
        last = own[-1] if own else 0
        for earlier, days in pair.items():
            if fresh := bisect_left(days, day) - bisect_left(days, last):
                self._followed[relation][earlier] += fresh
        own.append(day)
        self._events[relation] += 1

    def leading_to(self, relation: int, size: int, prior: float) -> Vector:
        """For each of ``size`` relations, the share of its events that ``relation`` followed."""
        shares: Vector = np.zeros(size)
        for earlier, count in self._followed.get(relation, {}).items():
            shares[earlier] = count / (self._events[earlier] + prior)
        return shares
