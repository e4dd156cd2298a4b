import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from detente.errors import ArchiveError
from detente.store.connect import Database, connect
from detente.store.migrate import migrate, steps


def test_a_new_archive_is_durable_and_guarded(empty: Database) -> None:
    pragmas = {name: empty.value(f"PRAGMA {name}") for name in ("journal_mode", "foreign_keys", "application_id")}
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "application_id": int.from_bytes(b"DETT")}


def test_opening_again_changes_nothing(empty: Database) -> None:
    again = connect(empty.path)
    assert migrate(again) == 0
    again.close()


def foreign_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda p: None, "there is no archive at"),
        (lambda p: p.mkdir(), "is a folder"),
        (lambda p: p.write_text("Dear diary, today the ministers met again. " * 40), "cannot be opened as an archive"),
        (foreign_database, "of another program"),
    ],
    ids=["missing", "folder", "text", "foreign"],
)
def test_what_is_no_archive_is_refused(tmp_path: Path, make: object, complaint: str) -> None:
    path = tmp_path / "thing.db"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(ArchiveError, match=complaint):
        connect(path, create=False)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"the folder .*nowhere does not exist"):
        connect(tmp_path / "nowhere" / "a.db")


def test_an_archive_of_a_newer_version_is_refused_with_the_remedy(empty: Database) -> None:
    empty.run("INSERT INTO migrations VALUES (9999, '9999_future', '2099-01-01')")
    with pytest.raises(ArchiveError, match=r"newer détente .*9999.*pip install --upgrade"):
        migrate(empty)


def test_a_step_that_fails_leaves_no_trace(empty: Database, tmp_path: Path) -> None:
    folder = tmp_path / "steps"
    folder.mkdir()
    last = steps()[-1]
    (folder / last.path.name).write_text(last.path.read_text())
    broken = folder / f"{last.number + 1:04}_more.sql"
    broken.write_text("CREATE TABLE notes (words TEXT);\nCREATE TABLE notes (words TEXT);\n")
    with pytest.raises(ArchiveError, match="already exists"):
        migrate(empty, folder)
    assert empty.row("SELECT 1 FROM sqlite_schema WHERE name = 'notes'") is None
    broken.write_text("CREATE TABLE notes (words TEXT);\n")
    assert migrate(empty, folder) == 1
    assert empty.value("SELECT max(number) FROM migrations") == last.number + 1


def test_steps_are_numbered_without_gaps() -> None:
    assert [step.number for step in steps()] == list(range(1, len(steps()) + 1))


def test_a_transaction_takes_effect_whole_or_not_at_all(empty: Database) -> None:
    insert = "INSERT INTO skipped VALUES (?, 'empty', '', 1, NULL, 0)"
    with pytest.raises(KeyboardInterrupt), empty.transaction():
        empty.run(insert, ("a.txt",))
        raise KeyboardInterrupt
    with empty.transaction():
        empty.run(insert, ("b.txt",))
    assert [row["source"] for row in empty.rows("SELECT source FROM skipped")] == ["b.txt"]


def test_errors_of_the_file_are_archive_errors(empty: Database) -> None:
    with pytest.raises(ArchiveError, match=r"andes\.db: .*FOREIGN KEY"):
        empty.run("INSERT INTO pages VALUES ('nobody', x'00')")


@pytest.mark.parametrize(
    ("limit", "lift", "remedy"),
    [
        ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000", "free some space on the disk"),
        ("PRAGMA query_only = 1", "PRAGMA query_only = 0", "copy the archive to a folder that you may write to"),
    ],
)
def test_when_writing_fails_nothing_is_lost_and_the_remedy_is_told(
    empty: Database, limit: str, lift: str, remedy: str
) -> None:
    insert = "INSERT INTO skipped VALUES (?, ?, '', 1, NULL, 0)"
    empty.run(insert, ("a.txt", "empty"))
    empty.value(limit)
    with pytest.raises(ArchiveError, match=remedy), empty.transaction():
        empty.run_many(insert, [(f"{n}.txt", "x" * 1000) for n in range(1000)])
    empty.value(lift)
    with empty.transaction():
        empty.run(insert, ("b.txt", "empty"))
    assert [row["source"] for row in empty.rows("SELECT source FROM skipped ORDER BY source")] == ["a.txt", "b.txt"]


def test_a_second_writer_waits_and_is_told_when_it_waited_in_vain(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.store.connect.WAIT_SECONDS", 0.05)
    second = connect(empty.path)
    with empty.transaction():
        empty.run("INSERT INTO skipped VALUES ('a.txt', 'empty', '', 1, NULL, 0)")
        with pytest.raises(ArchiveError, match="another program is writing"), second.transaction():
            pass
        assert second.value("SELECT count(*) FROM skipped") == 0
    assert second.value("SELECT count(*) FROM skipped") == 1
    second.close()


def test_what_stands_beside_is_begun_anew_once_it_is_much(empty: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.store.connect.LARGE", 1)
    empty.run("INSERT INTO skipped VALUES ('a.txt', 'empty', '', 1, NULL, 0)")
    empty.settle()
    size = empty.path.with_name(f"{empty.path.name}-wal").stat().st_size
    for number in range(20):
        empty.run(
            "INSERT INTO skipped VALUES (?, 'empty', '', 1, NULL, 0)",
            (f"{number}.txt",),
        )
        empty.settle()
    assert empty.path.with_name(f"{empty.path.name}-wal").stat().st_size == size
    assert empty.value("PRAGMA busy_timeout") == 30_000


def test_a_reader_who_takes_long_does_not_stop_the_writer(empty: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.store.connect.LARGE", 1)
    monkeypatch.setattr("detente.store.connect.PATIENCE_SECONDS", 0.01)
    empty.run("INSERT INTO skipped VALUES ('a.txt', 'empty', '', 1, NULL, 0), ('b.txt', 'empty', '', 1, NULL, 0)")
    reader = connect(empty.path)
    rows = reader.rows("SELECT source FROM skipped ORDER BY source")
    first = next(rows)[0]
    empty.run("DELETE FROM skipped")
    empty.settle()
    assert [first, *(row[0] for row in rows)] == ["a.txt", "b.txt"]
    reader.close()


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Without the rights of the administrator, where the tests have them: to him no folder is closed."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="folders of Windows are closed in another way")
def test_an_archive_in_a_folder_of_somebody_else_can_be_read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.db")
        with closing(connect(path)) as made:
            migrate(made)
            made.run("INSERT INTO skipped (source, reason, remedy, failed) VALUES ('a.txt', 'empty', '', 1)")
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        with as_somebody_else(), closing(connect(path, create=False)) as read:
            assert migrate(read) == 0
            assert [row["source"] for row in read.rows("SELECT source FROM skipped")] == ["a.txt"]
            with pytest.raises(ArchiveError, match="copy the archive to a folder that you may write to"):
                read.run("DELETE FROM skipped")
        assert [file.name for file in Path(folder).iterdir()] == ["a.db"]
        Path(folder).chmod(0o700)


def test_a_question_left_half_way_may_outlive_the_file(empty: Database) -> None:
    rows = empty.rows("SELECT 1 UNION SELECT 2")
    assert next(rows)[0] == 1
    empty.close()
    rows.close()  # type: ignore[attr-defined]


def test_a_damaged_archive_is_told_from_another_file(empty: Database, tmp_path: Path) -> None:
    empty.close()
    whole = empty.path.read_bytes()
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ArchiveError, match="the file is damaged, go back to a copy"):
        connect(damaged)
