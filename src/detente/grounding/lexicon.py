"""The names and words that actors go by, read from the codebook into one table for look-up by the word.

Look-up is by the first word, then by the longest form that the text continues with, so its cost does not depend on
how many names there are. Accents, dots and apostrophes do not count ("U.S.", "Élysée"); capitals do: a form that is
written with capitals matches only words with capitals, so "US" is not "us" and "Turkey" is not "turkey".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from detente.grounding.actor_slips import Slips, joined_possessives
from detente.grounding.actor_spelling import Speller
from detente.text.document import Token

Kind = Literal[
    "country", "adjective", "people", "capital", "city", "party", "name",
    "office", "person", "body", "thing", "topic", "crowd", "standing", "nobody",
]  # fmt: skip
Weight = Literal["strong", "weak", "trump"]

NAMES = frozenset({"country", "adjective", "people", "capital", "city", "party", "name"})
STATES = frozenset({"country", "adjective", "people"})
CITIES = frozenset({"capital", "city"})
_SPELLED = STATES | {"capital"}
ROLES = frozenset({"office", "person", "body", "thing", "topic", "crowd"})
_SPELLED_ROLES = frozenset({"office", "person"})

_PIECES = re.compile(r"[^\s\-‐‑–—/,;:()\[\]\"“”]+|[,;/()]|[-‐‑–—]")
_POSSESSIVE = re.compile(r"(.+?)(['’]s|['’])$")
_LONGEST_ACRONYM = 5
_HYPHENS = "-‐‑–—"
_DROPPED = str.maketrans("", "", ".'’‘`")
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office that a person held: ``start`` and ``end`` are ISO days of any precision, empty where open."""

    office: str
    country: str
    sector: str
    start: str = ""
    end: str = ""

    def covers(self, date: str) -> bool:
        """Whether the office was held on the day, up to the precision of both."""
        return not self.before(date) and not self.ended(date)

    def ended(self, date: str) -> bool:
        """Whether the office was left before the day."""
        return bool(self.end) and date[: len(self.end)] > self.end

    def before(self, date: str) -> bool:
        """Whether the office was taken up after the day."""
        return bool(self.start) and date[: len(self.start)] < self.start


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known by name, with the offices held, oldest first; ``she`` tells women from men, None if not known.

    ``method`` tells how the name stands for the person: as it is known, or ``misspelt``.
    """

    name: str
    tenures: tuple[Tenure, ...]
    she: bool | None = None
    method: str = "person"


@dataclass(frozen=True, slots=True)
class Term:
    """What a form in the lexicon means: ``name`` is the form to show, ``plural`` tells "ministers" from "minister".

    ``years`` is when a body was what the term says; ``misspelt`` tells that the text has the name with a slip,
    ``abroad`` that a place behind the word is not whose it is: "the embassy in Oslo".
    """

    kind: Kind
    name: str
    country: str = ""
    sector: str = ""
    weight: Weight = "strong"
    plural: bool = False
    person: Person | None = None
    years: Tenure | None = None
    misspelt: bool = False
    abroad: bool = False


class Word(NamedTuple):
    """A word of a text: as written, its look-up key, its token's number, and whether a hyphen stands before it."""

    text: str
    key: str
    token: int
    hyphened: bool = False


class Hit(NamedTuple):
    """Words ``[start, end)`` of a sequence that match a form of the lexicon, and what the form may mean."""

    start: int
    end: int
    terms: tuple[Term, ...]

    @property
    def term(self) -> Term:
        """The first meaning."""
        return self.terms[0]

    def on(self, date: str | None) -> Hit:
        """The hit with the meanings in force on a day, if its bodies changed over the years; None is for today."""
        if len(self.terms) == 1 or not any(t.years for t in self.terms):
            return self
        held = [t for t in self.terms if not t.years or (t.years.covers(date) if date else not t.years.end)]
        return self._replace(terms=tuple(held)) if held else self


@lru_cache(maxsize=65536)
def key_of(text: str) -> str:
    """The look-up key of a word: lower case, without accents, dots and apostrophes."""
    if text.isascii():
        return text.lower().translate(_DROPPED)
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().translate(_DROPPED)


@lru_cache(maxsize=65536)
def _pieces(text: str) -> tuple[tuple[str, str], ...]:
    """A word cut at hyphens and before a possessive ending, each piece with its key."""
    pieces = []
    for piece in _PIECES.findall(text):
        if found := _POSSESSIVE.match(piece):
            pieces += [found[1], found[2]]
        else:
            pieces.append(piece)
    return tuple((p, p if p in _HYPHENS + ",;/()" else key_of(p)) for p in pieces)


def words_of(tokens: Iterable[Token]) -> list[Word]:
    """The words of parsed tokens; a hyphen only marks the word behind it, so "Cambodia-US" is two words."""
    return list(_words((token.text, token.i) for token in tokens))


