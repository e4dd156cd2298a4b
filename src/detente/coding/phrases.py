"""The words and phrases of a table, found where they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from detente.text.document import Token

Form = TypeVar("Form", bound=str)


class Phrases(Generic[Form]):
    """Phrases, each of a form."""

    def __init__(self, listed: Iterable[tuple[str, Form]]) -> None:
        table: dict[str, list[tuple[tuple[str, ...], Form]]] = {}
        for phrase, form in listed:
            words = tuple(phrase.split())
            table.setdefault(words[0], []).append((words, form))
        self._by_first = {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in table.items()}

    def at(self, first: Token, words: list[Token], place: int) -> Iterator[tuple[list[Token], Form]]:
        """The phrases that begin with a word, the longest first, with their tokens.

        Args:
            first: the word.
            words: those among which it stands.
            place: where it stands among them.
        """
        for phrase, form in self._by_first.get(first.lower, ()):
            run = words[place : place + len(phrase)]
            if tuple(t.lower for t in run) == phrase:
                yield run, form
