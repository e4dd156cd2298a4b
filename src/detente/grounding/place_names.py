"""Finds the names of places in a parsed text: names of the gazetteer, weighed by what stands around them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import msgspec

from detente.codebook.tables import records
from detente.grounding.place_gazetteer import POINTS, Candidate, Gazetteer
from detente.grounding.place_setting import is_set
from detente.text.document import Document, Sentence, Token

_PLACES = frozenset(("GPE", "LOC", "FAC", "NORP"))
_LONGEST = 6
_INSIDE = re.compile(r"\s?[,(]\s?|,? in (?:the )?(?:(?:(?:far )?(?:north|south|east|west|central)[a-z]*)(?: of)? )?")
_ARTICLE = 3  # letters of the longest Arabic article: "ash-"
_UNKNOWN = -2.4
_THRESHOLD = 1.0
_MISTAKEN = 0.0
_AGAIN = 1.8  # how much less evidence a name needs that is surely a place elsewhere in the text
_LISTED = 1.0  # for a name in one list with a place
_LONG = 0.5  # what each word beyond the second adds: a long name of the gazetteer is no chance
_TOWN = 5.0  # prominence from which on a town is known well enough to set the parser right
_PLACED = 1.0  # for a name that the grammar sets among places, of a country that the text names
_SMALL = 4.0  # prominence from which on that counts, among so many places of the name
_FEW = 4
_BESIDE = frozenset(("at", "path"))
_LEADING = frozenset(("motion", "taken", "settlement"))
_SETTING = _BESIDE | _LEADING  # kinds of words that put a name among places
_NATIONAL = frozenset(("country", "nation"))
_KIND = {"country": 2.5, "nation": 2.5, "region": 1.6, "sea": 2.2, "continent": 1.6, "city": 1.6, "site": 1.6}
_ENTITY = {"GPE": 2.5, "LOC": 2.2, "FAC": 0.8, "NORP": 1.5, "PERSON": -2.2, "ORG": 0.8, "": 0.3}


class PlaceWord(msgspec.Struct, frozen=True):
    """A row of ``places_words.csv``."""

    word: str
    kind: str


@dataclass(slots=True)
class Name:
    """A stretch of words that may name a place. ``district`` marks "Anderson County", ``inside`` its "Texas".

    ``mistaken`` marks a known place that the parser takes for a person or a body.
    """

    tokens: list[Token]
    text: str
    candidates: list[Candidate]
    score: float = 0.0
    district: bool = False
    mistaken: bool = False
    inside: Name | None = None

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.tokens[-1].end


class PlaceNames:
    """Reads the names of places in documents."""

    def __init__(self, gazetteer: Gazetteer, folders: Sequence[Path] = ()) -> None:
        self._gazetteer = gazetteer
        rows = records("places_words.csv", PlaceWord, folders)
        self._setting = {kind: frozenset(r.word for r in rows if r.kind == kind) for kind in _SETTING}
        self._words = {row.word: row.kind for row in rows if row.kind not in _LEADING}

    def find(self, document: Document) -> list[Name]:
        """The document's names of places, in text order."""
        cache: dict[str, list[Candidate]] = {}
        names = [n for s in document.sentences for n in self._sentence(s, document, cache)]
        _link(names, document)
        home = {n.candidates[0].country for n in names if n.candidates and n.candidates[0].kind in _NATIONAL}
        for name in names:
            name.score = self._score(name, document, home)
        self._raise_listed(names)
        sure = {n.text for n in names if n.score >= _THRESHOLD + 1}
        people = _people(document)
        return [
            n
            for n in names
            if n.score >= _THRESHOLD - (_AGAIN if n.text in sure else 0) and not self._person(n, people, sure)
        ]

    def _sentence(self, sentence: Sentence, document: Document, cache: dict[str, list[Candidate]]) -> Iterator[Name]:
        tokens, at = sentence.tokens, 0
        while at < len(tokens):
            name = self._longest(tokens, at, document, cache) if _may_start(tokens, at) else None
            if name is None:
                at += 1
                continue
            yield name
            at += len(name.tokens)

    def _longest(
        self, tokens: list[Token], at: int, document: Document, cache: dict[str, list[Candidate]]
    ) -> Name | None:
        for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
            words = tokens[at : at + size]
            if not words[-1].text[0].isalnum() and (words[-1].text != "." or size == 1):
                continue
            text = document.text[words[0].start : words[-1].end]
            if text not in cache:
                cache[text] = self._gazetteer.find(text)
            if cache[text]:
                return self._widen(Name(words, text, cache[text]), tokens, at + size)
        return None if tokens[at].ent not in ("GPE", "LOC") else self._unknown(tokens, at, document)

    def _widen(self, name: Name, tokens: list[Token], end: int) -> Name:
        """Take the word for the district into the name: "Anderson County"."""
        if end < len(tokens) and tokens[end].text[0].isupper() and self._words.get(tokens[end].lower) == "county":
            return Name([*name.tokens, tokens[end]], f"{name.text} {tokens[end].text}", name.candidates, district=True)
        name.district = name.candidates[0].kind == "county"
        return name

    def _unknown(self, tokens: list[Token], at: int, document: Document) -> Name | None:
        """A name that the parser takes for a place and the gazetteer does not know."""
        end = at
        while end < len(tokens) and tokens[end].ent == tokens[at].ent and tokens[end].text[0].isupper():
            if self._gazetteer.find(tokens[end].text):
                return None
            end += 1
        words = tokens[at:end]
        if not any(t.pos == "PROPN" for t in words):
            return None
        district = len(words) > 1 and self._words.get(words[-1].lower) == "county"
        return Name(words, document.text[words[0].start : words[-1].end], [], district=district)

    def _score(self, name: Name, document: Document, home: Set[str]) -> float:
        first, last = name.tokens[0], name.tokens[-1]
        best = name.candidates[0] if name.candidates else None
        lone, placed = len(name.tokens) == 1, is_set(_root(name), self._setting)
        misread = best and best.kind in POINTS and first.ent == "NORP" and not placed
        if misread or (lone and first.lower in self._words):
            return -2.0
        before, after = _neighbour(document, first, -1), _neighbour(document, last, 1)
        score = _strength(name)
        at_home = any(c.country in home and c.prominence >= _SMALL for c in name.candidates[:_FEW])
        placed = placed and (at_home or (best is not None and best.prominence >= _TOWN))
        name.mistaken = self._mistaken(name, before, after, placed=placed)
        score += _PLACED * placed
        score += _MISTAKEN if name.mistaken else _entity(name)
        score += _LONG * max(0, len(name.tokens) - 2) * bool(best)
        if lone and first.pos not in ("PROPN", "ADJ"):
            score -= 2.5
        if best and best.kind == "town" and before and before.ent == first.ent == "ORG" and before.text[0].isupper():
            score -= 1.5  # "European Union" is no town of Union
        score += self._before(before) + self._after(after, last) + _heading(first, after, document)
        address = name.inside is not None and document.text[name.end : name.inside.start].strip() in (",", "(")
        return score + 2.0 * address + 1.0 * name.district

    def _raise_listed(self, names: Sequence[Name]) -> None:
        """Believe in names that stand in one list with a place: "through Goma, Bunagana and Uvira".

        Behind a preposition of place this goes for names that the parser takes for persons too.
        """
        owner = {token.i: name for name in names for token in name.tokens}
        for name in (*names, *reversed(names)):
            if name.score >= _THRESHOLD or not name.candidates or name.mistaken:
                continue
            root, ent = _root(name), name.tokens[0].ent
            if any(owner.get(t.i) is not name for t in root.children_of("compound")):
                continue
            chain = _list_of(root)
            mates = [n for t in chain if (n := owner.get(t.i)) and n is not name and not t.ent == ent == "ORG"]
            if not any(m.score >= _THRESHOLD and m.candidates and m.candidates[0].kind != "nation" for m in mates):
                continue
            name.score += _LISTED
            if chain[0].dep == "pobj" and self._words.get(chain[0].head.lower) in _BESIDE:
                name.score = max(name.score, _strength(name) + _LISTED)
                name.mistaken = True

    def _before(self, before: Token | None) -> float:
        if before is None:
            return 0.0
        kind = self._words.get(before.lower, "")
        if kind in ("at", "path", "towards"):
            return 1.0 if kind == "at" else 0.4
        if kind == "holder":
            return -3.0
        return -1.5 if before.pos == "PROPN" and before.ent == "PERSON" else 0.0

    def _after(self, after: Token | None, last: Token) -> float:
        if after is None or not after.text[0].isupper() or after.pos != "PROPN":
            return 0.0
        kind = self._words.get(after.lower, "")
        if kind in ("county", "feature", "body"):
            return 0.5
        return -1.0 if after.ent == last.ent and after.ent not in _PLACES else 0.0

    def _person(self, name: Name, people: set[str], sure: set[str]) -> bool:
        """Whether the text speaks of a person of that name, as with "Jordan" or "Madison"."""
        known = name.mistaken or (bool(name.candidates) and name.candidates[0].kind in _KIND)
        return name.text in people and name.text not in sure and not name.inside and not known

    def _mistaken(self, name: Name, before: Token | None, after: Token | None, *, placed: bool) -> bool:
        """Whether the parser takes a well known place, and no more than its name, for a person: "Mali's junta".

        A town must be called by more than one word, or be ``placed`` by the grammar: Austin may well be a person.
        """
        best, ent = next(iter(name.candidates), None), name.tokens[0].ent
        longer = any(t and t.ent == ent and t.text[0].isupper() for t in (before, after))
        if best is None or ent in ("", "ORG", "GPE", "LOC", "FAC") or longer:
            return False
        if placed:
            return True
        return ent != "NORP" and (best.kind in _KIND or (len(name.tokens) > 1 and best.prominence >= _TOWN))


