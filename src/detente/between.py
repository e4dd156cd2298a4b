"""What an archive holds of a relation, read part by part as views ask for it: a series needs no text."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from detente.model import Statement
from detente.relations.mediators import roles
from detente.relations.names import Folders
from detente.relations.outline import Coverage
from detente.relations.pairs import Direction, direction
from detente.relations.points import Point
from detente.relations.records import InMemory, Told
from detente.store import between, read
from detente.store.connect import Database
from detente.store.where import Where


class Between:
    """The records of two sides, ``a`` and ``b``, in an archive; see :class:`detente.relations.records.Records`."""

    def __init__(self, db: Database, a: str, b: str, where: Where, codebook: Folders = ()) -> None:
        """Take the two sides as a relation calls them, the same as the archive is asked for them, and own tables."""
        self._db, self._a, self._b, self._where, self._folders = db, a, b, where, codebook
        self._own: Told | None = None
        self._outline: list[Point] | None = None

    def told(self) -> Told:
        """The statements between the two; of their articles, those are read that are asked for."""
        if self._own is None:
            statements = read.statements_alone(self._db, self._where)
            episodes = list(read.episodes_about(self._db, self._where))
            self._own = Told(statements, episodes, between.Articles(self._db, (s.article for s in statements)))
        return self._own

    def outline(self) -> Sequence[Point]:
        """Every episode between the two, whatever became of it, without its words."""
        asked = self._asked
        if not asked:
            return self._memory.outline()
        if self._outline is None:
            ways: dict[int, Direction] = {1: "a→b", 2: "b→a"} if asked.one == self._a else {1: "b→a", 2: "a→b"}
            self._outline = [
                Point(r.episode, r.start, r.end, r.status, ways.get(r.way, "both"), r.quad, r.score, r.frame)
                for r in between.episode_rows(self._db, asked)
            ]
        return self._outline

    def coverage(self) -> Coverage:
        """In how many articles the two are told of, and when."""
        asked = self._asked
        if not asked:
            return self._memory.coverage()
        return Coverage(*between.coverage(self._db, asked))

    def some(self, episodes: Collection[str]) -> Told:
        """The statements between the two that tell of the given episodes."""
        if not self._asked:
            return self._memory.some(episodes)
        return self._with_statements(episodes)

    def third(self) -> Told:
        """The statements of the same articles that tell of one of the two and somebody else."""
        return self._whole().third()

    def aside(self, articles: Collection[str], frames: Collection[str]) -> Sequence[Statement]:
        """Statements of given frames and articles that act on nobody."""
        return between.statements_aside(self._db, articles, frames)

    def mediation(self) -> Told:
        """The statements that may tell of somebody between the two."""
        asked = self._asked
        if not asked:
            return self._whole().mediation()
        known = roles(self._folders)
        half = sorted({row.frame for row in known if row.half})
        towards = sorted({row.frame for row in known if row.side != "place"})
        placed = between.placed_episodes(self._db, asked, sorted({row.frame for row in known if row.side == "place"}))
        elsewhere = {e.id for e in placed if e.place and e.place.country not in ("", asked.one, asked.two)}
        found = between.episodes_with_third(self._db, asked, towards) | between.episodes_beside(self._db, asked, half)
        if not asked.linked:
            found |= between.waiting(self._db, asked, sorted({row.frame for row in known}))
        return self._with_statements(found | elsewhere)

    @property
    def _memory(self) -> InMemory:
        """The statements between the two, for what the archive keeps no account of."""
        return InMemory(self._a, self._b, self.told())

    def _whole(self) -> InMemory:
        """Everything: the statements between the two, and all others of the same articles."""
        inside = {s.id for s in self.told().statements}
        found = list(read.statements(self._db, self._where, whole=True))
        told = (s for coded in found for s in coded.statements)
        # Of what the articles tell besides, only that about others stays: it serves the brief's last section.
        statements = [s for s in told if s.id in inside or not direction(s, self._a, self._b)]
        articles = {coded.article.id: coded.article for coded in found}
        return InMemory(self._a, self._b, Told(statements, self.told().episodes, articles))

    @property
    def _asked(self) -> between.Asked | None:
        """The two states and the period, or None where the archive keeps no account of the two.

        It keeps none of parts of a state and of parties by name.
        """
        parties = self._where.dyad or ()
        if not parties or any(party.sector or not party.country for party in parties):
            return None
        linked = read.linked_to(self._db) >= read.last_article(self._db)
        one, two = sorted((self._a, self._b))
        return between.Asked(one, two, self._where.since, self._where.until, linked)

    def _with_statements(self, episodes: Collection[str]) -> Told:
        found = between.episodes_by_id(self._db, episodes)
        # Those that wait to be linked are known by their own ids.
        ids = {key for one in found.values() for key in one.statements} | (set(episodes) - set(found))
        statements = between.statements_by_id(self._db, ids)
        articles = between.Articles(self._db, (statement.article for statement in statements.values()))
        return Told(list(statements.values()), list(found.values()), articles)
