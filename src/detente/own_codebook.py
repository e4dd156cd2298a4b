"""The user's codebook folders of an archive: those that are named, else those by which it was coded last."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

from detente.codebook.conflicts import CodebookWarning
from detente.codebook.tables import digest
from detente.errors import InputError
from detente.store import codebooks
from detente.store.codebooks import Kept
from detente.store.connect import Database

Folders = tuple[Path, ...]


def named(folders: Sequence[str | Path]) -> Folders:
    """Folders as a user names them.

    Raises:
        InputError: one of them is not there.
    """
    found = tuple(map(Path, folders))
    if missing := [folder for folder in found if not folder.is_dir()]:
        raise InputError(f"{missing[0]}: no such codebook folder")
    return found


def in_use(db: Database, also: Folders = ()) -> Folders:
    """The folders by which an archive was coded last, and others. Tables that have changed since are told by a warning.

    Args:
        db: the archive.
        also: folders that the user names beside them, or in place of those that are gone.

    Raises:
        InputError: a folder is gone, and none is named.
    """
    found = []
    for kept in codebooks.remembered(db):
        folder = db.path.parent / kept.folder
        if not folder.is_dir() and also:
            continue
        if not folder.is_dir():
            raise InputError(
                f"{folder}: this codebook folder, by which {db.path} was coded, is gone; put it back, "
                "or name its new place with --codebook (in Python: detente.open(..., codebook=[...]))"
            )
        if digest(folder) != kept.digest:
            warnings.warn(
                f"{folder}: tables have changed since {db.path} was coded by them; what is in the archive "
                "stays as it was coded until it is coded again (in Python: add(..., again=True))",
                CodebookWarning,
                stacklevel=2,
            )
        found.append(folder)
    known = {folder.resolve() for folder in found}
    return (*found, *(folder for folder in also if folder.resolve() not in known))


def digests(folders: Folders) -> tuple[str, ...]:
    """What tells the tables of folders from what they were before."""
    return tuple(map(digest, folders))


def remember(db: Database, folders: Folders) -> bool:
    """Remember the folders by which an archive is coded now. Returns whether they, or their tables, are others."""
    kept = [Kept(_from(db.path.parent, folder), digest(folder)) for folder in folders]
    if kept == codebooks.remembered(db):
        return False
    codebooks.remember(db, kept)
    return True


def _from(home: Path, folder: Path) -> str:
    """The path of a folder from where the archive lies, if it lies there or below; else its full path."""
    home, folder = home.resolve(), folder.resolve()
    return str(folder.relative_to(home) if folder.is_relative_to(home) else folder)
