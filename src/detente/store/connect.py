"""The one door to SQLite: opens an archive file, runs statements and translates its errors."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from detente.errors import ArchiveError

# Stands in the header of every archive (see schema/0001_archive.sql).
APPLICATION_ID = 1145394260
WAIT_SECONDS = 30.0
# MiB of what was read last that are kept in memory.
MEMORY = 64
SETTINGS: dict[str, int | str] = {
    # What SQLite notes to take back one change of many, page by page, would otherwise be ten times of what it writes.
    "temp_store": "MEMORY",
    "secure_delete": "OFF",
    # Pages that are written before they are copied to their place, each once however often it was changed.
    "wal_autocheckpoint": 4_000,
    # After a large change the file beside the archive is cut to so many bytes: readers look through it, too.
    "journal_size_limit": 67_108_864,
}
# Where readers never leave the writer a moment to begin that file anew, it waits for one from so many bytes on.
LARGE, PATIENCE_SECONDS = 134_217_728, 2.0

Values = tuple[Any, ...] | dict[str, Any]


class Database:
    """An open archive file. Readers never wait for the writer (WAL); writers wait for each other."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self._connection = path, connection

    def rows(self, sql: str, values: Values = ()) -> Iterator[sqlite3.Row]:
        """Run a question and yield its rows one at a time."""
        with self._errors():
            # A loop, for "yield from" closes the cursor of a question left half-way, after the file is closed, too.
            for row in self._connection.execute(sql, values):  # noqa: UP028
                yield row

    def row(self, sql: str, values: Values = ()) -> sqlite3.Row | None:
        """The first row of a question, or None."""
        with self._errors():
            found: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        return found

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, values)
        return None if found is None else found[0]

    def run(self, sql: str, values: Values = ()) -> sqlite3.Cursor:
        """Run one statement that changes the archive."""
        with self._errors():
            return self._connection.execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """Run one statement for each row of values."""
        with self._errors():
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside the block take effect together, or not at all."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            self._connection.rollback()
            raise

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """All questions inside the block see the archive in one state, whatever is written meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            self._connection.rollback()

    def settle(self) -> None:
        """Copy what stands beside the archive to its place once it is much; for writers, after a transaction."""
        beside = self.path.with_name(f"{self.path.name}-wal")
        if not beside.exists() or beside.stat().st_size < LARGE:
            return
        # Readers who come meanwhile need it no more, so that it is enough to wait for those who are at it.
        self._wait(PATIENCE_SECONDS)
        self.row("PRAGMA wal_checkpoint(RESTART)")
        self._wait(WAIT_SECONDS)

    def _wait(self, seconds: float) -> None:
        self.run(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def close(self) -> None:
        """Close the file. Closing twice is harmless."""
        self._connection.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise ArchiveError(f"{self.path}: {error}{_remedy(str(error))}") from error
        except sqlite3.Error as error:
            raise ArchiveError(f"{self.path}: {error}{_remedy(str(error))}") from error


def _remedy(problem: str) -> str:
    remedies = {
        "locked": "; another program is writing to the archive, try again when it has finished",
        "full": "; free some space on the disk and run the command again, it resumes where it stopped",
        "readonly": "; copy the archive to a folder that you may write to",
        "closed database": "; open the archive again",
        "malformed": "; the file is damaged, go back to a copy of it or code the articles into a new one",
        "disk I/O": "; see whether the disk is full or failing, then try again",
    }
    return next((remedy for word, remedy in remedies.items() if word in problem), "")


def connect(path: Path, *, create: bool = True, memory: int = MEMORY) -> Database:
    """Open the archive file at ``path``, without bringing its tables up to date.

    Args:
        path: the file.
        create: make the file where there is none.
        memory: how many MiB of what was read last are kept at hand.

    Raises:
        ArchiveError: there is no such file, or it is not an archive.
    """
    _check_place(path, create)
    try:
        # A server hands an archive from thread to thread; only one at a time uses it.
        connection = sqlite3.connect(
            _address(path), uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise ArchiveError(f"{path}: cannot be opened ({error})") from error
    connection.row_factory = sqlite3.Row
    try:
        _check_kind(path, connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        for name, value in {"cache_size": -1024 * memory, **SETTINGS}.items():
            connection.execute(f"PRAGMA {name} = {value}")
    except ArchiveError:
        connection.close()
        raise
    except sqlite3.Error as error:
        connection.close()
        remedy = _remedy(str(error)) or "; name another file with -a"
        raise ArchiveError(f"{path}: cannot be opened as an archive ({error}){remedy}") from error
    return Database(path, connection)


def _address(path: Path) -> str:
    """The file as SQLite takes it. Where nothing may be written it is opened for reading alone, if need be as it lies.

    A disk that is read-only, or the folder of somebody else: there SQLite cannot put beside the archive what readers
    and writers share, and needs to be told that nobody writes.
    """
    address = path.absolute().as_uri()
    if not path.exists() or all(_writable(place) for place in (path, path.parent)):
        return address
    beside = path.with_name(f"{path.name}-wal")
    unwritten = beside.exists() and beside.stat().st_size
    return f"{address}?mode=ro" if unwritten else f"{address}?mode=ro&immutable=1"


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _check_place(path: Path, create: bool) -> None:
    if path.is_dir():
        raise ArchiveError(f"{path} is a folder; an archive is one file, such as {path / 'archive.db'}")
    if path.exists():
        return
    if not create:
        raise ArchiveError(f"there is no archive at {path}; make one with `detente code ARTICLES -a {path}`")
    if not path.parent.is_dir():
        raise ArchiveError(f"{path}: the folder {path.parent} does not exist; create it first")


def _check_kind(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse a file that holds something else before anything in it is changed."""
    kind = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and kind != APPLICATION_ID:
        raise ArchiveError(f"{path} is a database of another program, not an archive; name another file with -a")
