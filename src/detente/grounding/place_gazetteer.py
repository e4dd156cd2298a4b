"""The gazetteer: which places bear a name. Towns are kept as sorted lines and read only when a name is asked for."""

from __future__ import annotations

import gzip
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from detente.codebook.tables import BUILT_IN, records
from detente.errors import CodebookError
from detente.grounding.actor_tables import CountryRow
from detente.grounding.place_rows import kilometres, place_rows
from detente.grounding.place_spelling import fold

Kind = Literal["country", "nation", "region", "sea", "continent", "city", "county", "town", "site"]

_TOWNS = "gazetteer.csv.gz"
# Prominence on the scale of towns: the decimal logarithm of the population.
_PROMINENCE: dict[str, float] = {
    "country": 8.5,
    "nation": 8.5,
    "continent": 8.0,
    "sea": 7.0,
    "region": 6.8,
    "city": 6.5,
    "site": 6.0,
    "town": 5.0,
    "county": 5.0,
}


# Kinds of which the gazetteer gives one point; the others are wide.
POINTS = frozenset(("town", "city", "site"))
# Kinds that are something else than the town of their name close by.
_APART = frozenset(("region", "site"))


class PlaceCountry(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``places_countries.csv``."""

    alpha3: str
    alpha2: str
    name: str
    lat: float
    lon: float


class CountyRow(msgspec.Struct, frozen=True):
    """A row of ``places_counties.csv``: the regions of a country that have a district of that name."""

    name: str
    country: str
    regions: tuple[str, ...]


@dataclass(slots=True, frozen=True)
class Candidate:
    """One place that a name may mean. ``prominence`` is on the scale of the logarithm of the population."""

    name: str
    kind: Kind
    country: str
    region: str
    lat: float
    lon: float
    prominence: float

    def distance(self, other: Candidate) -> float:
        """Kilometres to another place, near enough for choosing between places."""
        return kilometres(self.lat, self.lon, other.lat, other.lon)


@dataclass(slots=True, frozen=True)
class Choice:
    """A place that a name was weighed to mean: its share of the belief, between 0 and 1, and what speaks for it."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...] = ()


class Gazetteer:
    """All names of places, those of the codebook's tables and those of the world's towns."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.countries = {row.alpha3: row for row in records("places_countries.csv", PlaceCountry, folders)}
        self._alpha3 = {row.alpha2: row.alpha3 for row in self.countries.values()}
        self._named: dict[str, list[Candidate]] = defaultdict(list)
        self.exact: set[str] = set()
        for row in self.countries.values():
            self._add(row.name, "country", row.alpha3, "", row.lat, row.lon)
        for place in place_rows(self.countries, folders):
            for name in place.spellings:
                self._add(name, place.kind, place.country, place.region, place.lat, place.lon)
        self._add_nations(folders)
        self._add_counties(folders)
        self._towns = _town_lines()

    def _add_nations(self, folders: Sequence[Path]) -> None:
        """Other names of the states, their adjectives and their capitals, from the table of actors."""
        for row in records("countries.csv", CountryRow, folders):
            country = self.countries.get(row.code)
            if country is None or row.sector:
                continue
            for name in (row.name, *row.names):
                known = self._named.get(fold(name), ())
                if name == country.name or not any(self._elsewhere(c, row.code) for c in known):
                    self._add(name, "country", row.code, "", country.lat, country.lon)
            plurals = (f"{a}s" for a in row.adjectives if a.endswith(("n", "i", "k", "c")))
            for name in (*row.adjectives, *row.people, *plurals):
                self._add(name, "nation", row.code, "", country.lat, country.lon)

    @staticmethod
    def _elsewhere(known: Candidate, country: str) -> bool:
        """Whether a name has a point of its own, as have territories that actors count to a state ("Guam")."""
        return known.kind not in ("country", "nation") or known.country != country

    def _add_counties(self, folders: Sequence[Path]) -> None:
        """Districts stand at the middle of their state until the text tells more."""
        middles = {(c.country, c.region): c for known in self._named.values() for c in known if c.kind == "region"}
        for row in records("places_counties.csv", CountyRow, folders):
            for region in row.regions:
                if middle := middles.get((row.country, region)):
                    place = replace(middle, name=row.name, kind="county", prominence=_PROMINENCE["county"])
                    self._named[fold(row.name)].append(place)

    def _add(self, name: str, kind: Kind, country: str, region: str, lat: float, lon: float) -> None:
        if name.isupper():
            self.exact.add(fold(name))
        known = self._named[fold(name)]
        if not any(c.kind == kind and c.country == country for c in known):
            known.append(Candidate(name, kind, country, region, lat, lon, _PROMINENCE[kind]))

    def find(self, name: str) -> list[Candidate]:
        """All places of that name, the most prominent first; towns close to a better known namesake are left out."""
        key = fold(name)
        if key in self.exact and not name.isupper():
            return []
        found = list(self._named.get(key, ()))
        towns = self._read(key) or (self._read(key.replace("saint ", "st. ")) if key.startswith("saint ") else [])
        if any(c.kind in ("county", "sea", "continent") for c in found):
            return found
        for town in sorted(towns, key=lambda c: -c.prominence):
            if not any(c.country == town.country and c.kind not in _APART and c.distance(town) < 40 for c in found):
                found.append(town)
        return sorted(found, key=lambda c: -c.prominence)

    def _read(self, key: str) -> list[Candidate]:
        found: list[Candidate] = []
        prefix = key + ","
        at = bisect_left(self._towns, prefix)
        while at < len(self._towns) and self._towns[at].startswith(prefix):
            _, country, region, lat, lon, population = self._towns[at].split(",")
            prominence = math.log10(max(float(population), 100))
            alpha3 = self._alpha3.get(country, "")
            found.append(Candidate(key, "town", alpha3, region, float(lat), float(lon), prominence))
            at += 1
        return found


def _town_lines() -> list[str]:
    path = BUILT_IN / _TOWNS
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return lines.read().splitlines()[2:]
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CodebookError(path, None, f"cannot be read ({error}); install détente anew") from error