def words_in(text: str) -> list[Word]:
    """The words of a bare phrase."""
    return [word._replace(token=i) for i, word in enumerate(_words((part, 0) for part in text.split()))]


def _words(parts: Iterable[tuple[str, int]]) -> Iterator[Word]:
    hyphened = False
    for text, number in parts:
        for piece, key in _pieces(text):
            if key and key not in _HYPHENS:
                yield Word(piece, key, number, hyphened)
            hyphened = bool(key) and key in _HYPHENS


def _form(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a form as written, and their keys. Plain names, the bulk of the tables, need no further look."""
    if _PLAIN.fullmatch(text):
        return tuple(text.split(" ")), tuple(text.lower().split(" "))
    words = words_in(text)
    return tuple(w.text for w in words), tuple(w.key for w in words)


def joined(words: Iterable[Word]) -> str:
    """The words as one writes them: "Ethiopia's foreign ministry", "Cambodia-US"."""
    text = ""
    for word in words:
        glued = not text or word.hyphened or word.text[0] in "'’,"
        text += ("-" if word.hyphened and text else "" if glued else " ") + word.text
    return text


class Lexicon:
    """Forms and their meanings. Filled once, then only read."""

    def __init__(self, entries: Iterable[tuple[str, Term]], lookalikes: Collection[str] = ()) -> None:
        self._forms: dict[tuple[str, ...], list[tuple[tuple[str, ...], Term]]] = {}
        self._longest: dict[str, int] = {}
        self._words: set[str] = set()
        self.lookalikes = frozenset(lookalikes)
        for form, term in entries:
            self._add(*_form(form), term)
        self._names = Speller(self.single(_SPELLED), lookalikes=lookalikes)
        self._roles = Speller(self.single(_SPELLED_ROLES), lookalikes=lookalikes, inside=True)

    def single(self, kinds: frozenset[str]) -> dict[str, str]:
        """The forms of one word that are of some kinds, and what they mean: a state, or else the word itself."""
        single = ((k[0], forms) for k, forms in self._forms.items() if len(k) == 1)
        terms = ((key, term) for key, forms in single for _, term in forms if term.kind in kinds)
        return {key: term.country or key for key, term in terms}

    def _add(self, words: tuple[str, ...], keys: tuple[str, ...], term: Term) -> None:
        if not keys:
            return
        self._file(words, keys, term)
        if "s" in keys[1:]:
            self._file(*joined_possessives(words, keys), term)

    def _file(self, words: tuple[str, ...], keys: tuple[str, ...], term: Term) -> None:
        known = self._forms.setdefault(keys, [])
        entry = (words, term)
        if not known or entry not in known:
            known.append(entry)
        self._longest[keys[0]] = max(self._longest.get(keys[0], 0), len(keys))
        if term.kind == "name":
            self._words.update(keys[1:])

    def knows(self, key: str) -> bool:
        """Whether a word begins a form or stands in somebody's name, given its key."""
        return key in self._words or key in self._longest

    def has(self, form: str) -> bool:
        """Whether the single word is a form of its own."""
        return (key_of(form),) in self._forms

    def has_role(self, form: str) -> bool:
        """Whether the single word is a role, a state or a place."""
        return any(term.kind != "name" for _, term in self._forms.get((key_of(form),), ()))

    def people(self) -> Iterator[tuple[tuple[str, ...], Person]]:
        """The names of people, by the keys of their words."""
        for keys, forms in self._forms.items():
            yield from ((keys, term.person) for _, term in forms if term.person)

    def scan(self, words: Sequence[Word], *, lower: bool = False) -> list[Hit]:
        """The longest forms in a sequence of words, from left to right, not overlapping.

        Args:
            words: the words of a sentence or phrase.
            lower: the text is in lower case throughout, so that capitals cannot be asked for.
        """
        return list(self._scan(words, lower))

    def _scan(self, words: Sequence[Word], lower: bool) -> Iterator[Hit]:
        place = 0
        slips = {} if lower else {hit.start: hit for hit in self._with_slips(words)}
        while place < len(words):
            hit = self._at(words, place, lower)
            if place in slips and (hit is None or hit.end < slips[place].end):
                hit = slips[place]
            if hit and hit.term.kind != "nobody":
                yield hit
            elif hit and self._begins_within(words, hit, lower):
                hit = None
            place = hit.end if hit else place + 1

    @cached_property
    def _near_names(self) -> Slips:
        """The names of several words; gathered when the first unknown word asks."""
        named = (keys for keys, forms in self._forms.items() if any(term.kind in NAMES for _, term in forms))
        return Slips(named)

    def _with_slips(self, words: Sequence[Word]) -> Iterator[Hit]:
        """The names of several words of which one is misspelt; in the lexicon of one article nothing is looked for."""
        if not self.lookalikes:
            return
        keys = [w.key for w in words]
        for place, word in enumerate(words):
            if word.text[0].isupper() and not word.hyphened and not self.knows(word.key):
                found = self._near_names.at(keys, place)
                if found and (hit := self._with_slip(words, *found)):
                    yield hit

    def _with_slip(self, words: Sequence[Word], start: int, name: tuple[str, ...]) -> Hit | None:
        """What a name means that words from ``start`` on misspell."""
        end = start + len(name)
        # Behind a title, the office has to agree too, of which more is known later (actor_misspelt).
        kinds = NAMES - {"name"} if start and self._is_one_of(("office", "person"), words[start - 1]) else NAMES
        forms = ((form, term) for form, term in self._forms[name] if term.kind in kinds)
        terms = [_slipped(term) for form, term in forms if self._means(form, term, words[start:end], lower=False)]
        return Hit(start, end, tuple(dict.fromkeys(terms))) if terms else None

    def _is_one_of(self, kinds: Collection[str], word: Word) -> bool:
        """Whether a word of its own has a meaning of one of some kinds."""
        return any(term.kind in kinds for _, term in self._forms.get((word.key,), ()))

    def _begins_within(self, words: Sequence[Word], hit: Hit, lower: bool) -> bool:
        """Whether a form begins within a hit and runs past its end."""
        inner = (self._at(words, place, lower) for place in range(hit.start + 1, hit.end))
        return any(other.end > hit.end for other in inner if other)

    def _at(self, words: Sequence[Word], place: int, lower: bool) -> Hit | None:
        longest = self._longest.get(words[place].key, 0)
        if not longest:
            return self._misspelt(words[place], place)
        for size in range(min(longest, len(words) - place), 0, -1):
            part = words[place : place + size]
            forms = self._forms.get(tuple(w.key for w in part))
            if forms:
                terms = tuple(term for form, term in forms if self._means(form, term, part, lower))
                if size == 1 and _is_acronym(words, place, terms):
                    return None
                if terms:
                    return Hit(place, place + size, tuple(dict.fromkeys(terms)))
        return None

    def _means(self, form: Sequence[str], term: Term, words: Sequence[Word], lower: bool) -> bool:
        """Whether words can mean a term: a surname alone is not plain in lower case ("borne", "moon")."""
        if term.kind == "nobody":  # "in general", but not "in General Haftar's camp"
            return all(f[0].isupper() == w.text[0].isupper() for f, w in zip(form[1:], words[1:], strict=True))
        small = lower and (len(words) > 1 or term.kind != "name")
        parts = enumerate(zip(form, words, strict=True))
        return all(_fits(f, w.text, small) or (i > 0 and self._is_common(term, w)) for i, (f, w) in parts)

    def _is_common(self, term: Term, word: Word) -> bool:
        """Whether a word of a body's name tells its kind, so that some write it small: "the Labour party"."""
        return term.kind == "party" and word.text.islower() and self._is_one_of(("body",), word)

    def _misspelt(self, word: Word, place: int) -> Hit | None:
        if word.key in self._words or word.hyphened:  # somebody's surname, "pre-Columbian"
            return None
        if word.text[0].isupper() and (name := self._names.nearest(word.key)):
            return Hit(place, place + 1, self._slips(name, _SPELLED))
        if name := self._roles.nearest(word.key):
            return Hit(place, place + 1, self._slips(name, _SPELLED_ROLES))
        return None

    def _slips(self, name: str, kinds: frozenset[str]) -> tuple[Term, ...]:
        return tuple(_slipped(term) for _, term in self._forms[(name,)] if term.kind in kinds)


def _slipped(term: Term) -> Term:
    """A term of which the text has the name with a slip."""
    person = replace(term.person, method="misspelt") if term.person else None
    return replace(term, misspelt=True, person=person)


def _is_acronym(words: Sequence[Word], place: int, terms: Sequence[Term]) -> bool:
    """Whether a word in capitals among others stands for more than the surname that it spells: "CITU", not "Citu"."""
    if not words[place].text.isupper() or len(words[place].text) > _LONGEST_ACRONYM:
        return False
    others = [w.text for w in words if w.text[0].isalpha() and len(w.text) > 1]
    return all(t.kind == "name" and not t.name.isupper() for t in terms) and not all(t.isupper() for t in others)


def _fits(form: str, text: str, lower: bool) -> bool:
    if len(form) > 1 and form.isupper():  # "DFID" is "DfID" too, and not "Dfid"
        return text.isupper() or (text[0].isupper() and text[-1].isupper())
    if len(form) <= _LONGEST_ACRONYM and any(c.isupper() for c in form[1:]):  # "LeT" is no "Let"
        return any(c.isupper() for c in text[1:])
    return lower or not form[0].isupper() or text[0].isupper()
