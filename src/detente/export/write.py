"""One call for every table and format: which there are, and which a file name asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal, get_args

from detente.errors import InputError
from detente.export.columns import TABLES, Column, Row, Table, columns
from detente.export.files import write_csv, write_jsonl, write_parquet
from detente.whole_file import whole_file

Format = Literal["csv", "jsonl", "parquet", "plover"]
FORMATS: tuple[Format, ...] = get_args(Format)

_ENDINGS: dict[str, Format] = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
_WRITERS: dict[Format, Callable[[Path, Iterable[Row], dict[str, Column]], int]] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
    "plover": write_jsonl,
}


def check(table: str, path: Path, given: str | None = None) -> tuple[Table, Format]:
    """The table and the format that are meant; the format comes from the ending of the file unless given.

    Raises:
        InputError: there is no such table or format, or the two do not go together.
    """
    known: dict[str, Table] = {name: name for name in TABLES}
    if table not in known:
        raise InputError(f"no table {table!r}; tables are {', '.join(TABLES)}")
    formats: dict[str, Format] = {name: name for name in FORMATS}
    wanted = formats.get(given) if given is not None else _ENDINGS.get(path.suffix.lower())
    if wanted is None:
        asked = f"no format {given!r}" if given is not None else f"the ending of {path.name!r} tells no format"
        raise InputError(f"{asked}; formats are {', '.join(FORMATS)}")
    if wanted == "plover" and table not in ("statements", "episodes"):
        raise InputError(f"PLOVER records are made from statements or episodes, not from {table}; export one of these")
    return known[table], wanted


def write(table: Table, path: Path, rows: Iterable[dict[str, Any]], form: Format) -> int:
    """Write rows to a file, which appears only when it is complete.

    Returns:
        How many rows were written.

    Raises:
        InputError: nothing can be written at ``path``.
    """
    with whole_file(path) as unfinished:
        return _WRITERS[form](unfinished, rows, columns(table))
