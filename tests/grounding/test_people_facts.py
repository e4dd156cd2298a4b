"""What the tables of people tell of one person holds together over all their files."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from detente.codebook import tables
from detente.grounding.actor_tables import PersonRow

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from check_people import earliest, latest

# In the place of a state: who serves one of these may serve a state at the same time.
NO_STATES = frozenset({"", "UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"})
# Surnames of two words, which kin share.
SURNAMES = frozenset({"Le Pen"})
OF_MEN = re.compile(r"\b(business|spokes)man\b|^(king|prince|emir|sultan|emperor)\b")
OF_WOMEN = re.compile(r"woman\b|^(queen|princess|duchess|empress|first lady)\b")


@pytest.fixture(scope="module")
def people() -> list[PersonRow]:
    return [row for table in ("people.csv", "public.csv") for row in tables.records(table, PersonRow)]


def together(one: PersonRow, other: PersonRow) -> bool:
    """Whether the times of two rows share a day, by whatever day their dates can mean."""
    starts = [earliest(row.start) if row.start else date.min for row in (one, other)]
    ends = [latest(row.end) if row.end else date.max for row in (one, other)]
    return max(starts) < min(ends)


def in_two_states(rows: Iterable[PersonRow]) -> Iterator[str]:
    """People who serve two states at one time."""
    named: dict[str, list[PersonRow]] = defaultdict(list)
    for row in rows:
        if row.country not in NO_STATES:
            named[row.name].append(row)
    for name, holders in named.items():
        for one, other in combinations(holders, 2):
            if one.country != other.country and together(one, other):
                yield f"{name}: {one.office} of {one.country}, {other.office} of {other.country}"


def under_two_names(rows: Iterable[PersonRow]) -> Iterator[str]:
    """Full names that mean two people of one state at one time: mostly one person who stands there twice."""
    named: dict[tuple[str, str], dict[str, list[PersonRow]]] = defaultdict(lambda: defaultdict(list))
    offices: dict[tuple[str, str], list[PersonRow]] = defaultdict(list)
    for row in rows:
        offices[row.country, row.name].append(row)
        for name in {row.name, *row.names} - SURNAMES:
            if " " in name:
                named[row.country, name.casefold()][row.name].append(row)
    for (country, name), holders in named.items():
        for one, other in combinations(holders, 2):
            pairs = ((a, b) for a in offices[country, one] for b in offices[country, other])
            if any(together(a, b) for a, b in pairs):
                yield f"{name} of {country}: {one} and {other}"


def row(name: str, country: str, office: str, start: str, end: str, *names: str) -> PersonRow:
    return PersonRow(name=name, country=country, office=office, start=start, end=end, names=names)


def test_nobody_serves_two_states_at_one_time(people: list[PersonRow]) -> None:
    assert list(in_two_states(people)) == []


def test_nobody_stands_there_under_two_names(people: list[PersonRow]) -> None:
    assert list(under_two_names(people)) == []


def test_no_day_lies_ahead(people: list[PersonRow]) -> None:
    today = date.today()
    assert [r for r in people for day in (r.start, r.end) if day and earliest(day) > today] == []


def test_offices_fit_who_holds_them(people: list[PersonRow]) -> None:
    women = {(r.country, r.name) for r in people if r.gender == "f"}
    misfits = [r for r in people if ((r.country, r.name) in women and OF_MEN.search(r.office))]
    misfits += [r for r in people if ((r.country, r.name) not in women and OF_WOMEN.search(r.office))]
    assert misfits == []


def test_people_are_told_by_what_they_do(people: list[PersonRow]) -> None:
    assert [r for r in people if r.office in ("celebrity", "victim", "suspect", "")] == []


@pytest.mark.parametrize(
    ("country", "start", "found"),
    [("NOR", "2004-05", True), ("NOR", "2006", False), ("UTO", "2004-05", False), ("UNO", "2004-05", False)],
)
def test_two_states_are_found(country: str, start: str, found: bool) -> None:
    rows = [row("A B", "UTO", "minister", "2001", "2005-03"), row("A B", country, "judge", start, "2010")]
    assert bool(list(in_two_states(rows))) is found


@pytest.mark.parametrize(
    ("other", "start", "found"), [("A Carl B", "2003", True), ("A Carl B", "2006", False), ("C B", "2003", False)]
)
def test_two_names_are_found(other: str, start: str, found: bool) -> None:
    rows = [
        row("A B", "UTO", "minister", "2001", "2005", "B"),
        row(other, "UTO", "judge", start, "", *(["A B", "B"] if other != "C B" else ["B"])),
    ]
    assert bool(list(under_two_names(rows))) is found
