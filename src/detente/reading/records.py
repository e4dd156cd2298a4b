"""An open file → records: the raw text of each article in it, with what the file says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.errors import InputError
from detente.model import Skipped
from detente.reading.decode import SAMPLE, decode
from detente.reading.entries import BROKEN, Entry, broken, refused
from detente.reading.feeds import feed_entries, is_feed
from detente.reading.limits import Limits
from detente.reading.tables import FIELDS, Row, csv_rows, json_rows
from detente.reading.warc import is_warc, warc_pages

_JSON = frozenset({".jsonl", ".ndjson", ".json"})
_TABLE = frozenset({".csv", ".tsv"})
_PAGE = frozenset({".html", ".htm", ".xhtml"})
# Told by their first bytes, whatever their names.
_FEED, _WARC = "feed", "warc"
_TEXT = frozenset({".txt", ".text", ".md", ".markdown", ".rst", ".docx"})


@dataclass(frozen=True, slots=True)
class Record:
    """The raw text of one article before it is cleaned.

    Attributes:
        raw: the text or page.
        source: file, and line where the file holds several.
        keys: the names by which metadata may speak of it.
        fields: what the file says of it, under the names of ``tables.FIELDS``.
        is_page: whether it is HTML; None to tell by its looks.
    """

    raw: str
    source: str
    keys: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    is_page: bool | None = None


def records(entry: Entry, limits: Limits) -> Iterator[Record | Skipped]:
    """The articles of one open file; whatever is wrong with it gives a record that says so."""
    try:
        yield from _by_format(entry, limits)
    except InputError as error:
        yield refused(entry.name, error)
    except BROKEN as error:
        yield broken(entry.name, error)


def _by_format(entry: Entry, limits: Limits) -> Iterator[Record | Skipped]:
    suffix = entry.suffix
    if suffix not in _JSON | _TABLE | _PAGE | _TEXT:
        suffix = _sniffed(entry.stream.peek(SAMPLE)[:SAMPLE])
    if suffix in _JSON | _TABLE and not entry.stream.peek(1):
        yield _empty(entry.name)
    elif suffix in _JSON:
        for row in json_rows(entry.stream, entry.name, limits.file_bytes):
            yield row if isinstance(row, Skipped) else _from_row(row, entry)
    elif suffix in _TABLE:
        yield from _table(entry, limits)
    elif suffix == _FEED:
        yield from _feed(entry, limits)
    elif suffix == _WARC:
        yield from _warc(entry, limits)
    else:
        yield _whole(entry, limits, is_page=True if suffix in _PAGE else None)


def _sniffed(start: bytes) -> str:
    """The format of a file whose name does not tell."""
    if is_warc(start):
        return _WARC
    if is_feed(start):
        return _FEED
    if re.match(rb"(?:\xef\xbb\xbf)?\s*[\[{]\s*[\"{\n]", start):
        return ".jsonl"
    header = start.split(b"\n", 1)[0].decode("latin-1").strip().casefold()
    for delimiter, suffix in ((",", ".csv"), ("\t", ".tsv")):
        columns = [c.strip(' "') for c in header.split(delimiter)]
        if len(columns) > 1 and len(header) < 500 and {*FIELDS["text"], *FIELDS["raw"]} & set(columns):
            return suffix
    return ""


def _whole(entry: Entry, limits: Limits, *, is_page: bool | None) -> Record | Skipped:
    """A file that is one article."""
    data = _read(entry, limits, "save its articles as JSONL, or raise the limit")
    if not data.strip():
        return _empty(entry.name)
    fields = {"url": entry.name} if entry.fetch else {}
    return Record(decode(data), entry.name, entry.keys, fields, is_page=is_page)


def _read(entry: Entry, limits: Limits, remedy: str) -> bytes:
    data = entry.stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise InputError(f"is larger than {limits.file_bytes:,} bytes; {remedy}")
    return data


def _feed(entry: Entry, limits: Limits) -> Iterator[Record | Skipped]:
    data = _read(entry, limits, "raise the limit")
    for one in feed_entries(data, entry.name, entry.fetch):
        yield one if isinstance(one, Skipped) else Record(*one, is_page=True)


def _warc(entry: Entry, limits: Limits) -> Iterator[Record | Skipped]:
    for one in warc_pages(entry.stream, limits.file_bytes):
        if isinstance(one, str):
            reason = f"is larger than {limits.file_bytes:,} bytes"
            yield Skipped(source=f"{entry.name}: {one}", reason=reason, remedy="raise the limit")
            continue
        try:
            fields = {"url": one.address} | ({"fetched": one.fetched} if one.fetched else {})
            yield Record(decode(one.body), f"{entry.name}: {one.address}", (one.address,), fields)
        except InputError as error:
            yield refused(f"{entry.name}: {one.address}", error)


def _empty(name: str) -> Skipped:
    return Skipped(source=name, reason="is empty", remedy="fetch it anew or leave it out")


def _table(entry: Entry, limits: Limits) -> Iterator[Record | Skipped]:
    rows = csv_rows(entry.stream, entry.name, limits.file_bytes)
    columns = next(rows)
    if isinstance(columns, list) and not {"text", "raw"} & set(columns):
        yield _without_text(entry, columns)
        return
    for row in rows:
        if isinstance(row, Skipped):
            yield row
        elif isinstance(row, Row):
            yield _from_row(row, entry)


def _without_text(entry: Entry, columns: list[str]) -> Skipped:
    names = ", ".join(FIELDS["text"] + FIELDS["raw"])
    if entry.found and {"id", "path"} & set(columns):
        remedy = "give it as metadata if it describes the articles"
        return Skipped(source=entry.name, reason="is a table without text", remedy=remedy, failed=False)
    return Skipped(
        source=entry.name, reason="is a table without a column of text", remedy=f"name the column one of {names}"
    )


def _from_row(row: Row, entry: Entry) -> Record | Skipped:
    source = f"{entry.name}: line {row.line}"
    name = "text" if row.get("text") else "raw"
    raw = row.fields.get(name, "")
    if not raw.strip():
        names = ", ".join(FIELDS["text"] + FIELDS["raw"])
        return Skipped(source=source, reason="holds no text", remedy=f"put the article in one of the fields {names}")
    keys = (row.get("id"), f"{entry.name}#{row.get('id')}") if row.get("id") else entry.keys
    return Record(raw, source, keys, row.fields)
