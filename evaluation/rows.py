"""Rows of JSON lines, and what a task needs besides them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.model import Article, Block, Span
from detente.pipeline import Coder
from detente.text.document import Document
from detente.text.parse import parse_many

Row = dict[str, Any]


@dataclass(frozen=True)
class Context:
    """Where the input stands, the event files that the forecast may read, who codes, with which model."""

    input: Path
    events: tuple[Path, ...] = ()
    coder: Coder = "encoder"
    model: Path | None = None


def read(path: Path) -> list[Row]:
    """The rows of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write(path: Path, rows: Iterable[Row]) -> int:
    """Write rows as JSON lines, making the folder; returns their number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        return sum(bool(out.write(json.dumps(row, ensure_ascii=False) + "\n")) for row in rows)


def plain(key: str, text: str, published: str | None = None) -> Article:
    """A text that is clean as it stands, as an article: every line a paragraph, nothing taken out."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(role="body", span=Span(start, start + len(line))))
        start += len(line) + 1
    return Article(id=key, text=text, blocks=tuple(blocks), published=published)


def documents(articles: Iterable[Article]) -> Iterator[Document]:
    """Parse texts, in order."""
    return parse_many(articles)
