"""All tasks of the bench on their development sets: predict, score, write ``results.md`` and ``results.json``.

``python -m evaluation.run --bench FOLDER``. Scores come from the bench's own scorer in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from evaluation.predict import TASKS, predictions
from evaluation.report import results_page
from evaluation.rows import Context, write

HERE = Path(__file__).parent
FURTHER = ("pages.md", "encoder.md")

Scores = dict[str, float]


@dataclass(frozen=True)
class Options:
    """What to run and where to write."""

    bench: Path
    tasks: tuple[str, ...]
    results: Path
    work: Path
    speed: bool


def run(options: Options) -> dict[str, Any]:
    """Predict and score the tasks; write and return the results."""
    results: dict[str, Any] = {
        "date": date.today().isoformat(),
        "version": version("detente"),
        "command": "make bench",
        "tasks": {task: _scored(task, options) for task in options.tasks},
    }
    if options.speed:
        results["speed"] = _own_process([sys.executable, "-m", "evaluation.speed", str(options.bench)])
    options.results.mkdir(parents=True, exist_ok=True)
    (options.results / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    # What takes hours to find, such as a learning curve, is kept by hand; pages.md is printed by evaluation.pages.
    further = "\n".join((HERE / name).read_text(encoding="utf-8") for name in FURTHER)
    (options.results / "results.md").write_text(results_page(results, HERE / "peers.toml", further), encoding="utf-8")
    return results


def _scored(task: str, options: Options) -> Scores:
    data = options.bench / task
    predicted = options.work / f"{task}.jsonl"
    started = time.perf_counter()
    write(predicted, predictions(task, Context(data / "dev.input.jsonl")))
    seconds = time.perf_counter() - started
    scorer = [sys.executable, str(options.bench / "score.py"), task, str(data / "dev.gold.jsonl"), str(predicted)]
    scores: Scores = _own_process(scorer)
    print(f"{task:12} {seconds:6.1f} s", flush=True)
    return scores | {"seconds": round(seconds, 1)}


def _own_process(command: Sequence[str]) -> Any:
    """The JSON that a command prints. Nothing is written beside the scorer."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, env=environment, cwd=HERE.parent)
    return json.loads(done.stdout)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.run", description="Score the development sets.")
    parser.add_argument("--bench", type=Path, required=True, help="the folder that holds the tasks and score.py")
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=TASKS, help="all by default")
    parser.add_argument("--results", type=Path, default=HERE, help="where results.md and results.json go")
    parser.add_argument("--work", type=Path, default=Path("out/bench"), help="where the predictions go")
    parser.add_argument("--no-speed", action="store_true", help="leave out speed and memory")
    given = parser.parse_args(arguments)
    if not (given.bench / "score.py").exists():
        parser.error(f"{given.bench} holds no score.py; give the bench's folder, as in `make bench BENCH=../bench`")
    options = Options(given.bench.resolve(), tuple(given.tasks), given.results, given.work, not given.no_speed)
    run(options)
    print(f"results: {options.results / 'results.md'}")


if __name__ == "__main__":
    main()
