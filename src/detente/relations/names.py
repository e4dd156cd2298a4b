"""How to call countries, parties and frames: the codebook's names for the codes of the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from detente.codebook import tables
from detente.model import Actor, Status

QUADS: dict[int, str] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}

STATUS_WORDS: dict[Status, str] = {
    "occurred": "happened",
    "ongoing": "goes on",
    "planned": "planned",
    "proposed": "proposed",
    "hypothetical": "considered",
    "denied": "denied",
    "negated": "did not happen",
}


class Country(msgspec.Struct, frozen=True):
    """What a row of ``countries.csv`` says of a country's names."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    sector: str = ""


class FrameName(msgspec.Struct, frozen=True):
    """A frame and how a person says it of what has happened, between source and target."""

    frame: str
    event: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: str = ""
    symmetric: bool = False
    instrument: str = ""
    effect: str = ""
    label: str = ""


class Names:
    """Names for codes: ``KHM`` is Cambodia, ``impose-sanctions`` is "imposed sanctions on"."""

    def __init__(self, countries: Iterable[Country], labels: Mapping[str, str]) -> None:
        rows = tuple(countries)
        self._labels = labels
        self._countries: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        for row in rows:
            self._countries.setdefault(row.code, row.name)
        for row in rows:
            for words in (row.code, row.name, *row.names):
                self._codes.setdefault(words.casefold(), row.code)

    @classmethod
    def built_in(cls, folders: Sequence[Path] = ()) -> Names:
        """The names of the built-in codebook, and of the user's folders after it."""
        return _from_codebook(tuple(folders))

    def country(self, code: str) -> str:
        """The name of a country or side; a code that is not known stands for itself."""
        return self._countries.get(code, code)

    def code(self, words: str) -> str | None:
        """The code of the country that is so called, or None: ``Cambodia`` and ``khm`` give ``KHM``."""
        return self._codes.get(words.strip().casefold())

    def party(self, actor: Actor) -> str:
        """An actor by its country, with the name the text uses where that says more: ``Cambodia (Tea Banh)``."""
        side = self.side(actor)
        if actor.country not in self._countries:
            return side
        known_as = actor.name.casefold()
        same = not actor.name or self._codes.get(known_as) == actor.country or known_as == side.casefold()
        return side if same else f"{side} ({actor.name})"

    def side(self, actor: Actor) -> str:
        """The country of an actor, or its own name where it is of none (``NATO``)."""
        return self._countries.get(actor.country) or actor.name or actor.code

    def parties(self, actors: Sequence[Actor]) -> str:
        """Several actors in a row: ``Cambodia, Laos and Viet Nam``."""
        several = list(dict.fromkeys(self.party(actor) for actor in actors))
        return " and ".join([", ".join(several[:-1]), several[-1]] if len(several) > 1 else several)

    def frame(self, frame: str) -> str:
        """A frame as plain words: ``call-off-exercise`` is "call off exercise"."""
        return frame.replace("-", " ")

    def label(self, frame: str) -> str:
        """The frame as a person says it of what has happened, or ``""`` where the codebook has no words for it."""
        return self._labels.get(frame, "")


@cache
def _from_codebook(folders: tuple[Path, ...]) -> Names:
    frames = tables.records("frames.csv", FrameName, folders)
    return Names(tables.records("countries.csv", Country, folders), {row.frame: row.label for row in frames})
