"""Where the records of a relation come from: all at once from memory, or part by part from an archive."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from detente.model import Article, Episode, Statement
from detente.relations.happenings import Happening, happenings
from detente.relations.outline import Coverage
from detente.relations.pairs import belongs, direction, members
from detente.relations.points import Point, outlined


class Told(NamedTuple):
    """Statements with the episodes that they are about and the articles that they stand in, by id."""

    statements: Sequence[Statement]
    episodes: Sequence[Episode]
    articles: Mapping[str, Article]


class Records(Protocol):
    """The records of two sides. A view asks for what it needs, so that a series reads no text."""

    def told(self) -> Told:
        """Everything: the statements between the two, and others of the same articles."""

    def outline(self) -> Sequence[Point]:
        """Every episode between the two, whatever became of it, without its words."""

    def coverage(self) -> Coverage:
        """In how many articles the two are told of, and when."""

    def some(self, episodes: Collection[str]) -> Told:
        """The statements between the two that tell of the given episodes."""

    def third(self) -> Told:
        """The statements that name one of the two, or tell what the two do, and somebody else besides."""

    def mediation(self) -> Told:
        """The statements that may tell of somebody between the two: a mediator, a host, the place of a meeting."""

    def aside(self, articles: Collection[str], frames: Collection[str]) -> Sequence[Statement]:
        """Statements of given frames and articles that act on nobody, whoever makes them."""


class InMemory:
    """Records that are all at hand."""

    def __init__(self, a: str, b: str, told: Told) -> None:
        """Take the records of two sides."""
        self._a, self._b, self._told = a, b, told

    def told(self) -> Told:
        """Everything."""
        return self._told

    def outline(self) -> Sequence[Point]:
        """Every episode between the two, without its words."""
        return outlined(self._happenings())

    def coverage(self) -> Coverage:
        """In how many articles the two are told of, and when."""
        own = dict.fromkeys(s.article for s in self._told.statements if direction(s, self._a, self._b))
        read = [self._told.articles[key] for key in own if key in self._told.articles]
        days = [article.published for article in read if article.published]
        outlets = {article.outlet for article in read if article.outlet}
        return Coverage(len(read), len(outlets), min(days, default=""), max(days, default=""))

    def some(self, episodes: Collection[str]) -> Told:
        """The statements between the two that tell of the given episodes."""
        wanted = set(episodes)
        found = [h for h in self._happenings() if h.episode.id in wanted]
        statements = [s for h in found for s in h.statements]
        return Told(statements, [h.episode for h in found], self._told.articles)

    def third(self) -> Told:
        """The statements that tell of one or both of the two and somebody else."""
        return Told([s for s in self._told.statements if self._with_others(s)], *self._told[1:])

    def mediation(self) -> Told:
        """The same: in memory nothing is gained by asking for fewer."""
        return self.third()

    def aside(self, articles: Collection[str], frames: Collection[str]) -> Sequence[Statement]:
        """Statements of given frames and articles that act on nobody."""
        told = self._told.statements
        return [s for s in told if s.article in articles and s.frame in frames and not s.target]

    def _happenings(self) -> list[Happening]:
        return happenings(self._a, self._b, *self._told)

    def _with_others(self, statement: Statement) -> bool:
        sides = (self._a, self._b)
        actors = (*statement.source, *statement.target)
        if direction(statement, *sides) and statement.place:
            return True
        named = any(members(actors, side) for side in sides)
        return named and not all(any(belongs(actor, side) for side in sides) for actor in actors)
