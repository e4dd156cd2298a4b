"""Files that are put in place whole, so that a fault on the way leaves what stood there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from detente.errors import InputError

# What every database of SQLite begins with.
DATABASE = b"SQLite format 3\0"
_REMEDIES = {
    errno.ENOENT: "name a file in a folder that exists",
    errno.ENOSPC: "free some space on the disk, or name a file on another one",
    errno.EACCES: "name a file in a folder that you may write to",
    errno.EROFS: "name a file in a folder that you may write to",
}


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file to write to that takes its place at ``path`` only when all went well; a pipe or device is written itself.

    Raises:
        InputError: nothing can be written there, or what stands there is a database such as the archive.
    """
    place = path.resolve()
    _check(path, place)
    if path.exists() and not path.is_file():
        with _told(path):
            yield path
        return
    unfinished = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with _told(path):
            unfinished.touch()
            yield unfinished
            unfinished.replace(place)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _check(path: Path, place: Path) -> None:
    if place.is_dir():
        raise InputError(f"{path} is a folder; name a file in it")
    if place.is_file() and os.access(place, os.R_OK):
        with place.open("rb") as file:
            if file.read(len(DATABASE)) == DATABASE:
                raise InputError(f"{path} is a database, perhaps your archive; name another file to write to")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise  # Whoever reads the pipe has seen enough.
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, "name another file")
        raise InputError(f"cannot write {path} ({error.strerror or error}); {remedy}") from error
