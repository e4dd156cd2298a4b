"""forecast: who does what to whom on a day to come, from the events of the days before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from detente.forecast.baselines import DyadEvent, Query, forecast
from evaluation.rows import Context, Row


def predict(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Rank candidates for each query; the history is ``--events``, or train.tsv and valid.tsv beside the input."""
    files = context.events or tuple(
        path for name in ("train.tsv", "valid.tsv") if (path := context.input.parent / name).exists()
    )
    events = [event for path in files for event in _events(path)]
    queries = [Query(r["source"], r["relation"], r["target"], date.fromisoformat(r["date"])) for r in rows]
    for row, ranking in zip(rows, forecast(queries, events), strict=True):
        yield {"id": row["id"], "ranking": ranking}


def _events(path: Path) -> Iterator[DyadEvent]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            source, relation, target, day = line.rstrip("\n").split("\t")
            yield DyadEvent(source, relation, target, date.fromisoformat(day))
