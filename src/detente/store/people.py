"""What articles say of people: written with each article, summed up by name, country and office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from detente.model import Coded, Person
from detente.store import names
from detente.store.connect import Database

# What sorts last stands for an unknown day; the parts are parted by a character that no id has.
_SUMS = """
    SELECT name, country, office, sector, group_concat(DISTINCT method) AS methods,
        count(DISTINCT article) AS articles, min(published) AS first, max(published) AS last,
        min(coalesce(published, '~') || char(31) || article || char(31) || printf('%06d', position)) AS place
    FROM people WHERE {where} GROUP BY name, country, office, sector"""


# A name as written, and the country of its bearer.
Name = tuple[str, str]


class Held(NamedTuple):
    """An office that articles give a name, summed up: how many, from when to when, and where it stands first.

    ``office`` is in lower case; ``article`` and ``position`` lead to the words.
    """

    name: str
    country: str
    office: str
    sector: str
    methods: tuple[str, ...]
    articles: int
    first: str | None
    last: str | None
    article: str
    position: int


class Words(NamedTuple):
    """The words of an article for an office, the office as they have it, and who published them."""

    quote: str
    office: str
    outlet: str


def write_people(db: Database, coded: Coded) -> None:
    """Replace what an article says of people. Runs inside the transaction that writes the article."""
    article = coded.article
    before = [row[0] for row in db.rows("SELECT name FROM people WHERE article = ?", (article.id,))]
    names.note(db, [*before, *(p.name for p in coded.people)])
    db.run("DELETE FROM people WHERE article = ?", (article.id,))
    rows = [
        (p.name, p.country, p.office.lower(), p.sector, p.method, p.published, p.span.of(article.text), _json(p))
        for p in coded.people
    ]
    db.run_many(
        "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(article.id, position, *row) for position, row in enumerate(rows)],
    )


def of_article(db: Database, article_id: str) -> tuple[Person, ...]:
    """What one article says of people, in the order of its text."""
    rows = db.rows("SELECT record FROM people WHERE article = ? ORDER BY position", (article_id,))
    return tuple(msgspec.json.decode(row["record"], type=Person) for row in rows)


def known(db: Database, country: str = "") -> list[Name]:
    """All names with their countries; of one country, and of unknown ones, if one is given."""
    where = "WHERE country IN ('', :country)" if country else ""
    rows = db.rows(f"SELECT DISTINCT name, country FROM people {where}", {"country": country})
    return [(name, of) for name, of in rows]


def counts(db: Database, names: Iterable[Name] | None = None) -> dict[Name, int]:
    """How many articles have some names with their countries, or each of all."""
    if names is None:
        sql = "SELECT name, country, count(DISTINCT article) FROM people GROUP BY name, country"
        return {(name, country): number for name, country, number in db.rows(sql)}
    sql = "SELECT count(DISTINCT article) FROM people WHERE name = ? AND country = ?"
    return {pair: db.value(sql, pair) for pair in names}


def held(db: Database, names: Iterable[Name] | None = None) -> Iterator[Held]:
    """The offices that articles give people: those of some names with their countries, or of everybody."""
    if names is None:
        yield from map(_held, db.rows(_SUMS.format(where="1")))
        return
    for pair in names:
        yield from map(_held, db.rows(_SUMS.format(where="name = ? AND country = ?"), pair))


def words(db: Database, article_id: str, position: int) -> Words:
    """The words for an office."""
    sql = """SELECT p.quote, p.record, a.outlet FROM people p JOIN articles a ON a.id = p.article
        WHERE p.article = ? AND p.position = ?"""
    row = db.row(sql, (article_id, position))
    if row is None:
        return Words("", "", "")
    return Words(row["quote"], msgspec.json.decode(row["record"], type=Person).office, row["outlet"])


def _held(row: Any) -> Held:
    _, article, position = row["place"].split("\x1f")
    methods = tuple(sorted(row["methods"].split(",")))
    whole = (row["name"], row["country"], row["office"], row["sector"], methods)
    return Held(*whole, row["articles"], row["first"], row["last"], article, int(position))


def _json(person: Person) -> str:
    return msgspec.json.encode(person).decode()
