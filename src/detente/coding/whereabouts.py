"""Which place a phrase names: "at a hotel in Dalian", "on the outskirts of Damascus", "Seoul's city hall"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import msgspec

from detente.codebook.tables import records
from detente.coding import syntax
from detente.grounding.mentions import Grounding, PlaceMention
from detente.text.document import Token

_DEEPEST = 3  # phrases inside phrases
_OWNERS = ("compound", "poss", "nmod")
_PEOPLES = frozenset(("nation",))
_STATES = frozenset(("country", "nation", "continent"))


class SceneRow(msgspec.Struct, frozen=True):
    """A row of ``places_scenes.csv``."""

    word: str
    kind: str


@dataclass(frozen=True)
class PlaceWords:
    """The words of ``places_scenes.csv`` by kind."""

    at: Set[str]
    onto: Set[str]
    goal: Set[str]
    part: Set[str]
    seat: Set[str]
    trip: Set[str]

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> PlaceWords:
        """Read the table."""
        rows = records("places_scenes.csv", SceneRow, folders)
        return cls(**{k: frozenset(r.word for r in rows if r.kind == k) for k in cls.__dataclass_fields__})


class Whereabouts:
    """The places of one article, with look-up by phrase."""

    def __init__(self, grounding: Grounding, words: PlaceWords) -> None:
        self.words = words
        self._named: Mapping[int, PlaceMention] = {
            token.i: place for place in grounding.places for token in grounding.document.tokens_in(place.span)
        }

    def named(self, token: Token) -> PlaceMention | None:
        """The place whose name a token belongs to; peoples ("Kenyan") are none."""
        found = self._named.get(token.i)
        return None if found is None or _kind(found) in _PEOPLES else found

    def is_state(self, place: PlaceMention) -> bool:
        """Whether a place is a whole country, which may as well stand for its government."""
        return _kind(place) in _STATES

    def before(self, token: Token) -> PlaceMention | None:
        """The place named last before a token, in its sentence or the one before."""
        words = (t for t in reversed(token.sentence.tokens) if t.i < token.i)
        return next((found for t in words if (found := self.named(t)) and not self.is_state(found)), None)

    def behind(self, host: Token, prepositions: Set[str]) -> PlaceMention | None:
        """The place behind one of some prepositions that hang on a word."""
        for name, word in syntax.prepositions(host):
            found = self.of_phrase(word) if name in prepositions or self._on_part(name, word) else None
            if found and not (name == "at" and self.is_state(found)):  # "fired at Chad"
                return found
        return None

    def of_phrase(self, noun: Token, depth: int = 0) -> PlaceMention | None:
        """The place that a phrase names or lies in."""
        if found := self.named(noun):
            return found
        if depth > _DEEPEST:
            return None
        return next((found for inner in self._inside(noun) if (found := self.of_phrase(inner, depth + 1))), None) or (
            self.owner(noun)
        )

    def owner(self, noun: Token, relations: Sequence[str] = _OWNERS) -> PlaceMention | None:
        """The town or region before a noun: "a Marrakesh hotel", "Seoul's city hall"."""
        for child in noun.children_of(*relations):
            if (found := self.named(child)) and not self.is_state(found):
                return found
        return None

    def _inside(self, noun: Token) -> Iterator[Token]:
        """The nouns behind a noun that tell where it is."""
        for name, word in syntax.prepositions(noun):
            part_of = name == "of" and noun.lemma in self.words.part
            if part_of or name in self.words.at or self._on_part(name, word):
                yield word

    def _on_part(self, name: str, word: Token) -> bool:
        """ "on the outskirts", where "on" alone tells no place."""
        return name == "on" and word.lemma in self.words.part


def _kind(place: PlaceMention) -> str:
    return place.choices[0].candidate.kind if place.choices else ""
