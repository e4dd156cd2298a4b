"""Episodes of a relation with the statements that tell of them, and the choice of the words to show for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from detente.model import Article, Episode, Statement, Status
from detente.relations.dates import By, later, period
from detente.relations.pairs import Direction, direction

HAPPENED: frozenset[Status] = frozenset({"occurred", "ongoing"})

# How an actor is read that the words at hand do not name: by what stands elsewhere in the article.
POINTING = frozenset({"pronoun", "relative", "description", "speaker", "in play", "topic", "home", "deed", "discourse"})


@dataclass(frozen=True, slots=True)
class Happening:
    """An episode between the two sides of a relation, the way it points, and its statements, best words first."""

    episode: Episode
    direction: Direction
    statements: tuple[Statement, ...]

    @property
    def happened(self) -> bool:
        """Whether it took place or goes on, by the latest article that tells of it."""
        return self.episode.status in HAPPENED

    def ever(self, *statuses: Status) -> bool:
        """Whether the episode has, or once had, one of the given statuses."""
        told = {self.episode.status, *(status for _, status in self.episode.history)}
        return bool(told & set(statuses))

    def with_status(self, *statuses: Status) -> tuple[Statement, ...]:
        """The statements that give the episode one of the given statuses, best words first."""
        return tuple(s for s in self.statements if s.status in statuses)

    @property
    def best(self) -> Statement:
        """The statement whose words show best what became of the episode."""
        told = self.with_status(self.episode.status) or (self.with_status(*HAPPENED) if self.happened else ())
        return (told or self.statements)[0]


def happenings(
    a: str, b: str, statements: Sequence[Statement], episodes: Sequence[Episode], articles: Mapping[str, Article]
) -> list[Happening]:
    """The episodes between two sides, in time order, undated ones last.

    A statement that no episode holds makes an episode of its own, so nothing that was coded is lost from view.
    """
    ways = {s.id: way for s in statements if (way := direction(s, a, b))}
    own = {s.id: s for s in statements if s.id in ways}
    held: set[str] = set()
    found = []
    for episode in episodes:
        told = [own[key] for key in episode.statements if key in own]
        held.update(s.id for s in told)
        found += _happening(episode, told, ways, articles)
    for statement in own.values():
        if statement.id not in held:
            found += _happening(alone(statement, articles), [statement], ways, articles)
    return sorted(found, key=lambda h: _in_time(h.episode))


class Datable(Protocol):
    """What has days and a status: an episode, or its outline."""

    @property
    def start(self) -> str | None:
        """The first day, of any precision."""

    @property
    def end(self) -> str | None:
        """The last day."""

    @property
    def status(self) -> Status:
        """What became of it."""


def fits(episode: Datable, by: By) -> date | None:
    """The month or week that an episode falls in, or None where its date leaves several open.

    What goes on belongs to the period in which it began.
    """
    start = period(episode.start, by)
    whole = episode.status == "ongoing" or not episode.end or period(episode.end, by) == start
    return start if whole else None


def alone(statement: Statement, articles: Mapping[str, Article]) -> Episode:
    """The episode of a statement that stands by itself."""
    article = articles.get(statement.article)
    published = article.published if article else None
    return Episode(
        id=statement.id,
        event=statement.event,
        frame=statement.frame,
        source=tuple(actor.code for actor in statement.source),
        target=tuple(actor.code for actor in statement.target),
        symmetric=statement.symmetric,
        start=statement.start,
        end=statement.end,
        status=statement.status,
        history=((published or "", statement.status),),
        place=statement.place,
        quad=statement.quad,
        score=statement.score,
        statements=(statement.id,),
        articles=1,
    )


def best_first(statements: Iterable[Statement], articles: Mapping[str, Article]) -> tuple[Statement, ...]:
    """Statements by what their words are worth showing.

    The surest (to a tenth) come first, of these those whose words name both sides, then the earliest published, then
    the shortest. Those that tell as a fact what lies ahead of their article's day come last.
    """

    def worth(statement: Statement) -> tuple[bool, float, bool, str, int, str]:
        article = articles.get(statement.article)
        published = (article.published if article else None) or "9999"
        ahead = statement.status in HAPPENED and later(statement.start or "", published)
        length = statement.quote.end - statement.quote.start
        return (ahead, -round(statement.confidence, 1), not _named(statement), published, length, statement.id)

    return tuple(sorted(statements, key=worth))


def _named(statement: Statement) -> bool:
    """Whether the words of a statement name both sides themselves, so that they can be read alone."""
    spans = [span for span in (statement.source_span, statement.target_span) if span]
    actors = (*statement.source, *statement.target)
    return all(map(statement.quote.covers, spans)) and not any(actor.method in POINTING for actor in actors)


def _happening(
    episode: Episode, told: Sequence[Statement], ways: Mapping[str, Direction], articles: Mapping[str, Article]
) -> list[Happening]:
    if not told:
        return []
    ordered = best_first(told, articles)
    return [Happening(episode, "both" if episode.symmetric else ways[ordered[0].id], ordered)]


def _in_time(episode: Episode) -> tuple[bool, str, str, str]:
    """Sorts by day, a month before its days, undated episodes last by the day they were first reported."""
    reported = min((day for day, _ in episode.history if day), default="")
    return (episode.start is None, episode.start or reported, episode.end or "", episode.id)
