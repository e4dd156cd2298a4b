"""An archive on disk with the dispatches in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.model import Coded, Episode
from detente.store import write
from detente.store.connect import Database, connect
from detente.store.migrate import migrate


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    db = connect(tmp_path / "andes.db")
    migrate(db)
    yield db
    db.close()


@pytest.fixture
def db(empty: Database, coded: list[Coded], episodes: list[Episode]) -> Database:
    run = write.start_run(empty, "0")
    write.write(empty, run, coded)
    write.write_episodes(empty, episodes, 3)
    return empty
