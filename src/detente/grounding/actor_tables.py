"""From the codebook's tables to the forms of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from detente.codebook import tables
from detente.codebook.conflicts import corrected_offices, own_first
from detente.codebook.offices import single_offices
from detente.codebook.sectors import SectorRow
from detente.errors import CodebookError
from detente.grounding.lexicon import Kind, Lexicon, Person, Tenure, Term, Weight

PARTIES = ("seats.csv", "bodies.csv", "groups.csv", "organisations.csv")

Entry = tuple[str, Term]
Row = TypeVar("Row", bound=msgspec.Struct)


class CountryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``countries.csv``."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    sector: str = ""


PartyKind = Literal[
    "", "union of states", "world body", "mission", "development bank", "court", "government", "parliament", "agency",
    "central bank", "forces", "police", "intelligence", "party", "armed group", "militia", "gang", "company", "media",
    "school", "institute", "health body", "charity", "rights group", "labour union", "farmers", "church", "sports body",
    "movement", "people",
]  # fmt: skip


class PartyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the tables of seats, bodies, groups and organisations.

    ``region`` is the part of the world that a body of several states is of. ``start`` and ``end`` (ISO days of any
    precision) bound what the row says: a name with several rows means that in force on the day of the news.
    """

    name: str
    names: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    kind: PartyKind = ""
    region: str = ""
    start: str = ""
    end: str = ""


class RoleRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``roles.csv``."""

    role: str
    plural: str = ""
    sector: str = ""
    weight: Weight
    kind: Literal["office", "person", "body", "thing", "topic", "crowd"]
    stands: Literal["", "abroad"] = ""


class StandingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``standing.csv``."""

    word: str
    sector: str = ""


class LookalikeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``lookalikes.csv``: a word near to a name that is no slip of it."""

    word: str


class NobodyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``no_names.csv``: a phrase in which words of the tables name nobody."""

    phrase: str


class CityRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``cities.csv``: the cities of one state."""

    country: str
    cities: tuple[str, ...]


class PersonRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``people.csv``: one office of one person; the first row of a person carries the name's variants."""

    name: str
    country: str
    office: str
    sector: str = ""
    start: str = ""
    end: str = ""
    names: tuple[str, ...] = ()
    gender: Literal["", "f"] = ""


def load(folders: Sequence[Path] = ()) -> Lexicon:
    """Read all tables of actors of the codebook into one lexicon.

    Raises:
        CodebookError: a row does not hold together; the message names file and line.
    """
    lookalikes = {row.word for row in tables.records("lookalikes.csv", LookalikeRow, folders)}
    return Lexicon(_entries(folders), lookalikes)


def state_names(folders: Sequence[Path] = ()) -> dict[str, str]:
    """The common name of each state by its code."""
    rows = tables.records("countries.csv", CountryRow, folders)
    return {row.code: row.name for row in reversed(rows) if not row.sector}


class Codes:
    """The codes that a table of the codebook may use. Checks rows as they are read."""

    def __init__(self, folders: Sequence[Path]) -> None:
        rows = tables.records("sectors.csv", SectorRow, folders)
        self.folders = folders
        self._sectors = {"", *(row.code for row in rows if row.kind == "sector")}
        self._countries = {"", *(row.code for row in rows if row.kind == "country"), *state_names(folders)}

    def read(self, table: str, row_type: type[Row]) -> Iterator[tuple[str, int, Row]]:
        """The rows of a table with their places.

        Raises:
            CodebookError: a country or a sector is not known.
        """
        for file, line, row in own_first(tables.rows(table, row_type, self.folders)):
            self._check(file, line, getattr(row, "country", ""), self._countries, "country")
            self._check(file, line, getattr(row, "sector", ""), self._sectors, "sector")
            yield file, line, row

    def _check(self, file: str, line: int, code: str, known: set[str], what: str) -> None:
        if code not in known:
            raise CodebookError(file, line, f"unknown {what} {code!r}; see countries.csv and sectors.csv")


