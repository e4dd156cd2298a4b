"""Every kind of container and encoding gives the same articles."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.model import Article, Skipped
from detente.reading import Limits, read

ONE = "Fiji and Tonga signed a fisheries accord in Suva on Tuesday, the two governments said."
TWO = "Chad recalled its ambassador from Khartoum on Monday after a raid on Adré."


def _jsonl() -> str:
    rows = [{"id": "one", "text": ONE, "date": "2019-01-02", "source": "Suva Sun"}, {"id": "two", "body": TWO}]
    return "\n".join(json.dumps(row) for row in rows)


def _zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


CONTAINERS: list[tuple[str, bytes]] = [
    ("a.jsonl", _jsonl().encode()),
    ("a.jsonl.gz", gzip.compress(_jsonl().encode())),
    ("a.json", json.dumps([{"text": ONE}, {"raw": TWO}], indent=1).encode()),
    ("a.csv", f'id,text,date\n1,"{ONE}",2019\n2,"{TWO}",\n'.encode()),
    ("a.csv", f'id;text\n1;"{ONE}"\n2;{TWO}\n'.encode()),
    ("a.csv", f'id,content\r\n1,"{ONE}"\r\n2,"{TWO}"\r\n'.encode("utf-16")),
    ("a.csv.gz", gzip.compress(f'id,body\n1,"{ONE}"\n2,"{TWO}"\n'.encode())),
    ("a.tsv", f"text\ttitle\n{ONE}\tFiji\n{TWO}\tChad\n".encode()),
    ("a.zip", _zipped({"one.txt": ONE.encode(), "sub/two.md": TWO.encode()})),
    (
        "a.zip",
        _zipped({"in.zip": _zipped({"one.txt": ONE.encode(), "two.txt.gz": gzip.compress(TWO.encode())})}),
    ),
    ("feed", _jsonl().encode()),
]


def named(value: object) -> str:
    """The name of a case. Packed bytes hold the time of packing, so they give none."""
    return "packed" if isinstance(value, bytes) else str(value)[:40]


@pytest.mark.parametrize(("name", "data"), CONTAINERS, ids=named)
def test_containers(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    found = list(read([tmp_path / name]))
    assert [item.text for item in found if isinstance(item, Article)] == [ONE, TWO]
    assert len(found) == 2
    assert all(item.source.startswith(str(tmp_path / name)) for item in found)


SINGLE: list[tuple[str, bytes]] = [
    ("a.txt", TWO.encode()),
    ("a.md", TWO.encode()),
    ("a.html", f"<html><body><article><p>{TWO}</p></article></body></html>".encode()),
    ("a.html", b'<html><meta charset="latin-1"><body><p>' + TWO.encode("cp1252") + b"</p></body></html>"),
    ("a.txt.gz", gzip.compress(TWO.encode())),
    ("a.txt", TWO.encode("utf-16")),
    ("a.txt", TWO.encode("utf-16-le")),
    ("a.txt", b"\xef\xbb\xbf" + TWO.encode()),
    ("a.txt", TWO.encode("cp1252")),
    ("a.txt", TWO.encode("utf-32")),
    ("noending", TWO.encode()),
]


@pytest.mark.parametrize(("name", "data"), SINGLE, ids=named)
def test_single_files_and_encodings(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (found,) = read(tmp_path / name)
    assert isinstance(found, Article), found
    assert found.text == TWO


def test_chinese_names_in_an_old_encoding(tmp_path: Path) -> None:
    text = ONE + " A Chinese delegation (中国代表团，外交部) watched the ceremony in Suva (苏瓦), Beijing said."
    (tmp_path / "a.txt").write_bytes(text.encode("gb2312"))
    (found,) = read([tmp_path])
    assert isinstance(found, Article) and "中国代表团" in found.text


def test_fields_of_rows_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(_jsonl())
    first, second = read([tmp_path / "a.jsonl"], published="2020", outlet="Elsewhere")
    assert isinstance(first, Article) and (first.published, first.outlet) == ("2019-01-02", "Suva Sun")
    assert isinstance(second, Article) and (second.published, second.outlet) == ("2020", "Elsewhere")


@pytest.mark.parametrize("data", [ONE, _jsonl(), f"<html><body><p>{ONE}</p></body></html>"])
def test_standard_input(data: str) -> None:
    code = "from detente.reading import read\nprint([a.text for a in read('-')][0])"
    done = subprocess.run([sys.executable, "-c", code], input=data.encode(), capture_output=True, check=True)
    assert done.stdout.decode().strip() == ONE


# (name, bytes, words of the reason, whether it counts as a failure)
REFUSED: list[tuple[str, bytes, str, bool]] = [
    ("a.txt", b"", "empty", True),
    ("a.txt", b"  \n ", "empty", True),
    ("a.pdf", b"%PDF-1.7 \x00\x01", "PDF", True),
    ("a.bin", bytes(range(256)) * 5, "binary", True),
    ("a.txt", b"x" * 3_000, "larger than 2,000", True),
    ("a.txt.gz", gzip.compress(ONE.encode() * 9)[:40], "damaged or cut off", True),
    ("a.zip", _zipped({"a.txt": ONE.encode()})[:60], "damaged or cut off", True),
    ("a.zip", _zipped({"[Content_Types].xml": b"<x/>"}), "Office document", True),
    ("a.csv", b"name,day\n1,2019\n", "without a column of text", True),
    ("a.csv", b"id,date\n1,2019\n", "table without text", False),
    ("a.jsonl", b"{bad\n", "not valid JSON", True),
    ("a.jsonl", b'{"title": "x"}\n', "holds no text", True),
    ("a.txt", b"Home | News | Sport\n\nAdvertisement\n", "holds no story", True),
    ("a.txt", "Le président français a rencontré son homologue algérien mardi.".encode(), "language: fr", False),
    ("a.txt", "Президент России прибыл во вторник в Минск.".encode(), "not in English", False),
    ("README.md", b"About this folder", "describes the folder", False),
    ("old.db", b"SQLite format 3\0" + bytes(80), "database", False),
    (".hidden.txt", ONE.encode(), "hidden", False),
]


@pytest.mark.parametrize(("name", "data", "reason", "failed"), REFUSED, ids=named)
def test_what_gives_no_article_says_why(tmp_path: Path, name: str, data: bytes, reason: str, failed: bool) -> None:
    (tmp_path / name).write_bytes(data)
    (found,) = read([tmp_path], limits=Limits(file_bytes=2_000))
    assert isinstance(found, Skipped)
    assert reason in found.reason and found.failed is failed
    assert found.source.startswith(str(tmp_path / name)) and found.remedy


def test_broken_lines_do_not_stop_a_file(tmp_path: Path) -> None:
    lines = [json.dumps({"text": ONE}), "{bad", "", "3", '{"text": "' + "x" * 5_000 + '"}', json.dumps({"text": TWO})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    found = list(read([tmp_path / "a.jsonl"], limits=Limits(file_bytes=2_000)))
    assert [item.source.rpartition(" ")[2] for item in found] == ["1", "2", "4", "5", "6"]
    assert [isinstance(item, Article) for item in found] == [True, False, False, False, True]


def test_a_cut_off_archive_gives_what_it_holds(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"text": f"{ONE} Number {n} of {n * 7919}."}) for n in range(3_000))
    packed = gzip.compress(rows.encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    found = list(read([tmp_path / "a.jsonl.gz"]))
    assert len(found) > 100 and isinstance(found[0], Article)
    assert isinstance(found[-1], Skipped) and found[-1].failed


def test_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ONE)
    first, second = read([tmp_path])
    assert isinstance(first, Article)
    assert isinstance(second, Skipped) and not second.failed and str(tmp_path / "a.txt") in second.reason


def test_folders_are_read_in_order_and_deep(tmp_path: Path) -> None:
    for name in ("b/z.txt", "a.txt", "b/c/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{ONE} It was signed in {name[:1]}{len(name)}.")
    assert [Path(item.source).name for item in read([tmp_path])] == ["a.txt", "d.txt", "z.txt"]


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    data = ONE.encode()
    for _ in range(6):
        data = _zipped({"a.zip" if data[:2] == b"PK" else "a.txt": data})
    (tmp_path / "a.zip").write_bytes(data)
    (found,) = read([tmp_path])
    assert isinstance(found, Skipped) and "within" in found.reason


def test_a_bomb_is_stopped(tmp_path: Path) -> None:
    line = json.dumps({"text": ONE}).encode() + b"\n"
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line + b"\n" * 5_000_000))
    found = list(read([tmp_path], limits=Limits(archive_bytes=1_000_000)))
    assert isinstance(found[0], Article)
    assert isinstance(found[-1], Skipped) and "unpacks to more" in found[-1].reason


def test_wrong_arguments_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="published"):
        read([tmp_path], published="soon")
    with pytest.raises(InputError, match="no such file"):
        read([tmp_path], metadata=tmp_path / "none.csv")
    (found,) = read([tmp_path / "none.txt"])
    assert isinstance(found, Skipped) and found.failed
