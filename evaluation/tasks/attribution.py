"""attribution: who said what, by which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.coding.attribution import attributions
from evaluation.rows import Context, Row, documents, plain


def predict(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Find the attributions of each article."""
    for document in documents(plain(row["id"], row["text"]) for row in rows):
        found = [{"source": a.source, "cue": a.cue, "content": a.content} for a in attributions(document)]
        yield {"id": document.article.id, "attributions": found}
