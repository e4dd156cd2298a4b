"""Stretches of a text between quotation marks: curly, straight, or the doubled marks of tokenised text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from detente.model import Span
from detente.text.document import Document

# Marks that can only open or only close; the others do both in turn.
OPENING, CLOSING = {"“", "„", "«", "``"}, {"”", "»"}

_MARK = re.compile(r"[“”„«»\"]|``|''")

# A single mark opens before a word and closes after one; between letters it is an apostrophe.
_SINGLE = re.compile(r"(?P<open>(?<![\w’'])[‘'](?=\w))|(?P<close>(?<=[\w.,!?])[’'](?!\w))")


def quotations(document: Document) -> list[Span]:
    """The quoted stretches of a document, marks included, in order and not overlapping.

    A quotation ends with its closing mark or with its paragraph: in print a quotation of several paragraphs opens
    each of them anew and closes the last alone.
    """
    found: list[Span] = []
    for paragraph in paragraphs(document):
        double = list(_double(document.text, paragraph))
        starts = [d.start for d in double]
        # The last double quotation that starts before the end of a single one is the only one that can overlap it.
        single = [
            s
            for s in _single(document.text, paragraph)
            if (before := bisect_left(starts, s.end)) == 0 or not double[before - 1].overlaps(s)
        ]
        found.extend(sorted(double + single))
    return found


def paragraphs(document: Document) -> list[Span]:
    """The paragraphs of a document: its blocks, or its lines where it has none."""
    if document.article.blocks:
        return [block.span for block in document.article.blocks]
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", document.text)]


def _double(text: str, paragraph: Span) -> Iterator[Span]:
    opened: int | None = None
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        closes = mark.group() not in OPENING
        if opened is None and mark.group() not in CLOSING:
            opened = mark.start()
        elif opened is not None and closes:
            yield Span(opened, mark.end())
            opened = None
    if opened is not None:
        yield Span(opened, opened + len(text[opened : paragraph.end].rstrip()))


def _single(text: str, paragraph: Span) -> Iterator[Span]:
    opened: int | None = None
    for mark in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        if mark["open"]:
            opened = mark.start() if opened is None else opened
        elif opened is not None:
            # A lone word between single marks is a nickname or a clipped word, not speech.
            if any(c.isspace() for c in text[opened : mark.start()]):
                yield Span(opened, mark.end())
            opened = None
