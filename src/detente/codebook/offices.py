"""What an office is called, compared: "former US defense secretary" and "defence minister" are words for one office."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from detente.codebook.tables import records

_WORD = re.compile(r"[^\W\d_]+")


class OfficeWordRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``office_words.csv``."""

    word: str
    same: str = ""


class OfficeWords:
    """Compares the names of offices. Immutable."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        rows = records("office_words.csv", OfficeWordRow, folders)
        self._same: Mapping[str, str] = {row.word.lower(): row.same.lower() for row in rows}

    def of(self, office: str) -> frozenset[str]:
        """The words that tell which office it is: lower case, one word for one thing, without "former" and "acting"."""
        words = (self._same.get(word, word) for word in _WORD.findall(office.lower()))
        return frozenset(part for word in words for part in word.split())


@cache
def office_words(folders: tuple[Path, ...] = ()) -> OfficeWords:
    """The table, read once for each list of codebook folders."""
    return OfficeWords(folders)


class SingleOfficeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``single_offices.csv``."""

    office: str
    kind: Literal["state", "government", "minister", "body"]


def single_offices(folders: Sequence[Path] = (), *kinds: str) -> frozenset[str]:
    """The offices that one person holds at a time; only of some kinds if any are given."""
    rows = records("single_offices.csv", SingleOfficeRow, folders)
    return frozenset(row.office for row in rows if not kinds or row.kind in kinds)
