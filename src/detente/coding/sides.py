"""Parties that a sentence does not name and its article does: the other side of what the article is about.

"Ankara recalled its ambassador" stands in a report on Turkey and Greece; a careful reader knows to whom. How often a
frame's two parties are of different states (``sides.csv``, counted in the corpus) says whether the party is looked for
abroad or at home; who is named how near, and who deals with whom elsewhere in the article, says who it is. Such actors
carry the method ``topic`` or ``home`` and have no words of their own. Where nobody stands out, nobody is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from detente.codebook.tables import records
from detente.coding.arguments import Party
from detente.coding.events import Event
from detente.grounding.actor_tables import state_names
from detente.grounding.mentions import Grounding, Mention
from detente.model import Actor

TOPIC, HOME = "topic", "home"
# From which share on a frame is taken for one between states, up to which for one within a state.
ABROAD, AT_HOME = 0.4, 0.2
# The least share that one partner must have among all that come into question.
SURE = 0.5
# Sentences back that count as near.
NEAR = 3
# What a mention weighs wherever it stands, and what an event of the same state with another weighs.
ANYWHERE, DEALING = 0.1, 0.5


class SideRow(msgspec.Struct, frozen=True):
    """A row of ``sides.csv``."""

    frame: str
    abroad: float


@dataclass(frozen=True, slots=True)
class _Named:
    """States named at one place: the number of its sentence and their codes."""

    sentence: int
    states: frozenset[str]


class Topic:
    """Whom an article names where, and who deals with whom in it."""

    def __init__(self, mentions: Iterable[Mention], events: Iterable[Event]) -> None:
        self._named = [_Named(m.head.sentence.index, frozenset(_states(m.actors))) for m in mentions]
        self._dealings = [(_states(e.source.actors), _states(e.target.actors)) for e in events]

    def partners(self, own: set[str], sentence: int) -> list[str]:
        """The states that a sentence most likely means as other side of ``own``; none where none stands out.

        Two are given where the article is about a pair that ``own`` is no part of.
        """
        worth = self._worth(own, sentence)
        best = sorted(worth, key=lambda c: -worth[c])[:2]
        total = sum(worth.values())
        if best and worth[best[0]] >= SURE * total:
            return best[:1]
        return []

    def _worth(self, own: set[str], sentence: int) -> Mapping[str, float]:
        worth: defaultdict[str, float] = defaultdict(float)
        for named in self._named:
            back = sentence - named.sentence
            weight = ANYWHERE + (1 / (1 + back) if 0 <= back <= NEAR else 0.0)
            for code in sorted(named.states - own):
                worth[code] += weight
        for mine, other in self._dealings:
            for one, two in ((mine, other), (other, mine)):
                if one & own:
                    for code in sorted(two - own):
                        worth[code] += DEALING
        return worth


class Sides:
    """Completes the parties of an article's events. Built once from the codebook, then only read."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._abroad = {row.frame: row.abroad for row in records("sides.csv", SideRow, folders)}
        self._names = state_names(folders)

    def complete(self, events: Sequence[Event], grounding: Grounding) -> None:
        """Fill in the missing side of events that have one. ``events`` are those of one article that carry a statement."""
        topic = Topic(grounding.mentions, events)
        for event in events:
            if event.frame in self._abroad:
                self._fill(event, topic, self._abroad[event.frame])

    def _fill(self, event: Event, topic: Topic, abroad: float) -> None:
        source, target = _states(event.source.actors), _states(event.target.actors)
        here = event.predicate.token.sentence.index
        if source and not target:
            event.target = self._other(event.target, source, topic.partners(source, here), abroad)
        elif target and not source and not event.source.actors:
            event.source = self._other(event.source, target, topic.partners(target, here), abroad)

    def _other(self, party: Party, own: set[str], partners: Sequence[str], abroad: float) -> Party:
        if abroad >= ABROAD and partners:
            if party.actors:
                return party
            return Party([self._state(code, TOPIC) for code in partners], [])
        if abroad <= AT_HOME and len(own) == 1:
            code = next(iter(own))
            if party.actors:
                return Party([msgspec.structs.replace(a, country=code, method=HOME) for a in party.actors], party.tokens)
            return Party([self._state(code, HOME)], [])
        return party

    def _state(self, code: str, method: str) -> Actor:
        return Actor(name=self._names.get(code, code), country=code, method=method)


def _states(actors: Iterable[Actor]) -> set[str]:
    return {a.country for a in actors if a.country}
