"""Pages with labels in place (:mod:`detente.training.pages`) as articles, for linking.

What has one episode, in one page or in several of a story, is one happening; of what has none, nothing else on these
pages tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from detente import reading
from detente.codebook.plover import Plover
from detente.model import Article, Span
from detente.training.pages import PageLabel, load


class Page(NamedTuple):
    """A page with its labels; their spans point into the page as it came (``article.raw``)."""

    name: str
    story: str
    article: Article
    labels: tuple[PageLabel, ...]

    def at(self, span: Span) -> Span | None:
        """Where a span of the clean text stands on the page."""
        return self.article.raw_span(span)


@cache
def _frames() -> frozenset[str]:
    return frozenset(Plover.load().frames)


def pages(path: Path) -> Iterator[Page]:
    """The pages of a file.

    Raises:
        InputError: the file has faults; the message tells them.
    """
    for page in load([path], _frames()):
        article = reading.article(page.text, published=page.published, kind=page.kind, source=page.slug)
        yield Page(page.slug, f"{path.stem}/{page.story}", article, page.labels)
