"""Names of several words with a slip in one of them: "International Monetery Fund", "Recep Tayip Erdogan".

All the other words must be those of the name, and the word that is not theirs must be no word of any name of theirs.
A word is looked for by the one beside it, so that nothing but the names themselves has to be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.grounding.actor_spelling import is_one_slip, sound

Keys = tuple[str, ...]

# Letters of the word with the slip: in shorter ones a slip makes another name ("Hun Sen", "Hun Seng").
_SHORTEST = 6
# A word of six letters sounds the same in both spellings, or the name has two more words that agree.
_SHORTEST_PLAIN = 7
# Where the word beside one is looked for, nearest first.
_STEPS = (-1, 1, -2, 2, -3, 3)
# Words that say nothing of the name in which they stand.
_EMPTY = frozenset({"of", "the", "for", "and", "s", "in", "on", "to", "a", "al", "de", "la", "el", "bin", "von", "van"})


class Slips:
    """Finds the names that words misspell. Filled once, then only read."""

    def __init__(self, forms: Iterable[Keys]) -> None:
        """Take in names, each by the keys of its words."""
        self._beside: dict[tuple[str, int], list[tuple[Keys, int]]] = {}
        self._words: set[str] = set()
        for keys in forms:
            self._words.update(keys)
            if len(keys) > 1:
                self._take_in(keys)

    def _take_in(self, keys: Keys) -> None:
        for place, key in enumerate(keys):
            if len(key) >= _SHORTEST and (step := _neighbour(keys, place)):
                self._beside.setdefault((keys[place + step], step), []).append((keys, place))

    def at(self, keys: Sequence[str], place: int) -> tuple[int, Keys] | None:
        """The one longest name around a word that is right but for it: where it begins, and its keys."""
        word = keys[place]
        if len(word) < _SHORTEST - 1 or word in self._words:
            return None
        found = {(place - at, form) for form, at in self._near(keys, place) if _fits(keys, place, form, at)}
        longest = max((len(form) for _, form in found), default=0)
        best = sorted(one for one in found if len(one[1]) == longest)
        return best[0] if len(best) == 1 else None

    def _near(self, keys: Sequence[str], place: int) -> Iterator[tuple[Keys, int]]:
        for step in _STEPS:
            if 0 <= place + step < len(keys):
                yield from self._beside.get((keys[place + step], step), ())


def _neighbour(keys: Keys, place: int) -> int:
    """How far off the nearest word of a name stands that says something of it, before or after one; 0 if none does."""
    last = len(keys) - 1
    for step in _STEPS:
        if 0 <= place + step <= last and keys[place + step] not in _EMPTY:
            return step
    return 0


def _fits(keys: Sequence[str], place: int, form: Keys, at: int) -> bool:
    start = place - at
    if start < 0 or start + len(form) > len(keys) or form[at][0] != keys[place][0]:
        return False
    if any(i != at and keys[start + i] != key for i, key in enumerate(form)):
        return False
    word, name = keys[place], form[at]
    if sound(word) == sound(name):
        return True
    return is_one_slip(name, word) and (len(name) >= _SHORTEST_PLAIN or len(form) > 2)


def joined_possessives(words: Keys, keys: Keys) -> tuple[Keys, Keys]:
    """A name, and its keys, as they are where the apostrophe is forgotten: "Peoples Liberation Army"."""
    owners = {i - 1 for i, key in enumerate(keys) if key == "s" and i}
    kept = [i for i, key in enumerate(keys) if key != "s" or not i]
    ending = {i: "s" if i in owners else "" for i in kept}
    return tuple(words[i] + ending[i] for i in kept), tuple(keys[i] + ending[i] for i in kept)
