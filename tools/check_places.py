"""Check our own list of places: ``python tools/check_places.py``.

Faults are rows that contradict each other, and points much too far from the nearest town of the row's country. Below
them stand notes, which may be right as they are: points far from towns, two rows at one point, names that our corpus
writes as words in small letters, names that are surnames of office holders or names of actors, and names of large towns
elsewhere. Exit status 1 where there are faults.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from detente.codebook.tables import BUILT_IN, rows
from detente.errors import CodebookError
from detente.grounding.actor_tables import PersonRow
from detente.grounding.place_gazetteer import Gazetteer
from detente.grounding.place_rows import TABLE, Located, PlaceRow, kilometres, place_rows
from detente.grounding.place_spelling import fold

CORPUS = Path(__file__).parents[1] / "corpus"
ACTORS = ("countries.csv", "bodies.csv", "organisations.csv", "groups.csv", "seats.csv", "parties.csv")
# Kilometres from the nearest town of the country that are worth a look; so many times as far is a fault.
FAR = {"region": 450.0, "sea": 600.0, "continent": 900.0, "city": 120.0, "town": 120.0, "site": 220.0}
TOO_FAR = 3.0
# Places that really lie so far out.
ALONE = frozenset(("Bardai", "Easter Island", "Franz Josef Land", "Okinotorishima", "Pituffik"))
SAME_POINT = 3.0
LARGE = 5.0
OFTEN = 2


class Finding(NamedTuple):
    """What is wrong with a row, or only (``fault`` false) worth a look."""

    line: int
    problem: str
    fault: bool = False


def main() -> int:
    """Print faults and notes; return the exit status."""
    found = sorted(check(), key=lambda f: (not f.fault, f.line))
    for finding in found:
        print(f"{TABLE}:{finding.line}: {'' if finding.fault else 'note: '}{finding.problem}")
    faults = sum(f.fault for f in found)
    print(f"{faults} faults, {len(found) - faults} notes")
    return 1 if faults else 0


def check() -> Iterator[Finding]:
    """All findings in the rows."""
    gazetteer = Gazetteer()
    try:
        place_rows(gazetteer.countries)
    except CodebookError as error:
        yield Finding(error.line or 0, error.problem, fault=True)
        return
    places = [Located(*found) for found in rows(TABLE, PlaceRow)]
    yield from far_off(places, gazetteer)
    yield from twice(places)
    yield from words(places)
    yield from actors(places)
    yield from namesakes(places, gazetteer)


def far_off(places: list[Located], gazetteer: Gazetteer) -> Iterator[Finding]:
    """Points that lie far from all towns of their country."""
    towns = _towns(gazetteer)
    for place in places:
        row = place.row
        if row.country not in towns or row.name in ALONE:
            continue
        nearest = min(kilometres(row.lat, row.lon, *point) for point in towns[row.country])
        if nearest > FAR[row.kind]:
            problem = f"{row.name} lies {nearest:.0f} km from the nearest town of {row.country}"
            yield Finding(place.line, problem, fault=nearest > TOO_FAR * FAR[row.kind])


def _towns(gazetteer: Gazetteer) -> dict[str, list[tuple[float, float]]]:
    alpha3 = {row.alpha2: code for code, row in gazetteer.countries.items()}
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with gzip.open(BUILT_IN / "gazetteer.csv.gz", "rt", encoding="utf-8") as lines:
        for _, country, _, lat, lon, _ in csv.reader(line for line in lines if not line.startswith(("#", "name,"))):
            found[alpha3.get(country, "")].append((float(lat), float(lon)))
    return found


def twice(places: list[Located]) -> Iterator[Finding]:
    """Two rows of one kind at one point: perhaps one place by two names."""
    cells: dict[tuple[str, int, int], list[Located]] = defaultdict(list)
    for place in places:
        cells[place.row.kind, round(place.row.lat * 4), round(place.row.lon * 4)].append(place)
    for near in cells.values():
        for one, other in combinations(near, 2):
            if kilometres(one.row.lat, one.row.lon, other.row.lat, other.row.lon) < SAME_POINT:
                yield Finding(other.line, f"{other.row.name} lies where {one.row.name} (line {one.line}) does")


def words(places: list[Located]) -> Iterator[Finding]:
    """Names of one word that our corpus writes in small letters."""
    known = Counter[str]()
    for path in sorted(CORPUS.glob("*.txt")):
        texts = (line.rpartition(" | ")[2] for line in path.read_text(encoding="utf-8").splitlines())
        known.update(word for text in texts for word in re.findall(r"(?<![\w-])[a-z]+(?![\w-])", text))
    for place in places:
        for name in place.row.spellings:
            if " " not in name and known[name.lower()] >= OFTEN:
                yield Finding(place.line, f"{name!r} is a word: {known[name.lower()]} times in the corpus")


def actors(places: list[Located]) -> Iterator[Finding]:
    """Names that office holders or actors bear too."""
    surnames = {fold(row.name.split()[-1]): row.name for _, _, row in rows("people.csv", PersonRow)}
    named = dict(_actor_names())
    for place in places:
        for name in place.row.spellings:
            if holder := surnames.get(fold(name)):
                yield Finding(place.line, f"{name!r} is a surname: {holder}")
            if table := named.get(fold(name)):
                yield Finding(place.line, f"{name!r} is an actor in {table}")


def _actor_names() -> Iterator[tuple[str, str]]:
    for table in filter(lambda t: (BUILT_IN / t).exists(), ACTORS):
        lines = (BUILT_IN / table).read_text(encoding="utf-8").splitlines()
        for cells in csv.DictReader(line for line in lines if not line.startswith("#")):
            for column in ("name", "names"):
                yield from ((fold(name), table) for name in (cells.get(column) or "").split("|") if name)


def namesakes(places: list[Located], gazetteer: Gazetteer) -> Iterator[Finding]:
    """Names that a large town elsewhere bears too."""
    for place in places:
        for name in place.row.spellings:
            for town in gazetteer.find(name):
                apart = kilometres(place.row.lat, place.row.lon, town.lat, town.lon)
                if town.kind == "town" and town.prominence >= LARGE and apart > FAR["region"]:
                    yield Finding(place.line, f"{name!r} is a town of {town.country} too, {apart:.0f} km away")


if __name__ == "__main__":
    sys.exit(main())
