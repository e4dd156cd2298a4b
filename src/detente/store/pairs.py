"""Which statements and episodes are between which states: kept by pair and day, so that a relation is found at once."""

from __future__ import annotations

from collections.abc import Iterable

from detente.store.connect import Database

_STATEMENT = """INSERT INTO statement_pairs
    SELECT w.one, w.two, s.long, s.day, s.seq, s.last, w.way, s.event, s.status
    FROM statement_ways w CROSS JOIN statements s ON s.seq = w.statement WHERE w.statement = ?"""
_EPISODE = """INSERT INTO episode_pairs
    SELECT w.one, w.two, e.long, e.day, e.id, e.seq, e.last, e.start, e."end", w.way, e.frame, e.event, e.status,
        e.quad, e.score
    FROM episode_ways w CROSS JOIN episodes e ON e.seq = w.episode WHERE w.episode = ?"""


def pair_statements(db: Database, numbers: Iterable[int]) -> None:
    """Keep between which states statements are. Runs inside the transaction that writes them with their actors."""
    db.run_many(_STATEMENT, ((one,) for one in numbers))


def pair_episode(db: Database, number: int) -> None:
    """Keep between which states an episode is. Runs inside the transaction that writes it with its statements."""
    db.run(_EPISODE, (number,))
