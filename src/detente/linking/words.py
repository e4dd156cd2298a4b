"""The words of a report's quote, weighed by how rare they are in news."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import msgspec

from detente.codebook.tables import records
from detente.linking.families import Families

# Words are told by their first letters, so that "negotiated" and "negotiations" are one.
STEM = 6
# The share of a word that the table does not have, in 10,000 sentences.
RARE = 5
_WORD = re.compile(r"[^\W\d_]+|\d+")


class Share(msgspec.Struct, frozen=True):
    """In how many of 10,000 sentences of news a word that begins so stands."""

    stem: str
    share: int


class Moving(msgspec.Struct, frozen=True):
    """A word, or two, that tell that the day of a happening was changed."""

    word: str


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of a quote with their weights and the length of that vector, its trigger, whether a day was changed."""

    weights: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    length: float = 0.0
    trigger: str = ""
    moved: bool = False

    def likeness(self, other: Words) -> float:
        """The cosine between two bags of words, each weighed by its rarity."""
        few, many = sorted((self.weights, other.weights), key=len)
        shared = sum(weight * weight for stem, weight in few.items() if stem in many)
        return shared / (self.length * other.length) if shared else 0.0


NONE = Words()


@dataclass(frozen=True)
class Vocabulary:
    """How rare words are, and which of them tell that a day was changed."""

    shares: Mapping[str, int]
    moving: frozenset[str]
    families: Families

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Vocabulary:
        """Read ``linking_words.csv``, ``linking_moved.csv`` and ``linking_families.csv``."""
        shares = {row.stem: row.share for row in records("linking_words.csv", Share, folders)}
        moving = frozenset(row.word for row in records("linking_moved.csv", Moving, folders))
        return cls(shares, moving, Families.load(folders))

    def words(self, quote: str, trigger: str) -> Words:
        """The words of a quote.

        Args:
            quote: the words that carry a statement.
            trigger: those of them that it hangs on.
        """
        found = [word.casefold() for word in _WORD.findall(quote)]
        weights = {stem: self._weight(stem) for stem in {word[:STEM] for word in found}}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        moved = not self.moving.isdisjoint((*found, *map(" ".join, pairwise(found))))
        return Words(weights, length, self.families.base(trigger.casefold()), moved)

    def _weight(self, stem: str) -> float:
        return math.log(10_000 / min(10_000, self.shares.get(stem, RARE)))
