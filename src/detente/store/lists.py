"""Lists of statements, newest report first: kept as articles are written, narrowed down and read page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from detente.errors import InputError
from detente.model import Statement
from detente.store import read
from detente.store.connect import Database
from detente.store.search import query
from detente.store.where import CERTAIN, Party, marked, marks, parts

Item = TypeVar("Item")

# Pages tell how many there are up to so many.
COUNTED = 10_000
# Words and names that no more statements than this have lead to these; others are looked up along the list.
FEW = 5_000

_OF_ALL = """INSERT INTO lists
    SELECT '', reported, mark, position, statement, 3, event, status, outlet, confidence, day, last
    FROM statement_places WHERE article = ?"""
_OF_COUNTRIES = """INSERT INTO lists
    SELECT x.country, p.reported, p.mark, p.position, p.statement,
        CASE WHEN p.symmetric THEN 3 ELSE max(x.side = 'source') | max(x.side = 'target') * 2 END,
        p.event, p.status, p.outlet, p.confidence, p.day, p.last
    FROM statement_places p CROSS JOIN statement_actors x ON x.statement = p.statement
    WHERE p.article = ? AND x.country != '' GROUP BY p.statement, x.country"""
_OF_PAIRS = """INSERT INTO lists
    SELECT w.one || ' ' || w.two, p.reported, p.mark, p.position, p.statement, w.way, p.event, p.status, p.outlet,
        p.confidence, p.day, p.last
    FROM statement_places p CROSS JOIN statement_pairs w ON w.statement = p.statement WHERE p.article = ?"""
_ORDER = "l.reported DESC, l.mark DESC, l.position, l.statement"
_DAY = "CAST(substr(replace(coalesce(s.reported, ''), '-', '') || '00000000', 1, 8) AS INTEGER)"
# Where a statement stands in a list, and what comes behind that place.
_PLACE = f"{_DAY}, substr(s.article, -10), s.position, s.seq"
_BEHIND = """l.reported <= :after0 AND (l.reported, l.mark) <= (:after0, :after1)
    AND NOT (l.reported = :after0 AND l.mark = :after1 AND (l.position, l.statement) <= (:after2, :after3))"""
# Along the list, or from a few statements to their places in it, which they know themselves if nothing else is asked.
_ALONG = "lists l"
_FEW = "few CROSS JOIN statements s INDEXED BY statements_order ON s.seq = few.number"
_ONLY_FEW = f"""(SELECT s.seq AS statement, {_DAY} AS reported, substr(s.article, -10) AS mark, s.position AS position
    FROM {_FEW}) l"""
_FROM_FEW = f"""{_FEW} CROSS JOIN lists l
    ON l.list = :list AND l.reported = {_DAY} AND l.mark = substr(s.article, -10) AND l.position = s.position
    AND l.statement = s.seq"""
_RECORDS = """SELECT s.seq AS number, s.record, s.quote, a.title, a.outlet, a.published, a.url,
    (SELECT o.id FROM episode_statements e CROSS JOIN episodes o ON o.seq = e.episode
        WHERE e.statement = s.seq) AS episode"""
_WITH_ARTICLE = "FROM statements s CROSS JOIN articles a ON a.id = s.article"


class Page(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """A page of a list: its ``items``, and ``after``, what to ask for to get the next one (``""`` on the last).

    ``count`` is how many there are in all; ``capped`` tells that there are more than so many. Where it was not asked
    for, it is None.
    """

    items: tuple[Item, ...]
    after: str = ""
    count: int | None = None
    capped: bool = False


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with its words, what is known of its article, and the id of its episode (None: not linked yet)."""

    statement: Statement
    quote: str
    title: str
    outlet: str
    published: str | None
    url: str
    episode: str | None


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions on statements that all have to hold; an empty one always does.

    ``who`` acts and ``to`` is acted on; ``parties`` stand on any side. ``words`` have to be in the quote.
    """

    words: str = ""
    who: Party | None = None
    to: Party | None = None
    parties: tuple[Party, ...] = ()
    event: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    outlet: str = ""
    min_confidence: float = 0.0
    min_certainty: float = 0.0


class _Asked(NamedTuple):
    """A question: what comes before it, its tables, conditions and values; and a shorter one with as many rows."""

    head: str
    tables: str
    clauses: list[str]
    values: dict[str, Any]
    counted: str = ""

    def sql(self, columns: str, *more: str) -> str:
        kept = " AND ".join(f"({clause})" for clause in (*self.clauses, *more))
        return f"{self.head} SELECT {columns} FROM {self.tables} WHERE {kept}"


def number(day: str, rest: str) -> int:
    """A day of any precision as lists have it, with ``rest`` (0 or 9) for what it leaves open."""
    return int(day.replace("-", "").ljust(8, rest))


def text(day: int | None) -> str:
    """A day as lists have it, by its number, as it is written; ``""`` for none."""
    digits = f"{day or 0:08}"
    parts = (digits[:4], digits[4:6], digits[6:])
    return "-".join(part for part in parts if part.strip("0"))


def keep_listed(db: Database, article_id: str) -> None:
    """Put the statements of an article on their lists. Runs inside the transaction that writes and pairs them."""
    labels = """INSERT OR IGNORE INTO labels (what, value)
        SELECT 'event', event FROM statements WHERE article = :id UNION
        SELECT 'status', status FROM statements WHERE article = :id UNION
        SELECT 'outlet', outlet FROM articles WHERE id = :id"""
    db.run(labels, {"id": article_id})
    for sql in (_OF_ALL, _OF_COUNTRIES, _OF_PAIRS):
        db.run(sql, (article_id,))


def page(db: Database, wanted: Wanted, *, limit: int, after: str = "", count: bool = True) -> Page[Found]:
    """The statements that meet conditions, those reported last first.

    Args:
        db: the archive.
        wanted: the conditions.
        limit: how many statements.
        after: id of the last statement of the page before.
        count: tell how many there are, up to 10,000.

    Raises:
        InputError: there is no statement ``after``.
    """
    asked = _asked(db, wanted)
    place = read.place_of(db, _PLACE, "statements s", after)
    sql = f"""{asked.sql("l.statement, l.reported, l.mark, l.position", _BEHIND if place else "1")}
        ORDER BY {_ORDER} LIMIT :limit"""
    places = [row[0] for row in db.rows(sql, asked.values | read.page_values(limit + 1, place))]
    items = tuple(_found(db, places[:limit]))
    number = count_up(db, asked.counted or asked.sql("1"), asked.values) if count else None
    return page_of(items, items[-1].statement.id if len(places) > limit else "", number)


def page_of(items: Sequence[Item], after: str, number: int | None) -> Page[Item]:
    """A page, with how many there are in all, as :func:`count_up` tells it."""
    capped = number is not None and number > COUNTED
    return Page(items=tuple(items), after=after, count=COUNTED if capped else number, capped=capped)


def count_up(db: Database, sql: str, values: dict[str, Any], most: int = COUNTED) -> int:
    """How many rows a question has, counted no further than to one more than ``most``."""
    return int(db.value(f"SELECT count(*) FROM ({sql} LIMIT {most + 1})", values))


def is_few(db: Database, sql: str, values: dict[str, Any], few: int) -> bool:
    """Whether a question leads to so few rows that one may go through them, rather than along the list."""
    return count_up(db, sql, values, few) <= few


def told(db: Database, episode_id: str) -> tuple[Found, ...]:
    """The statements of an episode, in order of publication."""
    sql = f"""{_RECORDS} FROM episodes w CROSS JOIN episode_statements t ON t.episode = w.seq
        CROSS JOIN statements s ON s.seq = t.statement CROSS JOIN articles a ON a.id = s.article
        WHERE w.id = ? ORDER BY coalesce(s.reported, ''), s.article, s.position"""
    return tuple(map(_one, db.rows(sql, (episode_id,))))


def by_id(db: Database, ids: Sequence[str]) -> dict[str, Found]:
    """Statements by their ids; those that are not there are left out."""
    found = db.rows(f"{_RECORDS} {_WITH_ARTICLE} WHERE s.id IN ({marks('id', ids)})", marked("id", ids))
    return {one.statement.id: one for one in map(_one, found)}


def _asked(db: Database, wanted: Wanted) -> _Asked:
    """The question that conditions ask, along the list of the country or the pair that they name."""
    values: dict[str, Any] = {"min": parts(wanted.min_confidence), "min_certainty": parts(wanted.min_certainty)}
    clauses = ["l.list = :list", *_sides(wanted, values), *_labels(wanted, values)]
    if wanted.min_confidence > 0:
        clauses.append("l.confidence >= :min")
    if wanted.min_certainty > 0:
        clauses.append(CERTAIN.format("l.statement"))
    if wanted.since or wanted.until:
        values |= {"since": number(wanted.since, "0"), "until": number(wanted.until, "9")}
        clauses.append("l.last >= :since AND l.day <= :until AND l.day > 0")
    sets = _sets(wanted, values)
    first = next((s for s in sets if is_few(db, s, values, FEW)), None)
    clauses += [f"l.statement IN ({one})" for one in sets if one is not first]
    clauses += _parts(wanted, values)
    # Nothing but words: every statement that has them is on the list of all.
    only = sets[0] if wanted == Wanted(words=wanted.words) and sets else ""
    if first is None:
        return _Asked("", _ALONG, clauses, values, only)
    few = f"WITH few (number) AS MATERIALIZED ({first})"
    return _Asked(few, _ONLY_FEW, ["1"], values, only) if only else _Asked(few, _FROM_FEW, clauses, values)


def _sides(wanted: Wanted, values: dict[str, Any]) -> Iterator[str]:
    """Which list to look along, and which way its statements have to go."""
    who, to = wanted.who, wanted.to
    codes = sorted({p.country for p in (who, to, *wanted.parties) if p and p.country})
    if len(codes) > 2:
        raise InputError(f"{len(codes)} countries at once ({', '.join(codes)}); name two at most")
    if who and to and who.country and who.country == to.country:
        codes = [who.country, who.country]
    values["list"] = " ".join(codes)
    if who and who.country:
        yield f"l.way & {1 if who.country == codes[0] else 2}"
    if to and to.country:
        yield f"l.way & {1 if len(codes) == 2 and to.country == codes[1] else 2}"


def _labels(wanted: Wanted, values: dict[str, Any]) -> Iterator[str]:
    """Conditions on type, status and outlet, by their numbers."""
    for what, several in (("event", wanted.event), ("status", wanted.status)):
        if several:
            values |= marked(what, several)
            known = f"what = '{what}' AND value IN ({marks(what, several)})"
            yield f"l.{what} IN (SELECT number FROM labels WHERE {known})"
    if wanted.outlet:
        values["outlet"] = wanted.outlet
        yield "l.outlet IN (SELECT number FROM labels WHERE what = 'outlet' AND value = :outlet COLLATE NOCASE)"


def _sets(wanted: Wanted, values: dict[str, Any]) -> list[str]:
    """What the lists do not tell, as sets of statements: those with the words, those with an actor by name."""
    sets = []
    if wanted.words:
        values["words"] = query(wanted.words)
        sets.append("SELECT rowid FROM quotes WHERE quotes MATCH :words" if values["words"] else "SELECT 0 WHERE 0")
    for number, (party, side) in enumerate(_parties(wanted)):
        if party.name:
            values[f"name{number}"] = party.name
            on = f" AND (x.side = '{side}' OR s.symmetric)" if side else ""
            sets.append(f"""SELECT s.seq FROM statement_actors x INDEXED BY statement_actors_name
                CROSS JOIN statements s ON s.seq = x.statement WHERE x.name = :name{number} COLLATE NOCASE{on}""")
    return sets


def _parts(wanted: Wanted, values: dict[str, Any]) -> Iterator[str]:
    """Conditions on parts of states, by the actors of a statement; equal sides are one."""
    for number, (party, side) in enumerate(_parties(wanted)):
        if party.sector:
            values |= {f"country{number}": party.country, f"sector{number}": party.sector}
            alike = "l.way = 3 AND (SELECT symmetric FROM statements WHERE seq = l.statement)"
            on = f" AND (x.side = '{side}' OR {alike})" if side else ""
            yield f"""EXISTS (SELECT 1 FROM statement_actors x WHERE x.statement = l.statement
                AND +x.country = :country{number} AND x.sector = :sector{number}{on})"""


def _parties(wanted: Wanted) -> Iterator[tuple[Party, str]]:
    """Whom one asks for, each with the side."""
    sides = [(wanted.who, "source"), (wanted.to, "target"), *((party, "") for party in wanted.parties)]
    return ((party, side) for party, side in sides if party)


def _found(db: Database, numbers: list[int]) -> Iterator[Found]:
    """Statements by their numbers, in the order given."""
    if not numbers:
        return
    sql = f"{_RECORDS} {_WITH_ARTICLE} WHERE s.seq IN ({marks('number', numbers)})"
    rows = {row["number"]: _one(row) for row in db.rows(sql, marked("number", numbers))}
    yield from (rows[number] for number in numbers)


def _one(row: Any) -> Found:
    return Found(
        statement=msgspec.json.decode(row["record"], type=Statement),
        **{name: row[name] for name in ("quote", "title", "outlet", "published", "url", "episode")},
    )
