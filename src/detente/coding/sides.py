"""Parties that a sentence does not name and its article does: the other side of what the article is about.

"Ankara recalled its ambassador" stands in a report on Turkey and Greece; a careful reader knows from whom. How often a
frame's two parties are of different states (``sides.csv``, counted in the corpus) says whether the party is looked for
abroad or at home; :class:`detente.coding.topic.Topic` says who it is. Such actors carry the method ``place``, ``topic``
or ``home`` and have no words of their own. Where nobody stands out, nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from detente.codebook.plover import Plover
from detente.codebook.tables import records
from detente.coding import syntax
from detente.coding.arguments import Party
from detente.coding.events import Event
from detente.coding.topic import Topic, states
from detente.grounding.actor_tables import state_names
from detente.grounding.mentions import Grounding
from detente.model import Actor
from detente.text.document import Token

PLACE, TOPIC, HOME = "place", "topic", "home"
# From which share on a frame is taken for one between states, up to which for one within a state.
ABROAD, AT_HOME = 0.4, 0.2
# How a party was found that may turn out to be the other side itself: "France called off its visit to *the troops*".
POINTING = frozenset({"in play", "pronoun", "description", "relative"})
OF_STATE = ("", "GOV", "MIL")
AT = ("in", "at", "near", "on", "to", "into", "over", "off", "outside", "across", "around")
# Types in which a third party deals with both of a pair.
BETWEEN = frozenset({"CONSULT", "AID", "REQUEST", "AGREE"})


class SideRow(msgspec.Struct, frozen=True):
    """A row of ``sides.csv``."""

    frame: str
    abroad: float
    place: Literal["", "yes"] = ""
    own: Literal["", "yes"] = ""


class Sides:
    """Completes the parties of an article's events. Built once from the codebook, then only read."""

    def __init__(self, plover: Plover, folders: Sequence[Path] = ()) -> None:
        self._rows = {row.frame: row for row in records("sides.csv", SideRow, folders)}
        self._names = state_names(folders)
        self._plover = plover

    def complete(self, events: Sequence[Event], grounding: Grounding) -> None:
        """Fill in the missing side of events that have one. ``events`` are those of one article that carry a statement."""
        topic = Topic(grounding.mentions, events)
        for event in events:
            if (row := self._rows.get(event.frame)) is not None:
                if row.own:
                    _give_back(event)
                self._settle(event, row, grounding)
                self._fill(event, row, topic, grounding)

    def _fill(self, event: Event, row: SideRow, topic: Topic, grounding: Grounding) -> None:
        source, target = states(event.source.actors), states(event.target.actors)
        if row.abroad >= ABROAD and target and target <= source and _points(event.target):
            target, event.target = set(), Party()
        here = event.predicate.token.sentence.index
        pair = self._plover.frames[event.frame].event in BETWEEN
        if source and not target:
            where = _place(event, grounding, source) if row.place else ""
            others = [where] if where else topic.partners(source, here, pair=pair)
            event.target = self._other(event.target, source, others, row, PLACE if where else TOPIC)
        elif target and not source and not event.source.actors:
            event.source = self._other(event.source, target, topic.partners(target, here), row, TOPIC)

    def _settle(self, event: Event, row: SideRow, grounding: Grounding) -> None:
        """Give people of no stated country that of the place where they act, or of the other side at home."""
        for name, party, other in (("source", event.source, event.target), ("target", event.target, event.source)):
            if not party.actors or states(party.actors):
                continue
            known = states(other.actors)
            code = _place(event, grounding, set()) or (next(iter(known), "") if row.abroad <= ABROAD else "")
            if code:
                setattr(event, name, _placed(party, code, PLACE))

    def _other(self, party: Party, own: set[str], others: Sequence[str], row: SideRow, method: str) -> Party:
        if others and (row.abroad >= ABROAD or method == PLACE):
            return _placed(party, others[0], method) if party.actors else self._states(others, method)
        if row.abroad <= AT_HOME and len(own) == 1:
            code = next(iter(own))
            return _placed(party, code, HOME) if party.actors else self._states([code], HOME)
        return party

    def _states(self, codes: Sequence[str], method: str) -> Party:
        return Party([Actor(name=self._names.get(c, c), country=c, method=method) for c in codes], [])


def _placed(party: Party, code: str, method: str) -> Party:
    return Party([msgspec.structs.replace(a, country=code, method=method) for a in party.actors], party.tokens)


def _points(party: Party) -> bool:
    """Whether a side only points back, and to no body that may well stand against its own government."""
    return all(a.method in POINTING and a.sector in OF_STATE for a in party.actors)


def _give_back(event: Event) -> None:
    """What is sent, withdrawn or called up is the actor's own, and nobody's target: "Turkish troops were sent"."""
    things = {t.i for t in event.predicate.slots.objects} | {t.i for t in event.predicate.slots.preps.get("of", ())}
    if not event.target.tokens or not {t.i for t in event.target.tokens} <= things:
        return
    mine, theirs = states(event.source.actors), states(event.target.actors)
    if not event.source.actors:
        event.source, event.target = event.target, Party()
    elif theirs <= mine:
        event.target = Party()


def _place(event: Event, grounding: Grounding, own: set[str]) -> str:
    """The state in which it happens, if it is another one than ``own``."""
    for word in _whereabouts(event.predicate.token):
        codes = [a.country for a in grounding.actors_of(word) if a.country]
        if not codes:  # a town may be one of many of its name: only in a state that the article speaks of
            near = {p.place.country for p in grounding.places if p.span.overlaps(word.span)}
            codes += sorted(near & {a.country for m in grounding.mentions for a in m.actors if a.country})
        if found := next((c for c in codes if c not in own), ""):
            return found
    return ""


def _whereabouts(token: Token) -> Iterator[Token]:
    """The words that say where: behind a preposition of place on the trigger, its verb or its object."""
    head = syntax.clause_head(token)
    for host in dict.fromkeys((token.i, head.i, *(o.i for o in syntax.objects(head)))):
        words = token.sentence.tokens
        yield from (w for name, w in syntax.prepositions(words[host - words[0].i]) if name in AT)
