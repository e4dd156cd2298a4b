"""Reads the hand-made rows of ``times_rows.txt`` and tells what is wrong with the reading of one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from detente.coding.story import interval
from detente.grounding.times import Times
from detente.model import Article
from detente.text.parse import parse


class Row(NamedTuple):
    """A sentence with one expression of time (or none) and what that denotes."""

    line: int
    published: str
    text: str
    words: str
    type: str
    value: str
    interval: str


def read_rows() -> list[Row]:
    """All rows of the file."""
    lines = (Path(__file__).parent / "times_rows.txt").read_text(encoding="utf-8").splitlines()
    return [_row(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]


def _row(number: int, line: str) -> Row:
    published, marked, kind, value, when = (cell.strip() for cell in line.split(" | "))
    words = marked.partition("[")[2].partition("]")[0]
    return Row(number, published, marked.replace("[", "").replace("]", ""), words, kind, value, when)


def verdict(times: Times, row: Row) -> str:
    """What is wrong with what is found in the row's sentence; empty where all is right."""
    found = times.find(parse(Article(id="a", text=row.text, published=row.published)), row.published)
    if not row.words:
        return f"found {found[0].span.of(row.text)!r}" if found else ""
    at = row.text.index(row.words)
    here = [m for m in found if m.span.start < at + len(row.words) and at < m.span.end]
    if row.type == "?":
        return ""
    if not here:
        return "nothing found"
    mention = here[0]
    if (row.type, row.value) != (mention.type, mention.value):
        return f"{mention.type} {mention.value}, not {row.type} {row.value}"
    return _fits(row.interval, mention.start, mention.end)


def _fits(wanted: str, start: str | None, end: str | None) -> str:
    if wanted == "?":
        return ""
    if wanted == "-":
        return f"interval {start}..{end}" if start or end else ""
    low, high = wanted.split("..")
    outer, inner = interval(low, high), interval(start, end)
    inside = inner and outer and outer.first <= inner.first and inner.last <= outer.last
    return "" if inside else f"interval {start}..{end}, not {wanted}"