def _may_start(tokens: list[Token], at: int) -> bool:
    """Whether a name may begin here: with a capital, or an Arabic article before one ("al-Tanf")."""
    if tokens[at].text[:1].isupper():
        return True
    joined = at + 2 < len(tokens) and tokens[at + 1].text == "-" and len(tokens[at].text) <= _ARTICLE
    return joined and tokens[at].text.isalpha() and tokens[at + 2].text[:1].isupper()


def _strength(name: Name) -> float:
    """The evidence of the gazetteer: how likely the best known place of that name is spoken of."""
    if not name.candidates:
        return _UNKNOWN
    best = name.candidates[0]
    return _KIND.get(best.kind, (best.prominence - 4.2) * 0.5)


def _root(name: Name) -> Token:
    """The token that heads a name."""
    own = {t.i for t in name.tokens}
    return next((t for t in name.tokens if t.head is t or t.head.i not in own), name.tokens[-1])


def _list_of(token: Token) -> list[Token]:
    """The members of the list that a token stands in, its first member first."""
    while token.dep == "conj" and token.head is not token:
        token = token.head
    members = [token]
    for member in members:
        members.extend(member.children_of("conj"))
    return members


def _entity(name: Name) -> float:
    """The evidence of what kind of name the parser takes it for."""
    weights = [_ENTITY.get(t.ent, -1.0) for t in name.tokens]
    return max(weights) if max(weights) > 0 else min(weights)


