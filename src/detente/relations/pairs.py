"""Which side of a relation an actor is on, and which way a statement points between the two sides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from detente.model import Actor, Statement

Direction = Literal["a→b", "b→a", "both"]

TURNED: dict[Direction, Direction] = {"a→b": "b→a", "b→a": "a→b", "both": "both"}


def belongs(actor: Actor, side: str) -> bool:
    """Whether an actor is of a side: its country or its code is the side's, or its name is (``NATO``)."""
    return actor.country == side or actor.code == side or actor.name.casefold() == side.casefold()


def members(actors: Iterable[Actor], side: str) -> tuple[Actor, ...]:
    """Those of the actors that are of a side."""
    return tuple(actor for actor in actors if belongs(actor, side))


def direction(statement: Statement, a: str, b: str) -> Direction | None:
    """Which way a statement points between two sides, or None where it is not between them.

    Equal sides (met, signed) and actors of both sides with nobody to act on give ``both``; two sides that act
    together on a third party do not act on each other, and give None.
    """
    from_a, from_b = _has(statement.source, a), _has(statement.source, b)
    to_a, to_b = _has(statement.target, a), _has(statement.target, b)
    forward, backward = from_a and to_b, from_b and to_a
    if statement.symmetric and (from_a or to_a) and (from_b or to_b):
        return "both"
    if forward and backward:
        return "both"
    if forward or backward:
        return "a→b" if forward else "b→a"
    return "both" if from_a and from_b and not statement.target else None


def _has(actors: Iterable[Actor], side: str) -> bool:
    return any(belongs(actor, side) for actor in actors)


def touches(statement: Statement, side: str) -> bool:
    """Whether an actor of the side acts or is acted on in a statement."""
    return any(belongs(actor, side) for actor in (*statement.source, *statement.target))
