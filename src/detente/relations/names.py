"""How to call countries, parties and frames: the codebook's names for the codes of the records."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from detente.codebook import tables
from detente.codebook.parties import Party, parties
from detente.codebook.plover import Frame
from detente.model import Actor, Status
from detente.relations.words import Forms, Words

Folders = tuple[Path, ...]

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

# How a place is read as a party: it stands for those who sit there.
PLACES = frozenset({"city", "place"})

# Names of several people that do not end in "s".
PLURALS = frozenset({"people", "police", "troops", "men", "women", "children", "militia"})

# The sectors of those who act for their state.
STATE = frozenset({"", "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRE"})

# "In 2019 Chilean guards": the year is no part of the name.
_YEAR = re.compile(r"^(?:1[89]|20)\d\d (?=[A-Z])")

_GENITIVE = re.compile(r"['’]s? ")


class Names:
    """Names for codes: ``KHM`` is Cambodia, ``impose-sanctions`` is "imposed sanctions on"."""

    def __init__(
        self,
        parties: Iterable[Party],
        frames: Mapping[str, Frame],
        with_article: Iterable[str] = (),
        folders: Folders = (),
    ) -> None:
        """Take the names.

        Args:
            parties: countries and organisations; the first of several with one code names it.
            frames: by name, with their labels and what they do to instruments.
            with_article: names of parties that take "the" inside a sentence.
            folders: the user's codebook folders, for the other tables by which a relation is told.
        """
        self.folders = folders
        self._with_article = frozenset(with_article)
        self._words = Words.of(folders=folders)
        own = [party for party in parties if party.known_by not in SHARED_CODES]
        self._owners: dict[str, tuple[str, ...]] = {}
        self._frames = frames
        self._joint = frozenset(frame.instrument for frame in frames.values() if frame.symmetric)
        self._countries: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        for party in own:
            first = party.known_by not in self._countries
            self._countries.setdefault(party.known_by, party.name)
            self._owners[party.known_by] = self._owners.get(party.known_by, ()) + _owners(party)
            if first:
                for words in (party.known_by, party.name, *party.names):
                    self._codes.setdefault(words.casefold(), party.known_by)

    @classmethod
    def built_in(cls, folders: Sequence[Path] = ()) -> Names:
        """The names of the built-in codebook, and of the user's folders after it."""
        return _from_codebook(tuple(folders))

    def in_language(self, words: Words) -> Names:
        """The same names as another language has them; what it lacks stays."""
        own = copy.copy(self)
        own._words = words
        own._countries = {code: words.country(code, name) for code, name in self._countries.items()}
        return own

    @property
    def words(self) -> Words:
        """The words of the language in which it names."""
        return self._words

    @property
    def all(self) -> tuple[str, ...]:
        """The names of all countries and organisations, in order."""
        return tuple(sorted(set(self._countries.values())))

    @property
    def frames(self) -> tuple[str, ...]:
        """The names of all frames, in order."""
        return tuple(sorted(self._frames))

    @property
    def events(self) -> frozenset[str]:
        """The types under which the frames are filed."""
        return frozenset(frame.event for frame in self._frames.values())

    def country(self, code: str) -> str:
        """The name of a country or side, as ``KHM`` or ``KHM:MIL``; a code that is not known stands for itself."""
        code, _, sector = code.partition(":")
        return f"{self._countries.get(code, code)} ({sector})" if sector else self._countries.get(code, code)

    def code(self, words: str) -> str | None:
        """The code of the country that is so called, or None: ``Cambodia`` and ``khm`` give ``KHM``."""
        return self._codes.get(words.strip().casefold())

    def party(self, actor: Actor, *, in_sentence: bool = False) -> str:
        """An actor by its country, with the name the text uses where that says more: ``Cambodia (Tea Banh)``."""
        return self.parties([actor], in_sentence=in_sentence)

    def inside(self, name: str) -> str:
        """A name as it stands inside a sentence: ``the United States``."""
        return f"the {name}" if name in self._with_article else name

    def side(self, actor: Actor) -> str:
        """The country of an actor, or its own name where it is of none (``NATO``)."""
        return self._countries.get(actor.country) or actor.name or actor.code

    def parties(self, actors: Sequence[Actor], *, in_sentence: bool = False) -> str:
        """Several actors in a row, each country once: ``Cambodia (Hun Sen and Tea Banh), Laos and Viet Nam``."""
        called: dict[str, list[str]] = {}
        for actor in actors:
            side = self.side(actor)
            names = called.setdefault(self.inside(side) if in_sentence else side, [])
            name = self._known_as(actor)
            names += [name] if name and name not in names else []
        return self.listed([f"{side} ({self.listed(names)})" if names else side for side, names in called.items()])

    def people(self, actors: Sequence[Actor], *, in_sentence: bool = True) -> str:
        """The same, but those who do not act for their state stand before it: ``protesters (Iran)``, ``Iran (army)``.

        A name that tells the state stands alone: ``two Serbian officials``.
        """
        called: dict[tuple[bool, str], list[Actor]] = {}
        for actor in actors:
            called.setdefault((self._leads(actor), self.side(actor)), []).append(actor)
        return self.listed(
            [
                self._led(own, side) if led else self.parties(own, in_sentence=in_sentence)
                for (led, side), own in called.items()
            ]
        )

    def several(self, actors: Sequence[Actor]) -> bool:
        """Whether a verb that has the actors as its subject is in the plural."""
        leading = [self._known_as(actor) for actor in actors if self._leads(actor)]
        return len({self.side(actor) for actor in actors}) > 1 or len(set(leading)) > 1 or any(map(_plural, leading))

    def _leads(self, actor: Actor) -> bool:
        name = self._known_as(actor)
        return bool(name) and (actor.sector not in STATE or self._tells_state(actor, name))

    def _tells_state(self, actor: Actor, name: str) -> bool:
        owners = self._owners.get(actor.country, ())
        return any(f" {owner}" in f" {name} " for owner in owners)

    def _led(self, actors: Sequence[Actor], side: str) -> str:
        named = {name: actor for actor in actors if (name := self._full(actor))}
        telling = {name: self._tells_state(actor, name) for name, actor in named.items()}
        alone = [self._told(name, role=named[name].method == "role") for name, tells in telling.items() if tells]
        others = [_small(name) for name, tells in telling.items() if not tells]
        return self.listed([*alone, *([f"{self.listed(others)} ({side})"] if others else [])])

    def _full(self, actor: Actor) -> str:
        """The name that the text uses, with the state that it tells: ``Turkish workers``."""
        name = " ".join(actor.name.split())
        owners = self._owners.get(actor.country, ())
        whole = any(name.startswith(owner) for owner in owners) and not _GENITIVE.search(name)
        return name if whole else self._known_as(actor)

    def _told(self, name: str, *, role: bool) -> str:
        """A name that tells the state as it stands in a sentence: ``the Greek president``, ``two Greek officials``.

        What ends in a capital and is no office or body of a state is a proper name: some take an article, some none.
        """
        first, blank, rest = name.partition(" ")
        which = first.casefold() in self._words.listed("ordinals")
        bare = _GENITIVE.search(name) or _plural(name) or not (role or name.rpartition(" ")[2].islower())
        if first.casefold() in self._words.listed("numbers"):
            return f"{first.lower()}{blank}{rest}"
        if bare or not (which or first[:1].isupper()):
            return name
        return f"the {first.lower() if which else first}{blank}{rest}"

    def listed(self, several: Sequence[str]) -> str:
        """Things in a row: ``A, B and C``."""
        return f" {self._words('and')} ".join([", ".join(several[:-1]), several[-1]] if len(several) > 1 else several)

    def _known_as(self, actor: Actor) -> str:
        """The name that the text uses, where it says more than the country does, else ``""``.

        "Cambodia's government" and "the Cambodian side" say nothing more; a town stands for those who sit there; and
        "whose president" or "no minister" names nobody.
        """
        # The parser parts a genitive from its noun: "Chile 's minister".
        name = _YEAR.sub("", actor.name.replace(" 's", "'s").replace(" ’s", "’s"))
        if actor.country not in self._countries or actor.method in PLACES or self._codes.get(name.casefold()):
            return ""
        own = _own(name, self._owners.get(actor.country, ()))
        plain = len(own.split()) < 2 and actor.sector in ("", "GOV") and own.islower()
        unnamed = own.partition(" ")[0].casefold() in self._words.listed("unnamed")
        return "" if not own or plain or unnamed else own

    def frame(self, frame: str) -> str:
        """A frame as plain words: ``call-off-exercise`` is "call off exercise"."""
        return frame.replace("-", " ")

    def label(self, frame: str) -> str:
        """The frame as a person says it of what has happened, or ``""`` where the codebook has no words for it."""
        known = self._frames.get(frame)
        return known.label if known else ""

    def deed(self, frame: str) -> Forms | None:
        """What somebody did, is to do and is doing by a frame, or None where the codebook has no words for it."""
        return self._words.deed(frame, self.label(frame))

    def effect(self, frame: str) -> tuple[str, str]:
        """The instrument that a frame is about and what it does to it: ``("embargo", "ends")``, or two empty words."""
        known = self._frames.get(frame)
        return (known.instrument, known.effect) if known else ("", "")

    def is_mutual(self, frame: str) -> bool:
        """Whether the words of a frame say that both sides do it: "met with"; one's praise is not the other's."""
        known = self._frames.get(frame)
        return bool(known and known.symmetric)

    def is_joint(self, instrument: str) -> bool:
        """Whether an instrument is of both sides alike, as exercises are; an embargo is of one."""
        return instrument in self._joint


