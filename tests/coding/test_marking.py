"""Markers around trigger, source and target."""

from collections.abc import Mapping, Sequence

import pytest

from detente.coding.marking import Mark, mark
from detente.model import Span

TEXT = "Kenya's army met Uganda"


@pytest.mark.parametrize(
    ("spans", "wanted"),
    [
        ({}, "Kenya's army met Uganda"),
        ({"V": [Span(13, 16)]}, "Kenya's army [unused1] met [unused2] Uganda"),
        (
            {"S": [Span(0, 12)], "T": [Span(17, 23)]},
            "[unused3] Kenya's army [unused4] met [unused5] Uganda [unused6]",
        ),
        # One span inside another, with the same start: the longer opens first and closes last.
        ({"S": [Span(0, 12)], "T": [Span(0, 5)]}, "[unused3] [unused5] Kenya [unused6] 's army [unused4] met Uganda"),
        (
            {"S": [Span(0, 5)], "T": [Span(5, 23)]},
            "[unused3] Kenya [unused4] [unused5] 's army met Uganda [unused6]",
        ),
    ],
)
def test_mark_puts_tokens_around_spans(spans: Mapping[Mark, Sequence[Span]], wanted: str) -> None:
    assert mark(TEXT, spans) == wanted
