from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.model import Article, Skipped
from detente.reading import read

STORY = "Fiji and Tonga signed a fisheries accord in Suva, the two governments said. It is the {} of its kind."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts" / "sub").mkdir(parents=True)
    (tmp_path / "texts" / "a.txt").write_text(STORY.format("first"))
    (tmp_path / "texts" / "sub" / "b.txt").write_text(STORY.format("second"))
    return tmp_path / "texts"


def _articles(found: list[Article | Skipped]) -> dict[str, Article]:
    return {Path(item.source).name: item for item in found if isinstance(item, Article)}


# How a row may name sub/b.txt: the metadata file lies above the folder.
@pytest.mark.parametrize("name", ["texts/sub/b.txt", "sub/b.txt", "b.txt", "b"])
def test_rows_name_files_in_many_ways(folder: Path, name: str) -> None:
    table = folder.parent / "meta.csv"
    table.write_text(
        f"path,date,title,outlet,author,url,kind\n{name},4 June 2021,Fish,Suva Sun,A. B.,http://x,opinion\na,2020,,,,,\n"
    )
    found = list(read([folder], metadata=table))
    second = _articles(found)["b.txt"]
    assert (second.published, second.title, second.outlet) == ("2021-06-04", "Fish", "Suva Sun")
    assert (second.author, second.url, second.kind) == ("A. B.", "http://x", "opinion")
    assert len(found) == 2


@pytest.mark.parametrize("name", ["meta.jsonl", "meta.jsonl.gz", "meta.tsv", "meta.csv"])
def test_metadata_comes_in_several_formats(folder: Path, name: str) -> None:
    rows = [{"id": "a", "published": "2021-06"}, {"id": "b", "published": "2022"}]
    text = "\n".join(map(json.dumps, rows))
    if "jsonl" not in name:
        mark = "\t" if name.endswith("tsv") else ","
        text = "\n".join(mark.join(cells) for cells in (["id", "published"], *(r.values() for r in rows)))
    (folder / name).write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
    found = list(read([folder], metadata=folder / name))
    assert len(found) == 2, "the metadata file is no article"
    assert [a.published for a in _articles(found).values()] == ["2021-06", "2022"]


# (rows after the header "path,date,kind,language", words of the reason, line, failed)
FAULTS = [
    ("a.txt,soon,,\nsub/b.txt,,,", "'soon' is not a date", 2, True),
    ("a.txt,04/06/2021,,\nsub/b.txt,,,", "could be two days", 2, True),
    ("a.txt,,gossip,\nsub/b.txt,,,", "'gossip' is no kind", 2, True),
    (",2020,,\na.txt,,,\nsub/b.txt,,,", "names no article", 2, True),
    ("a.txt,2020,,\na.txt,2021,,\nsub/b.txt,,,", "described on line 2 already", 3, True),
    ("a.txt,,,\nsub/b.txt,,,\nnone.txt,2020,,", "no article that was read", 4, True),
    ("a.txt,,,\nsub/b.txt,,,\n../other.txt,2020,,", "not among the sources", 4, False),
    ("a.txt,1,2,3,4\na.txt,,,\nsub/b.txt,,,", "5 cells for 4 columns", 2, True),
]


@pytest.mark.parametrize(("rows", "reason", "line", "failed"), FAULTS)
def test_each_fault_has_a_record_and_nothing_is_lost(
    folder: Path, rows: str, reason: str, line: int, failed: bool
) -> None:
    (folder.parent / "other.txt").write_text("x")
    table = folder / "meta.csv"
    table.write_text(f"path,date,kind,language\n{rows}\n")
    found = list(read([folder], metadata=table))
    (fault,) = [item for item in found if isinstance(item, Skipped)]
    assert reason in fault.reason and fault.source == f"{table}: line {line}"
    assert fault.failed is failed and fault.remedy
    assert set(_articles(found)) == {"a.txt", "b.txt"}


def test_a_file_in_no_row_is_told_and_read(folder: Path) -> None:
    table = folder / "meta.csv"
    table.write_text("path,date\na.txt,2020\n")
    found = list(read([folder], metadata=table))
    (fault,) = [item for item in found if isinstance(item, Skipped)]
    assert fault.source.endswith("b.txt") and "no row" in fault.reason and fault.failed
    assert set(_articles(found)) == {"a.txt", "b.txt"}


def test_a_stated_language_is_believed(folder: Path) -> None:
    table = folder / "meta.csv"
    table.write_text("path,language\na.txt,fr\nsub/b.txt,en-GB\n")
    first, second = read([folder], metadata=table)
    assert isinstance(first, Skipped) and not first.failed and "fr" in first.reason
    assert isinstance(second, Article)


def test_rows_of_a_table_are_found_by_id(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"id": f"n{n}", "text": STORY.format(n)}) for n in range(3)))
    (tmp_path / "meta.csv").write_text("id,date\nn0,2001\nn2,2003\n")
    found = list(read([tmp_path / "a.jsonl"], metadata=tmp_path / "meta.csv"))
    assert [item.published for item in found if isinstance(item, Article)] == ["2001", None, "2003"]
    assert [item.source.rpartition(" ")[2] for item in found if isinstance(item, Skipped)] == ["2"]


def test_metadata_that_names_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "meta.csv").write_text("date,title\n2020,x\n")
    with pytest.raises(InputError, match="id or path"):
        read([tmp_path], metadata=tmp_path / "meta.csv")
