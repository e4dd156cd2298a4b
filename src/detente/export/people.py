"""What articles say of people → one row for each office of each person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from detente.export.columns import Row
from detente.model import Person

Name = tuple[str, str]


class Seen(Protocol):
    """What an article says of a person, with the words for it and who published them."""

    @property
    def person(self) -> Person:
        """What it says."""
        ...

    @property
    def quote(self) -> str:
        """In which words."""
        ...

    @property
    def outlet(self) -> str:
        """Who published it."""
        ...


def person_rows(seen: Iterable[Seen], known_as: Mapping[Name, Name]) -> list[Row]:
    """One row for each office of each person, oldest first; people by country and name.

    Args:
        seen: what articles say, in any order.
        known_as: for each name with its country, that under which the person is listed.
    """
    people: dict[Name, dict[tuple[str, str], list[Seen]]] = defaultdict(lambda: defaultdict(list))
    for one in sorted(seen, key=_place):
        person = one.person
        people[known_as[person.name, person.country]][person.office.lower(), person.sector].append(one)
    rows: list[Row] = []
    for (name, country), offices in sorted(people.items(), key=lambda item: (item[0][1], item[0][0])):
        whole = len({one.person.article for evidence in offices.values() for one in evidence})
        rows += [_row(name, country, evidence, whole) for evidence in offices.values()]
    return rows


def _place(one: Seen) -> tuple[bool, str, str, int]:
    """The order of evidence: by day, those without one last."""
    person = one.person
    return person.published is None, person.published or "", person.article, person.span.start


def _row(name: str, country: str, evidence: Sequence[Seen], whole: int) -> Row:
    first = evidence[0]
    days = [one.person.published for one in evidence if one.person.published]
    return {
        "person": name,
        "country": country,
        "office": first.person.office or None,
        "sector": first.person.sector,
        "names": sorted({one.person.name for one in evidence}),
        "methods": sorted({one.person.method for one in evidence}),
        "articles": len({one.person.article for one in evidence}),
        "first": min(days, default=None),
        "last": max(days, default=None),
        "person_articles": whole,
        "article": first.person.article,
        "outlet": first.outlet,
        "quote": first.quote,
    }