def _heading(first: Token, after: Token | None, document: Document) -> float:
    """Datelines ("BEIRUT: ", "ROCKY HILL - ") and seats of members ("D-Winthrop")."""
    if first is first.sentence.tokens[0] and first.text.isupper() and len(first.text) > 2 and after is not None:
        return 3.0 if after.text in (":", "-", "–", "—", "--", ",", "(") else 0.0
    seat = document.text[max(0, first.start - 2) : first.start]
    return 3.0 if seat in ("D-", "R-", "I-") else 0.0


def _people(document: Document) -> set[str]:
    """Words that the parser takes for names of people more often than for places."""
    balance = Counter[str]()
    for token in document.tokens:
        if token.ent:
            balance[token.text] += (token.ent == "PERSON") - (token.ent in _PLACES)
    return {word for word, count in balance.items() if count > 0}


def _neighbour(document: Document, token: Token, step: int) -> Token | None:
    at = token.i + step
    if not 0 <= at < len(document.tokens) or document.tokens[at].pos == "SPACE":
        return None
    return document.tokens[at]


def _link(names: list[Name], document: Document) -> None:
    """Tie "Springfield" to "Illinois" in "Springfield, Illinois", "Springfield (Ill.)", "Paris in northern Texas"."""
    for name, following in pairwise(names):
        between = document.text[name.end : following.start]
        if _INSIDE.fullmatch(between) and _may_hold(following):
            name.inside = following


def _may_hold(name: Name) -> bool:
    return any(c.kind in ("country", "region") for c in name.candidates) or name.district


def by_text(names: Sequence[Name]) -> dict[str, list[Name]]:
    """The names grouped by their words."""
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        groups[name.text].append(name)
    return groups
