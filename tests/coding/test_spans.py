"""Where the words for a statement's date, place and holders stand in the article."""

from __future__ import annotations

import pytest

from detente.model import Article, Statement
from detente.pipeline import Pipeline

# Text with the trigger between asterisks, the words that date it, that place it, and those of its holders.
ROWS = [
    ("On Monday Chad expelled two envoys. Mali *recalled* its envoy on Monday.", "Monday", "", ()),
    ("Peru will *withdraw* its troops by 12 June 2024.", "by 12 June 2024", "", ()),
    ("Kenya has *suspended* aid to Uganda since March 2023.", "since March 2023", "", ()),
    ("Chile and Peru *held* naval exercises from 3 to 9 May 2024.", "3 to 9 May 2024", "", ()),
    ("Ghana and Togo *signed* a treaty in Accra on 3 May 2024.", "3 May 2024", "Accra", ()),
    ("Niger's president met diplomats. He said that Mali had *expelled* its envoy.", "", "", ("He",)),
    (
        "The premier said that Bolivia denies that its army *attacked* Peru.",
        "",
        "",
        ("Bolivia", "The premier"),
    ),
]


def coded(pipeline: Pipeline, marked: str) -> tuple[Statement, str]:
    """The statement at the word between asterisks, and the text."""
    before, word, after = marked.split("*")
    text = before + word + after
    found = pipeline.code(Article(id="a", text=text, published="2024-06-05")).statements
    return next(s for s in found if s.trigger.start == len(before)), text


@pytest.mark.parametrize(("marked", "date", "place", "holders"), ROWS)
def test_words_stand_where_their_spans_say(
    pipeline: Pipeline, marked: str, date: str, place: str, holders: tuple[str, ...]
) -> None:
    made, text = coded(pipeline, marked)
    assert (made.date_span.of(text) if made.date_span else "") == date
    assert (made.place_span.of(text) if made.place_span else "") == place
    assert tuple(v.span.of(text) for v in made.voices if v.span) == holders


def test_the_date_is_that_of_its_own_clause(pipeline: Pipeline) -> None:
    made, text = coded(pipeline, ROWS[0][0])
    assert made.date_span is not None and made.date_span.start > text.index("recalled")
