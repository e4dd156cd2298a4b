"""The sentences of an article, and the one in which a place of it lies."""

from __future__ import annotations

import pytest
from making import article

from detente.model import Block, Span
from detente.relations.evidence import sentence_at, sentences

TEXT = """Chile calls off talks
By A. B. Soto, St. Lucia
“Talks are off,” Mr. Vega said. “We regret it!” Peru's envoy left.

Nobody else spoke. The U.S. Embassy did not answer."""
BODY = TEXT.index("“Talks")


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Block(role="headline", span=Span(0, 21)), Block(role="body", span=Span(BODY, len(TEXT)))),
        (Block(role="body", span=Span(BODY, BODY + 40)), Block(role="caption", span=Span(BODY + 50, len(TEXT)))),
    ],
)
def test_each_place_lies_in_the_sentence_that_holds_it(blocks: tuple[Block, ...]) -> None:
    where = article(TEXT, blocks=blocks)
    whole = list(sentences(where))
    assert len(whole) > 3
    for place in range(len(TEXT)):
        expected = next((span for span in whole if span.start <= place < span.end), None)
        assert sentence_at(where, place) == expected


def test_initials_and_titles_end_no_sentence() -> None:
    assert [span.of(TEXT).strip() for span in sentences(article(TEXT))] == [
        "Chile calls off talks",
        "By A. B. Soto, St. Lucia",
        "“Talks are off,” Mr. Vega said.",
        "“We regret it!”",
        "Peru's envoy left.",
        "Nobody else spoke.",
        "The U.S. Embassy did not answer.",
    ]
