"""When it happened: the date that the sentence gives and, where it gives none, what the kind of text tells.

Three readings beyond the sentence, each one that a careful reader makes:
a headline in the present tense tells of the last day or two; what an official statement says in the present is said
on the day of the statement; and what a paragraph tells in the simple past goes on in the month that it has named.
Dates that come from such a reading have no ``date_text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from detente.coding import syntax
from detente.coding.events import Event
from detente.grounding.mentions import TimeMention
from detente.grounding.when import Dated, event_date
from detente.model import Article
from detente.text.document import Document, Token

UNDATED: Dated = (None, None, "")


@dataclass(slots=True)
class _Story:
    """Where the narrative of a paragraph has come to."""

    block: int = -1
    month: str = ""


def dates(events: Iterable[Event], times: list[TimeMention], document: Document) -> Mapping[int, Dated]:
    """The dates of an article's events, by the number of the trigger's token. ``events`` stand in text order."""
    article, found, story = document.article, dict[int, Dated](), _Story()
    for event in events:
        token = event.predicate.token
        if token.sentence.block != story.block:
            story = _Story(token.sentence.block)
        own = event_date(token, times, document, article.published)
        if own[0] is None and own[1] is None:
            own = _headline(event, article) or _official(event, article) or _narrative(event, story)
        elif event.status == "occurred" and own[0] and own[0][:7] == (own[1] or "")[:7]:
            story.month = own[0][:7]
        found[token.i] = own
    return found


def _headline(event: Event, article: Article) -> Dated | None:
    """A headline in the present tense ("Iran opens consulate") tells of the day before or the day itself."""
    token = event.predicate.token
    present = token.tag in ("VBZ", "VBP") and token.child("aux") is None
    if token.sentence.role != "headline" or not present or event.status != "occurred":
        return None
    day = _day(article.published)
    return ((day - timedelta(days=1)).isoformat(), day.isoformat(), "") if day else None


def _official(event: Event, article: Article) -> Dated | None:
    """A statement's own acts of speech: "The ministers thanked ...", "They reject ..."."""
    if article.kind != "official" or event.status != "occurred" or _embedded(event.predicate.token):
        return None
    day = _day(article.published)
    return (day.isoformat(), day.isoformat(), "") if day and _speaks(event) else None


def _speaks(event: Event) -> bool:
    return event.spoken and event.predicate.token.tag in ("VBZ", "VBP", "VBD")


def _embedded(token: Token) -> bool:
    return token.dep in ("relcl", "acl", "advcl", "amod")


def _narrative(event: Event, story: _Story) -> Dated:
    """Simple past behind a dated sentence of the same paragraph: the same month."""
    verb = syntax.clause_head(event.predicate.token)
    past = (verb.tag == "VBD" and verb.child("aux") is None) or _passive_past(verb)
    if story.month and past and event.status == "occurred" and not _embedded(verb):
        return story.month, story.month, ""
    return UNDATED


def _passive_past(verb: Token) -> bool:
    return any(c.dep == "auxpass" and c.tag == "VBD" for c in verb.children) and verb.child("aux") is None


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published) if published and len(published) == 10 else None
