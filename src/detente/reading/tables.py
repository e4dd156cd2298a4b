"""JSONL, JSON, CSV and TSV → rows: a place in the file and its fields under their common names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from detente.errors import InputError
from detente.model import Skipped
from detente.reading.decode import SAMPLE, decode, decode_line, encoding_of

# The names that columns and fields go by, the preferred first.
FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "full_text", "article"),
    "raw": ("raw", "html", "raw_html"),
    "id": ("id", "article_id", "doc_id", "uid"),
    "path": ("path", "file", "filename", "file_name"),
    "published": ("published", "date", "published_at", "publication_date", "pub_date", "datetime"),
    "fetched": ("fetched", "fetched_at", "crawled", "crawled_at", "retrieved", "accessed", "downloaded"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "site"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link"),
    "kind": ("kind",),
    "language": ("language", "lang"),
}
_DELIMITERS = ",\t;|"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the line on which it begins, and its fields; those not given are empty."""

    line: int
    fields: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """A field's value, white space at its ends left out."""
        return self.fields.get(name, "").strip()


def known_fields(values: dict[str, str]) -> dict[str, str]:
    """Rename the fields of a row to their common names; unknown ones are left out."""
    lowered = {name.strip().casefold().replace(" ", "_"): value for name, value in values.items()}
    found = {}
    for name, aliases in FIELDS.items():
        value = next((lowered[a] for a in aliases if lowered.get(a, "").strip()), None)
        if value is not None:
            found[name] = value
    return found


def json_rows(stream: io.BufferedReader, name: str, limit: int) -> Iterator[Row | Skipped]:
    """Read one JSON object a line; a line that is none gives a record and reading goes on.

    A file that is one object or one list of objects, over many lines, is read as a whole.
    """
    start = stream.peek(SAMPLE)[:SAMPLE].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] == b"[" or start[:2] in (b"{\n", b"{\r") or start.split(b"\n", 1)[0].strip() == b"{":
        yield from _json_whole(stream, name, limit)
        return
    for line, text in _lines(stream, limit):
        if text is None:
            yield Skipped(source=f"{name}: line {line}", reason=_too_long(limit), remedy="split it, or raise the limit")
        elif text.strip():
            yield _json_row(text, name, line)


def _json_whole(stream: io.BufferedReader, name: str, limit: int) -> Iterator[Row | Skipped]:
    data = stream.read(limit + 1)
    if len(data) > limit:
        yield Skipped(source=name, reason=_too_long(limit), remedy="save it as JSONL, one article a line")
        return
    try:
        value = msgspec.json.decode(decode(data))
    except (msgspec.DecodeError, RecursionError, InputError) as error:
        yield Skipped(source=name, reason=f"is not valid JSON ({error})", remedy="save it as JSONL, one article a line")
        return
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        yield _row_of(item, name, number)


def _json_row(text: str, name: str, line: int) -> Row | Skipped:
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        reason = f"is not valid JSON ({error})"
        return Skipped(source=f"{name}: line {line}", reason=reason, remedy="write one JSON object a line")
    return _row_of(value, name, line)


def _row_of(value: object, name: str, line: int) -> Row | Skipped:
    if not isinstance(value, dict):
        return Skipped(
            source=f"{name}: line {line}", reason="is no JSON object", remedy='write {"text": …} on each line'
        )
    return Row(line, known_fields({str(k): _as_text(v) for k, v in value.items()}))


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(filter(None, map(_as_text, value)))
    if isinstance(value, dict):
        return _as_text(value.get("name") or value.get("title") or "")
    return "" if value is None or isinstance(value, bool) else str(value)


def csv_rows(stream: io.BufferedReader, name: str, limit: int) -> Iterator[Row | Skipped | list[str]]:
    """Read a table with a header; first yields the common names of its columns, then its rows."""
    # The module's own bound on a cell, 131,072 characters, is less than a long page has; it can only be set for all.
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    faults: list[Skipped] = []
    lines = _csv_lines(stream, name, limit, faults)
    first = next(lines, "")
    delimiter = "\t" if name.casefold().endswith(".tsv") else max(_DELIMITERS, key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    yield list(known_fields(dict.fromkeys(header, "x")))
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        line = reader.line_num + 2
        try:
            cells = next(reader, None)
        except csv.Error as error:
            place = f"{name}: line {line}"
            yield Skipped(
                source=place, reason=f"is no row of a table ({error})", remedy="quote cells with commas or breaks"
            )
            continue
        yield from faults
        faults.clear()
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _csv_row(cells, header, name, line)


def _csv_row(cells: list[str], header: list[str], name: str, line: int) -> Row | Skipped:
    if len(cells) > len(header):
        reason = f"has {len(cells)} cells for {len(header)} columns"
        return Skipped(source=f"{name}: line {line}", reason=reason, remedy="quote cells that hold commas")
    return Row(line, known_fields(dict(zip(header, cells, strict=False))))


def _csv_lines(stream: io.BufferedReader, name: str, limit: int, faults: list[Skipped]) -> Iterator[str]:
    for line, text in _lines(stream, limit):
        if text is None:
            place = f"{name}: line {line}"
            faults.append(Skipped(source=place, reason=_too_long(limit), remedy="split it, or raise the limit"))
        else:
            yield text.replace("\x00", "")


def _lines(stream: io.BufferedReader, limit: int) -> Iterator[tuple[int, str | None]]:
    """The lines of a file with their numbers; None for one that is longer than the limit."""
    encoding = encoding_of(stream.peek(SAMPLE)[:SAMPLE])
    if encoding.startswith(("utf-16", "utf-32")):
        data = stream.read(limit + 1)
        if len(data) > limit:
            raise InputError(f"{_too_long(limit)}, and is {encoding}; save it as UTF-8")
        yield from enumerate(decode(data).splitlines(keepends=True), 1)
        return
    for number, line in enumerate(_bounded(stream, limit), 1):
        yield number, None if line is None else decode_line(line, encoding, first=number == 1)


def _bounded(stream: io.BufferedReader, limit: int) -> Iterator[bytes | None]:
    """Lines of bytes; one that is too long is passed over, and never held whole."""
    while line := stream.readline(limit + 1):
        fits = len(line) <= limit
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
        yield line if fits else None


def _too_long(limit: int) -> str:
    return f"is longer than {limit:,} bytes"
