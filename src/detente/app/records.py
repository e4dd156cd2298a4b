"""What pages show and the API answers beside the records of the archive itself."""

from __future__ import annotations

import msgspec

from detente import Found, Page, Tie
from detente.model import Article, Attribution, Correction, Episode, Person, Statement


class ArticleRead(msgspec.Struct, frozen=True, kw_only=True):
    """An article with all that was coded in it; ``episodes`` maps the statements that are linked to their episodes."""

    article: Article
    statements: tuple[Statement, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    people: tuple[Person, ...] = ()
    corrections: tuple[Correction, ...] = ()
    episodes: dict[str, str] = {}

    def quote(self, statement: Statement) -> str:
        """The words that carry a statement."""
        return statement.quote.of(self.article.text)


class LevelMonth(msgspec.Struct, frozen=True, kw_only=True):
    """A month of a relation: how many episodes, their mean score, and the level at its end, from -10 to 10."""

    month: str
    episodes: float
    score: float | None
    level: float


class EpisodeEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An episode in a list, with the surest of the first five statements that tell of it."""

    episode: Episode
    told: Found | None = None


class RelationRead(msgspec.Struct, frozen=True, kw_only=True):
    """A relation: its two sides, its record by month, how many episodes it has, and a page of these.

    The record begins five years before the first article that tells of the two at most; what lies before it still
    weighs on the level.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    count: int
    months: tuple[LevelMonth, ...]
    episodes: Page[EpisodeEntry]


class TieList(msgspec.Struct, frozen=True, kw_only=True):
    """What happened between each two states."""

    items: tuple[Tie, ...]
