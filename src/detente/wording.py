"""How records are called and days are written: the words of the brief, for all that shows records to people."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from detente.model import Actor, Status
from detente.relations.names import QUADS, STATUS_WORDS, Names
from detente.relations.quoting import around, folded
from detente.relations.words import Words

__all__ = ["QUADS", "STATUSES", "Wording", "around", "folded"]

STATUSES: dict[Status, str] = STATUS_WORDS


class Wording:
    """Names for codes, and days as people write them, in English."""

    def __init__(self) -> None:
        self._names, self._words = Names.built_in(), Words.of()

    @staticmethod
    @cache
    def built_in() -> Wording:
        """The words of the built-in codebook."""
        return Wording()

    @property
    def countries(self) -> tuple[str, ...]:
        """The names of all countries and organisations that have one, in order."""
        return self._names.all

    @property
    def frames(self) -> tuple[str, ...]:
        """The names of all frames, in order."""
        return self._names.frames

    def country(self, code: str) -> str:
        """The name of a country or organisation, as of ``KHM`` or ``KHM:MIL``; an unknown code stands for itself."""
        return self._names.country(code)

    def code(self, words: str) -> str:
        """The code of a country by its name or code, or ``""``."""
        return self._names.code(words) or ""

    def parties(self, actors: Sequence[Actor]) -> str:
        """Actors in a row, each country once: ``Cambodia (Hun Sen), Laos and Viet Nam``."""
        return self._names.parties(actors)

    def sides(self, codes: Sequence[str]) -> str:
        """Countries and parts of countries in a row, by their codes. A government is called by its country."""
        called = dict.fromkeys(self._names.country(code.removesuffix(":GOV")) for code in codes)
        return self._names.listed(list(called))

    def frame(self, frame: str) -> str:
        """A frame as plain words."""
        return self._names.frame(frame)

    def day(self, day: str | None) -> str:
        """``2024-06-04`` as ``4 Jun 2024``; a day of any precision, ``""`` for none."""
        return self._words.day(day) if day else ""

    def interval(self, start: str | None, end: str | None) -> str:
        """An interval in few words, or ``""``."""
        return self._words.interval(start, end)
