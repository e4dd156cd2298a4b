"""causation: whether a sentence ties a cause to an effect, and their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.coding.causes import causal_links
from evaluation.rows import Context, Row, documents, plain


def predict(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Find the causal links of each sentence."""
    for document in documents(plain(row["id"], row["text"]) for row in rows):
        links = [link for sentence in document.sentences for link in causal_links(sentence)]
        relations = [{"cause": x.cause, "effect": x.effect, "signal": x.signals} for x in links]
        yield {"id": document.article.id, "causal": bool(relations), "relations": relations}
