"""Who is one person across articles: names joined only where they are sure to be the same somebody's.

Names count as one where they consist of the same words in any order ("Bae Sung-hwan", "Sung-hwan Bae") and belong to
one country. A surname, or a name in part, joins the one fuller name of that country which has it, if the articles give
both the same office; where two fuller names come into question it stays by itself. The result does not depend on the
order of the articles.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Protocol

from detente.codebook.offices import office_words

Name = tuple[str, str]  # a name as written, and the country of its bearer
Words = tuple[str, ...]

_PARTICLES = frozenset({"al", "el", "bin", "ibn", "van", "von", "der", "de", "da", "dos", "di"})
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=65536)
def name_words(name: str) -> Words:
    """The words of a name in lower case, without accents, apostrophes and particles."""
    plain = unicodedata.normalize("NFKD", name).replace("'", "").replace("’", "")
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).lower())
    return tuple(w for w in words if w not in _PARTICLES) or tuple(words)


class Told(Protocol):
    """What articles say of a person."""

    @property
    def name(self) -> str:
        """Who."""
        ...

    @property
    def country(self) -> str:
        """Of which state; empty where it is not told."""
        ...

    @property
    def office(self) -> str:
        """In which office; empty where it is not told."""
        ...


def identify(people: Iterable[Told]) -> dict[Name, Name]:
    """For each name with its country, the name under which the person is known in the index.

    Args:
        people: what articles say of people, in any order.

    Returns: the fullest name for each, itself where it joins no other.
    """
    words = office_words()
    offices: dict[Name, set[frozenset[str]]] = defaultdict(set)
    for person in people:
        offices[person.name, person.country].add(words.of(person.office))
    heads = _same_words(offices)
    for name, head in heads.items():
        offices[head] |= offices[name]
    roots: dict[Name, Name] = {}
    index: dict[tuple[str, str], list[Name]] = defaultdict(list)
    # The longest first, so that a short name finds the fuller ones already joined where they are one.
    for head in sorted(set(heads.values()), key=lambda n: (-len(name_words(n[0])), n)):
        fuller = _fuller(head, index, roots, offices)
        roots[head] = fuller or head
        offices[roots[head]] |= offices[head]
        for word in name_words(head[0]):
            index[head[1], word].append(head)
    return {name: roots[head] for name, head in heads.items()}


def near(names: Iterable[Name], asked: str) -> set[Name]:
    """The names that may be those of a person asked for, and all that may be one with these: they share a word."""
    known = list(names)
    words = {word for name in known if _has(name, asked) for word in name_words(name[0])}
    return {name for name in known if not words.isdisjoint(name_words(name[0]))}


def of_country(names: Iterable[Name], country: str) -> set[Name]:
    """The names of a country, and those of no known country that may be one with these: they have the same words."""
    known = list(names)
    words = {_words(name) for name in known if name[1] == country}
    return {name for name in known if name[1] == country or (not name[1] and _words(name) in words)}


def wanted(known_as: Mapping[Name, Name], asked: str = "", country: str = "") -> set[Name]:
    """The names of the people who are asked for.

    Args:
        known_as: what :func:`identify` gives.
        asked: words that one of the person's names has; empty for anybody.
        country: the country of the person; empty for any.
    """
    heads = {head for name, head in known_as.items() if _has(name, asked)}
    return {name for name, head in known_as.items() if head in heads and country in ("", head[1])}


def _has(name: Name, asked: str) -> bool:
    return set(name_words(asked)) <= set(name_words(name[0]))


def _words(name: Name) -> Words:
    """The words of a name in any order."""
    return tuple(sorted(name_words(name[0])))


def _same_words(offices: Mapping[Name, object]) -> dict[Name, Name]:
    """Names of the same words, in any order, under the one that sorts first; unknown countries under the only one."""
    groups: dict[tuple[Words, str], list[Name]] = defaultdict(list)
    countries: dict[Words, set[str]] = defaultdict(set)
    for name in sorted(offices):
        countries[_words(name)].add(name[1])
    for name in sorted(offices):
        words = _words(name)
        known = countries[words] - {""}
        country = next(iter(known)) if not name[1] and len(known) == 1 and len(words) > 1 else name[1]
        groups[words, country].append(name)
    return {name: _head(group) for group in groups.values() for name in group}


def _head(group: list[Name]) -> Name:
    return min(group, key=lambda name: (not name[1], name))


def _fuller(
    name: Name,
    index: Mapping[tuple[str, str], list[Name]],
    roots: Mapping[Name, Name],
    offices: Mapping[Name, set[frozenset[str]]],
) -> Name | None:
    """The one fuller name of the same country that a name is part of, where the offices agree."""
    words = name_words(name[0])
    near = index.get((name[1], words[0]), ()) if name[1] and words else ()
    longer = {roots[other] for other in near if is_part(words, name_words(other[0]))}
    if len(longer) != 1:
        return None
    (fuller,) = longer
    return fuller if agree(offices[name], offices[fuller]) else None


def is_part(short: Words, full: Words) -> bool:
    """Whether a name is a surname, first or last, or leaves out some words of a fuller name."""
    if len(short) >= len(full):
        return False
    return short[0] in (full[0], full[-1]) if len(short) == 1 else set(short) < set(full)


def agree(some: set[frozenset[str]], others: set[frozenset[str]]) -> bool:
    """Whether two names share an office, in full or in part: "minister" and "foreign minister"."""
    return any(a and b and (a <= b or b <= a) for a in some for b in others)
