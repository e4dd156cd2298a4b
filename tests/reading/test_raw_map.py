"""Every character of the clean text that claims a place in the raw page stands there, whatever the page."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.model import Article, Span
from detente.reading import article

PAGE_WORDS = (
    "Iran Oman signed talks the of border — “no” Advertisement | • Photo: AFP 03:05 By Read more: 3 May 2021 "
    "& < > \u00a0 é **bold** [a](http://x) > # 1. (c) © Opinion"
)
WORDS = st.sampled_from(sorted(set(PAGE_WORDS.split(" "))))
LINES = st.lists(WORDS, max_size=14).map(" ".join)
PAGES = st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=14).map("\n".join)
TAGS = st.sampled_from(
    ["<p>", "</p>", "<b>", "</a>", "<a href='x'>", "<div>", "<br>", "<h1>", "&amp;", "&ldquo;", "<!--", "-->", "<"]
)
HTML = st.lists(st.one_of(LINES, TAGS), max_size=30).map(lambda parts: "<html><body><p>" + " ".join(parts))


def _check(raw: str) -> None:
    try:
        made = article(raw)
    except InputError:
        return
    _blocks_fill_the_text(made)
    last = 0
    for piece in made.raw_map:
        assert piece.text_start >= last and piece.length > 0
        last = piece.text_start + piece.length
        span = Span(piece.text_start, last)
        place = made.raw_span(span)
        assert place is not None and place.of(raw) == span.of(made.text)


def _blocks_fill_the_text(made: Article) -> None:
    assert made.text == "\n\n".join(block.span.of(made.text) for block in made.blocks)
    assert all(block.span.of(made.text).strip() for block in made.blocks)


@given(PAGES)
@settings(max_examples=200, deadline=None)
def test_plain_pages_map_back(raw: str) -> None:
    _check(raw)


@given(HTML)
@settings(max_examples=100, deadline=None)
def test_html_pages_map_back(raw: str) -> None:
    _check(raw)
