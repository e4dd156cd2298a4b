"""How well contexts are coded: precision and recall on the labelled sentences and articles beside this file.

``python tests/coding/context_scores.py`` prints the figures and, with ``-v``, every difference.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from detente import reading
from detente.model import Article, Block, Skipped, Span
from detente.pipeline import Pipeline

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"


class Item(NamedTuple):
    """A labelled text: the contexts wanted, those found (None where there is no statement), those of the frame."""

    text: str
    wanted: frozenset[str]
    found: frozenset[str] | None
    by_frame: frozenset[str] = frozenset()


class Score(NamedTuple):
    """Precision and recall over pairs of text and context, with what they are made of."""

    precision: float
    recall: float
    right: int
    found: int
    wanted: int
    texts: int


def rows(name: str) -> list[list[str]]:
    """The rows of a labelled file, comments left out."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def labels(cell: str) -> frozenset[str]:
    """The contexts that a cell names; ``-`` is none."""
    return frozenset(cell.split("|")) - {"-"}


def sentences(pipeline: Pipeline, name: str = "context_sentences.tsv") -> Iterator[Item]:
    """The labelled sentences of a file, each with the contexts of the statement at the marked word."""
    for text, trigger, wanted in rows(name):
        block = Block(role="body", span=Span(0, len(text)))
        coded = pipeline.code(Article(id="a1", text=text, blocks=(block,), published="2024-05-20"))
        made = next((s for s in coded.statements if s.trigger.of(text) in trigger.split()), None)
        if made is None:
            yield Item(text, labels(wanted), None)
        else:
            by_frame = frozenset(pipeline.plover.frames[made.frame].contexts)
            yield Item(text, labels(wanted), frozenset(made.contexts), by_frame)


def corpus(pipeline: Pipeline) -> Iterator[Item]:
    """The labelled sentences that were drawn from the corpus."""
    return sentences(pipeline, "context_corpus.tsv")


def articles(pipeline: Pipeline) -> Iterator[Item]:
    """The labelled articles with their document's contexts."""
    for wanted, title, *rest in rows("context_articles.tsv"):
        article = _article(title, rest[0]) if rest else _example(title)
        coded = pipeline.code(article)
        yield Item(title, labels(wanted), frozenset(c for s in coded.statements for c in s.document_contexts))


def _article(title: str, text: str) -> Article:
    head = Block(role="headline", span=Span(0, len(title)))
    body = Block(role="body", span=Span(len(title) + 2, len(title) + 2 + len(text)))
    return Article(id="a1", text=f"{title}\n\n{text}", blocks=(head, body), title=title, published="2024-05-20")


def _example(path: str) -> Article:
    (article,) = (item for item in reading.read([EXAMPLES / path]) if not isinstance(item, Skipped))
    return article


def score(items: list[Item]) -> Score:
    """Micro-averaged figures. A context that only the frame gives is neither right nor wrong where it is not wanted."""
    told = [(item, item.found - (item.by_frame - item.wanted)) for item in items if item.found is not None]
    right = sum(len(found & item.wanted) for item, found in told)
    found_all, wanted = sum(len(f) for _, f in told), sum(len(i.wanted) for i, _ in told)
    return Score(right / found_all, right / wanted, right, found_all, wanted, len(told))


def main(verbose: bool) -> None:
    """Print the figures of all samples."""
    pipeline = Pipeline(coder="rules")
    for sample in (sentences, corpus, articles):
        items = list(sample(pipeline))
        figures = score(items)
        print(f"{sample.__name__:9} precision {figures.precision:.3f} recall {figures.recall:.3f}", *figures[2:])
        for item in items if verbose else ():
            missing, extra = item.wanted - (item.found or set()), (item.found or set()) - item.wanted - item.by_frame
            if item.found is not None and missing | extra:
                print(f"  missing {sorted(missing)}, too much {sorted(extra)}: {item.text}")


if __name__ == "__main__":
    main("-v" in sys.argv)
