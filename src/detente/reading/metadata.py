"""A table of what is known of the articles: date, title, outlet and so on, by id or path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from msgspec import structs

from detente.errors import InputError
from detente.model import KINDS, Skipped
from detente.reading.compose import Known
from detente.reading.dates import iso_date
from detente.reading.entries import BROKEN, Entry, entries
from detente.reading.limits import Limits
from detente.reading.tables import Row, csv_rows, json_rows


def known_of(fields: dict[str, str], place: str) -> tuple[Known, list[Skipped]]:
    """What the fields of a row tell of an article, and a record for each value that cannot be used."""
    values = {name: " ".join(value.split()) for name, value in fields.items()}
    faults: list[Skipped] = []
    days: dict[str, str | None] = {}
    for name in ("published", "fetched"):
        try:
            days[name] = iso_date(values[name]) if values.get(name) else None
        except ValueError as error:
            remedy = "the article is read without it"
            faults.append(Skipped(source=place, reason=f"the date {error}", remedy=remedy, fact=True))
    kind = values.get("kind", "").casefold()
    if kind and kind not in KINDS:
        remedy = f"use one of {', '.join(KINDS)}; the kind is decided from the text"
        faults.append(Skipped(source=place, reason=f"{kind!r} is no kind", remedy=remedy, fact=True))
    known = Known(
        published=days.get("published"),
        title=values.get("title", ""),
        author=values.get("author", ""),
        outlet=values.get("outlet", ""),
        url=values.get("url", ""),
        kind=next((k for k in KINDS if k == kind), None),
        language=values.get("language", ""),
        fetched=days.get("fetched"),
    )
    return known, faults


@dataclass(slots=True, eq=False)
class _Described:
    line: int
    name: str
    path: Path | None
    known: Known
    used: bool = False


@dataclass(slots=True)
class Metadata:
    """The rows of a metadata file, looked up by the names that an article goes by.

    ``faults`` are the rows or values that cannot be used, found on loading.
    """

    file: Path
    rows: dict[str, _Described] = field(default_factory=dict)
    faults: list[Skipped] = field(default_factory=list)

    def look_up(self, keys: Sequence[str]) -> Known | None:
        """What is known of an article by the first of its names that has a row; None where none has."""
        for key in keys:
            if row := self.rows.get(key):
                row.used = True
                return row.known
        return None

    def unused(self) -> Iterator[Skipped]:
        """A record for each row that spoke of no article read."""
        for row in dict.fromkeys(self.rows.values()):
            yield from self._unmet(row)

    def _unmet(self, row: _Described) -> Iterator[Skipped]:
        if row.used:
            return
        place = f"{self.file}: line {row.line}"
        if row.path and row.path.exists():
            reason = f"{row.name} is not among the sources"
            yield Skipped(source=place, reason=reason, remedy="name it as a source to read it", failed=False, fact=True)
        else:
            reason = f"{row.name} is the name of no article that was read"
            remedy = "correct the name in this row, or add the file"
            yield Skipped(source=place, reason=reason, remedy=remedy, fact=True)


def load_metadata(file: Path, limits: Limits) -> Metadata:
    """Read a metadata file: CSV, TSV or JSONL.

    Columns are ``id`` or ``path``, and any of date, title, outlet, author, url, kind and language.

    Raises:
        InputError: the file cannot be read or has no column that names the articles.
    """
    found = Metadata(file)
    for opened in entries([file], limits):
        if isinstance(opened, Skipped):
            raise InputError(
                f"{file}: {opened.reason}; give a CSV or JSONL file with id or path, date, title, outlet …"
            )
        try:
            for row in _rows(opened, limits):
                _take(found, row)
        except BROKEN as error:
            raise InputError(f"{file}: cannot be read ({error}); save it as CSV or JSONL in UTF-8") from error
    return found


def _rows(opened: Entry, limits: Limits) -> Iterator[Row | Skipped]:
    if opened.suffix in {".jsonl", ".ndjson", ".json"}:
        yield from json_rows(opened.stream, opened.name, limits.file_bytes)
        return
    rows = csv_rows(opened.stream, opened.name, limits.file_bytes)
    columns = next(rows)
    if isinstance(columns, list) and not {"id", "path"} & set(columns):
        raise InputError(f"{opened.name}: has no column id or path; add one that names the articles")
    for row in rows:
        if not isinstance(row, list):
            yield row


def _take(found: Metadata, row: Row | Skipped) -> None:
    """Enter one row under the names it gives, unless an earlier row has one of them."""
    if isinstance(row, Skipped):
        found.faults.append(structs.replace(row, fact=True))
        return
    place = f"{found.file}: line {row.line}"
    names = [name for name in (row.get("path"), row.get("id")) if name]
    if not names:
        found.faults.append(Skipped(source=place, reason="names no article", remedy="fill in id or path", fact=True))
        return
    known, faults = known_of(row.fields, place)
    found.faults.extend(faults)
    path = found.file.parent / row.get("path") if row.get("path") else None
    described = _Described(row.line, names[0], path, known)
    keys = [PurePosixPath(n).as_posix() for n in names] + ([str(path.resolve())] if path else [])
    if taken := next((found.rows[k] for k in keys if k in found.rows), None):
        reason = f"{names[0]} is described on line {taken.line} already"
        remedy = "keep one of the rows; the first is used"
        found.faults.append(Skipped(source=place, reason=reason, remedy=remedy, fact=True))
        return
    found.rows.update(dict.fromkeys(keys, described))
