"""Codes of the parties to an event: as coders write them, and what of them is compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, get_args

import msgspec

from detente.codebook.parties import Party, parties
from detente.codebook.sectors import SectorRow
from detente.codebook.tables import own_records, records
from detente.errors import InputError
from detente.model import Actor

Level = Literal["none", "country", "code"]
LEVELS: tuple[Level, ...] = get_args(Level)

_CODE = re.compile(r"([A-Z]{3}|---)?(?::?([A-Z]{3}))?")
_PARTED = re.compile(r"\s*[,;|]\s*")


class OtherCode(msgspec.Struct, frozen=True):
    """A row of ``parties.csv``: a code with that which stands for it here, or the wider code that also names it."""

    code: str
    same_as: str = ""
    within: str = ""


class Sides:
    """Reads the parties that a coder wrote down.

    Args:
        folders: codebook folders of the user's own.
    """

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self._folders = tuple(folders)

    def codes(self, value: object) -> tuple[str, ...]:
        """The codes of one side: a list, or a text parted by commas; codes or names of countries.

        Raises:
            InputError: it is no text or list of texts, or names nobody that the codebook has.
        """
        if value is None:
            return ()
        several = _PARTED.split(value) if isinstance(value, str) else value
        if not isinstance(several, list) or not all(isinstance(one, str) for one in several):
            raise InputError(f'{value!r} is no list of codes; write ["USA"], or [] for nobody')
        return tuple(dict.fromkeys(self._code(one.strip()) for one in several if one.strip()))

    def _code(self, name: str) -> str:
        if code := self._names.get(name.casefold()):
            return code
        match = _CODE.fullmatch(name.upper())
        country, sector = (match[1] or "", match[2] or "") if match else ("", "")
        country = other_codes().get(country, OtherCode(country)).same_as or country
        if country in self._sectors and not sector and country not in self._countries:
            country, sector = "", country
        if (country in ("", "---") or country in self._countries) and (not sector or sector in self._sectors) and match:
            return Actor(name="", country=country.strip("-"), sector=sector).code
        raise InputError(
            f"unknown party {name!r}; write ISO 3166 alpha-3 codes such as USA, with a sector as USA:MIL, or the name"
        )

    @cached_property
    def _parties(self) -> list[Party]:
        return parties(self._folders)

    @cached_property
    def _names(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for party in self._parties:
            code = party.code or Actor(name="", country=party.country, sector=party.sector).code
            for name in (party.name, *party.names):
                found.setdefault(name.casefold(), code)
        return found

    @cached_property
    def _countries(self) -> frozenset[str]:
        kinds = {s.code for s in records("sectors.csv", SectorRow, self._folders) if s.kind == "country"}
        return frozenset(kinds | {p.known_by for p in self._parties})

    @cached_property
    def _sectors(self) -> frozenset[str]:
        return frozenset(s.code for s in records("sectors.csv", SectorRow, self._folders) if s.kind == "sector")


def compared(codes: Iterable[str], level: Level) -> frozenset[str]:
    """What of a side's codes is compared: the whole codes, or the countries; the sector alone where there is none."""
    if level == "none":
        return frozenset()
    if level == "code":
        return frozenset(codes)
    parted = (code.partition(":") for code in codes)
    return frozenset(country if country.strip("-") else f"---:{sector}" for country, _, sector in parted)


def widened(countries: frozenset[str]) -> frozenset[str]:
    """Countries and organisations, with the wider codes that also name them."""
    wider = (other_codes()[country].within for country in countries if country in other_codes())
    return countries | frozenset(filter(None, wider))


@cache
def other_codes() -> Mapping[str, OtherCode]:
    """The rows of ``parties.csv`` by code."""
    return {row.code: row for row in own_records("parties.csv", OtherCode, Path(__file__).parent)}
