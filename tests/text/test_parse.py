"""The parsed document: offsets, numbering, paragraphs, datelines, overlong texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Article, Block, Span
from detente.text.parse import MAX_CHARS, parse, parse_many

TEXT = "Envoys meet in Lima\n\nLIMA, March 3 (Harbour Wire) – Peru and Chile held talks on Monday. They agreed."
BLOCKS = (Block(role="headline", span=Span(0, 19)), Block(role="body", span=Span(21, len(TEXT))))


def test_sentences_keep_to_their_paragraph_and_role() -> None:
    document = parse(Article(id="a", text=TEXT, blocks=BLOCKS))
    found = [(s.role, s.block, s.span.of(TEXT)) for s in document.sentences]
    assert found == [
        ("headline", 0, "Envoys meet in Lima"),
        ("byline", 1, "LIMA, March 3 (Harbour Wire) –"),
        ("body", 1, "Peru and Chile held talks on Monday."),
        ("body", 1, "They agreed."),
    ]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("PHNOM PENH, Nov 22 (Agency) - The minister left.", True),
        ("GENEVA — Talks ended.", True),
        ("CAIRO/ADDIS ABABA – Two capitals wrote this.", True),
        ("NATO - the alliance - met.", False),
        ("The talks ended – at last.", False),
        ("UN officials said – and proved – it.", False),
    ],
)
def test_dateline_is_told_from_a_sentence(text: str, dateline: bool) -> None:
    assert (parse(Article(id="a", text=text)).sentences[0].role == "byline") == dateline


def test_tokens_point_into_the_text_and_are_numbered_through() -> None:
    document = parse(Article(id="a", text=TEXT, blocks=BLOCKS))
    assert [t.i for t in document.tokens] == list(range(len(document.tokens)))
    assert all(t.span.of(TEXT) == t.text for t in document.tokens)
    assert all(t in t.sentence.tokens for s in document.sentences for t in s.tokens)


def test_stream_gives_one_document_an_article_in_order() -> None:
    texts = ["Peru met Chile.", "", "It rained. It snowed.", "   \n "]
    documents = list(parse_many([Article(id=str(i), text=t) for i, t in enumerate(texts)], batch_size=2))
    assert [d.article.id for d in documents] == ["0", "1", "2", "3"]
    assert [len(d.sentences) for d in documents] == [1, 0, 2, 0]


def test_overlong_paragraph_is_cut_and_whole() -> None:
    text = "Peru met Chile in Lima. " * (MAX_CHARS // 20)
    document = parse(Article(id="a", text=text))
    assert "".join(t.text for t in document.tokens if t.pos != "SPACE").count("Chile") == text.count("Chile")


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_text_parses_with_exact_offsets(text: str) -> None:
    document = parse(Article(id="a", text=text))
    assert all(t.span.of(text) == t.text for t in document.tokens)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_tokens_of_a_span_share_a_character_with_it(one: int, other: int) -> None:
    document = parse(Article(id="a", text=TEXT, blocks=BLOCKS))
    span = Span(min(one, other), max(one, other))
    assert document.tokens_in(span) == [t for t in document.tokens if t.start < span.end and span.start < t.end]
