"""Reads ``caption_years.txt`` and tells which value the marked date of a text is given."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from detente.grounding.times import Times
from detente.model import Article, Block, Span
from detente.text.parse import parse


class Dated(NamedTuple):
    """An article with one marked date and its value."""

    line: int
    article: Article
    at: int
    value: str


def read_rows() -> list[Dated]:
    """All rows of the file."""
    lines = (Path(__file__).parent / "caption_years.txt").read_text(encoding="utf-8").splitlines()
    return [_row(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]


def _row(number: int, line: str) -> Dated:
    published, marked, value = (cell.strip() for cell in line.split(" | "))
    parts = [(p.startswith("C: "), p.removeprefix("C: ")) for p in marked.split(" // ")]
    whole, blocks, at = "\n\n".join(words for _, words in parts), [], 0
    for caption, words in parts:
        length = len(words.replace("[", "").replace("]", ""))
        blocks.append(Block(role="caption" if caption else "body", span=Span(at, at + length)))
        at += length + 2
    text = whole.replace("[", "").replace("]", "")
    article = Article(id="a", text=text, published=published, blocks=tuple(blocks))
    return Dated(number, article, whole.index("["), value)


def value(times: Times, row: Dated) -> str:
    """The value that the marked date is given; empty where none is found."""
    found = times.find(parse(row.article), row.article.published)
    return next((m.value for m in found if m.span.start <= row.at < m.span.end), "")
