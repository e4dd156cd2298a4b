"""On what a happening depends, over sentences written for these tests (``condition_rows.tsv``)."""

from pathlib import Path

import pytest

from detente.coding.conditions import Conditions, conditions
from detente.model import Article, Span
from detente.text.parse import parse

ROWS = Path(__file__).parent / "condition_rows.tsv"
# The share of the rows that has to be right.
FLOOR = 0.90


def rows() -> list[tuple[str, str]]:
    lines = [line for line in ROWS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    found = (line.split("\t") for line in lines[1:])
    return [(text, "" if words == "-" else words) for text, words in found]


def told(marked: str) -> str:
    """The condition of what the word between asterisks names."""
    before, word, after = marked.split("*")
    text = before + word + after
    document = parse(Article(id="a", text=text))
    (trigger,) = document.tokens_in(Span(len(before), len(before) + len(word)))[:1]
    span = Conditions().of(trigger, "occurred")
    return span.of(text) if span else ""


def test_conditions() -> None:
    wrong = [f"{text} → {found}" for text, words in rows() if (found := told(text)) != words]
    assert len(wrong) <= (1 - FLOOR) * len(rows()), "\n".join(wrong)


@pytest.mark.parametrize("text", ["", "Nairobi reopened its embassy in May.", "The minister asked if it was true."])
def test_no_condition_is_stated(text: str) -> None:
    document = parse(Article(id="a", text=text))
    assert [one for sentence in document.sentences for one in conditions(sentence)] == []
