"""What to ask an archive for: conditions on statements, episodes and articles, as SQL."""

from __future__ import annotations

from typing import Any

import msgspec


class Party(msgspec.Struct, frozen=True):
    """One side of a dyad: a country code, with a sector where part of a state is meant, or else an actor's name."""

    country: str = ""
    sector: str = ""
    name: str = ""


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions that all have to hold; an empty one always does.

    ``since`` and ``until`` are ISO days of any precision, both included. A statement or episode falls into that span
    when it may have happened in it; one that the text does not date counts by the day it was reported.
    """

    dyad: tuple[Party, Party] | None = None
    event: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    outlet: str = ""
    min_confidence: float = 0.0


# Sorts behind every continuation of an ISO day, so that "2021" as an end covers all of 2021.
LATEST = "~"


# Where the actors of a statement or an episode stand. An episode knows its actors by code alone, so those who are
# asked for by name are looked up in its statements.
_ACTORS = {"statement": "statement_actors", "episode": "episode_actors"}
_NAMED = {"statement": "statement_actors", "episode": "episode_statements JOIN statement_actors USING (statement)"}


def of_statements(where: Where) -> tuple[str, dict[str, Any]]:
    """The condition on ``statements s`` joined with ``articles a``, and its values."""
    clauses = _shared(where, "a.published", "statement")
    if where.outlet:
        clauses.append("a.outlet = :outlet COLLATE NOCASE")
    if where.min_confidence > 0:
        clauses.append("s.confidence >= :min_confidence")
    return _all(clauses), _values(where)


def of_episodes(where: Where) -> tuple[str, dict[str, Any]]:
    """The condition on ``episodes s``, and its values."""
    return _all(_shared(where, "s.reported", "episode")), _values(where)


def _shared(where: Where, reported: str, owner: str) -> list[str]:
    clauses = []
    if where.event:
        clauses.append(f"s.event IN ({_marks('event', where.event)})")
    if where.status:
        clauses.append(f"s.status IN ({_marks('status', where.status)})")
    if where.since:
        clauses.append(f"coalesce(s.\"end\", s.start, {reported}) || '{LATEST}' >= :since")
    if where.until:
        clauses.append(f"coalesce(s.start, s.\"end\", {reported}) <= :until || '{LATEST}'")
    if where.dyad:
        clauses.append(_dyad(where.dyad, owner))
    return clauses


def _dyad(dyad: tuple[Party, Party], owner: str) -> str:
    """Either party acts on the other; both may stand on one side if the sides are equal or nobody is acted on."""

    def has(party: int, side: str) -> str:
        return f"s.id IN ({_having(dyad[party], party, side, owner)})"

    ways = [f"{has(0, 'source')} AND {has(1, 'target')}", f"{has(1, 'source')} AND {has(0, 'target')}"]
    if dyad[0] != dyad[1]:
        acted_on = f"EXISTS (SELECT 1 FROM {_ACTORS[owner]} t WHERE t.{owner} = s.id AND t.side = 'target')"
        ways.append(f"(s.symmetric OR NOT {acted_on}) AND {has(0, '')} AND {has(1, '')}")
    return " OR ".join(f"({way})" for way in ways)


def _having(party: Party, number: int, side: str, owner: str) -> str:
    """A query for the statements or episodes that a party stands in, on the given side or on any."""
    table = _NAMED[owner] if party.name else _ACTORS[owner]
    clauses = [f"{column} = :{column}{number}" for column in ("country", "sector") if getattr(party, column)]
    if party.name:
        clauses.append(f"name = :name{number} COLLATE NOCASE")
    if side:
        clauses.append(f"side = '{side}'")
    return f"SELECT {owner} FROM {table} WHERE {' AND '.join(clauses)}"


def _values(where: Where) -> dict[str, Any]:
    values: dict[str, Any] = {
        "since": where.since,
        "until": where.until,
        "outlet": where.outlet,
        "min_confidence": where.min_confidence,
    }
    for name, wanted in (("event", where.event), ("status", where.status)):
        values |= {f"{name}{n}": value for n, value in enumerate(wanted)}
    for n, party in enumerate(where.dyad or ()):
        values |= {f"country{n}": party.country, f"sector{n}": party.sector, f"name{n}": party.name}
    return values


def _marks(name: str, wanted: tuple[str, ...]) -> str:
    return ", ".join(f":{name}{n}" for n in range(len(wanted)))


def _all(clauses: list[str]) -> str:
    return " AND ".join(f"({clause})" for clause in clauses) or "1"
