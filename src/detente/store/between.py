"""What an archive holds between two states, in parts: episodes without their texts, and the words of a few of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from detente.model import Article, Episode, Statement, Status
from detente.store import lists
from detente.store.connect import Database
from detente.store.where import marked, marks

# So many ids are put into one question.
AT_ONCE = 500

_PAIR = "p.one = :one AND p.two = :two"
# The states that have to do with one of the two, and their episodes with it.
_THIRD = """WITH c (code) AS (SELECT two FROM pairs WHERE one = :side UNION SELECT one FROM pairs WHERE two = :side)"""
_ON_THIRD = "ON x.one = min(:side, c.code) AND x.two = max(:side, c.code)"


class Asked(NamedTuple):
    """Two states by the alphabet, and a period: its first and last day, of any precision, or ``""``.

    ``linked`` is False while some statements have no episode yet.
    """

    one: str
    two: str
    since: str = ""
    until: str = ""
    linked: bool = True

    def within(self, table: str) -> str:
        """The condition that what has a ``day`` and a ``last`` day falls into the period."""
        if not (self.since or self.until):
            return "1"
        late = f"(:since = '' OR {table}.last || '~' >= :since)"
        return f"{table}.day != '' AND {late} AND (:until = '' OR {table}.day <= :until || '~')"


class Row(NamedTuple):
    """An episode between two states. ``way``: the first by the alphabet acts on the other (1), it on the first (2)."""

    episode: str
    start: str | None
    end: str | None
    status: Status
    way: int
    quad: int
    score: float
    frame: str = ""


def coverage(db: Database, asked: Asked) -> tuple[int, int, str, str]:
    """In how many articles of how many outlets statements between two states stand, with their first and last day."""
    within = "last >= :first AND day <= :end AND day > 0" if asked.since or asked.until else "1"
    sql = f"""SELECT count(DISTINCT reported || mark) AS articles,
            count(DISTINCT CASE WHEN outlet IS NOT (
                SELECT number FROM labels WHERE what = 'outlet' AND value = '') THEN outlet END) AS outlets,
            min(nullif(reported, 0)) AS first, max(reported) AS last
        FROM lists WHERE list = :one || ' ' || :two AND {within}"""
    values = asked._asdict() | {"first": lists.number(asked.since, "0"), "end": lists.number(asked.until, "9")}
    row = db.row(sql, values)
    if row is None:
        return 0, 0, "", ""
    return row["articles"], row["outlets"], lists.text(row["first"]), lists.text(row["last"])


def episode_rows(db: Database, asked: Asked) -> Iterator[Row]:
    """The episodes that the statements between two states in a period are about, in an order of their own."""
    told = f"""AND p.episode IN (SELECT e.episode FROM statement_pairs p JOIN episode_statements e USING (statement)
        WHERE {_PAIR} AND {asked.within("p")})"""
    sql = f"""SELECT p.id, p.start, p."end", p.status, p.way, p.quad, p.score, p.frame FROM episode_pairs p
        WHERE {_PAIR} {told if asked.since or asked.until else ""} ORDER BY p.long, p.day, p.id"""
    for row in db.rows(sql, asked._asdict()):
        yield Row(*row)
    if not asked.linked:
        # What waits to be linked is an episode by itself till then.
        sql = f"""SELECT s.id, s.start, s."end", s.status, p.way, s.quad, s.score, s.frame
            FROM statement_pairs p CROSS JOIN statements s ON s.seq = p.statement
            WHERE {_PAIR} AND {asked.within("p")}
                AND NOT EXISTS (SELECT 1 FROM episode_statements e WHERE e.statement = p.statement)
            ORDER BY p.long, p.day, s.id"""
        for row in db.rows(sql, asked._asdict()):
            yield Row(*row)


def episodes_with_third(db: Database, asked: Asked, frames: Collection[str]) -> set[str]:
    """The episodes in which some third state has to do with both of the two, by the frame."""
    sql = f"""{_THIRD} SELECT x.id FROM c CROSS JOIN episode_pairs x {_ON_THIRD}
        WHERE c.code NOT IN (:one, :two) AND x.frame IN ({marks("frame", frames)}) AND {asked.within("x")}
            AND EXISTS (SELECT 1 FROM episode_pairs y WHERE y.episode = x.episode
                AND y.one = min(:other, c.code) AND y.two = max(:other, c.code))"""
    fewer, more = sorted((asked.one, asked.two), key=lambda side: _number(db, side))
    values = asked._asdict() | {"side": fewer, "other": more} | marked("frame", frames)
    return {row["id"] for row in db.rows(sql, values)}


def episodes_beside(db: Database, asked: Asked, frames: Collection[str]) -> set[str]:
    """The episodes of some frames between one of the two and a third state that are told where the two are told of."""
    sql = f"""{_THIRD} SELECT x.id, s.article FROM c CROSS JOIN episode_pairs x {_ON_THIRD}
        CROSS JOIN episode_statements l ON l.episode = x.episode CROSS JOIN statements s ON s.seq = l.statement
        WHERE c.code NOT IN (:one, :two) AND x.frame IN ({marks("frame", frames)}) AND {asked.within("x")}"""
    found: list[tuple[str, str]] = []
    for side in (asked.one, asked.two):
        found += [tuple(row) for row in db.rows(sql, asked._asdict() | {"side": side} | marked("frame", frames))]
    of_two = """SELECT DISTINCT s.article FROM statements s CROSS JOIN statement_pairs p ON p.statement = s.seq
        WHERE +p.one = :one AND +p.two = :two AND s.article"""
    told = {row["article"] for row in _of(db, of_two, {article for _, article in found}, asked._asdict())}
    return {episode for episode, article in found if article in told}


def waiting(db: Database, asked: Asked, frames: Collection[str]) -> set[str]:
    """The statements of some frames, of articles that tell of the two, which are not linked into episodes yet."""
    sql = f"""SELECT s.id FROM articles a CROSS JOIN statements s ON s.article = a.id
        WHERE a.seq > (SELECT seq FROM linked) AND s.frame IN ({marks("frame", frames)}) AND {asked.within("s")}
            AND EXISTS (SELECT 1 FROM statements o CROSS JOIN statement_pairs p ON p.statement = o.seq
                WHERE o.article = a.id AND {_PAIR})
            AND NOT EXISTS (SELECT 1 FROM episode_statements e WHERE e.statement = s.seq)"""
    return {row["id"] for row in db.rows(sql, asked._asdict() | marked("frame", frames))}


def placed_episodes(db: Database, asked: Asked, frames: Collection[str]) -> list[Episode]:
    """The episodes between two states, of some frames, that the texts put in a place."""
    sql = f"""SELECT e.record FROM episode_pairs p JOIN episodes e ON e.seq = p.episode WHERE {_PAIR}
        AND p.frame IN ({marks("frame", frames)}) AND {asked.within("p")} AND e.record LIKE '%"place":{{%'"""
    rows = db.rows(sql, asked._asdict() | marked("frame", frames))
    return [msgspec.json.decode(row["record"], type=Episode) for row in rows]


def episodes_by_id(db: Database, ids: Collection[str]) -> dict[str, Episode]:
    """Episodes by their ids."""
    rows = _of(db, "SELECT id, record FROM episodes WHERE id", ids)
    return {row["id"]: msgspec.json.decode(row["record"], type=Episode) for row in rows}


def statements_aside(db: Database, articles: Collection[str], frames: Collection[str]) -> list[Statement]:
    """Statements of given frames and articles that act on nobody, in order of their ids."""
    alone = "NOT EXISTS (SELECT 1 FROM statement_actors t WHERE t.statement = statements.seq AND t.side = 'target')"
    rows = _of(db, f"SELECT id, frame, record FROM statements WHERE {alone} AND article", articles)
    kept = sorted((row["id"], row["record"]) for row in rows if row["frame"] in frames)
    return [msgspec.json.decode(record, type=Statement) for _, record in kept]


def statements_by_id(db: Database, ids: Collection[str]) -> dict[str, Statement]:
    """Statements by their ids."""
    rows = _of(db, "SELECT id, record FROM statements WHERE id", ids)
    return {row["id"]: msgspec.json.decode(row["record"], type=Statement) for row in rows}


class Articles(Mapping[str, Article]):
    """The articles of an archive by id, each read when it is first asked for."""

    def __init__(self, db: Database, ids: Iterable[str]) -> None:
        """Take the ids of the articles that are wanted, which come in this order."""
        self._db, self._ids = db, dict.fromkeys(ids)
        self._read: dict[str, Article] = {}

    def __getitem__(self, key: str) -> Article:
        if key not in self._ids:
            raise KeyError(key)
        if key not in self._read:
            row = self._db.row("SELECT record, text FROM articles WHERE id = ?", (key,))
            if row is None:
                raise KeyError(key)
            facts = msgspec.json.decode(row["record"], type=Article)
            self._read[key] = msgspec.structs.replace(facts, text=row["text"])
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def _number(db: Database, side: str) -> int:
    """How many episodes a state has with others."""
    return int(
        db.value("SELECT coalesce(sum(episodes), 0) FROM pairs WHERE one = :side OR two = :side", {"side": side})
    )


def _of(db: Database, sql: str, ids: Collection[str], values: Mapping[str, Any] | None = None) -> Iterator[Any]:
    """The rows of a question that ends before ``IN``, for all ids."""
    ordered = sorted(set(ids))
    for first in range(0, len(ordered), AT_ONCE):
        some = ordered[first : first + AT_ONCE]
        yield from db.rows(f"{sql} IN ({marks('id', some)})", marked("id", some) | dict(values or {}))
