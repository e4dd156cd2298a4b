"""Names and roles with one slip of the pen: "Afganistan", "Khatmandu", "Kuwiat", "mercanaries".

Candidates come from an index of all forms with one letter left out, after Garbe's symmetric delete algorithm (2012);
so a look-up costs as many steps as the word has letters.
"""

from __future__ import annotations

from collections.abc import Iterable

# Shorter names are too near to other words: "Angola" and "Angela", "Grenada" and "Granada"; two letters that changed
# places are told from six letters on.
_SHORTEST, _SHORTEST_SWAP = 8, 6


class Speller:
    """Finds the one known name that a word misspells. Filled once, then only read."""

    def __init__(self, names: Iterable[str], *, inside: bool = False) -> None:
        """Take in the names.

        Args:
            names: the forms that may be misspelt, in lower case.
            inside: the slip is in a vowel or a doubled letter and leaves the ends alone: "commanded" is no "commander".
        """
        self._inside = inside
        self._names: dict[str, set[str]] = {}
        self._letters: dict[str, set[str]] = {}
        for name in names:
            if len(name) > _SHORTEST or (len(name) == _SHORTEST and not inside):
                for form in _shortened(name):
                    self._names.setdefault(form, set()).add(name)
            elif len(name) >= _SHORTEST_SWAP and not inside:
                self._letters.setdefault("".join(sorted(name)), set()).add(name)

    def nearest(self, word: str) -> str | None:
        """The name that differs from a word by one letter left out, put in, changed or swapped with the next.

        None where there is none, or more than one.
        """
        near: list[str] = []
        if len(word) >= _SHORTEST - 1:
            found = {name for form in _shortened(word) for name in self._names.get(form, ())}
            near = [name for name in found if name[0] == word[0] and self._is_slip(name, word)]
        if not near and len(word) >= _SHORTEST_SWAP:
            letters = "".join(sorted(word))
            near = [name for name in self._letters.get(letters, ()) if name[0] == word[0] and is_one_slip(name, word)]
        return near[0] if len(near) == 1 else None

    def _is_slip(self, name: str, word: str) -> bool:
        if self._inside and (name[:3] != word[:3] or name[-3:] != word[-3:] or _sounds(name) != _sounds(word)):
            return False
        return is_one_slip(name, word)


def _sounds(word: str) -> str:
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
