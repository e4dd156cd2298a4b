"""Expectations: what is announced, promised, threatened or proposed, and what became of it as far as articles tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

import msgspec

from detente.model import Article, Statement
from detente.relations.days import Days, days
from detente.relations.evidence import Cited, cite, sure
from detente.relations.happenings import HAPPENED, Happening
from detente.relations.names import Folders, Names
from detente.relations.outcomes import TURNED_MARK, Kind, Outcomes, opened
from detente.relations.pairs import TURNED, Direction

State = Literal["open", "fulfilled", "refuted", "lapsed"]

# How many days after the last day named something may still be told as having come true: news lags, and plans slip.
GRACE = 30

# Of the episode itself, what others bear out, a word counts that is as sure as this.
LEAST_SAME = 0.68

# News of what is a few days off is dated by its first version.
SLACK = 7

# An ordinal or a superlative before an infinitive tells of what has been.
_RECORD = re.compile(
    r"\b(?:first|second|third|last|latest|only|next|highest|most|\w+est)\b[^.,;]{0,60}\bto\b", re.IGNORECASE
)


class Expectation(msgspec.Struct, frozen=True, kw_only=True):
    """Something that articles gave to expect.

    ``source`` and ``target`` are who is to do it to whom, ``by`` those whose word it is (empty for the articles' own).
    ``due`` is the span of days named for it. ``opened`` are the words that opened it, ``also`` those that repeat it,
    ``closed`` those that show that it came true or came to nothing; ``days`` lie between the two. What is open without
    a day named for it is ``stale`` once the horizon of ``expectations.csv`` is past without a later word.
    """

    kind: Kind
    state: State
    frame: str
    source: str
    target: str
    direction: Direction
    by: tuple[str, ...] = ()
    due_start: str | None = None
    due_end: str | None = None
    opened_on: str = ""
    closed_on: str = ""
    days: int | None = None
    stale: bool = False
    opened: Cited
    also: tuple[Cited, ...] = ()
    closed: Cited | None = None


class _Opening(NamedTuple):
    """The statements of an episode that open an expectation, earliest first, and what would close it."""

    happening: Happening
    kind: Kind
    outcomes: Outcomes
    told: tuple[Statement, ...]
    published: date | None
    due: Days | None


def expectations(
    found: Sequence[Happening], articles: Mapping[str, Article], names: Names, as_of: str = ""
) -> tuple[Expectation, ...]:
    """The expectations that the articles of a relation opened, in the order in which they did.

    Fulfilled: a later statement of the same episode, or of another that fits by frame, parties, persons and day, tells
    that it happened. Refuted: one tells that it did not, or that its opposite did. Lapsed: the days named for it and a
    time of grace are over, articles of the relation appeared since, and none told what became of it. Open: the rest.

    Args:
        found: the episodes of the relation.
        articles: by id.
        names: how to call parties.
        as_of: the day as of which to tell; articles of later days do not count. The day of the last article by default.
    """
    told = _Told(found, articles, as_of, names.folders)
    listed = [_expectation(opening, told, names) for h in found for opening in told.openings(h)]
    return tuple(sorted(listed, key=lambda e: (e.opened_on or "9999", e.opened.order)))


class _Told:
    """What articles had told by a day."""

    def __init__(
        self, found: Sequence[Happening], articles: Mapping[str, Article], as_of: str, folders: Folders
    ) -> None:
        self._found, self.articles, self._folders = found, articles, folders
        asked = days(as_of)
        self._limit = asked.last if asked else date.max
        published = [day for h in found for s in h.statements if (day := self.published(s)) and day <= self._limit]
        self.as_of = min(self._limit, max(published, default=date.min)) if not asked else self._limit
        self.latest = max(published, default=date.min)
        self._by_frame: dict[str, list[tuple[Happening, Statement]]] = {}
        for happening in found:
            for s in happening.statements:
                if sure(s) and s.status in HAPPENED and self.known(s):
                    self._by_frame.setdefault(s.frame, []).append((happening, s))

    def published(self, statement: Statement) -> date | None:
        """The day on which a statement was published."""
        article = self.articles.get(statement.article)
        known = days(article.published) if article else None
        return known.first if known else None

    def known(self, statement: Statement) -> bool:
        """Whether a statement was published by then; so is one of an unknown day."""
        return (self.published(statement) or date.min) <= self._limit

    def openings(self, happening: Happening) -> Iterator[_Opening]:
        """The expectation that an episode's statements open, if they do.

        An article that tells of it as done knows more than those of its words that sound like a plan.
        """
        done = {s.article for s in happening.statements if s.status in HAPPENED and not opened(s, self._folders)}
        told = [s for s in happening.statements if sure(s) and self.known(s) and s.article not in done]
        told = [s for s in told if opened(s, self._folders) and not self._is_record(s)]
        told.sort(key=lambda s: (self.published(s) or date.max, s.article, s.quote))
        if told and (what := opened(told[0], self._folders)):
            published = self.published(told[0])
            due = next((d for s in told if (d := _due(s, self.published(s)))), None)
            yield _Opening(happening, *what, tuple(told), published, due)

    def _is_record(self, statement: Statement) -> bool:
        """Whether words only sound like a plan: "the first president to visit" has visited."""
        article = self.articles.get(statement.article)
        return bool(article and _RECORD.search(statement.quote.of(article.text)))

    def fulfilment(self, opening: _Opening) -> tuple[Happening, Statement] | None:
        """The first word that it came true; of the episode itself also one that is less sure."""
        own = [s for s in opening.happening.statements if s.status in HAPPENED and not opened(s, self._folders)]
        told = [s for s in own if s.confidence >= LEAST_SAME and self.known(s)]
        same = [(opening.happening, s) for s in told if self._after(s, opening)]
        return self._first(same) or self._first(self._others(opening.outcomes.fulfilled_by, opening))

    def refutation(self, opening: _Opening) -> tuple[Happening, Statement] | None:
        """The first word that it came to nothing."""
        own = [s for s in opening.happening.with_status("negated", "denied") if sure(s) and self.known(s)]
        same = [(opening.happening, s) for s in own if self._after(s, opening) and _persons_fit(s, opening)]
        return self._first([*same, *self._others(opening.outcomes.refuted_by, opening)])

    def _others(self, frames: Sequence[str], opening: _Opening) -> list[tuple[Happening, Statement]]:
        """Other happenings of the given frames that may be what was expected, by their way, persons and day."""
        found = []
        for frame in frames:
            way = opening.happening.direction
            wanted = TURNED[way] if frame.startswith(TURNED_MARK) else way
            for happening, s in self._by_frame.get(frame.removeprefix(TURNED_MARK), ()):
                right = (
                    opening.outcomes.mutual or "both" in (wanted, happening.direction) or happening.direction == wanted
                )
                if right and happening is not opening.happening and self._fits(happening, s, opening):
                    found.append((happening, s))
        return found

    def _fits(self, happening: Happening, statement: Statement, opening: _Opening) -> bool:
        """Whether another happening is what was expected, by persons and days."""
        when = days(statement.start, statement.end) or days(happening.episode.start, happening.episode.end)
        if not when or not self._after(statement, opening) or not _persons_fit(statement, opening):
            return False
        if opening.due:
            return when.apart(opening.due) <= SLACK
        if opening.published is None:
            return False
        return when.apart(Days(opening.published, opening.published + timedelta(opening.outcomes.horizon))) == 0

    def _after(self, statement: Statement, opening: _Opening) -> bool:
        """Whether a statement can tell what came of it: published later, and of a day not long before."""
        published, when = self.published(statement), days(statement.start, statement.end)
        if statement.article in {s.article for s in opening.told}:
            return False
        if not published or not opening.published:
            return True
        early = when is not None and when.last < opening.published - timedelta(days=SLACK)
        return published >= opening.published and not early

    def _first(self, pairs: Sequence[tuple[Happening, Statement]]) -> tuple[Happening, Statement] | None:
        return min(pairs, key=lambda p: (self.published(p[1]) or date.max, -p[1].confidence, p[1].id), default=None)


def _expectation(opening: _Opening, told: _Told, names: Names) -> Expectation:
    first, episode = opening.told[0], opening.happening.episode
    state: State = "fulfilled"
    closing = told.fulfilment(opening)
    if not closing:
        closing, state = told.refutation(opening), "refuted"
    if not closing:
        lapsed = opening.due and _over(opening.due.last, told) and not opening.happening.happened
        state = "lapsed" if lapsed else "open"
    horizon = opening.published and opening.published + timedelta(days=opening.outcomes.horizon)
    cited, *also = (cite(s, told.articles, episode.id) for s in opening.told)
    closed = cite(closing[1], told.articles, closing[0].episode.id) if closing else None
    when = _closed_on(closing[1], told) if closing else None
    return Expectation(
        kind=opening.kind,
        state=state,
        frame=first.frame,
        source=names.parties(first.source),
        target=names.parties(first.target),
        direction=opening.happening.direction,
        by=cited.by,
        due_start=opening.due.first.isoformat() if opening.due else None,
        due_end=opening.due.last.isoformat() if opening.due else None,
        opened_on=opening.published.isoformat() if opening.published else "",
        closed_on=when.isoformat() if when else "",
        stale=bool(state == "open" and not opening.due and horizon and _over(horizon, told)),
        days=(when - opening.published).days if when and opening.published else None,
        opened=cited,
        also=tuple(also),
        closed=closed,
    )


def _closed_on(statement: Statement, told: _Told) -> date | None:
    """The day of what closed it, where that is told exactly, else the day on which it was reported."""
    when = days(statement.start, statement.end)
    return when.first if when and when.first == when.last else told.published(statement)


def _due(statement: Statement, published: date | None) -> Days | None:
    """The days named for something.

    A promise or a threat is dated by when it was spoken; days that were over before it was announced are a misreading,
    and those that only begin name no end.
    """
    if statement.status in HAPPENED or not statement.end:
        return None
    when = days(statement.start, statement.end)
    return when if when and (published is None or when.last >= published) else None


def _over(last: date, told: _Told) -> bool:
    """Whether a day and the time of grace after it are over, and articles of the relation appeared since."""
    over = last + timedelta(days=GRACE)
    return over < told.as_of and over < told.latest


def _persons_fit(statement: Statement, opening: _Opening) -> bool:
    """Whether the persons named for a side in both are the same, where both name some.

    Where no day is named for what comes often, somebody has to be the same.
    """
    first, shared = opening.told[0], False
    for country in {actor.country for actor in (*statement.source, *statement.target)} - {""}:
        ones, others = _persons(statement, country), _persons(first, country)
        if ones and others and not ones & others:
            return False
        shared |= bool(ones & others)
    return shared or opening.due is not None or not opening.outcomes.frequent


def _persons(statement: Statement, country: str) -> frozenset[str]:
    actors = (a for a in (*statement.source, *statement.target) if a.country == country and a.office)
    return frozenset(a.name.casefold().split()[-1] for a in actors if a.name)
