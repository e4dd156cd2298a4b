"""What to ask an archive for: conditions on statements, episodes and articles, as SQL that an index answers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal

import msgspec

from detente.errors import InputError

Owner = Literal["statement", "episode"]

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Party(msgspec.Struct, frozen=True):
    """One side of a dyad: a country code, with a sector where part of a state is meant, or else an actor's name."""

    country: str = ""
    sector: str = ""
    name: str = ""


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions that all have to hold; an empty one always does.

    ``since`` and ``until`` are ISO days of any precision, both included. A statement or episode falls into that span
    when it may have happened in it; one that the text does not date counts by the day it was reported. ``party`` is
    somebody on any side; it does not count beside a ``dyad``.
    """

    dyad: tuple[Party, Party] | None = None
    party: Party | None = None
    event: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    outlet: str = ""
    min_confidence: float = 0.0
    min_certainty: float = 0.0


def several(value: str | Sequence[str] | None) -> tuple[str, ...]:
    """One value, several or none, as several."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def day_of(value: str | datetime.date | None) -> str:
    """A day of any precision as text; ``""`` for none.

    Raises:
        InputError: it is no such day.
    """
    if value is None:
        return ""
    text = value if isinstance(value, str) else value.isoformat()[:10]
    if not _DAY.fullmatch(text):
        raise InputError(f"{text!r} is no day; write it as 2024, 2024-06 or 2024-06-04")
    return text


def period(since: str | datetime.date | None, until: str | datetime.date | None) -> tuple[str, str]:
    """The first and the last day of a period, as :func:`day_of` gives them.

    Raises:
        InputError: one is no such day, or it would end before it begins.
    """
    first, last = day_of(since), day_of(until)
    if first and last and first > last + LATEST:
        raise InputError(f"a period from {first} to {last} ends before it begins; change one of the two")
    return first, last


def parts(probability: float) -> int:
    """A probability in ten-thousandths, as lists and conditions compare it."""
    return round(probability * 10_000)


# Sorts behind every continuation of an ISO day, so that "2021" as an end covers all of 2021.
LATEST = "~"

# The condition that a statement is certain enough, by its number.
CERTAIN = "(SELECT c.certainty FROM certainties c WHERE c.statement = {}) >= :min_certainty"

# Where the actors of a statement or an episode stand. An episode knows its actors by code alone, so those who are
# asked for by name are looked up in its statements.
_ACTORS: dict[Owner, str] = {"statement": "statement_actors", "episode": "episode_actors"}
_NAMED: dict[Owner, str] = {
    "statement": "statement_actors",
    "episode": "statement_actors JOIN episode_statements USING (statement)",
}


def of_statements(where: Where) -> tuple[str, dict[str, Any]]:
    """The condition on ``statements s`` joined with ``articles a``, and its values."""
    return _all([*_shared(where, "statement"), *_of_one(where, "s", "a")]), _values(where)


def of_episodes(where: Where) -> tuple[str, dict[str, Any]]:
    """The condition on ``episodes s``, and its values; of outlet, confidence and certainty one statement tells."""
    return _all([*_shared(where, "episode"), *_told(where, "s.seq")]), _values(where)


def of_pairs(where: Where) -> tuple[str, dict[str, Any]] | None:
    """The condition on ``episode_pairs p`` for episodes between two states, and its values; None for all others.

    A pair's own rows tell all that is asked for, so that the episodes need not be read.
    """
    if where.dyad is None or not all(party.country and not party.sector for party in where.dyad):
        return None
    kept = ["p.one = :one", "p.two = :two", *_own(where, "p"), *_told(where, "p.episode")]
    return _all(kept), _values(where)


def _told(where: Where, episode: str) -> list[str]:
    """The condition that a statement about an episode is of an outlet, and sure and certain enough."""
    clauses = _of_one(where, "t", "b")
    if not clauses:
        return []
    told = (
        "episode_statements o CROSS JOIN statements t ON t.seq = o.statement CROSS JOIN articles b ON b.id = t.article"
    )
    return [f"EXISTS (SELECT 1 FROM {told} WHERE o.episode = {episode} AND {_all(clauses)})"]


def _of_one(where: Where, statement: str, article: str) -> list[str]:
    """What is asked of a statement and its article, by their tables, besides sides, type, status and days."""
    clauses = [f"{article}.outlet = :outlet COLLATE NOCASE"] if where.outlet else []
    clauses += [f"{statement}.confidence >= :min_confidence"] if where.min_confidence > 0 else []
    return clauses + ([CERTAIN.format(f"{statement}.seq")] if where.min_certainty > 0 else [])


def told_of(party: Party) -> str:
    """The episodes of which statements with a party tell, as a set that an index leads to."""
    if party.name:
        return f"SELECT episode FROM {_NAMED['episode']} WHERE {_is(party, 0)}"
    told = "lists l CROSS JOIN episode_statements t ON t.statement = l.statement"
    return f"SELECT t.episode FROM {told} WHERE l.list = :country0"


def is_selective(where: Where) -> bool:
    """Whether an index leads from the conditions to few records, of a pair or a period, so that these may be sorted."""
    return bool(where.dyad or where.since or where.until)


