"""How records are called and days are written: the words of the brief, for all that shows records to people."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from detente.codebook.sectors import SectorRow
from detente.codebook.tables import records
from detente.model import Actor, Status
from detente.relations.names import QUADS, STATUS_WORDS, Folders, Names
from detente.relations.quoting import around, folded
from detente.relations.words import Words

__all__ = ["QUADS", "STATUSES", "Wording", "around", "folded"]

STATUSES: dict[Status, str] = STATUS_WORDS


class Wording:
    """Names for codes, and days as people write them, in English."""

    def __init__(self, folders: Folders = ()) -> None:
        self._names, self._words = Names.built_in(folders), Words.of(folders=folders)
        rows = records("sectors.csv", SectorRow, folders)
        self._sectors = {row.code: row.called for row in rows if row.kind == "sector" and row.called}
        self._many = {row.code: row.called for row in rows if row.kind == "country" and row.called}

    @staticmethod
    @cache
    def of(folders: Folders = ()) -> Wording:
        """The words of the built-in codebook, and of the user's folders after it."""
        return Wording(folders)

    @property
    def countries(self) -> tuple[str, ...]:
        """The names of all countries and organisations that have one, in order."""
        return self._names.all

    @property
    def frames(self) -> tuple[str, ...]:
        """The names of all frames, in order."""
        return self._names.frames

    def country(self, code: str) -> str:
        """The name of a country or organisation, or of a part: ``KHM:MIL`` is "Cambodia (military)".

        Codes that many bodies share are called by their kind; an unknown code stands for itself.
        """
        country, _, sector = code.partition(":")
        part = self._sectors.get(sector, sector)
        if country == "---":
            return part.capitalize()
        name = self._many.get(country) or self._names.country(country)
        return f"{name} ({part})" if part else name

    def code(self, words: str) -> str:
        """The code of a country by its name or code, or ``""``."""
        return self._names.code(words) or ""

    def parties(self, actors: Sequence[Actor]) -> str:
        """Actors in a row, each country once: ``Cambodia (Hun Sen), Laos and Viet Nam``."""
        return self._names.parties(actors)

    def sides(self, codes: Sequence[str]) -> str:
        """Countries and parts of countries in a row, by their codes. A government is called by its country."""
        called = dict.fromkeys(self.country(code.removesuffix(":GOV")) for code in codes)
        return self._names.listed(list(called))

    def frame(self, frame: str) -> str:
        """A frame as plain words."""
        return self._names.frame(frame)

    def inside(self, name: str) -> str:
        """A name as it stands inside a sentence: ``the United States``."""
        return self._names.inside(name)

    def day(self, day: str | None) -> str:
        """``2024-06-04`` as ``4 Jun 2024``; a day of any precision, ``""`` for none."""
        return self._words.day(day) if day else ""

    def interval(self, start: str | None, end: str | None) -> str:
        """An interval in few words, or ``""``."""
        return self._words.interval(start, end)
