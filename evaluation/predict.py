"""Predictions of détente for one task of the bench.

``python -m evaluation.predict TASK INPUT.jsonl OUTPUT.jsonl``; for ``forecast`` also ``--events FILE.tsv …``, all
events that may serve as history (only those dated before a query's day are used).
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from detente.pipeline import CODERS
from evaluation.rows import Context, Row, read, write

TASKS = (
    "actors",
    "articles",
    "attribution",
    "causation",
    "coding",
    "factuality",
    "forecast",
    "linking",
    "places",
    "relation",
    "timex",
)


def predictions(task: str, context: Context) -> Iterator[Row]:
    """The predictions for a task's input, one row for each of its rows."""
    rows: Iterator[Row] = importlib.import_module(f"evaluation.tasks.{task}").predict(read(context.input), context)
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, predict, write."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.predict", description="Predict one task of the bench.")
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("input", type=Path, metavar="INPUT.jsonl")
    parser.add_argument("output", type=Path, metavar="OUTPUT.jsonl")
    parser.add_argument("--events", type=Path, nargs="+", default=[], metavar="FILE.tsv", help="history (forecast)")
    parser.add_argument("--coder", choices=CODERS, default="encoder", help="who codes (articles, coding, relation)")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="folder of the trained encoder")
    options = parser.parse_args(arguments)
    context = Context(options.input, tuple(options.events), options.coder, options.model)
    count = write(options.output, predictions(options.task, context))
    print(f"{options.task}: {count} rows in {options.output}")


if __name__ == "__main__":
    main()
