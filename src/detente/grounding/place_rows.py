"""The rows of ``places_regions.csv``, built in and users' own, checked to hold together."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec

from detente.codebook.tables import rows
from detente.errors import CodebookError
from detente.grounding.place_spelling import fold

TABLE = "places_regions.csv"
# Kilometres within which two rows of one name speak of one place: kinds that stand for a point, and wide ones.
_SAME_POINT, _SAME_AREA = 50.0, 300.0
_REMEDY = "mend one, set replaces to true in the later row, or give a namesake a longer name and put this one in names"
_AREAS = frozenset(("region", "sea", "continent"))


class PlaceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``places_regions.csv``. ``replaces`` lets it stand for the earlier rows of its name and kind."""

    name: str
    names: tuple[str, ...] = ()
    kind: Literal["region", "sea", "continent", "city", "town", "site"]
    country: str = ""
    region: str = ""
    lat: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    lon: Annotated[float, msgspec.Meta(ge=-180, le=180)]
    replaces: bool = False

    @property
    def spellings(self) -> Iterator[str]:
        """All names of the place; those shortened by a full stop also without it."""
        for name in (self.name, *self.names):
            yield name
            if name.endswith(".") and name.count(".") == 1 and len(name) > 4:
                yield name[:-1]


class Located(NamedTuple):
    """A row with its file and line."""

    file: str
    line: int
    row: PlaceRow


def place_rows(countries: Collection[str], folders: Sequence[Path] = ()) -> list[PlaceRow]:
    """The rows of the table, users' own last.

    A name and kind stand for one place: two rows that share them must lie together, as must two spellings of one kind
    in one country. Namesakes elsewhere share a spelling in ``names``.

    Raises:
        CodebookError: a country is unknown, or two rows contradict each other; both lines are told.
    """
    kept: list[Located] = []
    for found in (Located(*found) for found in rows(TABLE, PlaceRow, folders)):
        if found.row.country and found.row.country not in countries:
            problem = f"unknown country {found.row.country!r}; use an ISO alpha-3 code"
            raise CodebookError(found.file, found.line, problem)
        if found.row.replaces:
            kept = _without(kept, found)
        kept.append(found)
    _check_names(kept)
    _check_spellings(kept)
    return [found.row for found in kept]


def _without(kept: list[Located], new: Located) -> list[Located]:
    """The rows but those that a new one replaces: of its kind, with its name among their spellings."""
    name = fold(new.row.name)
    left = [k for k in kept if k.row.kind != new.row.kind or name not in map(fold, k.row.spellings)]
    if len(left) == len(kept):
        problem = f"{new.row.name!r} replaces nothing: no {new.row.kind} of that name before it"
        raise CodebookError(new.file, new.line, problem)
    return left


def _check_names(found: Iterable[Located]) -> None:
    """Two rows of one name and kind must lie together."""
    known: dict[tuple[str, str], Located] = {}
    for place in found:
        _check(place, known.setdefault((fold(place.row.name), place.row.kind), place), place.row.name)


def _check_spellings(found: Iterable[Located]) -> None:
    """Two rows of one kind and country that share a spelling must lie together."""
    known: dict[tuple[str, str, str], Located] = {}
    for place in found:
        for name in place.row.spellings:
            _check(place, known.setdefault((fold(name), place.row.kind, place.row.country), place), name)


def _check(found: Located, other: Located, name: str) -> None:
    apart = kilometres(found.row.lat, found.row.lon, other.row.lat, other.row.lon)
    if found.row.country == other.row.country and apart <= (_SAME_AREA if found.row.kind in _AREAS else _SAME_POINT):
        return
    where = f"line {other.line}" if other.file == found.file else f"{other.file}, line {other.line}"
    problem = f"{name!r} ({found.row.kind}) is at {_told(found.row)}, but at {_told(other.row)} in {where}"
    raise CodebookError(found.file, found.line, f"{problem}; {_REMEDY}")


def _told(row: PlaceRow) -> str:
    return f"{row.lat:g}, {row.lon:g}" + (f" in {row.country}" if row.country else "")


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points, on a flat map of their surroundings: near enough for choosing between places."""
    turn = abs(lon - other_lon)
    east = min(turn, 360 - turn) * math.cos(math.radians((lat + other_lat) / 2))
    return 111.2 * math.hypot(lat - other_lat, east)
