"""Questions to an archive, answered with records. All orders are fixed by the data, not by the time of writing."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar

import msgspec

from detente.errors import InputError
from detente.model import Article, Attribution, Coded, Episode, Skipped, Statement
from detente.store import people as store_people
from detente.store.connect import Database
from detente.store.where import Where, is_selective, marked, marks, of_episodes, of_statements

Record = TypeVar("Record", Article, Attribution, Episode, Statement)

_ARTICLE = "a.id, a.text, a.record"
_STATEMENTS = "FROM articles a JOIN statements s ON s.article = a.id"
_LINKED = """FROM statements s JOIN episode_statements e ON e.statement = s.seq
    JOIN episodes o ON o.seq = e.episode"""
# The order of publication; without a day first.
PUBLICATION = "coalesce(a.published, ''), a.id"
_REPORTED = "coalesce(s.reported, ''), s.article, s.position"
_TIME = "s.start IS NULL, coalesce(s.start, ''), coalesce(s.reported, ''), s.id"
_IN_TIME = f"ORDER BY {_TIME}"
# An article's own conditions, without those that only its statements can meet.
_PUBLISHED = "(:since = '' OR a.published || '~' >= :since) AND (:until = '' OR a.published <= :until || '~')"


def has(db: Database, article_id: str) -> bool:
    """Whether the archive holds an article."""
    return db.row("SELECT 1 FROM articles WHERE id = ?", (article_id,)) is not None


def facts(db: Database, article_id: str) -> Article | None:
    """What the archive knows of an article, without its text and its raw page; None where it is not there."""
    record = db.value("SELECT record FROM articles WHERE id = ?", (article_id,))
    return None if record is None else _record(record, Article)


def full_id(db: Database, start: str) -> str:
    """The id of the one article whose id begins with ``start``.

    Raises:
        InputError: no article's id begins so, or those of several do.
    """
    if start and has(db, start):
        return start
    sql = "SELECT id FROM articles WHERE id >= :start AND id < :start || char(1114111) ORDER BY id LIMIT 4"
    found = [row["id"] for row in db.rows(sql, {"start": start})] if start else []
    if not found:
        raise InputError(f"no article {start!r} in {db.path}; `detente find WORDS` lists articles with their ids")
    if len(found) > 1:
        raise InputError(f"several articles begin with {start!r} ({', '.join(found)} …); give more of the id")
    return str(found[0])


def article(db: Database, article_id: str) -> Article:
    """An article by its full id, with its raw page."""
    row = db.row(
        f"SELECT {_ARTICLE}, p.raw FROM articles a LEFT JOIN pages p ON p.article = a.id WHERE a.id = ?", (article_id,)
    )
    if row is None:
        raise InputError(f"no article {article_id!r} in {db.path}")
    raw = zlib.decompress(row["raw"]).decode() if row["raw"] is not None else ""
    return msgspec.structs.replace(_article(row), raw=raw)


def coded(db: Database, article_id: str) -> Coded:
    """An article by its full id, with all that was coded in it."""
    of_article = "WHERE article = ? ORDER BY position"
    statements = db.rows(f"SELECT record FROM statements {of_article}", (article_id,))
    attributions = db.rows(f"SELECT record FROM attributions {of_article}", (article_id,))
    return Coded(
        article=article(db, article_id),
        statements=tuple(_record(row["record"], Statement) for row in statements),
        attributions=tuple(_record(row["record"], Attribution) for row in attributions),
        people=store_people.of_article(db, article_id),
    )


def articles(
    db: Database, where: Where | None = None, *, limit: int | None = None, after: str = ""
) -> Iterator[tuple[Article, int]]:
    """All articles, without their raw pages, each with the number of its statements, in order of publication.

    Args:
        db: the archive.
        where: the conditions; those on statements do not count.
        limit: how many articles; all by default.
        after: id of the article behind which to begin.
    """
    asked = where or Where()
    place = place_of(db, PUBLICATION, "articles a", after)
    sql = f"""SELECT {_ARTICLE}, (SELECT count(*) FROM statements s WHERE s.article = a.id) AS statements
        FROM articles a
        WHERE {_PUBLISHED} AND {behind(PUBLICATION, place)}
            {"AND a.outlet = :outlet COLLATE NOCASE" if asked.outlet else ""}
        ORDER BY {PUBLICATION} LIMIT :limit"""
    values = {"since": asked.since, "until": asked.until, "outlet": asked.outlet} | page_values(limit, place)
    for row in db.rows(sql, values):
        yield _article(row), row["statements"]


def statements(
    db: Database, where: Where | None = None, *, whole: bool = False, limit: int | None = None, after: str = ""
) -> Iterator[Coded]:
    """The statements that meet the conditions, by article in order of publication.

    Args:
        db: the archive.
        where: the conditions.
        whole: give all statements of each article that has one which meets the conditions.
        limit: how many statements; all by default.
        after: id of the statement behind which to begin.

    Yields: one record for each article that has any, without its raw page and its attributions.
    """
    asked = where or Where()
    condition, values = of_statements(asked)
    if whole:
        condition = f"a.id IN (SELECT a.id {_STATEMENTS} WHERE {condition})"
    place = place_of(db, _REPORTED, "statements s", after)
    first_of_many = limit is not None and not whole and not is_selective(asked)
    tables, order = _from_articles() if first_of_many else _from_statements(asked, whole)
    # Only their places are sorted, not the texts.
    sql = f"""WITH found AS MATERIALIZED (
            SELECT s.seq AS number FROM {tables}
            WHERE {condition} AND {behind(order, place)} ORDER BY {order} LIMIT :limit)
        SELECT {_ARTICLE}, s.record AS statement
        FROM found CROSS JOIN statements s ON s.seq = found.number CROSS JOIN articles a ON a.id = s.article
        ORDER BY {_REPORTED}"""
    for _, rows in groupby(db.rows(sql, values | page_values(limit, place)), key=lambda row: row["id"]):
        found = list(rows)
        records = tuple(_record(row["statement"], Statement) for row in found)
        yield Coded(article=_article(found[0]), statements=records)


def episodes(
    db: Database, where: Where | None = None, *, limit: int | None = None, after: str = ""
) -> Iterator[Episode]:
    """The episodes that meet the conditions, in order of time; those without a date last.

    Args:
        db: the archive.
        where: the conditions.
        limit: how many; all by default.
        after: id of the episode behind which to begin.
    """
    asked = where or Where()
    condition, values = of_episodes(asked)
    place = place_of(db, _TIME, "episodes s", after)
    sql = f"""WITH found AS MATERIALIZED (
            SELECT s.seq AS number FROM episodes s {"INDEXED BY episodes_order" if asked.dyad else ""}
            WHERE {condition} AND {behind(_TIME, place)} {_IN_TIME} LIMIT :limit)
        SELECT s.record FROM found CROSS JOIN episodes s ON s.seq = found.number {_IN_TIME}"""
    for row in db.rows(sql, values | page_values(limit, place)):
        yield _record(row["record"], Episode)


def episodes_about(db: Database, where: Where) -> Iterator[Episode]:
    """The episodes that the statements which meet the conditions are about, in order of time."""
    condition, values = of_statements(where)
    tables, _ = _from_statements(where, whole=False)
    sql = f"""SELECT s.record FROM episodes s WHERE s.seq IN (
        SELECT e.episode FROM episode_statements e WHERE e.statement IN (SELECT s.seq FROM {tables} WHERE {condition})
        ) {_IN_TIME}"""
    for row in db.rows(sql, values):
        yield _record(row["record"], Episode)


def statements_alone(db: Database, where: Where) -> list[Statement]:
    """The statements that meet the conditions, in order of publication, without their articles."""
    condition, values = of_statements(where)
    tables, order = _from_statements(where, whole=False)
    rows = db.rows(f"SELECT s.record FROM {tables} WHERE {condition} ORDER BY {order}", values)
    return [_record(row["record"], Statement) for row in rows]


def latest(db: Database, where: Where, number: int | None) -> tuple[Where, int]:
    """The conditions, beginning so late that about so many episodes between the two states are left.

    Returns:
        The conditions, and how many earlier episodes they leave out.
    """
    if where.dyad is None or number is None:
        return where, 0
    one, two = sorted(party.country for party in where.dyad)
    sql = """SELECT day FROM episode_pairs WHERE one = :one AND two = :two AND (:until = '' OR day <= :until || '~')
        ORDER BY day DESC LIMIT 1 OFFSET :number - 1"""
    day = db.value(sql, {"one": one, "two": two, "until": where.until, "number": max(1, number)})
    since = max(day or "", where.since)
    earlier = """SELECT count(*) FROM episode_pairs WHERE one = :one AND two = :two AND last || '~' < :since
        AND last || '~' >= :asked"""
    left = db.value(earlier, {"one": one, "two": two, "since": since, "asked": where.since})
    return msgspec.structs.replace(where, since=since), int(left)


def names_like(db: Database, name: str) -> list[str]:
    """The names of actors that begin with the same letter, each once."""
    sql = (
        "SELECT DISTINCT name FROM statement_actors WHERE name >= :first COLLATE NOCASE AND name < :next COLLATE NOCASE"
    )
    first = name[:1]
    if not first:
        return []
    rows = db.rows(f"{sql} ORDER BY name", {"first": first, "next": chr(min(ord(first.lower()) + 1, 0x10FFFF))})
    return [row["name"] for row in rows]


def episode_statements(db: Database, episode_id: str) -> list[tuple[Statement, Article]]:
    """The statements of an episode with their articles (without raw pages), in order of publication."""
    sql = f"""SELECT {_ARTICLE}, s.record AS statement
        FROM episodes o JOIN episode_statements e ON e.episode = o.seq JOIN statements s ON s.seq = e.statement
            JOIN articles a ON a.id = s.article
        WHERE o.id = ? ORDER BY a.published, a.id, s.position"""
    return [(_record(row["statement"], Statement), _article(row)) for row in db.rows(sql, (episode_id,))]


def count_episodes(db: Database) -> int:
    """How many episodes the archive holds."""
    return int(db.value("SELECT count(*) FROM episodes"))


def episode_of(db: Database, statement_id: str) -> str | None:
    """The id of the episode that a statement belongs to, or None while it is not linked."""
    found: str | None = db.value(f"SELECT o.id {_LINKED} WHERE s.id = ?", (statement_id,))
    return found


def episodes_of_article(db: Database, article_id: str) -> dict[str, str]:
    """The episode of each statement of an article that is linked, by the ids of both."""
    rows = db.rows(f"SELECT s.id, o.id AS episode {_LINKED} WHERE s.article = ?", (article_id,))
    return {row["id"]: row["episode"] for row in rows}


def articles_by_id(db: Database, ids: Sequence[str]) -> Iterator[tuple[Article, int]]:
    """Articles, without their raw pages, each with the number of its statements, in the order of the ids given."""
    sql = f"""SELECT {_ARTICLE}, (SELECT count(*) FROM statements s WHERE s.article = a.id) AS statements
        FROM articles a WHERE a.id IN ({marks("id", ids)})"""
    found = {row["id"]: (_article(row), row["statements"]) for row in db.rows(sql, marked("id", ids))}
    yield from (found[one] for one in ids if one in found)


def statements_by_id(db: Database, ids: Sequence[str]) -> Iterator[Coded]:
    """Statements, each with its article, in the order of the ids given."""
    columns = f"{_ARTICLE}, s.id AS statement_id, s.record AS statement"
    sql = f"SELECT {columns} {_STATEMENTS} WHERE s.id IN ({marks('id', ids)})"
    found = {row["statement_id"]: row for row in db.rows(sql, marked("id", ids))}
    for row in (found[one] for one in ids if one in found):
        yield Coded(article=_article(row), statements=(_record(row["statement"], Statement),))


def article_of(db: Database, statement_id: str) -> str | None:
    """The id of the article in which a statement stands, or None."""
    found: str | None = db.value("SELECT article FROM statements WHERE id = ?", (statement_id,))
    return found


def published(db: Database) -> dict[str, str | None]:
    """The day of publication of every article, by id."""
    return {row["id"]: row["published"] for row in db.rows("SELECT id, published FROM articles ORDER BY id")}


def sketches(db: Database) -> Iterator[tuple[str, bytes]]:
    """What near-copies of each article are told by, in the order of writing."""
    for row in db.rows("SELECT article, sketch FROM sketches ORDER BY seq"):
        yield row["article"], row["sketch"]


def skipped(db: Database) -> list[Skipped]:
    """What was left out, in order of its source."""
    rows = db.rows("SELECT source, reason, remedy, failed, fact FROM skipped ORDER BY source, reason")
    return [Skipped(**(dict(row) | {"failed": bool(row["failed"]), "fact": bool(row["fact"])})) for row in rows]


def last_article(db: Database) -> int:
    """The running number of the article written last; 0 in an empty archive."""
    return int(db.value("SELECT coalesce(max(seq), 0) FROM articles"))


def linked_to(db: Database) -> int:
    """The running number of the last article that the episodes take in."""
    return int(db.value("SELECT seq FROM linked"))


def known_code(db: Database, code: str) -> str:
    """The code itself if it is the country code of some actor, else ``""``."""
    return code if db.row("SELECT 1 FROM statement_actors WHERE country = ?", (code,)) else ""


def has_actor(db: Database, name: str) -> bool:
    """Whether a statement has an actor of this name."""
    return db.row("SELECT 1 FROM statement_actors WHERE name = ? COLLATE NOCASE", (name,)) is not None


def _from_articles() -> tuple[str, str]:
    """Tables and order in which the first of many statements come without all being read and sorted."""
    return "articles a CROSS JOIN statements s ON s.article = a.id", f"{PUBLICATION}, s.position"


def _from_statements(where: Where, whole: bool) -> tuple[str, str]:
    """Tables and order for statements that an index leads to."""
    index = " INDEXED BY statements_order" if where.dyad and not whole else ""
    articles = " JOIN articles a ON a.id = s.article" if where.outlet or whole else ""
    return f"statements s{index}{articles}", _REPORTED


def place_of(db: Database, order: str, table: str, after: str) -> tuple[Any, ...] | None:
    """Where the record stands behind which a page begins.

    Raises:
        InputError: there is no such record.
    """
    if not after:
        return None
    row = db.row(f"SELECT {order} FROM {table} WHERE id = ?", (after,))
    if row is None:
        raise InputError(f"nothing in {db.path} has the id {after!r}; go on with the id of the last one shown")
    return tuple(row)


def behind(order: str, place: tuple[Any, ...] | None, sign: str = ">") -> str:
    """The condition that a record comes behind a place, by the columns of its order; ``<`` if it runs backwards."""
    return f"({order}) {sign} ({marks('after', place)})" if place else "1"


def page_values(limit: int | None, place: tuple[Any, ...] | None) -> dict[str, Any]:
    """The values of :func:`behind`, and ``limit``, -1 for none."""
    return marked("after", place or ()) | {"limit": -1 if limit is None else limit}


def _article(row: Any) -> Article:
    return msgspec.structs.replace(_record(row["record"], Article), text=row["text"])


def _record(text: str, kind: type[Record]) -> Record:
    return msgspec.json.decode(text, type=kind)
