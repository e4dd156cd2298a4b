"""Rows → CSV, JSON Lines or Parquet files, written as a stream and put in place whole."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import polars as pl

from detente.errors import InputError
from detente.export.columns import Column, Row

Writer = Callable[[Path, Iterable[Row], dict[str, Column]], int]

SEPARATOR = "|"
_POLARS = {
    "text": pl.String(),
    "int": pl.Int64(),
    "float": pl.Float64(),
    "bool": pl.Boolean(),
    "list": pl.List(pl.String),
    "readings": pl.List(
        pl.Struct({"part": pl.String, "of": pl.String, "name": pl.String, "code": pl.String, "score": pl.Float64})
    ),
}


def schema(columns: dict[str, Column]) -> dict[str, pl.DataType]:
    """The polars types of a table's columns."""
    return {name: _POLARS[column.type] for name, column in columns.items()}


def write_csv(path: Path, rows: Iterable[Row], columns: dict[str, Column]) -> int:
    """Write CSV: UTF-8, a header, nulls as empty cells, lists joined by ``|`` (which becomes ``/`` inside a value)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, columns, lineterminator="\n")
        out.writeheader()
        return _count(out.writerow({name: _cell(row[name]) for name in columns}) for row in rows)


def write_jsonl(path: Path, rows: Iterable[object], columns: dict[str, Column] | None = None) -> int:
    """Write JSON Lines: one object a line, UTF-8."""
    encoder = msgspec.json.Encoder()
    with path.open("wb") as file:
        return _count(file.write(encoder.encode(row) + b"\n") for row in rows)


def write_parquet(path: Path, rows: Iterable[Row], columns: dict[str, Column]) -> int:
    """Write Parquet, through a JSON Lines file beside it, so that memory stays flat however many rows there are."""
    if path.exists() and not path.is_file():
        raise InputError(f"{path} is no file on a disk, as Parquet needs one; name a file, or take csv or jsonl")
    between = path.with_suffix(".rows")
    try:
        count = write_jsonl(between, rows)
        if count:
            pl.scan_ndjson(between, schema=schema(columns)).sink_parquet(path)
        else:
            pl.DataFrame(schema=schema(columns)).write_parquet(path)
    finally:
        between.unlink(missing_ok=True)
    return count


def _cell(value: object) -> object:
    if isinstance(value, list):
        return SEPARATOR.join(_item(item).replace(SEPARATOR, "/") for item in value)
    return str(value).lower() if isinstance(value, bool) else value


def _item(value: object) -> str:
    return msgspec.json.encode(value).decode() if isinstance(value, dict) else str(value)


def _count(written: Iterable[object]) -> int:
    return sum(1 for _ in written)
