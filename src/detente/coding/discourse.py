"""Parties that a sentence leaves to the one before it: "Ethiopia accused Eritrea. Eritrea denied *the charge*."

Only where the words point back ("the charge", "that version", "it"), and only to a happening told just before.
Such actors carry the method ``discourse``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from detente.coding import syntax
from detente.coding.arguments import Party
from detente.coding.events import NO_ACTOR, Event
from detente.model import Actor
from detente.text.document import Token

METHOD = "discourse"
# How many sentences back a pointing phrase may reach.
REACH = 2
# So many letters tell a noun from the verb that it belongs to: "execution", "executed".
STEM = 5
# What names a deed of force, and no words: "condemned *the operation*".
FORCE = frozenset(
    {"operation", "offensive", "raid", "incursion", "assault", "attack", "violence", "killing", "crackdown", "shelling"}
)
POINTERS = frozenset({"the", "this", "that", "these", "those", "such", "both", "it", "them", "its", "so", "which"})


def complete(events: Sequence[Event]) -> None:
    """Fill in the target of events whose object points back. ``events`` are an article's, in text order."""
    told: list[Event] = []
    for event in events:
        if event.dropped == NO_ACTOR and (same := _resumed(event, told)):
            event.source, event.target, event.dropped = _renamed(same.source), _renamed(same.target), ""
        if event.dropped:
            continue
        if not event.target.actors and event.source.actors and _points_back(event):
            event.target = _antecedent(event, told)
        told.append(event)


def _resumed(event: Event, told: Sequence[Event]) -> Event | None:
    """The happening that a noun takes up again: "*The talks* broke up"."""
    token = event.predicate.token
    if not (syntax.is_noun(token) and _is_pointer(token)):
        return None
    near = (e for e in reversed(told) if token.sentence.index - e.predicate.token.sentence.index <= REACH)
    return next((e for e in near if e.frame == event.frame and e.source.actors and e.target.actors), None)


def _renamed(party: Party) -> Party:
    return Party([msgspec.structs.replace(a, method=METHOD) for a in party.actors], [])


def _points_back(event: Event) -> bool:
    token = event.predicate.token
    objects = [*event.predicate.slots.objects, *event.predicate.used]
    # What is done with a thing ("blocked the bridges") need not be done to him of whom the last sentence told.
    return any(_is_pointer(t) and (event.spoken or not syntax.is_noun(t)) for t in objects if t is not token)


def _is_pointer(noun: Token) -> bool:
    if noun.lower in POINTERS:
        return True
    marks = {c.lower for c in noun.children if c.dep in ("det", "predet")} & POINTERS
    told = any((c.dep == "prep" and c.lower in ("of", "by")) or c.dep == "relcl" for c in noun.children)
    return bool(marks - {"the"}) or (bool(marks) and not told)  # "the start of the works" says itself what it means


def _antecedent(event: Event, told: Sequence[Event]) -> Party:
    """The other side of the latest happening in which the event's source took part; else the one who acted in it."""
    own = {a.country for a in event.source.actors}
    here = event.predicate.token.sentence.index
    if FORCE & {t.lemma for t in event.predicate.slots.objects}:
        told = [e for e in told if not e.spoken] or told
    if (named := _named_again(event, told)) is not None:
        for side in (named.source.actors, named.target.actors):
            if found := _others(side, own):
                return Party(found, [])
    for earlier in reversed(told):
        if here - earlier.predicate.token.sentence.index > REACH or _goes_on(event, earlier):
            break
        sides = (earlier.source.actors, earlier.target.actors)
        for mine, other in (sides, sides[::-1]):
            if own & {a.country for a in mine} and (found := _others(other, own)):
                return Party(found, [])
        if found := _others(sides[0], own):
            return Party(found, [])
    return Party()


def _goes_on(event: Event, earlier: Event) -> bool:
    """Whether one sentence speaks twice of what nobody is named with: "rejected the plan, calling it unjust"."""
    same = earlier.predicate.token.sentence is event.predicate.token.sentence and not earlier.target.actors
    return same and {a.country for a in event.source.actors} == {a.country for a in earlier.source.actors}


def _named_again(event: Event, told: Sequence[Event]) -> Event | None:
    """The happening that the object names again: "visited … criticised *the visit*", "put to death … *execution*"."""
    names = {t.lemma[:STEM] for t in (*event.predicate.slots.objects, *event.predicate.used) if _is_pointer(t)}
    return next((e for e in reversed(told) if names & _stems(e)), None)


def _stems(event: Event) -> set[str]:
    """The beginnings of the words that name a happening: its trigger and its frame."""
    return {word[:STEM] for word in (event.predicate.token.lemma, *event.frame.split("-"))}


def _others(actors: Iterable[Actor], own: set[str]) -> list[Actor]:
    return [msgspec.structs.replace(a, method=METHOD) for a in actors if a.country and a.country not in own]
