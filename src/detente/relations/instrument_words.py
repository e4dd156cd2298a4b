"""What words of an article tell of an instrument where no statement was coded for it.

A proposal ("the possible lifting of the arms embargo"), and what was in force at a time told in passing ("the embargo
of 2021").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import msgspec

from detente.codebook import tables
from detente.model import Span
from detente.relations.alternatives import one_of
from detente.relations.names import Folders
from detente.relations.wording import is_name

EFFECTS = ("starts", "suspends", "resumes", "ends")

# How far before a deed words still tell whether it is one.
LOOK_BACK = 60

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

# So many readers are kept, of the relations asked for last.
KEPT = 128

# Between what is done and what it is done to stand so many words at most, none of them behind a comma or a stop.
_GAP = r"(?:\s+[^\s.,;:()]+){0,7}?\s+"
_SHORT_GAP = r"(?:\s+[^\s.,;:()]+){0,4}?\s+"
_ASIDE = r"(?:, [^.,;:()]{3,80},)?"
_NAME = r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})"


# Whether words leave what is done open, announce it, or tell it in another way.
Mood = Literal["open", "ahead", "not", ""]
MOODS: tuple[Mood, ...] = ("not", "open", "ahead")


class InstrumentRow(msgspec.Struct, frozen=True):
    """A row of ``instruments.csv``, which says what the fields mean."""

    instrument: str
    nouns: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    many: bool = False
    named: bool = False
    joint: bool = False
    kin: tuple[str, ...] = ()
    either: bool = False


class WordRow(msgspec.Struct, frozen=True):
    """A row of ``instrument_words.csv``."""

    effect: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that tell of an instrument: what is done to it, or when it was in force. ``noun`` is where it is named."""

    instrument: str
    effect: str
    span: Span
    noun: Span
    mood: Mood = ""
    when: str = ""


@cache
def rows(folders: Folders = ()) -> dict[str, InstrumentRow]:
    """The instruments by name."""
    return tables.keyed("instruments.csv", InstrumentRow, lambda row: row.instrument, folders)


@cache
def _words(folders: Folders = ()) -> dict[str, str]:
    """Patterns of the words for each effect."""
    return {effect: _any(words) for effect, words in _by_effect(folders).items()}


def _by_effect(folders: Folders) -> dict[str, tuple[str, ...]]:
    """The words for each effect, a user's behind the built-in ones."""
    found: dict[str, tuple[str, ...]] = {}
    for row in tables.records("instrument_words.csv", WordRow, folders):
        found[row.effect] = (*found.get(row.effect, ()), *row.words)
    return found


@cache
def base_forms(folders: Folders = ()) -> frozenset[str]:
    """The words for what is done that are neither past nor participle nor third person."""
    first = (words for effect, words in _by_effect(folders).items() if effect in EFFECTS)
    ending = ("s", "ed", "ing", "of", "off", "hold", "n", "broke", "froze")
    return frozenset(word for words in first for word in words if not word.endswith(ending))


def _any(words: tuple[str, ...]) -> str:
    return rf"\b(?:{one_of(words)})"


def spoken_of(instrument: str, words: str, folders: Folders = ()) -> str:
    """The instrument that words name where it is another one than was coded, of those with which that is confused."""
    row = rows(folders).get(instrument)
    if not row or not row.kin or _named(instrument, folders).search(words):
        return instrument
    return next((kin for kin in row.kin if _named(kin, folders).search(words)), instrument)


@cache
def _named(instrument: str, folders: Folders) -> re.Pattern[str]:
    nouns = map(str.lower, rows(folders)[instrument].nouns)
    return re.compile(rf"\b(?:{one_of(nouns)})(?:s|es)?\b", re.IGNORECASE)