def _entries(folders: Sequence[Path]) -> Iterator[Entry]:
    codes = Codes(folders)
    for _, _, country in codes.read("countries.csv", CountryRow):
        yield from _of_country(country)
    for table in PARTIES:
        for file, line, party in codes.read(table, PartyRow):
            _check_years(file, line, party)
            years = Tenure("", party.country, party.sector, party.start, party.end)
            bounded = years if party.start or party.end else None
            term = Term("party", party.name, party.country, party.sector, years=bounded)
            yield from ((name, term) for name in (party.name, *party.names))
    yield from _of_people(codes)
    for _, _, role in codes.read("roles.csv", RoleRow):
        yield from _of_role(role)
    for _, _, standing in codes.read("standing.csv", StandingRow):
        yield standing.word, Term("standing", standing.word, sector=standing.sector)
    for phrase in tables.records("no_names.csv", NobodyRow, codes.folders):
        yield phrase.phrase, Term("nobody", phrase.phrase)
    for _, _, city_row in codes.read("cities.csv", CityRow):
        yield from ((city, Term("city", city, city_row.country, "CVL")) for city in city_row.cities)


def _of_country(row: CountryRow) -> Iterator[Entry]:
    def term(kind: Kind, *, plural: bool = False, sector: str = row.sector) -> Term:
        return Term(kind, row.name, row.code, sector, plural=plural)

    yield from ((name, term("country")) for name in (row.name, *row.names))
    for adjective in row.adjectives:
        yield adjective, term("adjective")
        if adjective.endswith(("n", "i", "k", "b", "t", "o", "r")):
            yield adjective + "s", term("people", plural=True)
    yield from ((name, term("people", plural=name.endswith(("s", "men")))) for name in row.people)
    yield from ((name, term("capital", sector="GOV")) for name in row.capitals)


def _of_role(row: RoleRow) -> Iterator[Entry]:
    kind: Kind = row.kind
    one = Term(kind, row.role, sector=row.sector, weight=row.weight, abroad=row.stands == "abroad")
    yield row.role, replace(one, plural=row.plural == row.role)
    if row.kind != "topic":
        yield row.plural or plural_of(row.role), replace(one, plural=True)


def plural_of(phrase: str) -> str:
    """The regular plural of a noun phrase: "minister of state" → "ministers of state"."""
    head, mark, rest = phrase.partition(" of ")
    if head.endswith("y") and head[-2] not in "aeiou":
        head = head[:-1] + "ies"
    elif head.endswith("man"):
        head = head[:-2] + "en"
    else:
        head += "es" if head.endswith(("s", "x", "ch", "sh")) else "s"
    return head + mark + rest


def _check_years(file: str, line: int, row: PersonRow | PartyRow) -> None:
    if row.start and row.end and row.end[: len(row.start)] < row.start[: len(row.end)]:
        verb = ("leaves office", "taking it up") if isinstance(row, PersonRow) else ("ends", "it begins")
        raise CodebookError(file, line, f"{row.name} {verb[0]} ({row.end}) before {verb[1]} ({row.start})")


def _of_people(codes: Codes) -> Iterator[Entry]:
    found: dict[str, list[PersonRow]] = {}
    listed = [*codes.read("people.csv", PersonRow), *codes.read("public.csv", PersonRow)]
    corrected = corrected_offices(listed, single_offices(codes.folders)) if codes.folders else set()
    left = {id(row) for file, line, row in listed if (file, line) in corrected}
    for file, line, row in listed:
        _check_years(file, line, row)
        found.setdefault(row.name, []).append(row)
    for name, rows in found.items():
        tenures = [Tenure(r.office, r.country, r.sector, r.start, r.end) for r in rows if id(r) not in left]
        person = Person(name, tuple(sorted(tenures, key=lambda t: t.start)), any(r.gender == "f" for r in rows))
        variants = {variant for row in rows for variant in row.names}
        yield from ((form, Term("name", name, person=person)) for form in sorted({name} | variants))
