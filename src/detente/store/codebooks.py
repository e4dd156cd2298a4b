"""The codebook folders by which an archive was coded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from detente.store.connect import Database


class Kept(NamedTuple):
    """A folder, by its path from where the archive lies or in full, and the sum of its tables."""

    folder: str
    digest: str


def remembered(db: Database) -> list[Kept]:
    """The folders of the last coding, in order."""
    return [Kept(*row) for row in db.rows("SELECT folder, digest FROM codebooks ORDER BY position")]


def remember(db: Database, kept: Sequence[Kept]) -> None:
    """Put other folders in the place of those remembered."""
    with db.transaction():
        db.run("DELETE FROM codebooks")
        db.run_many("INSERT INTO codebooks VALUES (?, ?, ?)", [(place, *one) for place, one in enumerate(kept)])
