"""Open archives for the threads of the server: a few to read with, and one to write with."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from detente.archive import Archive, open_archive
from detente.errors import ArchiveError

# More open archives than cores win nothing.
MOST = 8
# MiB of what it read that one to read with, and the one to write with, keeps. More is of no use to readers: the system
# keeps the file in memory as well, and what is kept here has to be read anew once something is written.
READING, WRITING = 8, 64
WAIT_SECONDS = 20.0


class Busy(ArchiveError):
    """More is asked at once than can be answered in good time."""


class Readers:
    """Lends open archives, each to one request at a time. A request takes one when it needs it, and gives it back.

    A file that was put in place of the archive is noticed: what is open of the old one is closed.
    """

    def __init__(self, path: Path, most: int = MOST, codebook: Sequence[Path] = ()) -> None:
        self.path, self._codebook = path, tuple(codebook)
        self._free: list[Archive] = []
        self._slots = threading.BoundedSemaphore(most)
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._file = self._identity()

    @contextmanager
    def one(self) -> Iterator[Archive]:
        """An archive to read from.

        Raises:
            Busy: none became free in time.
            ArchiveError: the file is gone or cannot be opened.
        """
        if not self._slots.acquire(timeout=WAIT_SECONDS):
            raise Busy(f"{self.path}: too much is asked at once; try again in a moment")
        try:
            archive, file = self._take()
            try:
                yield archive
            finally:
                self._give_back(archive, file)
        finally:
            self._slots.release()

    @contextmanager
    def writer(self) -> Iterator[Archive]:
        """An archive to write to: one at a time here, and in turn with other programs.

        Raises:
            ArchiveError: the file is gone or cannot be opened.
        """
        with self._writing, self._open(WRITING) as archive:
            yield archive

    def close(self) -> None:
        """Close what is open and not in use."""
        with self._lock:
            free, self._free = self._free, []
        for archive in free:
            archive.close()

    def _take(self) -> tuple[Archive, tuple[int, int]]:
        now = self._identity()
        if now != self._file:
            self.close()
            self._file = now
        with self._lock:
            archive = self._free.pop() if self._free else None
        return archive or self._open(READING), now

    def _open(self, memory: int) -> Archive:
        return open_archive(self.path, create=False, codebook=self._codebook, memory=memory)

    def _give_back(self, archive: Archive, file: tuple[int, int]) -> None:
        if file != self._file:
            archive.close()
            return
        with self._lock:
            self._free.append(archive)

    def _identity(self) -> tuple[int, int]:
        """Which file stands at the path."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return 0, 0
        return found.st_dev, found.st_ino
