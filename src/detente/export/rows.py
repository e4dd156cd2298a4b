"""Records → flat rows, with the columns of ``columns.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from detente.export.columns import Row
from detente.model import Actor, Article, Coded, Episode, Place, Span, Statement


def article_rows(articles: Iterable[tuple[Article, int]]) -> Iterator[Row]:
    """One row an article, given with the number of its statements."""
    for article, statements in articles:
        yield {
            "id": article.id,
            "title": article.title,
            "author": article.author,
            "outlet": article.outlet,
            "published": article.published,
            "language": article.language,
            "kind": article.kind,
            "url": article.url,
            "source": article.source,
            "near_copy_of": article.near_copy_of,
            "characters": len(article.text),
            "statements": statements,
            "text": article.text,
        }


def statement_rows(coded: Iterable[Coded]) -> Iterator[Row]:
    """One row a statement, with the words that carry it and where they were published."""
    for one in coded:
        for statement in one.statements:
            yield _statement_row(statement, one.article)


def episode_rows(episodes: Iterable[tuple[Episode, Sequence[tuple[Statement, Article]]]]) -> Iterator[Row]:
    """One row an episode, given with its statements and their articles."""
    for episode, evidence in episodes:
        # Ties go to the earliest report, for the evidence comes in order of publication.
        best = max(evidence, key=lambda pair: pair[0].confidence, default=None)
        yield {
            "id": episode.id,
            "frame": episode.frame,
            "event": episode.event,
            "status": episode.status,
            "source": list(episode.source),
            "target": list(episode.target),
            "symmetric": episode.symmetric,
            "start": episode.start,
            "end": episode.end,
            **_place(episode.place),
            "quad": episode.quad,
            "score": episode.score,
            "history": [f"{day}:{status}" for day, status in episode.history],
            "articles": episode.articles,
            "statements": list(episode.statements),
            **_citation(best),
        }


def actor_rows(coded: Iterable[Coded]) -> list[Row]:
    """One row for each name with each code that it was resolved to, the most frequent first."""
    found: dict[tuple[str, str], _Tally] = {}
    for one in coded:
        for statement in one.statements:
            for is_source, actors in ((True, statement.source), (False, statement.target)):
                for actor in actors:
                    tally = found.setdefault((actor.name, actor.code), _Tally(actor, statement, one.article))
                    tally.add(statement, one.article, actor, is_source)
    rows = [tally.row() for tally in found.values()]
    return sorted(rows, key=lambda row: (-row["statements"], row["code"], row["name"]))


@dataclass(slots=True)
class _Tally:
    """What is known of one actor so far."""

    actor: Actor
    first: Statement
    first_article: Article
    offices: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    articles: int = 0
    statements: int = 0
    as_source: int = 0
    as_target: int = 0
    last_seen: tuple[str, str] = ("", "")

    def add(self, statement: Statement, article: Article, actor: Actor, is_source: bool) -> None:
        """Count one appearance. Statements come article by article, so comparing with the last one is enough."""
        self.articles += self.last_seen[0] != article.id
        self.statements += self.last_seen != (article.id, statement.id)
        self.last_seen = (article.id, statement.id)
        self.as_source += is_source
        self.as_target += not is_source
        self.offices |= {actor.office} - {""}
        if article.published:
            days = {*self.days, article.published}
            self.days = {min(days), max(days)}

    def row(self) -> Row:
        """The finished row."""
        return {
            "name": self.actor.name,
            "code": self.actor.code,
            "country": self.actor.country,
            "sector": self.actor.sector,
            "offices": sorted(self.offices),
            "statements": self.statements,
            "as_source": self.as_source,
            "as_target": self.as_target,
            "articles": self.articles,
            "first": min(self.days, default=None),
            "last": max(self.days, default=None),
            "article": self.first_article.id,
            "quote": _words(self.first.quote, self.first_article),
        }


def _statement_row(statement: Statement, article: Article) -> Row:
    return {
        "id": statement.id,
        "article": statement.article,
        "outlet": article.outlet,
        "published": article.published,
        "title": article.title,
        "url": article.url,
        "kind": article.kind,
        "quote": _words(statement.quote, article),
        "quote_start": statement.quote.start,
        "quote_end": statement.quote.end,
        "sentence": statement.sentence,
        "frame": statement.frame,
        "event": statement.event,
        "modes": list(statement.modes),
        "contexts": list(statement.contexts),
        "document_contexts": list(statement.document_contexts),
        "cameo": statement.cameo,
        "status": statement.status,
        **_actors("source", statement.source),
        **_actors("target", statement.target),
        "symmetric": statement.symmetric,
        "start": statement.start,
        "end": statement.end,
        "date_text": statement.date_text,
        "date_certainty": statement.date_certainty,
        **_place(statement.place),
        "place_certainty": statement.place.certainty if statement.place else None,
        "alternatives": list(_readings(statement)),
        "attributed_to": list(statement.attributed_to),
        "stance": statement.stance,
        "voices": [voice.name for voice in statement.voices if voice.name],
        "condition": _words(statement.condition, article),
        "because": [_words(cause.span, article) for cause in statement.because],
        "because_statement": [cause.statement or "" for cause in statement.because],
        "trigger": _words(statement.trigger, article),
        "trigger_start": statement.trigger.start,
        "trigger_end": statement.trigger.end,
        "source_text": _words(statement.source_span, article),
        "target_text": _words(statement.target_span, article),
        "quad": statement.quad,
        "score": statement.score,
        "confidence": statement.confidence,
        "status_probability": statement.status_probability,
        "coder": statement.coder,
    }


def _actors(side: str, actors: Sequence[Actor]) -> Row:
    return {
        side: [actor.name for actor in actors],
        f"{side}_code": [actor.code for actor in actors],
        f"{side}_office": [actor.office for actor in actors],
        f"{side}_certainty": min((actor.certainty for actor in actors), default=None),
    }


def _readings(statement: Statement) -> Iterator[Row]:
    """Who and what else may be meant, a record each."""
    for part, meant in (
        ("source", statement.source),
        ("target", statement.target),
        ("place", (statement.place,) if statement.place else ()),
    ):
        for one in meant:
            for other in one.alternatives:
                yield {
                    "part": part,
                    "of": one.name,
                    "name": other.name,
                    "code": other.code if isinstance(one, Actor) else other.country,
                    "score": other.score,
                }
    for day in statement.date_alternatives:
        when = " to ".join(dict.fromkeys(filter(None, (day.start, day.end))))
        yield {"part": "date", "of": statement.date_text, "name": day.words, "code": when, "score": day.score}


def _place(place: Place | None) -> Row:
    return {
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
    }


def _citation(evidence: tuple[Statement, Article] | None) -> Row:
    if evidence is None:
        return dict.fromkeys(("quote", "article", "outlet", "published", "title", "url"))
    statement, article = evidence
    return {
        "quote": _words(statement.quote, article),
        "article": article.id,
        "outlet": article.outlet,
        "published": article.published,
        "title": article.title,
        "url": article.url,
    }


def _words(span: Span | None, article: Article) -> str | None:
    return span.of(article.text) if span else None
