"""factuality: how sure the author is that an event happened, from -3 to +3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.coding.status import factuality
from detente.model import Span
from detente.text.document import Token
from evaluation.rows import Context, Row, documents, plain


def predict(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Judge the event word of each sentence."""
    texts = list(dict.fromkeys(row["text"] for row in rows))
    parsed = dict(zip(texts, documents(plain(text, text) for text in texts), strict=True))
    for row in rows:
        tokens = parsed[row["text"]].tokens_in(Span(*row["event"]))
        if tokens:
            yield {"id": row["id"], "factuality": factuality(_head(tokens))}


def _head(tokens: Sequence[Token]) -> Token:
    """Of several words, the one that the others hang on."""
    return min(tokens, key=lambda token: sum(1 for _ in token.ancestors()))