def _small(name: str) -> str:
    """A common noun that began a sentence, as it stands inside one: ``crowds``."""
    return name.lower() if name.istitle() and " " not in name and name.endswith("s") else name


def _plural(name: str) -> bool:
    last = name.rpartition(" ")[2]
    return last.islower() and (last.endswith(("s", "men")) or last in PLURALS)


def _owners(party: Party) -> tuple[str, ...]:
    return tuple(f"{word} " for word in (*party.adjectives, party.name, *party.names, *party.capitals))


def _own(name: str, owners: Sequence[str]) -> str:
    """A name without the state whose it is: "Chile's navy" and "Chilean navy" are the navy; names of bodies stay."""
    owner = max((own for own in owners if _GENITIVE.sub(" ", name).startswith(own)), key=len, default="")
    if not owner:
        return name
    rest = _GENITIVE.sub(" ", name)[len(owner) :]
    whose = _GENITIVE.match(name, len(owner) - 1)
    return rest if whose or (rest.islower() and not rest.startswith("and ")) else name


@cache
def _from_codebook(folders: tuple[Path, ...]) -> Names:
    frames = tables.records("frames.csv", Frame, folders)
    with_article = [row.name for row in tables.records("names_with_article.csv", Party, folders)]
    return Names(parties(folders), {row.frame: row for row in frames}, with_article, folders)
