"""What a report of the day tells without a date of its own, taken to be of its news.

A report opens with its news (the *lead*: a dated clause of the days before publication). What it tells beside that, in
the perfect ("has condemned the coup"), in somebody's words ("said that its forces had destroyed three tanks") or as a
word in reply ("rejected the charge"), is of the days from then to its printing, unless words tell of another time
("had long accused") or the past perfect steps back to others than those of whom the report opens to speak.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Set
from datetime import timedelta
from itertools import takewhile

from detente.coding import syntax
from detente.coding.clauses import first_of
from detente.coding.events import Event
from detente.coding.story import Interval, Story, carries, is_past, is_perfect, is_simple_past
from detente.text.document import Token

_NOW = ("VBZ", "VBP")
_WEEK = 7  # days for which what is said now answers what is told in the same sentence
_SPEAKERS = frozenset(("i", "we"))
_CLAUSES = frozenset(("relcl", "acl", "advcl", "ccomp"))


class Daily:
    """Dates what a report of the day leaves undated.

    Args:
        story: the dated clauses of the report.
        events: its events, in text order.
        background: words that tell that a thing is none of the day's news.
    """

    def __init__(self, story: Story, events: Iterable[Event], background: Container[str]) -> None:
        self._story, self._background = story, background
        self._news_kind = story.document.article.kind == "news"
        self._opening = [e for e in events if story.opens(e.predicate.token.sentence)]

    @property
    def day(self) -> Interval | None:
        """From the news to publication; None where the article is no report or opens with no dated news."""
        lead, published = self._story.lead, self._story.published
        if not self._news_kind or lead is None or published is None or lead.when.first > published:
            return None
        return Interval(lead.when.first, published)

    @property
    def last_days(self) -> Interval | None:
        """The last two days before publication, of which a report without a date tells."""
        published = self._story.published
        return Interval(published - timedelta(days=1), published) if published else None

    def is_background(self, token: Token) -> bool:
        """Whether the words of its clause tell that a thing is none of the day's news."""
        verb = syntax.clause_head(token)
        own = [t for t in verb.subtree() if t is verb or not any(a.dep in _CLAUSES for a in _below(t, verb))]
        words = [t.lower for t in own]
        phrases = {" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words))}
        return any(phrase in self._background for phrase in phrases)

    def beside_the_news(self, event: Event) -> Interval | None:
        """The day of a thing in the perfect, in somebody's words or as said now; see the head of the module."""
        token, day = event.predicate.token, self.day
        verb = syntax.clause_head(token)
        if not self._news_kind or event.status not in ("occurred", "denied") or self.is_background(token):
            return None
        if event.spoken and verb.tag in _NOW and (now := self._answers(verb)):
            return now
        if day is None:
            return None
        helpers = {c.lemma for c in first_of(verb).children_of("aux") if c.tag in _NOW}
        if "have" in helpers and verb.tag in ("VBN", "VBD") and syntax.in_main(verb):
            return day if verb.sentence.index >= self._first else None
        if verb.tag in _NOW and event.spoken:
            return self._said_now(verb, day)
        if event.status != "occurred" or not is_perfect(verb):
            return None
        return day if self._steps_back_a_little(verb, event) else None

    @property
    def _first(self) -> int:
        lead = self._story.lead
        return lead.verb.sentence.index if lead else 0

    def _said_now(self, verb: Token, day: Interval) -> Interval | None:
        """ "We condemn this", he said; "B denies that it broke the accord"."""
        subject, above = verb.child("nsubj"), verb.head
        if verb.dep == "ccomp" and self._story.is_saying(above) and is_past(above):
            return day if subject is not None and subject.lower in _SPEAKERS else None
        on_record = verb.tag == "VBZ" and verb.dep == "ROOT" and self._story.is_saying(verb)
        return day if on_record and verb.sentence.index > self._first else None

    def _answers(self, verb: Token) -> Interval | None:
        """ "A left the accord on Monday; B denies that it broke it": from then to publication."""
        told, published = self._story.before(verb), self._story.published
        if told is None or published is None or told.verb.sentence is not verb.sentence or not carries(verb):
            return None
        return Interval(told.when.first, published) if (published - told.when.first).days <= _WEEK else None

    def _steps_back_a_little(self, verb: Token, event: Event) -> bool:
        """Whether the past perfect tells of the news: in the words of another clause, of those who are in the news."""
        lead, above = self._story.lead, verb.head
        if lead is None or verb.sentence is lead.verb.sentence:
            return False
        earlier = (e for e in self._opening if e.predicate.token.sentence.index < verb.sentence.index)
        if not countries(event) <= frozenset(c for e in earlier for c in countries(e)):
            return False
        if lead.said and not self._story.vows(lead.verb):
            return False  # of the news nothing is known but that it was said
        said = verb.dep == "ccomp" and self._story.is_saying(above) and is_simple_past(above)
        marks = {c.lower for c in verb.children_of("mark", "advmod", "prep")}
        before = verb.dep == "advcl" and "after" in marks and self._story.opens(verb.sentence)
        return (said or before) and bool(countries(event))

    def spoken(self, event: Event) -> Interval | None:
        """What a report tells to have been said, without another date: between the news and its printing."""
        token, lead = event.predicate.token, self._story.lead
        if not self._news_kind or self._story.published is None:
            return None
        dateline = self._story.dateline
        if lead is None and dateline and self._story.opens(token.sentence):
            return Interval(dateline - timedelta(days=1), self._story.published)
        if not event.spoken:
            return self._done(event)
        if lead is None:
            return self.last_days if self._story.opens_in_perfect else self._of_thing(syntax.clause_head(token))
        return self.day if self._story.is_news(lead.when) and not self.is_background(token) else None

    def _done(self, event: Event) -> Interval | None:
        """ "Georgia closed its roads": what a report of the day tells as a plain deed, away from days long past."""
        verb, lead = event.predicate.token, self._story.lead
        plain = syntax.is_verb(verb) and is_simple_past(verb) and syntax.in_main(verb)
        if not plain or lead is None or self.is_background(verb) or verb.sentence.index <= self._first:
            return None
        told = self._story.before(verb)
        return self.day if told is None or self._story.is_news(told.when) else None

    def _of_thing(self, verb: Token) -> Interval | None:
        """ "welcomed the decision, taken on Wednesday, to free them": from the day of what it answers."""
        for noun in verb.children_of("dobj", "nsubjpass"):
            for inner in noun.children_of("acl", "relcl"):
                when = self._story.date_of(inner)
                if when and self._story.published and self._story.is_news(when) and when.first <= self._story.published:
                    return Interval(when.first, self._story.published)
        return None


def countries(event: Event) -> Set[str]:
    """The countries of both sides."""
    return {a.country for a in (*event.source.actors, *event.target.actors) if a.country}


def _below(token: Token, verb: Token) -> list[Token]:
    """The token and the heads above it that are below the verb."""
    return [token, *takewhile(lambda above: above is not verb, token.ancestors())]
