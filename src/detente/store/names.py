"""Names of which articles do not tell whose they are, and who bears them by other articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from detente.model import Statement
from detente.store.connect import Database


class Bearer(NamedTuple):
    """What an article tells of a person of a known state."""

    name: str
    country: str
    office: str
    sector: str
    published: str | None
    article: str


def write(db: Database, article_id: str, words: Iterable[str]) -> None:
    """Replace the words of the open names of an article, and see to them at the next linking."""
    db.run("DELETE FROM open_names WHERE article = ?", (article_id,))
    db.run("DELETE FROM unnamed WHERE article = ?", (article_id,))
    own = sorted(set(words) - {""})
    db.run_many("INSERT INTO open_names VALUES (?, ?)", [(word, article_id) for word in own])
    note(db, own)


def note(db: Database, names: Iterable[str]) -> None:
    """Note names of whose bearers more, or less, is told than before."""
    db.run_many("INSERT OR IGNORE INTO changed_names VALUES (?)", [(name,) for name in sorted(set(names))])


def take_noted(db: Database) -> list[str]:
    """The names noted since this was asked last."""
    found = [row[0] for row in db.rows("SELECT name FROM changed_names ORDER BY name")]
    if found:
        db.run("DELETE FROM changed_names")
    return found


def articles(db: Database, words: Iterable[str]) -> dict[str, set[str]]:
    """The articles that have open names with some words, and the words of all their open names."""
    found: dict[str, set[str]] = {}
    for word in sorted(set(words)):
        for row in db.rows("SELECT article FROM open_names WHERE word = ?", (word,)):
            found.setdefault(row["article"], set())
    for article, own in found.items():
        own |= {row[0] for row in db.rows("SELECT word FROM open_names WHERE article = ?", (article,))}
    return dict(sorted(found.items()))


def bearers(db: Database) -> list[Bearer]:
    """What articles tell of people of known states."""
    sql = "SELECT name, country, office, sector, published, article FROM people WHERE country <> ''"
    return sorted(Bearer(*row) for row in db.rows(sql + " AND published IS NOT NULL"))


def unnamed(db: Database, article_id: str) -> tuple[Statement, ...] | None:
    """The statements as the article alone has them, where names in them were found since; else None."""
    row = db.row("SELECT statements FROM unnamed WHERE article = ?", (article_id,))
    return None if row is None else tuple(msgspec.json.decode(row["statements"], type=list[Statement]))


def keep_unnamed(db: Database, article_id: str, statements: Iterable[Statement]) -> None:
    """Keep the statements as the article alone has them."""
    record = msgspec.json.encode(list(statements)).decode()
    db.run("INSERT OR IGNORE INTO unnamed VALUES (?, ?)", (article_id, record))
