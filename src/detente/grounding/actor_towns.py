"""Towns that only the gazetteer knows, for phrases that the lexicon cannot place: "Gujranwala police"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from detente.grounding.actor_spelling import Speller
from detente.grounding.lexicon import CITIES, Lexicon, Word, joined
from detente.grounding.place_gazetteer import Gazetteer

# The logarithm of the population from which on a name is more likely the town than a person: one word, several words.
_PROMINENT_WORD, _PROMINENT_PHRASE = 5.0, 4.0
_DISTRICTS = frozenset({"town", "city", "region", "county"})


class Towns:
    """Looks up towns. The gazetteer is read when the first phrase needs it."""

    def __init__(self, folders: Sequence[Path], states: Collection[str], lexicon: Lexicon) -> None:
        self._folders, self._states, self._lexicon = tuple(folders), states, lexicon

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._lexicon.single(CITIES), lookalikes=self._lexicon.lookalikes)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self._folders)

    def country_of(self, name: str) -> str:
        """The state of the best known town of that name; "" where there is none of note."""
        return self._country(name, frozenset({"town"}))

    def _country(self, name: str, kinds: frozenset[str]) -> str:
        least = _PROMINENT_PHRASE if " " in name or "-" in name else _PROMINENT_WORD
        found = [c for c in self._gazetteer.find(name) if c.kind in kinds and c.prominence >= least]
        return next((c.country for c in found if c.country in self._states), "")

    def country_in(self, words: Sequence[Word]) -> str:
        """The state of the first town or district among the capitalised words of a phrase with a role in it."""
        return next((code for name in _capitalised(words) if (code := self._country(name, _DISTRICTS))), "")

    def misspelt_in(self, words: Sequence[Word]) -> str:
        """The state of the first city that one of the capitalised words of a phrase misspells."""
        unknown = (w for w in words if w.text[0].isupper() and not self._lexicon.knows(w.key))
        slips = ((w, name) for w in unknown if (name := self._speller.nearest(w.key)))
        return next((self._speller.meaning(name) for w, name in slips if not self._gazetteer.find(w.text)), "")


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
