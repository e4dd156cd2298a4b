"""Reading codebook files: CSV tables whose rows are checked against a typed record.

A codebook is a list of folders. The first holds the files that come with détente; each further one is a user's, whose
rows are read after (and, where a table has a key, win over) the built-in ones. A fault is reported with file and line.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_origin, get_type_hints

import msgspec

from detente.errors import CodebookError

BUILT_IN = Path(__file__).parent / "data"

Row = TypeVar("Row", bound=msgspec.Struct)


def rows(name: str, row_type: type[Row], folders: Sequence[Path] = ()) -> Iterator[tuple[str, int, Row]]:
    """Read the table ``name`` from the built-in folder and then from each of ``folders`` that has it.

    A long table may be parted into files: beside ``people.csv``, those of the folder ``people`` are read.

    Fields typed as tuples hold values parted by ``|``; an empty cell takes the field's default. Lines that start
    with ``#`` are comments.

    Yields: file, line number and record of each row.

    Raises:
        CodebookError: a column is unknown or missing, a row has too many cells, or a value does not fit its type.
    """
    for folder in (BUILT_IN, *folders):
        yield from _folder_rows(folder, name, row_type)


def records(name: str, row_type: type[Row], folders: Sequence[Path] = ()) -> list[Row]:
    """The records of :func:`rows` without their places."""
    return [row for _, _, row in rows(name, row_type, folders)]


def keyed(name: str, row_type: type[Row], key: Callable[[Row], str], folders: Sequence[Path] = ()) -> dict[str, Row]:
    """The records of a table in which each stands for one thing: a user's takes the place of the one before it.

    Args:
        name: the table.
        row_type: its records.
        key: what a record stands for.
        folders: the user's.

    Raises:
        CodebookError: one folder has two rows for one thing, or what :func:`rows` raises.
    """
    found: dict[str, Row] = {}
    for folder in (BUILT_IN, *folders):
        own: dict[str, str] = {}
        for file, line, row in _folder_rows(folder, name, row_type):
            of = key(row)
            if of in own:
                raise CodebookError(file, line, f"{of!r} stands in {own[of]} already; leave one of the two out")
            own[of], found[of] = f"{file}, line {line}", row
    return found


def digest(folder: Path) -> str:
    """A short sum of the tables in a folder: the same as long as no table changes."""
    sums = hashlib.blake2b(digest_size=8)
    for path in sorted(folder.rglob("*.csv")):
        sums.update(path.relative_to(folder).as_posix().encode())
        sums.update(path.read_bytes())
    return sums.hexdigest()


def own_records(name: str, row_type: type[Row], folder: Path | None) -> list[Row]:
    """The records that one folder alone has in the table ``name``; None is the built-in folder."""
    return [row for _, _, row in _folder_rows(folder or BUILT_IN, name, row_type)]


def _folder_rows(folder: Path, name: str, row_type: type[Row]) -> Iterator[tuple[str, int, Row]]:
    """The rows that one folder has in a table, from the file of that name and from those it is parted into."""
    whole = folder / name
    for path in (*([whole] if whole.exists() else []), *sorted((folder / whole.stem).glob("*.csv"))):
        yield from _file_rows(path, row_type)


def _file_rows(path: Path, row_type: type[Row]) -> Iterator[tuple[str, int, Row]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodebookError(path, None, f"is not UTF-8 ({error}); save it as UTF-8") from error
    known = _fields(row_type)
    reader = csv.reader(io.StringIO(text, newline=""))
    header: list[str] | None = None
    for cells in reader:
        line = reader.line_num
        if not any(c.strip() for c in cells) or cells[0].lstrip().startswith("#"):
            continue
        if header is None:
            header = [c.strip() for c in cells]
            if unknown := [c for c in header if c not in known]:
                raise CodebookError(path, line, f"unknown column {unknown[0]!r}; known: {', '.join(known)}")
            continue
        if len(cells) > len(header):
            raise CodebookError(path, line, f"{len(cells)} cells for {len(header)} columns; quote cells with commas")
        yield str(path), line, _record(path, line, dict(zip(header, cells, strict=False)), row_type, known)


def _record(path: Path, line: int, cells: dict[str, str], row_type: type[Row], known: dict[str, bool]) -> Row:
    values: dict[str, Any] = {}
    for column, cell in cells.items():
        if cell := cell.strip():
            values[column] = [v.strip() for v in cell.split("|")] if known[column] else cell
    try:
        return msgspec.convert(values, row_type, strict=False)
    except msgspec.ValidationError as error:
        raise CodebookError(path, line, str(error)) from error


@cache
def _fields(row_type: type[msgspec.Struct]) -> dict[str, bool]:
    """The names of a record's fields, and whether each holds several values."""
    return {name: get_origin(hint) is tuple for name, hint in get_type_hints(row_type).items()}
