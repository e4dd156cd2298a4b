"""What is brought in at the start stays, is not gone through again, and stops nothing where it fails."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.app.readers import Readers
from detente.app.rendering import environment
from detente.app.warming import warm


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_pages_need_is_there_and_kept(archive: Path) -> None:
    readers = Readers(archive)
    before = gc.get_freeze_count()
    warm(readers)
    with readers.one() as opened:
        cache = environment(opened.wording).cache
    readers.close()
    assert gc.get_freeze_count() > before
    assert cache is not None
    assert len(cache) >= 15


def test_an_archive_that_is_gone_is_told_by_the_pages(tmp_path: Path) -> None:
    before = gc.get_freeze_count()
    warm(Readers(tmp_path / "gone.db"))
    assert gc.get_freeze_count() == before
