"""How the two sides of a relation are called in a text: names, adjectives, capitals, seats of power."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from detente.codebook import tables
from detente.codebook.parties import Party, parties
from detente.relations.alternatives import one_of
from detente.relations.names import SHARED_CODES


class Seat(msgspec.Struct, frozen=True):
    """A row of ``seats.csv``: a building or a city that stands for those who sit there."""

    name: str
    names: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""


@cache
def pattern(side: str) -> re.Pattern[str]:
    """What finds a side in a text; a side that the codebook does not know is called as it is."""
    code = side.partition(":")[0]
    found = forms().get(code, frozenset()) | {side}
    return re.compile(rf"\b(?:{one_of(found)})(?:['’]?s|['’])?(?!\w)")


@cache
def forms() -> dict[str, frozenset[str]]:
    """The words for each country and organisation, by code."""
    rows = [
        (party.known_by, {party.name, *party.names, *party.adjectives, *party.people, *party.capitals})
        for party in parties()
        if party.known_by not in SHARED_CODES
    ]
    rows += [(seat.country, {seat.name, *seat.names}) for seat in tables.records("seats.csv", Seat)]
    by_code: dict[str, set[str]] = {}
    for code, words in rows:
        by_code.setdefault(code, set()).update(words - {""})
    return {code: frozenset(words) for code, words in by_code.items()}


def names_side(words: str, side: str) -> bool:
    """Whether words name a side."""
    return bool(pattern(side).search(words))


@cache
def name_words() -> frozenset[str]:
    """The words, in lower case, of which names of states and seats are made, and names of bodies that are one word."""
    states = {party.code for party in tables.records("countries.csv", Party)}
    found = {form for code, words in forms().items() for form in words if code in states or " " not in form}
    return frozenset(word for form in found for word in re.findall(r"\w+", form.lower()))


def is_name(words: str) -> bool:
    """Whether words are, as a whole, the name of a state, an organisation or a seat."""
    return words in _owner()


def others(words: str, sides: tuple[str, str]) -> frozenset[str]:
    """The states and organisations that words name besides two sides."""
    known = _owner()
    found = {known[form] for form in _anyone().findall(words)}
    return frozenset(found - {side.partition(":")[0] for side in sides})


@cache
def _owner() -> dict[str, str]:
    return {form: code for code, words in sorted(forms().items(), reverse=True) for form in words}


@cache
def _anyone() -> re.Pattern[str]:
    return re.compile(rf"\b({one_of(_owner())})(?:['’]?s|['’])?(?!\w)")
