"""The codes of ``sectors.csv``: which stand as a sector, which in a country's place, and how they are called."""

from __future__ import annotations

from typing import Literal

import msgspec


class SectorRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``sectors.csv``: a code that may stand as a sector or in a country's place."""

    code: str
    kind: Literal["sector", "country"]
    gloss: str
    called: str = ""
