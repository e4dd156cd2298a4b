"""Predictions for the eleven tasks have their shape, and scores do not fall below their floors."""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from evaluation.predict import TASKS, main, predictions
from evaluation.report import results_page
from evaluation.rows import Context, plain, write
from evaluation.run import HERE, Options, run

BENCH = Path(os.environ.get("DETENTE_BENCH") or HERE.parent.parent / "shared" / "bench")
FLOORS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
LEAST = [(task, metric, floor) for task, f in FLOORS.items() for metric, floor in f.items() if metric != "at_most"]
MOST = [(task, metric, ceiling) for task, f in FLOORS.items() for metric, ceiling in f.get("at_most", {}).items()]

NEWS = "Kenya's foreign minister met his Ugandan counterpart in Kampala on 4 March 2019, officials said."
STRIKE = "Nurses went on strike because the government had cut their pay."
ROWS: dict[str, list[dict[str, Any]]] = {
    "actors": [{"id": "1", "text": "the Kenyan army", "kind": "actor", "date": "2019-03-05"}],
    "articles": [{"id": "1", "file": "a.txt", "raw": f"Notes of the week\n\n{NEWS}\n\n{STRIKE}", "published": None}],
    "attribution": [{"id": "1", "text": f'"We will build the bridge," the mayor of Entebbe said. {NEWS}'}],
    "causation": [{"id": "1", "text": STRIKE}],
    "coding": [{"id": "1", "date": "2019-03-05", "text": NEWS}],
    "factuality": [{"id": "1", "text": STRIKE, "event": [7, 11]}],
    "forecast": [
        {"id": "1", "ask": "target", "source": "Kenya", "relation": "visit", "target": None, "date": "2019-03-05"}
    ],
    "linking": [
        {
            "id": "1",
            "documents": [{"doc": "d1", "text": STRIKE}, {"doc": "d2", "text": "The strike of the nurses is over."}],
            "mentions": [
                {"mention": "m1", "doc": "d1", "span": [15, 21]},
                {"mention": "m2", "doc": "d2", "span": [4, 10]},
            ],
        }
    ],
    "places": [{"id": "1", "text": NEWS}],
    "relation": [{"id": "1", "text": NEWS, "source": [0, 5], "target": [33, 40]}],
    "timex": [{"id": "1", "date": "2019-03-05", "text": NEWS}],
}
# Task → (path into the first prediction, value that stands there).
EXPECTED: list[tuple[str, list[str | int], Any]] = [
    ("actors", ["country"], "KEN"),
    ("actors", ["sector"], "MIL"),
    ("articles", ["kind"], "news"),
    ("articles", ["statements", 0, "event"], "CONSULT"),
    ("articles", ["statements", 0, "start"], "2019-03-04"),
    ("attribution", ["attributions", 0, "cue", 0], (49, 53)),
    ("causation", ["causal"], True),
    ("causation", ["relations", 0, "signal", 0], (22, 29)),
    ("coding", ["events", 0, "event"], "CONSULT"),
    ("factuality", ["factuality"], 3.0),
    ("forecast", ["ranking", 0, 0], "Uganda"),
    ("linking", ["clusters"], [["m1", "m2"]]),
    ("places", ["places", 0, "country"], "KE"),
    ("relation", ["event"], "CONSULT"),
    ("timex", ["timexes", 0, "value"], "2019-03-04"),
]


def first(task: str, folder: Path) -> Any:
    write(folder / "input.jsonl", ROWS[task])
    (folder / "train.tsv").write_text("Kenya\tvisit\tUganda\t2019-03-01\nKenya\tvisit\tChad\t2019-03-05\n")
    found = list(predictions(task, Context(folder / "input.jsonl")))
    assert [row["id"] for row in found] == ["1"]
    return found[0]


def test_every_task_has_an_example() -> None:
    assert set(ROWS) == set(TASKS) == {task for task, _, _ in EXPECTED}


@pytest.mark.parametrize(("task", "path", "value"), EXPECTED)
def test_prediction(task: str, path: list[str | int], value: Any, tmp_path: Path) -> None:
    found = first(task, tmp_path)
    for step in path:
        found = found[step]
    assert found == value


def test_command_reads_event_files(tmp_path: Path) -> None:
    write(tmp_path / "input.jsonl", ROWS["forecast"])
    for name, target in (("one.tsv", "Mali"), ("two.tsv", "Togo")):
        (tmp_path / name).write_text(f"Kenya\tvisit\t{target}\t2019-02-01\n")
    events = [str(tmp_path / name) for name in ("one.tsv", "two.tsv")]
    main(["forecast", str(tmp_path / "input.jsonl"), str(tmp_path / "out" / "p.jsonl"), "--events", *events])
    row = json.loads((tmp_path / "out" / "p.jsonl").read_text())
    assert [name for name, _ in row["ranking"]] == ["Mali", "Togo"]


def test_unknown_task_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["weather", "in.jsonl", "out.jsonl"])
    assert "invalid choice" in capsys.readouterr().err


def test_plain_text_has_a_block_a_line() -> None:
    article = plain("1", "One.\n\nTwo two.\n")
    assert [block.span.of(article.text) for block in article.blocks] == ["One.", "Two two."]


def test_results_page_shows_all_tasks_with_their_peers() -> None:
    peers = tomllib.loads((HERE / "peers.toml").read_text(encoding="utf-8"))
    assert set(peers) == set(TASKS)
    scores = {task: dict.fromkeys(entry["show"], 0.5) | {"seconds": 1.0} for task, entry in peers.items()}
    page = results_page({"version": "1", "date": "2026-01-01", "command": "x", "tasks": scores}, HERE / "peers.toml")
    assert len(re.findall(r"^\| \*\*détente\*\*", page, re.MULTILINE)) == len(TASKS)
    for entry in peers.values():
        assert {metric for peer in entry["peers"] for metric in peer} - {"name"} <= set(entry["show"])


@pytest.fixture(scope="session")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    if not (BENCH / "score.py").exists():
        pytest.skip(f"the bench is not at {BENCH}; set DETENTE_BENCH to its folder")
    folder = tmp_path_factory.mktemp("bench")
    results: dict[str, dict[str, float]] = run(Options(BENCH.resolve(), TASKS, folder, folder, speed=False))["tasks"]
    return results


@pytest.mark.parametrize(("task", "metric", "floor"), LEAST)
def test_floor(task: str, metric: str, floor: float, scores: dict[str, dict[str, float]]) -> None:
    assert scores[task][metric] >= floor


@pytest.mark.parametrize(("task", "metric", "ceiling"), MOST)
def test_ceiling(task: str, metric: str, ceiling: float, scores: dict[str, dict[str, float]]) -> None:
    assert scores[task][metric] <= ceiling
