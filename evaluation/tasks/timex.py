"""timex: expressions of time with TIMEX3 type and value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.grounding.times import Times
from evaluation.rows import Context, Row, documents, plain


def predict(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Find the times of each article, anchored at its day of writing."""
    times = Times()
    parsed = documents(plain(row["id"], row["text"], row["date"]) for row in rows)
    for row, document in zip(rows, parsed, strict=True):
        found = times.find(document, row["date"])
        yield {"id": row["id"], "timexes": [{"span": t.span, "type": t.type, "value": t.value} for t in found]}