def _shared(where: Where, owner: Owner) -> list[str]:
    own = _own(where, "s")
    if where.dyad is None:
        own += [_with(where.party, owner)] if where.party else []
        return own + ([_found_in_period(where, owner)] if where.since or where.until else [])
    if all(party.country for party in where.dyad):
        kept = _all(["one = :one", "two = :two", *_own(where, "p")])
        pair = f"s.seq IN (SELECT p.{owner} FROM {owner}_pairs p WHERE {kept})"
        return [pair, _dyad(where.dyad, owner)] if any(party.sector for party in where.dyad) else [pair]
    number = next(n for n, party in enumerate(where.dyad) if party.name)
    named = f"s.seq IN (SELECT {owner} FROM {_NAMED[owner]} WHERE {_is(where.dyad[number], number)})"
    return [named, *own, _dyad(where.dyad, owner)]


def _with(party: Party, owner: Owner) -> str:
    if party.name:
        return f"s.seq IN (SELECT {owner} FROM {_NAMED[owner]} WHERE {_is(party, 0)})"
    return f"EXISTS (SELECT 1 FROM {_ACTORS[owner]} WHERE {owner} = s.seq AND {_is(party, 0, '', '+')})"


def _own(where: Where, table: str) -> list[str]:
    """Type, status and period, which records and their pairs both know."""
    clauses = []
    if where.event:
        clauses.append(f"{table}.event IN ({marks('event', where.event)})")
    if where.status:
        clauses.append(f"{table}.status IN ({marks('status', where.status)})")
    return clauses + _period(where, table)


def _period(where: Where, table: str) -> list[str]:
    clauses = []
    if where.since:
        clauses.append(f"{table}.last || '{LATEST}' >= :since")
    if where.until:
        clauses.append(f"{table}.day <= :until || '{LATEST}'")
    return [*clauses, f"{table}.day != ''"] if clauses else []


def _found_in_period(where: Where, owner: Owner) -> str:
    """What may have happened in a period, found by its day: unless it is long, it begins in a month of the period."""
    months = ["day >= substr(:since, 1, 7)"] if where.since else []
    ways = (_all(["long = 0", *months, *_period(where, "i")]), _all(["long = 1", *_period(where, "i")]))
    return f"s.seq IN ({' UNION ALL '.join(f'SELECT seq FROM {owner}s i WHERE {way}' for way in ways)})"


def _dyad(dyad: tuple[Party, Party], owner: Owner) -> str:
    """Either party acts on the other; both may stand on one side if the sides are equal or nobody is acted on."""

    def has(number: int, side: str) -> str:
        table = _NAMED[owner] if dyad[number].name else _ACTORS[owner]
        # Signs (+) keep the few actors of one record from being looked up among all of a country.
        return f"EXISTS (SELECT 1 FROM {table} WHERE {owner} = s.seq AND {_is(dyad[number], number, side, '+')})"

    ways = [f"{has(0, 'source')} AND {has(1, 'target')}", f"{has(1, 'source')} AND {has(0, 'target')}"]
    if dyad[0] != dyad[1]:
        acted_on = f"EXISTS (SELECT 1 FROM {_ACTORS[owner]} t WHERE t.{owner} = s.seq AND t.side = 'target')"
        ways.append(f"(s.symmetric OR NOT {acted_on}) AND {has(0, '')} AND {has(1, '')}")
    return " OR ".join(f"({way})" for way in ways)


def _is(party: Party, number: int, side: str = "", sign: str = "") -> str:
    """The condition that an actor is a party, on the given side or on any."""
    clauses = [f"{sign}{column} = :{column}{number}" for column in ("country", "sector") if getattr(party, column)]
    if party.name:
        clauses.append(f"{sign}name = :name{number} COLLATE NOCASE")
    if side:
        clauses.append(f"side = '{side}'")
    return _all(clauses)


def _values(where: Where) -> dict[str, Any]:
    values: dict[str, Any] = {
        "since": where.since,
        "until": where.until,
        "outlet": where.outlet,
        "min_confidence": where.min_confidence,
        "min_certainty": parts(where.min_certainty),
    }
    for name, wanted in (("event", where.event), ("status", where.status)):
        values |= marked(name, wanted)
    for n, party in enumerate(where.dyad or ([where.party] if where.party else [])):
        values |= {f"country{n}": party.country, f"sector{n}": party.sector, f"name{n}": party.name}
    if where.dyad:
        one, two = sorted(party.country for party in where.dyad)
        values |= {"one": one, "two": two}
    return values


def marks(name: str, wanted: Collection[Any]) -> str:
    """The places of several values in a question, after ``IN``: ``:name0, :name1``."""
    return ", ".join(f":{name}{n}" for n in range(len(wanted)))


def marked(name: str, wanted: Iterable[Any]) -> dict[str, Any]:
    """Several values by their places in a question, as :func:`marks` writes them."""
    return {f"{name}{n}": value for n, value in enumerate(wanted)}


def _all(clauses: list[str]) -> str:
    return " AND ".join(f"({clause})" for clause in clauses) or "1"
