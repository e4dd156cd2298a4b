"""An archive that tells how its questions are answered."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from detente.store.connect import Database

BIG = ("articles", "statements", "statement_actors", "episodes", "episode_actors", "episode_statements", "people")
KEPT = ("statement_pairs", "episode_pairs", "lists", "sums")
ALIASES = {"s": "statements", "a": "articles", "e": "episodes", "p": "statement_pairs", "i": "statements", "l": "lists"}


class Watched(Database):
    """An archive that notes how SQLite means to answer each question."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, sqlite3.connect(path))
        self._connection.row_factory = sqlite3.Row
        self.plans: list[str] = []

    def rows(self, sql, values=()):  # type: ignore[no-untyped-def]
        self.plans += [row["detail"] for row in self._connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
        return super().rows(sql, values)

    def row(self, sql, values=()):  # type: ignore[no-untyped-def]
        return next(self.rows(sql, values), None)

    @property
    def scans(self) -> list[str]:
        """The steps that read a big table from end to end; aliases stand for their tables."""
        words = [step.split() for step in self.plans]
        return [
            " ".join(step) for step in words if step[0] == "SCAN" and ALIASES.get(step[1], step[1]) in (*BIG, *KEPT)
        ]
