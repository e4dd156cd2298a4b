"""Towns that only the gazetteer knows, for phrases that the lexicon cannot place: "Gujranwala police"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from detente.grounding.lexicon import Word, joined
from detente.grounding.place_gazetteer import Gazetteer

# The logarithm of the population from which on a name is more likely the town than a person: one word, several words.
_PROMINENT_WORD, _PROMINENT_PHRASE = 5.0, 4.0


class Towns:
    """Looks up towns. The gazetteer is read when the first phrase needs it."""

    def __init__(self, folders: Sequence[Path], states: Collection[str]) -> None:
        self._folders, self._states = tuple(folders), states

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self._folders)

    def country_of(self, name: str) -> str:
        """The state of the best known town of that name; "" where there is none of note."""
        least = _PROMINENT_PHRASE if " " in name else _PROMINENT_WORD
        found = [c for c in self._gazetteer.find(name) if c.kind == "town" and c.prominence >= least]
        return next((c.country for c in found if c.country in self._states), "")

    def country_in(self, words: Sequence[Word]) -> str:
        """The state of the first town among the capitalised words of a phrase."""
        return next((code for name in _capitalised(words) if (code := self.country_of(name))), "")


def _capitalised(words: Sequence[Word]) -> Iterator[str]:
    """The runs of capitalised words, longest first within each."""
    run: list[Word] = []
    for word in [*words, Word("", "", -1)]:
        if word.text[:1].isupper():
            run.append(word)
            continue
        for size in range(len(run), 0, -1):
            yield joined(run[:size])
        run = []