class Reader:
    """Reads mentions of instruments. Names that instruments bear are known once they are learnt."""

    def __init__(self, names: dict[str, str] | None = None, folders: Folders = ()) -> None:
        """Take the names learnt so far: the instrument of each."""
        self._folders = folders
        self._of = {noun: row.instrument for row in rows(folders).values() for noun in row.nouns}
        self._of |= names or {}
        longest = sorted(self._of, key=lambda noun: (-len(noun), noun))
        self._noun = rf"\b(?P<noun>{'|'.join(map(re.escape, longest))})(?:s|es)?\b"
        self._nouns = re.compile(rf"\b(?:{one_of(self._of)})(?:s|es)?\b")
        effects = {effect: _words(folders)[effect] for effect in EFFECTS}
        self._done = [
            (effect, re.compile(pattern))
            for effect, words in effects.items()
            for pattern in (
                rf"(?P<deed>{words}){_GAP}{self._noun}",
                rf"{self._noun}{_ASIDE}{_SHORT_GAP}(?:be|been|was|were|is|are|being)(?: \w+ly)? (?P<deed>{words})\b",
            )
        ]
        day = rf"(?P<month>(?:{MONTHS}) )?(?P<year>(?:19|20)\d\d)\b"
        self._standing = re.compile(rf"{self._noun}{_SHORT_GAP}{_words(folders)['standing']} {day}")

    def names_any(self, words: str) -> bool:
        """Whether words name an instrument at all: asked first, since what is done takes long to look for."""
        return bool(self._nouns.search(words))

    def done(self, words: str, base: int = 0) -> Iterator[Mention]:
        """What the words say is done to instruments. ``base`` is where the words begin in their article."""
        for effect, pattern in self._done:
            for found in pattern.finditer(words):
                before = words[max(0, found.start() - LOOK_BACK) : found.start("deed")]
                yield self._mention(found, effect, base, mood=_mood(before, self._folders))

    def standing(self, words: str, base: int = 0) -> Iterator[Mention]:
        """Instruments that can be there but once, with the month or year from which they were in force."""
        for found in self._standing.finditer(words):
            mention = self._mention(found, "starts", base, when=_day(found["year"], found["month"]))
            if "starts" in rows(self._folders)[mention.instrument].once:
                yield mention

    def _mention(self, found: re.Match[str], effect: str, base: int, *, mood: Mood = "", when: str = "") -> Mention:
        return Mention(
            instrument=self._of[found["noun"]],
            effect=effect,
            span=Span(base + found.start(), base + found.end()),
            noun=Span(base + found.start("noun"), base + found.end("noun")),
            mood=mood,
            when=when,
        )


@lru_cache(maxsize=KEPT)
def reader(names: frozenset[tuple[str, str]], folders: Folders = ()) -> Reader:
    """The reader that knows some names, each with its instrument. Making one takes longer than most readings do."""
    return Reader(dict(sorted(names)), folders)


def _mood(before: str, folders: Folders) -> Mood:
    """How the words before a deed, in its sentence, let it be read."""
    clause = re.split(r"[.;:!?]\s", before)[-1]
    return next((m for m in MOODS if re.search(rf"(?:{_words(folders)[m]})(?!\w)", clause, re.IGNORECASE)), "")


@cache
def _naming(instrument: str, folders: Folders) -> tuple[re.Pattern[str], ...]:
    nouns = rf"(?:{one_of(rows(folders)[instrument].nouns)})s?\b"
    return (
        re.compile(rf"\b{nouns},? (?:{_words(folders)['names']} )(?:the )?{_NAME}"),
        re.compile(rf"{_NAME}, (?:a|an|the|their|its|which is) (?:[a-z-]+ ){{0,3}}{nouns}"),
        re.compile(rf"{_NAME} (?:[a-z-]+ ){{0,2}}{nouns}"),
    )


@cache
def _named_at_all(instrument: str, folders: Folders) -> re.Pattern[str]:
    """What each pattern of :func:`_naming` has in it: asked first, since names take longer to look for."""
    return re.compile(rf"\b(?:{one_of(rows(folders)[instrument].nouns)})")


def learn(words: str, instrument: str, folders: Folders = ()) -> Iterator[str]:
    """The names that words give an instrument: ``Angkor Sentinel`` in "Angkor Sentinel, the joint exercise"."""
    if not rows(folders)[instrument].named:
        return
    if not _named_at_all(instrument, folders).search(words):
        return
    for pattern in _naming(instrument, folders):
        for found in pattern.finditer(words):
            parts = found["name"].split()
            while parts and (is_name(parts[0]) or is_name(" ".join(parts))):
                parts.pop(0)
            if len(parts) > 1:
                yield " ".join(parts)


def _day(year: str, month: str | None) -> str:
    return f"{year}-{MONTHS.split('|').index(month.strip()) + 1:02}" if month else year
