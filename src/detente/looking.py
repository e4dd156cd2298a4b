"""Where a statement belongs: in which article it stands, and to which episode it was linked."""

from __future__ import annotations

from detente.errors import InputError
from detente.store import read
from detente.store.connect import Database


class Looking:
    """The questions of an archive about where single records belong."""

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
