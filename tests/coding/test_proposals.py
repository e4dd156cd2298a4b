"""Who proposes what to whom in opinion pieces, over sentences written for these tests (``proposal_rows.tsv``)."""

from pathlib import Path
from typing import NamedTuple

import pytest

from detente.model import Actor, Article, Span, Statement
from detente.pipeline import Pipeline

ROWS = Path(__file__).parent / "proposal_rows.tsv"
AUTHOR = "Nora Falk"
# How many of the rows have to be right.
FLOOR = 24


class Row(NamedTuple):
    text: str
    by: str
    source: frozenset[str]
    target: frozenset[str]


def rows() -> list[Row]:
    lines = [line for line in ROWS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    found = (line.split("\t") for line in lines[1:])
    return [Row(text, by, _codes(source), _codes(target)) for text, by, source, target in found]


def _codes(cell: str) -> frozenset[str]:
    return frozenset() if cell == "-" else frozenset(cell.split("|"))


def told(marked: str, pipeline: Pipeline) -> list[Statement]:
    """The statements on the word between asterisks."""
    before, word, after = marked.split("*")
    article = Article(id="a", text=before + word + after, kind="opinion", author=AUTHOR, published="2024-06-01")
    trigger = Span(len(before), len(before) + len(word))
    return [s for s in pipeline.code(article).statements if s.trigger.overlaps(trigger)]


def is_right(row: Row, found: list[Statement]) -> bool:
    proposed = [s for s in found if s.status == "proposed"]
    if row.by == "-" or not proposed:
        return row.by == "-" and not proposed
    (one,) = proposed
    by = one.voices[0].author if row.by == "author" else row.by in "".join(one.attributed_to)
    return bool(by) and _among(row.source, one.source) and _among(row.target, one.target)


def _among(wanted: frozenset[str], actors: tuple[Actor, ...]) -> bool:
    return not wanted or not wanted.isdisjoint(a.country for a in actors)


def test_proposals(pipeline: Pipeline) -> None:
    wrong = [row.text for row in rows() if not is_right(row, told(row.text, pipeline))]
    assert len(wrong) <= len(rows()) - FLOOR, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Turkey should *open* the border if Armenia signs the protocol.", "if Armenia signs the protocol"),
        ("Chad will *host* the refugees in return for a loan.", "in return for a loan"),
        ("Japan *apologised* to Korea in 1993.", ""),
    ],
)
def test_statements_have_their_conditions(text: str, condition: str, pipeline: Pipeline) -> None:
    (one,) = told(text, pipeline)
    assert (one.condition.of(text.replace("*", "")) if one.condition else "") == condition


def test_the_author_is_nobody_in_the_news(pipeline: Pipeline) -> None:
    article = Article(id="a", text="Washington should lift its embargo on Cuba.", kind="news", author=AUTHOR)
    (one,) = pipeline.code(article).statements
    assert one.own_word
    assert one.attributed_to == ()
