"""Families of words that news uses for one and the same happening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from detente.codebook.tables import keyed, rows
from detente.errors import CodebookError

# Regular endings, and what stands in their place in the base form: for forms that a parser left as they were.
ENDINGS = (("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"))


class WordFamily(msgspec.Struct, frozen=True):
    """A family and its words. ``speech`` marks the words of reporting, by which every article says many things."""

    family: str
    words: tuple[str, ...]
    speech: bool = False


@dataclass(frozen=True)
class Families:
    """The families of each word."""

    by_word: Mapping[str, frozenset[str]]
    speech: frozenset[str]

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Families:
        """Read ``linking_families.csv``.

        Raises:
            CodebookError: a family is named twice or has no word.
        """
        for path, line, family in rows("linking_families.csv", WordFamily, folders):
            if not family.words:
                raise CodebookError(path, line, f"the family {family.family!r} has no words; give it some, parted by |")
        found = keyed("linking_families.csv", WordFamily, lambda row: row.family, folders)
        by_word: dict[str, set[str]] = {}
        for family in found.values():
            for word in family.words:
                by_word.setdefault(word, set()).add(family.family)
        return cls(
            {word: frozenset(names) for word, names in by_word.items()},
            frozenset(word for family in found.values() if family.speech for word in family.words),
        )

    def base(self, word: str) -> str:
        """The word, or its base form where only that is known ("kills" in a headline read as a noun)."""
        if word in self.by_word:
            return word
        for ending, instead in ENDINGS:
            if word.endswith(ending) and (form := word.removesuffix(ending) + instead) in self.by_word:
                return form
        return word

    def related(self, a: str, b: str) -> bool:
        """Whether two base forms share a family."""
        return not self.by_word.get(a, frozenset()).isdisjoint(self.by_word.get(b, frozenset()))
