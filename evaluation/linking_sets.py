"""How linking does on sets of short articles of which half tell of one happening and half of several that look alike.

``python -m evaluation.linking_sets [-v]`` reads the files named in ``FILES``. A pair of marks with one label should be
in one episode; one whose labels differ in the number only should be in two. A pair of which a statement is missing is
wrong. ``-v`` lists the pairs that are.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from detente.linking import link
from detente.model import Coded, Span
from detente.pipeline import Pipeline
from evaluation.linking_gold import Marks, stories
from evaluation.linking_judged import Judged

FILES = ("sets.txt", "sets_later.txt", "sets_views.txt", "sets_words.txt", "sets_last.txt")


class Mark(NamedTuple):
    """Words that tell of a happening, by their article, and the episodes of the statements that hang on them."""

    article: str
    words: str
    label: str
    episodes: frozenset[str]


Pair = Judged[Mark]


def marks(coded: Sequence[Coded], marked: Sequence[Marks]) -> list[Mark]:
    """All marks with the episodes of what was coded on them; the sets are linked together, as an archive would be."""
    statements = [s for one in coded for s in one.statements]
    quotes = {s.id: one.quote(s) for one in coded for s in one.statements}
    published = {one.article.id: one.article.published for one in coded}
    episode = {sid: e.id for e in link(statements, published, quotes=quotes) for sid in e.statements}
    found = []
    for one, own in zip(coded, marked, strict=True):
        for span, label in own.items():
            on_it = frozenset(episode[s.id] for s in one.statements if _on(span, s.trigger))
            found.append(Mark(one.article.id, one.article.text[span.start : span.end], label, on_it))
    return found


def _on(mark: Span, trigger: Span) -> bool:
    return mark.overlaps(trigger)


def pairs(found: Sequence[Mark]) -> Iterator[Pair]:
    """The pairs that are judged: of one label, and of two that differ in their number."""
    for one, other in combinations(found, 2):
        if one.label.rstrip("0123456789") == other.label.rstrip("0123456789"):
            yield Pair(one, other, one.label == other.label)


def share(judged: Sequence[Pair]) -> str:
    """How many pairs are right, of all and of those found."""
    found = [pair for pair in judged if pair.found]
    right = sum(pair.right for pair in judged)
    of_all, of_found = (f"{right}/{len(some)} = {right / max(1, len(some)):.3f}" for some in (judged, found))
    return f"{of_all}; of those found {of_found}"


def main() -> None:
    """Code the sets, link those of a file together, print the shares."""
    for name in FILES:
        articles, marked = zip(*stories(name, "set"), strict=True)
        coded = [
            one if isinstance(one, Coded) else Coded(article=article)
            for article, one in zip(articles, Pipeline().code_many(articles), strict=True)
        ]
        judged = list(pairs(marks(coded, marked)))
        print(name, share(judged))
        print("  joined", share([pair for pair in judged if pair.same]))
        print("  apart ", share([pair for pair in judged if not pair.same]))
        for pair in judged if "-v" in sys.argv else ():
            if not pair.right:
                what = "missing" if not pair.found else "parted" if pair.same else "joined"
                print(f"  {what:8} {pair.one.label:12} {pair.one.words:14} {pair.other.label:12} {pair.other.words}")


if __name__ == "__main__":
    main()
