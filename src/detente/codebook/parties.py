"""States and organisations as the codebook lists them: what they are called, and by which code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from detente.codebook.tables import records


class Party(msgspec.Struct, frozen=True):
    """A row of ``countries.csv`` or ``organisations.csv``."""

    name: str
    code: str = ""
    country: str = ""
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    sector: str = ""
    kind: str = ""
    region: str = ""
    start: str = ""
    end: str = ""

    @property
    def known_by(self) -> str:
        """The code of the party: a country's own, or that of an organisation."""
        return self.code or self.country


def parties(folders: Sequence[Path] = ()) -> list[Party]:
    """All rows of the two tables, countries first.

    Raises:
        CodebookError: a row does not hold together.
    """
    return [party for table in ("countries.csv", "organisations.csv") for party in records(table, Party, folders)]
