"""Pages with labels in place: ``{trigger|frame|status|SOURCE>TARGET|episode}``.

A page begins with ``== name | day of publication (or -) | kind | story``; below stands its text. A status is told by
one letter, parties by country codes (``-``: none told, ``A=B``: equal sides). What has one episode, in one page or in
several of a story, is one happening; of what has none, nothing else on these pages tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast, get_args

from detente import reading
from detente.model import Article, Kind, Span, Status

_PAGE = re.compile(r"^== ", re.MULTILINE)
_LABEL = re.compile(r"\{([^{}|]*)\|([^{}]*)\}")
_SIDES = re.compile(r"([^>=]*)([>=])(.*)")
_LETTERS: dict[str, Status] = {
    "o": "occurred",
    "g": "ongoing",
    "p": "planned",
    "r": "proposed",
    "h": "hypothetical",
    "d": "denied",
    "n": "negated",
}


class Label(NamedTuple):
    """What a reader sees at some words of a page; ``episode`` is empty where nothing else tells of it."""

    span: Span
    frame: str
    status: Status
    source: tuple[str, ...]
    target: tuple[str, ...]
    symmetric: bool
    episode: str


class Page(NamedTuple):
    """A page with its labels; their spans point into the page as it came (``article.raw``)."""

    name: str
    story: str
    article: Article
    labels: tuple[Label, ...]

    def at(self, span: Span) -> Span | None:
        """Where a span of the clean text stands on the page."""
        return self.article.raw_span(span)


def pages(path: Path) -> Iterator[Page]:
    """The pages of a file."""
    for part in _PAGE.split(path.read_text(encoding="utf-8"))[1:]:
        head, _, marked = part.partition("\n")
        name, day, kind, story = (word.strip() for word in head.split("|"))
        raw, labels = _read(marked.strip())
        known = cast(Kind, kind) if kind in get_args(Kind) else None
        article = reading.article(raw, published=None if day == "-" else day, kind=known, source=name)
        yield Page(name, f"{path.stem}/{story}", article, labels)


def _read(marked: str) -> tuple[str, tuple[Label, ...]]:
    text, end = "", 0
    labels = []
    for found in _LABEL.finditer(marked):
        text += marked[end : found.start()]
        span = Span(len(text), len(text) + len(found[1]))
        text += found[1]
        end = found.end()
        labels.append(_label(span, *(cell.strip() for cell in found[2].split("|"))))
    return text + marked[end:], tuple(labels)


def _label(span: Span, frame: str, letter: str, parties: str, episode: str = "") -> Label:
    sides = _SIDES.fullmatch(parties)
    if sides is None or letter not in _LETTERS:
        raise ValueError(f"no label: {frame}|{letter}|{parties}")
    source, target = (tuple(code for code in sides[n].split(",") if code != "-") for n in (1, 3))
    return Label(span, frame, _LETTERS[letter], source, target, sides[2] == "=", episode)
