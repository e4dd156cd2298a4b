"""Searches that a person wants to come back to, each under a name."""

from __future__ import annotations

import datetime

import msgspec

from detente.errors import InputError
from detente.store.connect import Database

LONGEST_NAME, LONGEST_QUERY = 80, 2_000


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """A saved search: its ``name``, the ``query`` as in an address (``who=USA&to=KHM``), and when it was ``saved``."""

    name: str
    query: str
    saved: str


def save(db: Database, name: str, query: str) -> Search:
    """Keep a search; one of the same name is replaced.

    Raises:
        InputError: the name is empty, or name or query are too long.
    """
    kept = " ".join(name.split())
    if not kept or len(kept) > LONGEST_NAME:
        raise InputError(f"a search is saved under a name of 1 to {LONGEST_NAME} characters, not {len(kept)}")
    if len(query) > LONGEST_QUERY:
        raise InputError(f"the query of {kept!r} has {len(query):,} characters; up to {LONGEST_QUERY:,} can be saved")
    saved = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    db.run("INSERT OR REPLACE INTO searches (name, query, saved) VALUES (?, ?, ?)", (kept, query, saved))
    return Search(name=kept, query=query, saved=saved)


def everything(db: Database) -> tuple[Search, ...]:
    """All saved searches, by name."""
    rows = db.rows("SELECT name, query, saved FROM searches ORDER BY name COLLATE NOCASE, name")
    return tuple(Search(name=row["name"], query=row["query"], saved=row["saved"]) for row in rows)


def forget(db: Database, name: str) -> bool:
    """Take a search away. Returns whether there was one of that name."""
    return db.run("DELETE FROM searches WHERE name = ?", (name,)).rowcount > 0
