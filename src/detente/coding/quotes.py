"""Stretches of a text between quotation marks: curly, straight, or the doubled marks of tokenised text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.model import Span
from detente.text.document import Document

# Marks that can only open or only close; the others do both in turn.
OPENING, CLOSING = {"“", "„", "«", "``"}, {"”", "»"}

_MARK = re.compile(r"[“”„«»\"]|``|''")

# A single mark is an apostrophe unless it stands before a word and finds its mate after one, at least two words on.
_SINGLE = re.compile(
    r"(?<![\w’'])[‘'](?=\w)[^‘'’\n]*(?:[’']\w[^‘'’\n]*)*?\s[^‘'’\n]*(?:[’']\w[^‘'’\n]*)*(?<=[\w.,!?])[’'](?!\w)"
)


def quotations(document: Document) -> list[Span]:
    """The quoted stretches of a document, marks included, in order and not overlapping.

    A quotation ends with its closing mark or with its paragraph: in print a quotation of several paragraphs opens
    each of them anew and closes the last alone.
    """
    found: list[Span] = []
    for paragraph in paragraphs(document):
        double = list(_double(document.text, paragraph))
        single = [
            Span(m.start(), m.end())
            for m in _SINGLE.finditer(document.text, paragraph.start, paragraph.end)
            if not any(d.overlaps(Span(m.start(), m.end())) for d in double)
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
