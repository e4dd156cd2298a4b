"""Names and roles with one slip of the pen: "Afganistan", "Khatmandu", "Kuwiat", "Phillipines", "mercanaries".

Candidates come from an index of all forms with one letter left out, after Garbe's symmetric delete algorithm (2012);
so a look-up costs as many steps as the word has letters. What is written as it sounds ("Kirgistan") is found by a
coarser spelling, in the manner of Soundex (Russell 1918): doubled letters once, "i" for "y", no "h" behind a consonant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

# Shorter names are too near to other words: "Angola" and "Angela", "Grenada" and "Granada"; two letters that changed
# places are told from five letters on, other spellings of the same sounds from six on, with a slip from nine on.
_SHORTEST, _SHORTEST_SWAP, _SHORTEST_SOUND, _SHORTEST_SLURRED = 7, 5, 6, 9
_SHORTEST_ROLE = 9

_MUTE = re.compile(r"(?<=[^aeiou])h|h(?=[^aeiou])")
_DOUBLED = re.compile(r"(.)\1+")


class Speller:
    """Finds the one known name that a word misspells. Filled once, then only read."""

    def __init__(self, names: Mapping[str, str], *, lookalikes: Collection[str] = (), inside: bool = False) -> None:
        """Take in the names.

        Args:
            names: the forms that may be misspelt, in lower case, and what each means: forms of one meaning do not vie.
            lookalikes: other words that are no slip of any of the names.
            inside: the slip is in a vowel or a doubled letter and leaves the ends alone: "commanded" is no "commander".
        """
        self._meanings, self._lookalikes, self._inside = names, frozenset(lookalikes), inside
        self._shortest = _SHORTEST_ROLE if inside else _SHORTEST
        self._left_out: dict[str, tuple[str, ...]] = {}
        self._letters: dict[str, tuple[str, ...]] = {}
        self._sounds: dict[str, tuple[str, ...]] = {}
        for name in sorted(names):
            self._take_in(name)

    def _take_in(self, name: str) -> None:
        if len(name) >= self._shortest:
            _file(self._left_out, _shortened(name), name)
        if not self._inside and len(name) >= _SHORTEST_SWAP:
            _file(self._letters, ["".join(sorted(name))], name)
        if not self._inside and len(name) >= _SHORTEST_SOUND:
            heard = sound(name)
            _file(self._sounds, _shortened(heard) if len(heard) >= _SHORTEST_SLURRED else [heard], name)

    def nearest(self, word: str) -> str | None:
        """The name that differs from a word by one letter left out, put in, changed or swapped, or sounds the same.

        None where there is none, or where several of different meanings are as near.
        """
        if not self._meanings or len(word) < _SHORTEST_SWAP or word in self._lookalikes:
            return None
        for near in (self._swapped(word), self._slipped(word), self._sounding(word)):
            if near:
                return near[0] if len({self._meanings[name] for name in near}) == 1 else None
        return None

    def meaning(self, name: str) -> str:
        """What a known name means."""
        return self._meanings[name]

    def _swapped(self, word: str) -> list[str]:
        names = self._letters.get("".join(sorted(word)), ())
        return [name for name in names if name[0] == word[0] and is_one_slip(name, word)]

    def _slipped(self, word: str) -> list[str]:
        if len(word) < self._shortest - 1:
            return []
        found = {name for form in _shortened(word) for name in self._left_out.get(form, ())}
        return sorted(name for name in found if name[0] == word[0] and self._is_slip(name, word))

    def _sounding(self, word: str) -> list[str]:
        if self._inside or len(word) < _SHORTEST_SOUND - 1:
            return []
        heard = sound(word)
        forms = _shortened(heard) if len(heard) >= _SHORTEST_SLURRED - 1 else [heard]
        found = {name for form in forms for name in self._sounds.get(form, ())}
        return sorted(name for name in found if name[0] == word[0] and is_one_slip(sound(name), heard))

    def _is_slip(self, name: str, word: str) -> bool:
        if self._inside and (name[:3] != word[:3] or name[-3:] != word[-3:] or _consonants(name) != _consonants(word)):
            return False
        return is_one_slip(name, word)


def _file(index: dict[str, tuple[str, ...]], keys: Iterable[str], name: str) -> None:
    for key in keys:
        known = index.get(key, ())
        if name not in known:
            index[key] = (*known, name)


def sound(word: str) -> str:
    """A word in a coarse spelling: "kyrgyzstan" and "kirghizstan" are one."""
    return _DOUBLED.sub(r"\1", _MUTE.sub("", word.replace("y", "i").replace("ck", "k")))


def _consonants(word: str) -> str:
    """The consonants of a word, doubled ones once: "processors" are no "professors"."""
    letters = [c for c in word if c not in "aeiou"]
    return "".join(c for i, c in enumerate(letters) if i == 0 or letters[i - 1] != c)


def _shortened(word: str) -> list[str]:
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]


def is_one_slip(first: str, second: str) -> bool:
    """Whether one edit turns one word into the other (Damerau 1964)."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    a, b = first[start:], second[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
