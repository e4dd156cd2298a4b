"""An article's text as a row of passages, each with the statements it carries and the parts it plays in them.

Spans of statements overlap freely, so the text is cut wherever one begins or ends; no passage lies in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, get_args

import msgspec

from detente.app.records import ArticleRead
from detente.model import Block, Role, Span, Statement

Part = Literal["trigger", "source", "target", "holder", "date", "place"]
PARTS: tuple[Part, ...] = get_args(Part)


class Marked(msgspec.Struct, frozen=True):
    """Words of a statement in the text, and the part they play in it; ``quote`` for all that carries it."""

    statement: str
    span: Span
    part: Part | Literal["quote"]


class Passage(msgspec.Struct, frozen=True):
    """Words that play one and the same part all along: ``parts`` maps the statements they belong to, to the part.

    ``ends`` names the statements whose quote ends here.
    """

    text: str
    start: int
    parts: dict[str, str] = {}
    ends: tuple[str, ...] = ()


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph of the clean text, in passages."""

    role: Role
    passages: tuple[Passage, ...]


def paragraphs(coded: ArticleRead) -> tuple[Paragraph, ...]:
    """The text of an article, paragraph by paragraph, with all that was coded in it."""
    marked = [mark for statement in coded.statements for mark in marks(statement)]
    blocks = coded.article.blocks or (Block(role="body", span=Span(0, len(coded.article.text))),)
    return tuple(
        Paragraph(
            block.role, passages(coded.article.text, block.span, [m for m in marked if m.span.overlaps(block.span)])
        )
        for block in blocks
    )


def passages(text: str, within: Span, marked: Sequence[Marked]) -> tuple[Passage, ...]:
    """Cut a stretch of text wherever a mark begins or ends."""
    cuts = {within.start, within.end}
    cuts |= {at for mark in marked for at in mark.span if within.start < at < within.end}
    edges = sorted(cuts)
    return tuple(_passage(text, Span(*edge), marked) for edge in pairwise(edges))


def _passage(text: str, span: Span, marked: Sequence[Marked]) -> Passage:
    inside = [mark for mark in marked if mark.span.covers(span)]
    # The narrower part wins: a date inside the words for the target is the date.
    inside.sort(key=lambda mark: (mark.part != "quote", mark.span.start - mark.span.end))
    return Passage(
        text=span.of(text),
        start=span.start,
        parts={mark.statement: mark.part for mark in inside},
        ends=tuple(mark.statement for mark in marked if mark.part == "quote" and mark.span.end == span.end),
    )


def marks(statement: Statement) -> Iterable[Marked]:
    """Where a statement and its parts stand in the text."""
    yield Marked(statement.id, statement.quote, "quote")
    yield Marked(statement.id, statement.trigger, "trigger")
    if statement.source_span:
        yield Marked(statement.id, statement.source_span, "source")
    if statement.target_span:
        yield Marked(statement.id, statement.target_span, "target")
    if statement.date_span:
        yield Marked(statement.id, statement.date_span, "date")
    if statement.place_span:
        yield Marked(statement.id, statement.place_span, "place")
    for voice in statement.voices:
        if voice.span:
            yield Marked(statement.id, voice.span, "holder")
