"""Whom an article is about: who is named where, and who deals with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.coding.arguments import WHERE, is_made_there
from detente.coding.events import Event
from detente.grounding.lexicon import CITIES
from detente.grounding.mentions import Mention
from detente.model import Actor
from detente.text.document import Token


@dataclass(frozen=True, slots=True)
class Named:
    """States named at one place: the word, its number and its sentence's, their codes, and if it is a headline."""

    head: Token
    at: int
    sentence: int
    codes: frozenset[str]
    title: bool


class Topic:
    """The states of one article. Made for one article and thrown away."""

    def __init__(self, mentions: Iterable[Mention], events: Sequence[Event]) -> None:
        self.named = [_named(m) for m in mentions if not _is_place(m)]
        self.dealings = [(states(e.source.actors), states(e.target.actors)) for e in events]


def _named(mention: Mention) -> Named:
    head, sentence = mention.head, mention.head.sentence
    return Named(head, head.i, sentence.index, frozenset(states(_told(mention))), sentence.role == "headline")


def _told(mention: Mention) -> list[Actor]:
    """The actors of a mention whose state the text tells: "ministers" without more may be anybody's."""
    return [a for a in mention.actors if a.method != "in play" or mention.method == "description"]


def _is_place(mention: Mention) -> bool:
    """Whether a city is only where something happens, is said or was made: "told the board in Vienna"."""
    head = mention.head
    if mention.method not in CITIES or head.dep != "pobj":
        return False
    return head.head.lower in WHERE or (head.head.lower == "of" and is_made_there(head))


def states(actors: Iterable[Actor]) -> set[str]:
    """The countries, and what stands in a country's place, of some actors."""
    return {a.country for a in actors if a.country}
