"""Articles, episodes and actors as an application lists them, the latest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from detente.errors import InputError
from detente.model import Episode, Kind
from detente.store import lists, read, sums
from detente.store.connect import Database
from detente.store.lists import Found, Page, Wanted, count_up, is_few, page_of
from detente.store.search import query
from detente.store.sums import Tie
from detente.store.where import Party, Where, of_episodes, of_pairs, told_of

# Those beside an actor are counted in so many of its statements.
BESIDE_IN = 2_000
# Words that no more articles than this have lead to these; others are looked up along the order of publication.
FEW = 500
# Of somebody with so few statements, the episodes are found by these; of others, along the list.
FEW_TOLD = 20_000
# So many counterparts of an actor are told.
COUNTERPARTS = 50

_NEWEST = "coalesce(a.published, '') DESC, a.id DESC"


class ArticleEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a list of articles: what is known of it, and how many statements it has."""

    id: str
    title: str
    outlet: str
    published: str | None
    kind: Kind
    language: str
    url: str
    near_copy_of: str | None
    statements: int


class ArticlesWanted(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions on articles that all have to hold; an empty one always does."""

    words: str = ""
    outlet: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""


class EpisodeSheet(msgspec.Struct, frozen=True, kw_only=True):
    """An episode with the statements that tell of it, in order of publication."""

    episode: Episode
    told: tuple[Found, ...]


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """A country that stands in statements with an actor, and in how many of them."""

    country: str
    statements: int


class ActorSheet(msgspec.Struct, frozen=True, kw_only=True):
    """An actor: a country by its code, a part of it, or somebody by name.

    ``latest`` is the first page of the statements with it. ``ties`` are a country's relations over all time, the
    busiest first; ``beside`` are the countries in statements of a part of a country or of somebody by name, counted in
    2,000 of them at most.
    """

    country: str
    sector: str
    name: str
    latest: Page[Found]
    ties: tuple[Tie, ...] = ()
    beside: tuple[Beside, ...] = ()


def articles(
    db: Database, wanted: ArticlesWanted, *, limit: int, after: str = "", count: bool = True
) -> Page[ArticleEntry]:
    """The articles that meet conditions, those published last first.

    Args:
        db: the archive.
        wanted: the conditions.
        limit: how many articles.
        after: id of the last article of the page before.
        count: tell how many there are, up to 10,000.

    Raises:
        InputError: there is no article ``after``.
    """
    table, kept, values, counted = _of_articles(db, wanted)
    place = read.place_of(db, read.PUBLICATION, "articles a", after)
    # Statements are counted of those articles alone that are shown.
    sql = f"""WITH found AS MATERIALIZED (SELECT a.seq AS number FROM {table}
            WHERE {kept} AND {read.behind(read.PUBLICATION, place, "<")} ORDER BY {_NEWEST} LIMIT :limit)
        SELECT a.id, a.title, a.outlet, a.published, a.kind, a.language, a.url, a.near_copy_of,
            (SELECT count(*) FROM statements s WHERE s.article = a.id) AS statements
        FROM found CROSS JOIN articles a ON a.seq = found.number ORDER BY {_NEWEST}"""
    items = [ArticleEntry(**row) for row in db.rows(sql, values | read.page_values(limit + 1, place))]
    number = count_up(db, counted, values) if count else None
    return page_of(items[:limit], items[limit - 1].id if len(items) > limit else "", number)


def episodes(db: Database, where: Where, *, limit: int, after: str = "", count: bool = True) -> Page[Episode]:
    """The episodes that meet conditions, the latest first, by their days or, without one, that of the first report."""
    place = read.place_of(db, "s.day, s.id", "episodes s", after)
    number, table, condition, values = _of_episodes(db, where)
    sql = f"""WITH found AS MATERIALIZED (SELECT {number} AS number FROM {table}
            WHERE {condition} AND {read.behind("day, id", place, "<")} ORDER BY day DESC, id DESC LIMIT :limit)
        SELECT s.record FROM found CROSS JOIN episodes s ON s.seq = found.number ORDER BY s.day DESC, s.id DESC"""
    rows = db.rows(sql, values | read.page_values(limit + 1, place))
    items = [msgspec.json.decode(row["record"], type=Episode) for row in rows]
    told = count_up(db, f"SELECT 1 FROM {table} WHERE {condition}", values) if count else None
    return page_of(items[:limit], items[limit - 1].id if len(items) > limit else "", told)


def episode(db: Database, episode_id: str) -> EpisodeSheet:
    """An episode by its id, with what is told of it.

    Raises:
        InputError: there is none.
    """
    record = db.value("SELECT record FROM episodes WHERE id = ?", (episode_id,))
    if record is None:
        raise InputError(f"no episode {episode_id!r} in {db.path}; ids change when articles that tell of one come in")
    return EpisodeSheet(episode=msgspec.json.decode(record, type=Episode), told=lists.told(db, episode_id))


def actor(db: Database, party: Party, *, limit: int) -> ActorSheet:
    """An actor with the latest statements and those with whom it has to do."""
    latest = lists.page(db, Wanted(parties=(party,)), limit=limit)
    whole = bool(party.country) and not party.sector
    return ActorSheet(
        country=party.country,
        sector=party.sector,
        name=party.name,
        latest=latest,
        ties=tuple(sums.ties(db, None, country=party.country, most=COUNTERPARTS)) if whole else (),
        beside=() if whole else tuple(_beside(db, party)),
    )


def _beside(db: Database, party: Party) -> Iterator[Beside]:
    if party.name:
        one, values, other = "name = :name COLLATE NOCASE", {"name": party.name}, "x.name != :name COLLATE NOCASE"
    else:
        one, other = "country = :country AND sector = :sector", "1"
        values = {"country": party.country, "sector": party.sector}
    sql = f"""WITH own AS MATERIALIZED (SELECT DISTINCT statement FROM statement_actors WHERE {one} LIMIT {BESIDE_IN})
        SELECT country, count(DISTINCT statement) AS statements FROM own
            CROSS JOIN statement_actors x USING (statement)
        WHERE country NOT IN ('', :own) AND {other} GROUP BY country
        ORDER BY statements DESC, country LIMIT {COUNTERPARTS}"""
    for row in db.rows(sql, values | {"own": party.country}):
        yield Beside(country=row["country"], statements=row["statements"])


def _of_episodes(db: Database, where: Where) -> tuple[str, str, str, dict[str, Any]]:
    """What holds the number of an episode, the table to look along, the condition and its values."""
    if between := of_pairs(where):
        return "p.episode", "episode_pairs p", *between
    if where.party and not where.dyad:
        condition, values = of_episodes(where)
        if is_few(db, told_of(where.party), values, FEW_TOLD):
            return "s.seq", "episodes s NOT INDEXED", f"s.seq IN ({told_of(where.party)}) AND ({condition})", values
    return "s.seq", f"episodes s {'' if where.dyad else 'INDEXED BY episodes_newest'}", *of_episodes(where)


def _of_articles(db: Database, wanted: ArticlesWanted) -> tuple[str, str, dict[str, Any], str]:
    """The table to look along, the condition and its values, and what has as many rows."""
    clauses = ["1"]
    values = {"words": query(wanted.words), "outlet": wanted.outlet, "kind": wanted.kind}
    values |= {"since": wanted.since, "until": wanted.until}
    index = "articles_outlet" if wanted.outlet else "articles_order"
    if wanted.outlet:
        clauses.append("a.outlet = :outlet COLLATE NOCASE")
    if wanted.kind:
        clauses.append("a.kind = :kind")
    if wanted.since:
        clauses.append("coalesce(a.published, '') >= :since")
    if wanted.until:
        clauses.append("coalesce(a.published, '') <= :until || '~' AND a.published > ''")
    table = f"articles a INDEXED BY {index}"
    if wanted.words:
        matching = "SELECT rowid FROM search WHERE search MATCH :words" if values["words"] else "SELECT 0 WHERE 0"
        few = is_few(db, matching, values, FEW)
        clauses.append(f"{'' if few else '+'}a.seq IN ({matching})")
        table = "articles a NOT INDEXED" if few else table
        if wanted == ArticlesWanted(words=wanted.words):
            return table, " AND ".join(clauses), values, matching
    kept = " AND ".join(clauses)
    return table, kept, values, f"SELECT 1 FROM {table} WHERE {kept}"
