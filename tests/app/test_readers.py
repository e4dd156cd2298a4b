"""Archives are lent to one request at a time, and what stands at the path is what is read."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from detente.app import readers as module
from detente.app.readers import Busy, Readers
from detente.archive import open_archive
from detente.errors import ArchiveError
from detente.model import Skipped


@pytest.fixture
def path(tmp_path: Path) -> Path:
    open_archive(tmp_path / "a.db").close()
    return tmp_path / "a.db"


def test_archives_are_used_again_and_by_other_threads(path: Path) -> None:
    readers, seen = Readers(path), []

    def read() -> None:
        with readers.one() as archive:
            seen.append((id(archive), archive.info().articles))

    read()
    for _ in range(3):
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    readers.close()
    assert len(seen) == 4
    assert len(set(seen)) == 1


def test_one_to_read_with_keeps_little_in_memory(path: Path) -> None:
    readers = Readers(path)
    with readers.one() as reader, readers.writer() as writer:
        kept = [archive._db.value("PRAGMA cache_size") for archive in (reader, writer)]
    readers.close()
    assert kept == [-1024 * module.READING, -1024 * module.WRITING]


def test_no_more_than_so_many_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.05)
    readers = Readers(path, most=1)
    with readers.one(), pytest.raises(Busy), readers.one():
        pass
    with readers.one() as archive:
        assert archive.info().articles == 0
    readers.close()


def test_many_threads_get_their_turn(path: Path) -> None:
    readers, counts = Readers(path, most=2), []

    def read() -> None:
        with readers.one() as archive:
            counts.append(archive.info().episodes)

    threads = [threading.Thread(target=read) for _ in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    readers.close()
    assert counts == [0] * 24


def test_a_new_file_at_the_path_is_read(path: Path, tmp_path: Path) -> None:
    readers = Readers(path)
    with readers.one() as archive:
        assert archive.skipped().is_empty()
    with open_archive(tmp_path / "other.db") as other:
        other.add_articles([Skipped(source="a.txt", reason="it is empty")])
    (tmp_path / "other.db").replace(path)
    with readers.one() as archive:
        assert archive.skipped()["source"].to_list() == ["a.txt"]
    readers.close()


def test_an_archive_that_is_gone_is_an_error(path: Path) -> None:
    readers = Readers(path)
    path.unlink()
    with pytest.raises(ArchiveError, match="no archive"), readers.one():
        pass


def test_one_writes_at_a_time(path: Path) -> None:
    readers, order = Readers(path), []

    def write() -> None:
        with readers.writer() as archive:
            order.append("in")
            archive.relink(anew=True)
            order.append("out")

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert order == ["in", "out"] * 4
