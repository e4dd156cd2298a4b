"""The reader's text: cut where marks begin and end, whole when put together again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.app.passages import Marked, marks, paragraphs, passages
from detente.app.records import ArticleRead
from detente.model import Actor, Article, Block, Place, Span, Statement, Voice

TEXT = "Chad's premier said on Monday that Mali would recall its envoy from Niamey on Monday."


def at(words: str, number: int = 0) -> Span:
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


RECALL = Statement(
    id="s1",
    article="a1",
    sentence=0,
    quote=at("Mali would recall its envoy from Niamey on Monday"),
    trigger=at("recall"),
    source_span=at("Mali"),
    target_span=at("Niamey"),
    frame="recall-envoy",
    event="SANCTION",
    source=(Actor(name="Mali", country="MLI"),),
    date_text="on Monday",
    date_span=at("on Monday", 1),
    place=Place(name="Niamey", country="NER"),
    place_span=at("Niamey"),
    attributed_to=("Chad's premier",),
    voices=(Voice(name="Chad's premier", span=at("Chad's premier")),),
)
READ = ArticleRead(
    article=Article(id="a1", text=TEXT, blocks=(Block(role="body", span=Span(0, len(TEXT))),)),
    statements=(RECALL,),
)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("quote", RECALL.quote),
        ("trigger", at("recall")),
        ("source", at("Mali")),
        ("target", at("Niamey")),
        ("date", at("on Monday", 1)),
        ("place", at("Niamey")),
        ("holder", at("Chad's premier")),
    ],
)
def test_where_the_parts_of_a_statement_stand(part: str, expected: Span) -> None:
    assert [mark.span for mark in marks(RECALL) if mark.part == part] == [expected]


def test_the_narrower_part_wins_and_quotes_end_once() -> None:
    (paragraph,) = paragraphs(READ)
    told = {passage.text: passage.parts.get("s1", "") for passage in paragraph.passages}
    assert told["recall"] == "trigger"
    assert told["Mali"] == "source"
    assert told["Chad's premier"] == "holder"
    assert told[" would "] == "quote"
    assert [passage.text for passage in paragraph.passages if passage.ends] == ["on Monday"]


spans = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), spans), max_size=12))
def test_any_overlap_is_cut_without_loss(marked: list[tuple[str, Span]]) -> None:
    text = "".join(chr(97 + n % 26) for n in range(52))
    within = Span(5, 45)
    found = passages(text, within, [Marked(name, span, "quote") for name, span in marked])
    assert "".join(passage.text for passage in found) == within.of(text)
    for passage in found:
        own = Span(passage.start, passage.start + len(passage.text))
        assert set(passage.parts) == {name for name, span in marked if span.overlaps(own)}
