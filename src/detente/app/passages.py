"""An article's text as a row of passages, each with the statements it carries and the parts it plays in them.

Spans of statements overlap freely, so the text is cut wherever one begins or ends; no passage lies in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, get_args

import msgspec

from detente.app.records import ArticleRead
from detente.model import Article, Attribution, Block, Role, Span, Statement

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
    marked = [mark for statement in coded.statements for mark in marks(statement, coded)]
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


def marks(statement: Statement, coded: ArticleRead) -> Iterable[Marked]:
    """Where a statement and its parts stand in the text."""
    article = coded.article
    yield Marked(statement.id, statement.quote, "quote")
    yield Marked(statement.id, statement.trigger, "trigger")
    if statement.source_span:
        yield Marked(statement.id, statement.source_span, "source")
    if statement.target_span:
        yield Marked(statement.id, statement.target_span, "target")
    if found := _nearest(statement.date_text, statement, article):
        yield Marked(statement.id, found, "date")
    if statement.place and (found := _nearest(statement.place.name, statement, article)):
        yield Marked(statement.id, found, "place")
    for span in _holder(statement, coded.attributions):
        yield Marked(statement.id, span, "holder")


def _nearest(words: str, statement: Statement, article: Article) -> Span | None:
    """Words of a statement, nearest to the trigger: in its quote, or else in the paragraph around it."""
    block = next((b.span for b in article.blocks if b.span.covers(statement.trigger)), statement.quote)
    for within in (statement.quote, block):
        if found := list(_all(article.text, words, within)):
            at = min(found, key=lambda start: abs(start - statement.trigger.start))
            return Span(at, at + len(words))
    return None


def _all(text: str, words: str, within: Span) -> Iterable[int]:
    at = text.find(words, within.start, within.end) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1, within.end)


def _holder(statement: Statement, attributions: Iterable[Attribution]) -> tuple[Span, ...]:
    """Who says so: of those whose word it is, the one who says least besides."""
    if not statement.attributed_to:
        return ()
    saying = [
        (sum(span.end - span.start for span in one.content), one.source)
        for one in attributions
        if any(span.covers(statement.trigger) for span in one.content)
    ]
    return min(saying, default=(0, ()))[1]
