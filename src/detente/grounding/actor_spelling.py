"""Names of states and capitals with one slip of the pen: "Afganistan", "Khatmandu".

Candidates come from an index of all forms with one letter left out, after Garbe's symmetric delete algorithm (2012);
so a look-up costs as many steps as the word has letters.
"""

from __future__ import annotations

from collections.abc import Iterable

_SHORTEST = 8  # shorter names are too near to other words: "Angola" and "Angela", "Grenada" and "Granada"


class Speller:
    """Finds the one known name that a word misspells. Filled once, then only read."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, set[str]] = {}
        for name in names:
            if len(name) >= _SHORTEST:
                for form in _shortened(name):
                    self._names.setdefault(form, set()).add(name)

    def nearest(self, word: str) -> str | None:
        """The name that differs from a word by one letter left out, put in, changed or swapped with the next.

        None where there is none, or more than one.
        """
        if len(word) < _SHORTEST - 1:
            return None
        found = {name for form in _shortened(word) for name in self._names.get(form, ())}
        near = [name for name in found if name[0] == word[0] and _is_one_slip(name, word)]
        return near[0] if len(near) == 1 else None


def _shortened(word: str) -> list[str]:
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]


def _is_one_slip(first: str, second: str) -> bool:
    """Whether one edit turns one word into the other (Damerau 1964)."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    a, b = first[start:], second[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
