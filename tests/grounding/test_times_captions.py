"""Years of dates without one, in captions and in backstory: rows by hand, with a floor under the right ones."""

from __future__ import annotations

import pytest
from caption_years import read_rows, value

from detente.grounding.times import Times
from detente.model import Article, Block, Span
from detente.text.parse import parse

FLOOR = 0.95


@pytest.fixture(scope="module")
def times() -> Times:
    return Times()


def test_years_are_those_of_the_story(times):
    rows = read_rows()
    found = [(row, value(times, row)) for row in rows]
    wrong = [f"line {row.line}: {got}, not {row.value}" for row, got in found if got != row.value]
    assert len(rows) >= 40
    assert len(wrong) <= (1 - FLOOR) * len(rows), "\n".join(wrong)


# Day of publication, what the caption's date then means: its value and interval.
OPEN = [
    ("2024-06-05", ("XXXX-11-22", None, None)),
    ("2023-01-05", ("2022-11-22", "2022-11-22", "2022-11-22")),
    (None, ("XXXX-11-22", None, None)),
]


@pytest.mark.parametrize(("published", "expected"), OPEN)
def test_a_year_that_nobody_tells_is_left_open(times, published, expected):
    caption, body = "The ministers of Chad and Niger in Diffa, Nov. 22.", "Chad and Niger quarrel."
    blocks = (
        Block(role="caption", span=Span(0, len(caption))),
        Block(role="body", span=Span(len(caption) + 2, len(caption) + 2 + len(body))),
    )
    article = Article(id="a", text=f"{caption}\n\n{body}", published=published, blocks=blocks)
    (mention,) = times.find(parse(article), published)
    assert (mention.value, mention.start, mention.end) == expected
