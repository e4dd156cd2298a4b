"""Hosts and guests: whom "the hosts", "his guest" and "the visiting delegation" mean, by who received whom where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from detente.codebook import tables
from detente.grounding.coreference import Referent
from detente.text.document import Token

Kind = Literal["receive", "hospitality", "visit", "go"]

_THERE = frozenset({"in", "at"})
_THITHER = frozenset({"to", "in", "into", "at", "for"})
_PLACES = frozenset({"capital", "city", "country", "place"})
_REACH = 6  # sentences back in which a visit is looked for
_ABOVE = 3  # steps from a preposition up to the verb or noun of going


class VisitRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``visits.csv``."""

    kind: Kind
    words: tuple[str, ...]


class Stay(NamedTuple):
    """The states that receive, and those that are received."""

    hosts: tuple[str, ...]
    guests: tuple[str, ...]


class Visits:
    """Tells from the parties of a sentence who is whose guest. Immutable."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._words: dict[str, set[str]] = {}
        for row in tables.records("visits.csv", VisitRow, folders):
            self._words.setdefault(row.kind, set()).update(row.words)

    def last(self, referents: Iterable[Referent], token: Token) -> Stay | None:
        """The visit that was told last before a word; None where none was told.

        Args:
            referents: those who came up before, in text order.
            token: the word.
        """
        sentences: dict[int, list[Referent]] = {}
        for referent in referents:
            if referent.head.i < token.i and token.sentence.index - referent.head.sentence.index <= _REACH:
                sentences.setdefault(referent.head.sentence.index, []).append(referent)
        stays = (self._told(sentences[index]) for index in sorted(sentences, reverse=True))
        return next((stay for stay in stays if stay is not None), None)

    def _told(self, parties: Sequence[Referent]) -> Stay | None:
        """The visit that one sentence tells, by the plainest of its signs."""
        states = dict.fromkeys(a.country for p in parties for a in p.actors if a.country in p.states)
        for is_host in (self._receives, self._is_visited, self._is_gone_to, _is_where):
            for host in (p for p in parties if len(p.states) == 1 and is_host(p)):
                guests = tuple(code for code in states if code not in host.states)
                if guests or is_host != _is_where:
                    return Stay(tuple(host.states), guests)
        return None

    def _receives(self, party: Referent) -> bool:
        """ "Japan welcomed the president", "was received by the king", "gave a dinner for the envoys"."""
        head = party.head
        if head.dep == "pobj" and head.head.dep == "agent":
            return self._is(head.head.head, "receive")
        if head.dep != "nsubj":
            return False
        given = head.head.child("dobj")
        return self._is(head.head, "receive") or (given is not None and self._is(given, "hospitality"))

    def _is_visited(self, party: Referent) -> bool:
        """ "visited Slovenia"."""
        return party.head.dep == "dobj" and self._is(party.head.head, "visit")

    def _is_gone_to(self, party: Referent) -> bool:
        """ "flew to Quito", "on a state visit to Portugal", "arrived by train in Minsk"."""
        head = party.head
        if head.dep != "pobj" or head.head.lower not in _THITHER:
            return False
        above = head.head
        for _step in range(_ABOVE):
            above = above.head
            if self._is(above, "go"):
                return True
            if above.pos != "ADP":
                return False
        return False

    def _is(self, token: Token, kind: Kind) -> bool:
        return token.lemma in self._words[kind]


def _is_where(party: Referent) -> bool:
    """Whether a party is the place where others meet: "met in Muscat"."""
    head = party.head
    return head.dep == "pobj" and head.head.lower in _THERE and party.actors[0].method in _PLACES
