"""The words of briefs in a language: headings, notes, and the patterns of sentences, from ``brief_words.csv``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from detente.codebook import tables
from detente.errors import InputError
from detente.relations import dates

ENGLISH = "en"


class Forms(msgspec.Struct, frozen=True):
    """A row of ``verb_forms.csv``: what somebody did, is to do, and is doing."""

    past: str
    base: str
    ing: str


class Word(msgspec.Struct, frozen=True):
    """A row of ``brief_words.csv``."""

    key: str
    language: str
    words: str


class Words:
    """The words of one language. Quotes are never translated: they stand as the articles have them."""

    def __init__(self, language: str, words: Mapping[str, str], forms: Mapping[str, Forms]) -> None:
        self.language = language
        self.months = tuple(words["months"].split())
        self._words = words
        self._forms = forms

    @classmethod
    def of(cls, language: str = ENGLISH, folders: Sequence[Path] = ()) -> Words:
        """The words of a language by the codebook, with the user's folders after it.

        Args:
            language: the language as the table has it, such as ``en``.
            folders: codebook folders with a ``brief_words.csv``; what a language lacks is taken from English.

        Raises:
            InputError: the table has no words of that language.
        """
        return _read(language, tuple(folders))

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key, with the values put in. A key that the table lacks is an error of the program."""
        return self._words[key].format(**values)

    def either(self, key: str, several: bool, **values: object) -> str:
        """The first of two wordings, or the second where several are meant."""
        one, _, many = self._words[key].partition("|")
        return (many if several else one).format(**values)

    def count(self, key: str, n: int) -> str:
        """A number with its noun: ``1 episode``, ``7 episodes``."""
        return self.either(key, n != 1, n=n)

    def listed(self, key: str) -> frozenset[str]:
        """Words that a row lists one by one."""
        return frozenset(self._words[key].split())

    def country(self, code: str, default: str) -> str:
        """The name of a country in this language, or the default where the table has none."""
        return self._words.get(f"country.{code}", default)

    def deed(self, frame: str, label: str) -> Forms | None:
        """What somebody did, is to do and is doing by a frame; None where there are no words for it.

        Args:
            frame: its name.
            label: how English says it of the past ("met with").
        """
        if own := self._words.get(f"frame.{frame}"):
            past, _, rest = own.partition("|")
            base, _, ing = rest.partition("|")
            return Forms(past, base or past, ing or base or past)
        verb, blank, rest = label.partition(" ")
        known = self._forms.get(verb)
        return known and Forms(*(f"{form}{blank}{rest}" for form in (known.past, known.base, known.ing)))

    def where(self, outlet: str, kind: str, published: str) -> str:
        """Outlet and day of a source, and the kind of its article unless it is news."""
        named = outlet or self("source.outlet")
        kind = f" ({self(f'source.{kind}')})" if kind != "news" else ""
        return f"{named}{kind}, {self.day(published) or self('source.date')}"

    def day(self, day: str) -> str:
        """A day of any precision as people of this language write it."""
        return dates.plain(day, self.months)

    def interval(self, start: str | None, end: str | None) -> str:
        """An interval in few words, or ``""``."""
        return dates.interval(*dates.whole(start, end), self.months, self._words["date.by"])


@cache
def _read(language: str, folders: tuple[Path, ...]) -> Words:
    rows = tables.records("brief_words.csv", Word, folders)
    languages = sorted({row.language for row in rows})
    if language not in languages:
        raise InputError(
            f"no words for briefs in {language!r}; there are {', '.join(languages)}, and a codebook folder with a "
            "brief_words.csv can bring others"
        )
    words = {row.key: row.words for row in rows if row.language == ENGLISH}
    words |= {row.key: row.words for row in rows if row.language == language}
    forms = {row.past: row for row in tables.records("verb_forms.csv", Forms, folders)}
    return Words(language, words, forms)
