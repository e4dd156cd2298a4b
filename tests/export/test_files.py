import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import polars as pl
import pytest

from detente.errors import InputError
from detente.export.columns import Row, columns
from detente.export.files import schema
from detente.export.rows import statement_rows
from detente.export.write import check, write
from detente.model import Alternative, Coded


@pytest.fixture
def rows(coded: list[Coded]) -> list[Row]:
    """The rows of the dispatches; one of them says who else may be meant."""
    other = Alternative(name="Alba Roxas", country="PHL", sector="GOV", score=0.05)
    first = coded[0].statements[0]
    minister = msgspec.structs.replace(first.source[0], certainty=0.9, alternatives=(other,))
    statements = (msgspec.structs.replace(first, source=(minister, *first.source[1:])), *coded[0].statements[1:])
    return list(statement_rows([msgspec.structs.replace(coded[0], statements=statements), *coded[1:]]))


def compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def cell(value: object) -> str:
    """A value as the documented CSV cell."""
    if isinstance(value, list):
        return "|".join((item if isinstance(item, str) else compact(item)).replace("|", "/") for item in value)
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_csv_is_read_back_by_the_csv_module(tmp_path: Path, rows: list[Row]) -> None:
    path = tmp_path / "s.csv"
    assert write("statements", path, rows, "csv") == len(rows) == 8
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert found == [{name: cell(value) for name, value in row.items()} for row in rows]
    assert json.loads(found[0]["alternatives"])["code"] == "PHL:GOV"
    assert found[0]["because"] == "a quarrel over fishing / shipping rights"


def test_json_lines_are_read_back_by_json(tmp_path: Path, rows: list[Row]) -> None:
    path = tmp_path / "s.jsonl"
    assert write("statements", path, rows, "jsonl") == 8
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == rows


def test_parquet_is_read_back_by_polars(tmp_path: Path, rows: list[Row]) -> None:
    path = tmp_path / "s.parquet"
    assert write("statements", path, rows, "parquet") == 8
    found = pl.read_parquet(path)
    assert found.schema == schema(columns("statements"))
    assert found.to_dicts() == rows


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_no_rows_give_a_file_that_can_be_read(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"none.{form}"
    assert write("dyads", path, [], form) == 0  # type: ignore[arg-type]
    readers = {"csv": pl.read_csv, "parquet": pl.read_parquet}
    if form in readers:
        assert readers[form](path).columns == list(columns("dyads"))
    else:
        assert path.read_bytes() == b""


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_fault_on_the_way_leaves_the_old_file_and_nothing_else(tmp_path: Path, rows: list[Row], form: str) -> None:
    path = tmp_path / f"s.{form}"
    path.write_text("last week's file")

    def failing() -> Iterator[Row]:
        yield rows[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write("statements", path, failing(), form)  # type: ignore[arg-type]
    assert path.read_text() == "last week's file"
    assert list(tmp_path.iterdir()) == [path]


def test_a_path_that_cannot_be_written_is_named(tmp_path: Path, rows: list[Row]) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "missing" / "s.csv", tmp_path / "file" / "s.csv", tmp_path):
        with pytest.raises(InputError, match=path.name):
            write("statements", path, rows, "csv")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_database_is_never_written_over(tmp_path: Path, rows: list[Row]) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE precious (thing)")
    before = path.read_bytes()
    (tmp_path / "link.csv").symlink_to(path)
    for target in (path, tmp_path / "link.csv"):
        with pytest.raises(InputError, match="is a database"):
            write("statements", target, rows, "csv")
    assert path.read_bytes() == before


def test_a_link_keeps_leading_to_its_file(tmp_path: Path, rows: list[Row]) -> None:
    (tmp_path / "latest.csv").symlink_to(tmp_path / "june.csv")
    (tmp_path / "june.csv").write_text("old")
    write("statements", tmp_path / "latest.csv", rows, "csv")
    assert (tmp_path / "latest.csv").is_symlink()
    assert (tmp_path / "june.csv").read_text(encoding="utf-8").startswith("id,")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no such device")
def test_devices_are_written_to_and_stay_devices(rows: list[Row]) -> None:
    assert write("statements", Path("/dev/null"), rows, "jsonl") == len(rows)
    with pytest.raises(InputError, match="free some space"):
        write("statements", Path("/dev/full"), rows, "csv")
    with pytest.raises(InputError, match="Parquet"):
        write("statements", Path("/dev/null"), rows, "parquet")
    assert Path("/dev/full").is_char_device() and Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("table", "path", "given", "expected"),
    [
        ("statements", "s.CSV", None, ("statements", "csv")),
        ("actors", "a.ndjson", None, ("actors", "jsonl")),
        ("dyads", "d.txt", "parquet", ("dyads", "parquet")),
        ("statements", "s.jsonl", "plover", ("statements", "plover")),
    ],
)
def test_the_format_comes_from_the_ending_unless_given(
    table: str, path: str, given: str | None, expected: tuple[str, str]
) -> None:
    assert check(table, Path(path), given) == expected


@pytest.mark.parametrize(
    ("table", "path", "given", "complaint"),
    [
        ("events", "e.csv", None, "no table 'events'; tables are articles, statements"),
        ("articles", "a.xlsx", None, "'a.xlsx' tells no format; formats are csv, jsonl, parquet, plover"),
        ("articles", "a.csv", "xml", "no format 'xml'"),
        ("articles", "a", None, "tells no format"),
        ("actors", "a.jsonl", "plover", "PLOVER records are made from statements or episodes, not from actors"),
    ],
)
def test_unknown_tables_and_formats_are_refused(table: str, path: str, given: str | None, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        check(table, Path(path), given)
