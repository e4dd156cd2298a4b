"""``detente evaluate`` on a small sample that is coded for real. No test here depends on what exactly is coded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

import detente as package

ROOT = Path(__file__).parents[2]

SAMPLE: list[dict[str, Any]] = [
    {
        "id": "one",
        "date": "2024-06-05",
        "text": "Chile accused Peru on Tuesday of fishing in its waters.",
        "events": [{"event": "ACCUSE", "source": ["CHL"], "target": ["PER"], "status": "occurred"}],
    },
    {
        "id": "two",
        "date": "2024-06-05",
        "text": "Norway will send tents to Armenia next week.",
        "events": [{"event": "AID", "source": ["NOR"], "target": ["ARM"], "status": "planned"}],
    },
    {"id": "three", "text": "The museum's roof is made of slate.", "events": []},
    # Nothing can be coded of this: nobody sees an event in it, but gold says that there is one.
    {"id": "four", "text": "Slate is a fine-grained rock.", "events": [{"event": "RETREAT", "source": ["CHL"]}]},
]


def write(path: Path, records: list[dict[str, Any]], *more: str) -> Path:
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join([*lines, *more]), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write(tmp_path / "gold.jsonl", SAMPLE)


def test_the_screen_the_page_and_the_json_tell_the_same(detente, gold: Path, tmp_path: Path):
    done = detente(
        "evaluate", gold, "--min-confidence", "0,0.99", "--html", tmp_path / "e.html", "--json", tmp_path / "out/e.json"
    )
    assert done.code == 0
    assert done.err == f"Wrote {tmp_path / 'e.html'}\nWrote {tmp_path / 'out/e.json'}\n"
    assert done.out.startswith("4 texts, 3 events in gold, ")
    told = msgspec.json.decode((tmp_path / "out/e.json").read_bytes(), type=package.Evaluation)
    assert (told.texts, told.events, told.without_event) == (4, 3, 1)
    assert [threshold.min_confidence for threshold in told.thresholds] == [0.0, 0.99]
    assert "confidence from" in done.out
    retreat = next(score for score in told.classes if score.name == "RETREAT")
    assert (retreat.gold, retreat.right, retreat.recall.value) == (1, 0, 0.0)
    missed = next(fault for fault in told.faults if fault.id == "four")
    assert missed.kind == "missed"
    assert missed.why
    page = (tmp_path / "e.html").read_text(encoding="utf-8")
    assert f"F1 {told.micro.f1.value:.2f}" in page
    assert "Slate is a fine-grained rock." in page
    assert "Slate is a fine-grained rock." in done.out


def test_lines_that_cannot_be_used_are_told(detente, tmp_path: Path):
    path = write(tmp_path / "gold.jsonl", SAMPLE, "{", '{"text": "Rain.", "date": "soon", "events": []}')
    done = detente("evaluate", path)
    assert done.code == 1
    assert done.out.startswith("4 texts, ")
    assert done.err.startswith("Left out 2 of the sample:\n")
    assert f"failed: {path}, line 5: is no JSON" in done.err
    assert f"failed: {path}, line 6: date: 'soon' is not a date" in done.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--min-confidence", "high"], "'high' is no number"),
        (["--min-confidence", "0.5,7"], "from 0 to 1"),
        (["--status", "done"], "unknown status 'done'"),
        (["--by", "frame"], "no event of the sample has a frame"),
        (["--codebook", "nowhere"], "nowhere: no such codebook folder"),
    ],
)
def test_wrong_use(detente, tmp_path: Path, options: list[str], words: str):
    path = write(tmp_path / "gold.jsonl", SAMPLE[:2])
    done = detente("evaluate", path, *options)
    assert done.code == 2
    assert words in " ".join(done.err.replace("│", " ").split())


def test_a_file_that_is_not_there(detente, tmp_path: Path):
    done = detente("evaluate", tmp_path / "none.jsonl")
    assert (done.code, done.out) == (2, "")
    assert "none.jsonl cannot be read: No such file or directory" in done.err


def test_errors_are_listed_as_many_as_asked_for(detente, gold: Path):
    assert "    gold:  RETREAT CHL → –" in detente("evaluate", gold, "--errors", 50).out
    assert "    gold:  RETREAT CHL → –" not in detente("evaluate", gold, "--errors", 0).out


def test_an_ontology_of_ones_own(detente, tmp_path: Path):
    """A frame of a user's codebook is a class like the built-in ones."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own/frames.csv").write_text("frame,event,label\nlend-panda,AID,lent pandas to\n", encoding="utf-8")
    records = [{"text": "China lent Chile two pandas.", "events": [{"event": "lend-panda", "source": "CHN"}]}]
    path = write(tmp_path / "gold.jsonl", records)
    assert "unknown event 'lend-panda'" in detente("evaluate", path).err
    done = detente("evaluate", path, "--codebook", tmp_path / "own", "--json", tmp_path / "e.json")
    assert done.code == 0
    assert json.loads((tmp_path / "e.json").read_text())["by"] == "frame"


def test_from_python_with_records_and_a_pipeline(pipeline: package.Pipeline):
    found = package.evaluate(SAMPLE, actors="none", statuses=["occurred"], pipeline=pipeline)
    assert (found.texts, found.events, found.actors, found.statuses) == (4, 2, "none", ("occurred",))
    assert found == package.evaluate(SAMPLE, actors="none", statuses=["occurred"], pipeline=pipeline)


def test_from_python_with_a_codebook(tmp_path: Path):
    (tmp_path / "frames.csv").write_text("frame,event,label\nlend-panda,AID,lent pandas to\n", encoding="utf-8")
    records = [{"text": "China lent Chile two pandas.", "events": ["lend-panda"]}]
    assert package.evaluate(records, codebook=[tmp_path]).by == "frame"
    with pytest.raises(package.InputError, match="unknown event 'lend-panda'"):
        package.evaluate(records)


def test_the_example_is_whole(pipeline: package.Pipeline):
    """The hand-coded example can be read to the last line, has all types, and texts without event."""
    found = package.evaluate(ROOT / "examples" / "gold.jsonl", pipeline=pipeline)
    assert found.left_out == ()
    assert found.texts >= 60
    assert found.without_event >= 15
    assert {score.name for score in found.classes if score.gold} == set(pipeline.plover.events)
    assert found.micro.f1.value is not None
