"""linking: which marked event mentions of a topic's articles speak of the same event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.linking.mentions import EventMention, cluster
from detente.linking.vectors import Word
from detente.model import Span
from detente.text.document import Document, Token
from evaluation.rows import Context, Row, documents, plain

CONTENT = {"NOUN", "PROPN", "VERB", "NUM", "ADJ"}
NAMES = {"PROPN", "NUM"}


def predict(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Cluster the mentions of each topic."""
    parsed = documents(plain(d["doc"], d["text"]) for row in rows for d in row["documents"])
    for row in rows:
        topic = {d["doc"]: next(parsed) for d in row["documents"]}
        mentions = [_mention(m, topic[m["doc"]]) for m in row["mentions"]]
        words = {name: tuple(_words(document.tokens)) for name, document in topic.items()}
        yield {"id": row["id"], "clusters": cluster(mentions, words)}


def _mention(row: Row, document: Document) -> EventMention:
    head = _head(document.tokens_in(Span(*row["span"])))
    subject = [t for c in head.children_of("nsubj", "nsubjpass", "poss") for t in c.subtree()]
    return EventMention(
        key=row["mention"],
        document=row["doc"],
        head=head.lemma,
        sentence=tuple(_words(t for t in head.sentence.tokens if t is not head)),
        subject=frozenset(t.lemma for t in subject if t.pos in {"NOUN", "PROPN"}),
    )


def _head(tokens: Sequence[Token]) -> Token:
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head is t or t.head.i not in inside), tokens[0])


def _words(tokens: Iterable[Token]) -> Iterator[Word]:
    return (Word(t.lemma, t.pos in NAMES) for t in tokens if t.pos in CONTENT)
