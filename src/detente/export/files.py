"""Rows → CSV, JSON Lines or Parquet files, written as a stream and put in place whole."""

from __future__ import annotations

import csv
import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import polars as pl

from detente.errors import InputError
from detente.export.columns import Column, Row

Writer = Callable[[Path, Iterable[Row], dict[str, Column]], int]

SEPARATOR = "|"
# What every database of SQLite begins with.
DATABASE = b"SQLite format 3\0"
_REMEDIES = {
    errno.ENOENT: "name a file in a folder that exists",
    errno.ENOSPC: "free some space on the disk, or name a file on another one",
    errno.EACCES: "name a file in a folder that you may write to",
    errno.EROFS: "name a file in a folder that you may write to",
}
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


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file to write to that takes its place at ``path`` only when all went well; a pipe or device is written itself.

    Raises:
        InputError: nothing can be written there, or what stands there is a database such as the archive.
    """
    place = path.resolve()
    _check(path, place)
    if path.exists() and not path.is_file():
        with _told(path):
            yield path
        return
    unfinished = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with _told(path):
            unfinished.touch()
            yield unfinished
            unfinished.replace(place)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _check(path: Path, place: Path) -> None:
    if place.is_dir():
        raise InputError(f"{path} is a folder; name a file in it")
    if place.is_file() and os.access(place, os.R_OK):
        with place.open("rb") as file:
            if file.read(len(DATABASE)) == DATABASE:
                raise InputError(f"{path} is a database, perhaps your archive; name another file to write to")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise  # Whoever reads the pipe has seen enough.
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, "name another file")
        raise InputError(f"cannot write {path} ({error.strerror or error}); {remedy}") from error


def _cell(value: object) -> object:
    if isinstance(value, list):
        return SEPARATOR.join(_item(item).replace(SEPARATOR, "/") for item in value)
    return str(value).lower() if isinstance(value, bool) else value


def _item(value: object) -> str:
    return msgspec.json.encode(value).decode() if isinstance(value, dict) else str(value)


def _count(written: Iterable[object]) -> int:
    return sum(1 for _ in written)
