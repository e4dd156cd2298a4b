"""Who is between two sides: third parties that mediate, host, call for talks, sit with the two or give the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

import msgspec
import polars as pl

from detente.codebook import tables
from detente.model import Actor, Article, Episode, Statement, Status
from detente.relations.happenings import HAPPENED, alone
from detente.relations.names import SHARED_CODES, Folders, Names
from detente.relations.pairs import belongs, direction, members
from detente.relations.quoting import columns
from detente.relations.records import Told

Side = Literal["source", "target", "party", "place"]

# What is said not to be so, or only thought of, makes nobody a mediator.
UNTRUE: frozenset[Status] = frozenset({"denied", "negated", "hypothetical"})

# Of each role of a party, so many episodes are cited.
CITED = 5

_CITED: dict[str, Any] = {
    "date": pl.String,
    "end": pl.String,
    "frame": pl.String,
    "status": pl.String,
    "named": pl.String,
    "quote": pl.String,
    "outlet": pl.String,
    "published": pl.String,
    "url": pl.String,
    "article": pl.String,
    "statement": pl.String,
    "episode": pl.String,
}
_SCHEMA: dict[str, Any] = {
    "party": pl.String,
    "name": pl.String,
    "role": pl.String,
    "episodes": pl.Int64,
    "happened": pl.Int64,
    "first": pl.String,
    "last": pl.String,
    "cited": pl.List(pl.Struct(_CITED)),
}


class Role(msgspec.Struct, frozen=True):
    """A row of ``mediation.csv``: what a party that stands on a side of a frame does between two others."""

    frame: str
    role: str
    side: Side
    half: Literal["", "yes"] = ""


class Third(NamedTuple):
    """A third party in an episode: what it does there, by which statement, and whom of the two the sentence names."""

    party: str
    name: str
    rank: int
    role: str
    named: str
    statement: Statement
    episode: Episode


@cache
def roles(folders: Folders = ()) -> tuple[Role, ...]:
    """What third parties do, the most that they do first."""
    return tuple(tables.records("mediation.csv", Role, folders))


def mediators_frame(a: str, b: str, told: Told, names: Names) -> pl.DataFrame:
    """One row for each third party and role, those who do most first.

    Args:
        a: code of one side.
        b: code of the other.
        told: statements that may tell of third parties, with their episodes and articles.
        names: how to call countries.
    """
    by_role: dict[tuple[str, int], list[Third]] = {}
    for third in thirds(a, b, told, names):
        by_role.setdefault((third.party, third.rank), []).append(third)
    best = {party: min(rank for one, rank in by_role if one == party) for party, _ in by_role}
    number = {party: sum(len(found) for (one, _), found in by_role.items() if one == party) for party in best}
    ordered = sorted(by_role, key=lambda key: (best[key[0]], -number[key[0]], key))
    return pl.DataFrame([_row(by_role[key], told.articles) for key in ordered], schema=_SCHEMA)


def thirds(a: str, b: str, told: Told, names: Names) -> list[Third]:
    """The third parties by episode: of what one does in an episode, the most, by the surest statement."""
    episodes = {statement: episode for episode in told.episodes for statement in episode.statements}
    best: dict[tuple[str, str], Third] = {}
    for statement in told.statements:
        episode = episodes.get(statement.id) or alone(statement, told.articles)
        if UNTRUE & {statement.status, episode.status}:
            continue
        for third in _of_statement(statement, episode, (a, b), names):
            key = (third.party, episode.id)
            if key not in best or _worth(third) < _worth(best[key]):
                best[key] = third
    return sorted(
        best.values(), key=lambda third: (*_worth(third)[:1], third.episode.start or "9999", third.episode.id)
    )


def _worth(third: Third) -> tuple[int, bool, float, str]:
    return (third.rank, third.statement.status not in HAPPENED, -third.statement.confidence, third.statement.id)


def _of_statement(statement: Statement, episode: Episode, sides: tuple[str, str], names: Names) -> Iterator[Third]:
    for rank, row in _by_frame(names.folders).get(statement.frame, ()):
        for party, name, named in _parties(statement, row, sides, names):
            yield Third(party, name, rank, row.role, named, statement, episode)


@cache
def _by_frame(folders: Folders) -> Mapping[str, list[tuple[int, Role]]]:
    """The roles of each frame, each with its place in the order of what third parties do."""
    order = list(dict.fromkeys(row.role for row in roles(folders)))
    found: dict[str, list[tuple[int, Role]]] = {}
    for row in roles(folders):
        found.setdefault(row.frame, []).append((order.index(row.role), row))
    return found


def _parties(statement: Statement, row: Role, sides: tuple[str, str], names: Names) -> Iterator[tuple[str, str, str]]:
    """The third parties that a statement tells of by a row: code, name, and whom of the two it names."""
    named = _named(statement, row, sides)
    if not named:
        return
    if row.side == "place":
        place = statement.place
        code = place.country if place else ""
        if code and not any(belongs(Actor(name="", country=code), side.partition(":")[0]) for side in sides):
            yield code, names.country(code), named
        return
    standing = {"source": statement.source, "target": statement.target}.get(row.side) or (
        *statement.source,
        *statement.target,
    )
    # Where a meeting takes place the host's city is easily read as one of those who met.
    there = statement.place.country if statement.place and row.side == "party" else ""
    for actor in standing:
        if actor.country not in ("", there) and not any(belongs(actor, side.partition(":")[0]) for side in sides):
            yield actor.name if actor.country in SHARED_CODES else actor.country, names.side(actor), named


def _named(statement: Statement, row: Role, sides: tuple[str, str]) -> str:
    """Whom of the two a statement names where a row wants them: ``both``, ``a``, ``b``; ``""`` if it does not fit."""
    if row.side == "place":
        return "both" if direction(statement, *sides) else ""
    others = {"source": statement.target, "target": statement.source, "party": (*statement.source, *statement.target)}
    found = [bool(members(others[row.side], side)) for side in sides]
    if all(found):
        return "both" if row.side != "party" or statement.symmetric else ""
    strangers = [actor for actor in others[row.side] if actor.country and not _of(actor, sides)]
    if not row.half or not any(found) or strangers:
        return ""
    return "a" if found[0] else "b"


def _of(actor: Actor, sides: Iterable[str]) -> bool:
    return any(belongs(actor, side) for side in sides)


def _row(found: Sequence[Third], articles: Mapping[str, Article]) -> dict[str, Any]:
    days = sorted(third.episode.start for third in found if third.episode.start)
    shown = sorted(found, key=lambda third: _worth(third)[1:])[:CITED]
    shown.sort(key=lambda third: (third.episode.start or "9999", third.episode.id))
    return {
        "party": found[0].party,
        "name": found[0].name,
        "role": found[0].role,
        "episodes": len(found),
        "happened": sum(third.episode.status in HAPPENED for third in found),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "cited": [_citation(third, articles) for third in shown],
    }


def _citation(third: Third, articles: Mapping[str, Article]) -> dict[str, Any]:
    episode, statement = third.episode, third.statement
    return {
        "date": episode.start,
        "end": episode.end,
        "frame": statement.frame,
        "status": episode.status,
        "named": third.named,
        **columns(statement, articles),
        "article": statement.article,
        "statement": statement.id,
        "episode": episode.id,
    }
