"""Where single records belong, and lists of records as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal

from detente.errors import InputError
from detente.export.columns import Row
from detente.export.rows import article_rows, episode_rows, statement_rows
from detente.export.write import check, write
from detente.model import Article, Episode, Statement
from detente.store import between, lists, read, searches
from detente.store.connect import Database
from detente.store.lists import Found
from detente.store.searches import Search

Listed = Literal["articles", "episodes", "statements"]

# So many records are read at once.
BATCH = 200


class Looking:
    """The questions of an archive about single records by their ids, and its saved searches."""

    _db: Database

    def episodes_of(self, article_id: str) -> dict[str, str]:
        """To which episode each statement of an article belongs, as far as they are linked, by the ids of both."""
        return read.episodes_of_article(self._db, article_id)

    def article_of(self, statement_id: str) -> str:
        """The id of the article in which a statement stands.

        Raises:
            InputError: there is no such statement.
        """
        found = read.article_of(self._db, statement_id)
        if found is None:
            raise InputError(f"no statement {statement_id!r} in {self._db.path}")
        return found

    def found(self, statement_ids: Sequence[str]) -> dict[str, Found]:
        """Statements with their words by their ids, as a list of :meth:`search` has them; unknown ids are left out."""
        return lists.by_id(self._db, statement_ids)

    def save_search(self, name: str, query: str) -> Search:
        """Keep a search of the app under a name; ``query`` is as in its address: ``who=USA&to=KHM``.

        Raises:
            InputError: the name is empty, or name or query are too long.
        """
        return searches.save(self._db, name, query)

    def saved_searches(self) -> tuple[Search, ...]:
        """The saved searches, by name."""
        return searches.everything(self._db)

    def forget_search(self, name: str) -> bool:
        """Take a saved search away. Returns whether there was one of that name."""
        return searches.forget(self._db, name)

    def export_some(self, table: Listed, ids: Iterable[str], path: Path, *, format: str | None = None) -> int:  # noqa: A002
        """Write some records of a table to a file, in the order of their ids, with the columns of :meth:`export`.

        Args:
            table: articles, episodes or statements.
            ids: which; those that are not there are left out.
            path: the file; it appears when it is complete.
            format: csv, jsonl or parquet; told by the ending of the file unless given.

        Returns:
            How many rows were written.

        Raises:
            InputError: there is no such format, or the file cannot be written.
        """
        known, form = check(table, path, format)
        if form == "plover":
            raise InputError("lists are written as csv, jsonl or parquet; `detente export` writes PLOVER records")
        rows = (row for batch in _batches(ids) for row in self._rows_of(table, batch))
        return write(known, path, rows, form)

    def _rows_of(self, table: Listed, ids: tuple[str, ...]) -> Iterator[Row]:
        if table == "episodes":
            found = between.episodes_by_id(self._db, ids)
            return episode_rows(self._evidence(found[one] for one in ids if one in found))
        if table == "articles":
            return article_rows(read.articles_by_id(self._db, ids))
        return statement_rows(read.statements_by_id(self._db, ids))

    def _evidence(self, episodes: Iterable[Episode]) -> Iterator[tuple[Episode, list[tuple[Statement, Article]]]]:
        """Episodes, each with the statements that tell of it and their articles."""
        for episode in episodes:
            yield episode, read.episode_statements(self._db, episode.id)


def _batches(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    given = iter(ids)
    while batch := tuple(islice(given, BATCH)):
        yield batch
