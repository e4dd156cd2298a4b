"""The columns of every exported table, read from ``columns.toml``, which documents them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

Table = Literal["articles", "statements", "episodes", "dyads", "actors", "people"]
TABLES: tuple[Table, ...] = get_args(Table)

Row = dict[str, Any]


class Column(msgspec.Struct, frozen=True):
    """A column: what kind of value it holds, and what it means."""

    type: Literal["text", "int", "float", "bool", "list", "readings"]
    doc: str


def columns(table: Table) -> dict[str, Column]:
    """The columns of a table, in order."""
    return _columns()[table]


@cache
def _columns() -> dict[Table, dict[str, Column]]:
    text = Path(__file__).with_name("columns.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[Table, dict[str, Column]])
