"""Where an interval ends that a preposition leaves open, and what has happened by the day of publication."""

from __future__ import annotations

from dataclasses import replace

from detente.grounding.mentions import TimeMention
from detente.grounding.time_periods import parse_iso
from detente.model import Span
from detente.text.document import Document


def is_over(mention: TimeMention, document: Document) -> bool:
    """ "before July was over", "before the month is out"."""
    following = next((t for t in document.tokens_in(Span(mention.span.end, mention.span.end + 8))), None)
    return following is not None and following.lemma == "be"


def before(mention: TimeMention) -> TimeMention:
    """The time up to a month, a season or a year ("before the summer"), which ends where that begins."""
    first, whole = parse_iso(mention.start or ""), parse_iso(mention.value)
    part = whole is not None and whole.start != mention.start
    day = first is not None and first.unit == "day" and mention.start == mention.end
    if first is None or part or day:
        return mention
    last = first.shift(-1)
    return replace(mention, end=last.start) if last else mention


def not_after(start: str | None, end: str | None, anchor: str | None) -> tuple[str | None, str | None]:
    """The part of an interval up to the publication date: what has happened by then has not happened later."""
    published, last, first = parse_iso(anchor or ""), parse_iso(end or ""), parse_iso(start or "")
    if not (published and last and first and published.unit == "day" and last.last > published.first >= first.first):
        return start, end
    return first.first.isoformat(), published.start
