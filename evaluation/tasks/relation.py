"""relation: what the marked source does to the marked target, in the types that the data was labelled with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.model import Span
from detente.pipeline import Pipeline
from evaluation.rows import Context, Row


def predict(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Name the PLOVER type of each marked sentence; no row where the coder finds nothing between the two."""
    pipeline = Pipeline(coder=context.coder, model=context.model)
    for row in rows:
        source, target = _span(row["source"]), _span(row["target"])
        event, _ = pipeline.relate(row["text"], source, target, convention="hu2024")
        if event:
            yield {"id": row["id"], "event": event}


def _span(offsets: list[int] | None) -> Span | None:
    return Span(*offsets) if offsets else None
