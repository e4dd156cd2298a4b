"""What the codebook does not tell of each member of the United Nations: ``python tools/check_coverage.py [FRA …]``.

Lists, state by state, the times without a head of state, a head of government (where the state has that office), a
foreign and a defence minister, and the kinds of body (parliament, forces, intelligence, central bank, party …) of which
no row has a name. It is a list of what may be worth adding, not of faults: some offices were vacant
(``people_vacant.csv``), some states have no army, and a body that is called after its state ("the Zambian parliament")
is found without a row. Without codes it also sums up, over all states, what is missing most.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from check_people import (
    FIRST,
    GOVERNMENT,
    LEADERS,
    NO_MEMBERS,
    NOW,
    SINCE,
    STATE,
    earliest,
    latest,
    places,
    vacancies,
)

from detente.codebook import tables
from detente.grounding.actor_tables import PARTIES, CountryRow, PartyRow, PersonRow

# Shorter times are days of change, or of acting holders.
SHORT = timedelta(days=100)
# Ministers count from here on.
MINISTERS_FROM = date(2000, 1, 1)
MINISTERS = {
    "foreign minister": frozenset({
        "foreign minister", "foreign secretary", "secretary of state", "external affairs minister",
        "global affairs minister", "foreign affairs secretary",
    }),
    "defence minister": frozenset({"defence minister", "defence secretary", "national defence minister"}),
}  # fmt: skip
# States that share a crown with others: the governor-general of each stands in for it.
REALMS = frozenset({
    "AUS", "ATG", "BHS", "BLZ", "BRB", "CAN", "GBR", "GRD", "JAM", "KNA", "LCA", "NZL", "PNG", "SLB", "TUV", "VCT",
})  # fmt: skip
# Kinds of body, and how many of them news would know of a state by a name of its own.
BODIES = {"parliament": 1, "forces": 1, "police": 1, "intelligence": 1, "central bank": 1, "court": 1, "party": 2}
STAND_INS = ("acting ", "interim ", "transitional ", "caretaker ", "rival ")


class Missing(NamedTuple):
    """What one state lacks: of which kind, and when (or how much)."""

    country: str
    kind: str
    detail: str


def main(codes: list[str]) -> int:
    """Print what is missing of the states with these codes, or of all."""
    found = [missing for missing in check() if not codes or missing.country in codes]
    for missing in found:
        print(f"{missing.country}  {missing.kind}: {missing.detail}")
    if not codes:
        states = Counter(kind for kind, _ in {(missing.kind, missing.country) for missing in found})
        print(*(f"{number:4} states: {kind}" for kind, number in states.most_common()), sep="\n")
    return 0


def check() -> Iterator[Missing]:
    """All that is missing, state by state."""
    people: dict[str, list[PersonRow]] = defaultdict(list)
    for place in places():
        people[place.row.country].append(place.row)
    bodies: Counter[tuple[str, str]] = Counter(
        (row.country, row.kind) for table in PARTIES for row in tables.records(table, PartyRow)
    )
    for country in tables.records("countries.csv", CountryRow):
        if not country.sector and country.code not in NO_MEMBERS:
            yield from _of_words(country)
            yield from _of_offices(country.code, people[country.code])
            yield from _of_bodies(country.code, bodies)


def uncovered(rows: Iterable[PersonRow], since: date) -> Iterator[tuple[date, date]]:
    """The times since a day, longer than :data:`SHORT`, in which none of the rows says that somebody is in office."""
    left = since
    for row in sorted(rows, key=lambda r: earliest(r.start)):
        if earliest(row.start) - left > SHORT:
            yield left, earliest(row.start)
        left = max(left, latest(row.end) if row.end else NOW)
    if NOW - left > SHORT:
        yield left, NOW


def _of_words(country: CountryRow) -> Iterator[Missing]:
    words = {"adjective": country.adjectives, "capital": country.capitals}
    yield from (Missing(country.code, "word", kind) for kind, forms in words.items() if not forms)


def _of_offices(code: str, rows: list[PersonRow]) -> Iterator[Missing]:
    since = max(FIRST, SINCE.get(code, FIRST))
    held = [(_office(row), row) for row in rows if row.start]
    state = STATE | {"governor-general"} if code in REALMS else STATE
    head = [row for office, row in held if office in state or row.office in LEADERS]
    yield from _times(code, "head of state", head, since)
    government = [row for office, row in held if office in GOVERNMENT]
    if government:
        yield from _times(code, "head of government", government, since)
    for kind, names in MINISTERS.items():
        yield from _times(code, kind, [row for office, row in held if office in names], max(since, MINISTERS_FROM))


def _times(code: str, kind: str, rows: Iterable[PersonRow], since: date) -> Iterator[Missing]:
    """The uncovered times of one office; vacant ones are left out."""
    vacant = [(earliest(row.row.start), latest(row.row.end)) for row in vacancies() if row.row.country == code
              and row.row.kind in (kind, "any head")]  # fmt: skip
    gaps = [(start, end) for start, end in uncovered(rows, since)
            if not any(a <= start + SHORT and end - SHORT <= b for a, b in vacant)]  # fmt: skip
    if gaps:
        yield Missing(code, kind, ", ".join(f"{start:%Y-%m} to {end:%Y-%m}" for start, end in gaps))


def _of_bodies(code: str, bodies: Counter[tuple[str, str]]) -> Iterator[Missing]:
    for kind, enough in BODIES.items():
        if (found := bodies[code, kind]) < enough:
            yield Missing(code, kind, f"{found} of {enough}")


def _office(row: PersonRow) -> str:
    """The office without "acting" and the like, in one spelling."""
    office = row.office.replace("defense", "defence")
    for word in STAND_INS:
        office = office.removeprefix(word)
    return office


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
