"""What articles say of people: written with each article, read by name and country."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from detente.model import Coded, Person
from detente.store.connect import Database


class Seen(NamedTuple):
    """What an article says of a person, with the words for it and who published them."""

    person: Person
    quote: str
    outlet: str


def write_people(db: Database, coded: Coded) -> None:
    """Replace what an article says of people. Runs inside the transaction that writes the article."""
    article = coded.article
    db.run("DELETE FROM people WHERE article = ?", (article.id,))
    db.run_many(
        "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?)",
        [
            (article.id, n, p.name, p.country, p.span.of(article.text), msgspec.json.encode(p).decode())
            for n, p in enumerate(coded.people)
        ],
    )


def of_article(db: Database, article_id: str) -> tuple[Person, ...]:
    """What one article says of people, in the order of its text."""
    rows = db.rows("SELECT record FROM people WHERE article = ? ORDER BY position", (article_id,))
    return tuple(_person(row["record"]) for row in rows)


def names(db: Database, country: str = "") -> list[tuple[str, str]]:
    """All names with their countries; of one country, with those of unknown country, if one is given."""
    where = "WHERE country IN ('', :country)" if country else ""
    rows = db.rows(f"SELECT DISTINCT name, country FROM people {where} ORDER BY name, country", {"country": country})
    return [(row["name"], row["country"]) for row in rows]


def seen(db: Database, wanted: Callable[[tuple[str, str]], bool], country: str = "") -> Iterator[Seen]:
    """What articles say of the people whose name and country are wanted, in order of name and of publication."""
    sql = """SELECT p.record, p.quote, a.outlet FROM people p JOIN articles a ON a.id = p.article
        WHERE p.name = ? AND p.country = ? ORDER BY a.published IS NULL, a.published, a.id, p.position"""
    for pair in filter(wanted, names(db, country)):
        for row in db.rows(sql, pair):
            yield Seen(_person(row["record"]), row["quote"], row["outlet"])


def _person(record: str) -> Person:
    return msgspec.json.decode(record, type=Person)
