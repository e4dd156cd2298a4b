"""How to call countries, parties and frames: the codebook's names for the codes of the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from detente.codebook import tables
from detente.codebook.parties import Party, parties
from detente.codebook.plover import Frame
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


# Codes that many bodies share; each is called by its own name.
SHARED_CODES = frozenset({"", "IGO", "NGO", "MNC", "IMG"})


class Names:
    """Names for codes: ``KHM`` is Cambodia, ``impose-sanctions`` is "imposed sanctions on"."""

    def __init__(self, parties: Iterable[Party], frames: Mapping[str, Frame], with_article: Iterable[str] = ()) -> None:
        """Take the names.

        Args:
            parties: countries and organisations; the first of several with one code names it.
            frames: by name, with their labels and what they do to instruments.
            with_article: names of parties that take "the" inside a sentence.
        """
        self._with_article = frozenset(with_article)
        own = [party for party in parties if party.known_by not in SHARED_CODES]
        self._frames = frames
        self._joint = frozenset(frame.instrument for frame in frames.values() if frame.symmetric)
        self._countries: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        for party in own:
            first = party.known_by not in self._countries
            self._countries.setdefault(party.known_by, party.name)
            if first:
                for words in (party.known_by, party.name, *party.names):
                    self._codes.setdefault(words.casefold(), party.known_by)

    @classmethod
    def built_in(cls, folders: Sequence[Path] = ()) -> Names:
        """The names of the built-in codebook, and of the user's folders after it."""
        return _from_codebook(tuple(folders))

    def country(self, code: str) -> str:
        """The name of a country or side, as ``KHM`` or ``KHM:MIL``; a code that is not known stands for itself."""
        code, _, sector = code.partition(":")
        return f"{self._countries.get(code, code)} ({sector})" if sector else self._countries.get(code, code)

    def code(self, words: str) -> str | None:
        """The code of the country that is so called, or None: ``Cambodia`` and ``khm`` give ``KHM``."""
        return self._codes.get(words.strip().casefold())

    def party(self, actor: Actor, *, in_sentence: bool = False) -> str:
        """An actor by its country, with the name the text uses where that says more: ``Cambodia (Tea Banh)``."""
        side = self.side(actor)
        if in_sentence:
            side = self.inside(side)
        if actor.country not in self._countries:
            return side
        known_as = actor.name.casefold()
        same = not actor.name or self._codes.get(known_as) == actor.country or known_as == self.side(actor).casefold()
        # The parser parts a genitive from its noun: "Chile 's minister".
        name = actor.name.replace(" 's", "'s").replace(" ’s", "’s")
        return side if same else f"{side} ({name})"

    def inside(self, name: str) -> str:
        """A name as it stands inside a sentence: ``the United States``."""
        return f"the {name}" if name in self._with_article else name

    def side(self, actor: Actor) -> str:
        """The country of an actor, or its own name where it is of none (``NATO``)."""
        return self._countries.get(actor.country) or actor.name or actor.code

    def parties(self, actors: Sequence[Actor], *, in_sentence: bool = False) -> str:
        """Several actors in a row: ``Cambodia, Laos and Viet Nam``."""
        several = list(dict.fromkeys(self.party(actor, in_sentence=in_sentence) for actor in actors))
        return " and ".join([", ".join(several[:-1]), several[-1]] if len(several) > 1 else several)

    def frame(self, frame: str) -> str:
        """A frame as plain words: ``call-off-exercise`` is "call off exercise"."""
        return frame.replace("-", " ")

    def label(self, frame: str) -> str:
        """The frame as a person says it of what has happened, or ``""`` where the codebook has no words for it."""
        known = self._frames.get(frame)
        return known.label if known else ""

    def effect(self, frame: str) -> tuple[str, str]:
        """The instrument that a frame is about and what it does to it: ``("embargo", "ends")``, or two empty words."""
        known = self._frames.get(frame)
        return (known.instrument, known.effect) if known else ("", "")

    def is_joint(self, instrument: str) -> bool:
        """Whether an instrument is of both sides alike, as exercises are; an embargo is of one."""
        return instrument in self._joint


@cache
def _from_codebook(folders: tuple[Path, ...]) -> Names:
    frames = tables.records("frames.csv", Frame, folders)
    with_article = [row.name for row in tables.records("names_with_article.csv", Party, folders)]
    return Names(parties(folders), {row.frame: row for row in frames}, with_article)
