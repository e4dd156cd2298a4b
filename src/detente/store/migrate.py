"""Brings the tables of an archive up to date: numbered SQL files, each applied once, in order, in a transaction."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from detente.errors import ArchiveError
from detente.store.connect import SETTINGS, Database

SCHEMA = Path(__file__).parent / "schema"

_RECORD = (
    "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied TEXT NOT NULL)"
)


class Step(NamedTuple):
    """One change of the tables: its number, its name and the file that makes it."""

    number: int
    name: str
    path: Path


def steps(folder: Path = SCHEMA) -> list[Step]:
    """The steps in a folder, in order. A file is named by number and purpose, as ``0001_archive.sql``."""
    found = [Step(int(p.stem.split("_")[0]), p.stem, p) for p in folder.glob("[0-9]*_*.sql")]
    return sorted(found)


def migrate(db: Database, folder: Path = SCHEMA) -> int:
    """Apply the steps that the archive has not had yet.

    Returns:
        How many were applied.

    Raises:
        ArchiveError: the archive is of a newer détente than this one.
    """
    known = steps(folder)
    numbers = {step.number for step in known}
    # Asked first without a lock: opening an archive for reading must not wait for its writer.
    if _applied(db) == numbers:
        return 0
    done = 0
    # What is sorted on the way may be larger than memory.
    db.run("PRAGMA temp_store = FILE")
    for step in known:
        with db.transaction():
            applied = _applied(db)
            if max(applied, default=0) > max(numbers):
                raise ArchiveError(
                    f"{db.path} was made by a newer détente (format {max(applied)}, this one knows {max(numbers)}); "
                    "install the newer one with `pip install --upgrade detente`"
                )
            if step.number not in applied:
                _apply(db, step)
                done += 1
    db.run(f"PRAGMA temp_store = {SETTINGS['temp_store']}")
    return done


def _applied(db: Database) -> set[int]:
    if db.row("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'") is None:
        return set()
    return {row["number"] for row in db.rows("SELECT number FROM migrations")}


def _apply(db: Database, step: Step) -> None:
    for statement in _statements(step.path.read_text(encoding="utf-8")):
        db.run(statement)
    db.run(
        "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied TEXT NOT NULL)"
    )
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    db.run("INSERT INTO migrations VALUES (?, ?, ?)", (step.number, step.name, now))


def _statements(script: str) -> Iterator[str]:
    """Cut a script into its statements; executing it whole would end the transaction around it."""
    waiting = ""
    for line in script.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""
    if waiting.strip():
        yield waiting
