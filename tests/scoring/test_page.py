"""The page of an evaluation: whole, escaped, and needing nothing from outside."""

from __future__ import annotations

import re

from lxml import html
from scoring_rows import HOW, coded, event, gold, statement

from detente.evaluation.gold import Sample
from detente.evaluation.page import confusion
from detente.evaluation.result import Cell, Evaluation, evaluation
from detente.model import Skipped

HOSTILE = "Peru <script>alert(1)</script> & Chile"


def found() -> Evaluation:
    texts = [gold(HOSTILE, event("AID", "PER", "CHL")), gold("Peru helped.", event("AID", "PER", status="planned"))]
    several = [coded(HOSTILE), coded("Peru helped.", statement("AID", "PER"))]
    left_out = (Skipped(source="g.jsonl, line 9", reason="is <b>no</b> JSON", remedy="mend it"),)
    return evaluation(Sample(tuple(texts), left_out), several, HOW, (0.0, 0.5))


def test_the_page_tells_everything_and_trusts_nothing() -> None:
    page = found().html()
    tree = html.fromstring(page)
    told = tree.text_content()
    assert HOSTILE in told
    assert not tree.xpath("//script") and "<b>no</b>" not in page
    for words in (
        "g.jsonl, line 9",
        "Missed",
        "Wrong status",
        "AID",
        "PER → CHL",
        "0.67",
        "Least confidence",
        "hand-1",
    ):
        assert words in told, words


def test_the_page_needs_nothing_from_outside() -> None:
    page = found().html()
    assert not re.search(r"(?:src|href)=|url\(|@import|https?:", page)


def test_the_confusion_table_is_square_to_its_cells() -> None:
    cells = [Cell("AID", "AID", 3), Cell("AID", "(missed)", 1), Cell("(extra)", "AGREE", 2)]
    columns, rows = confusion(cells)
    assert columns == ("AGREE", "AID", "(missed)")
    assert [(row.name, [square.number for square in row.squares]) for row in rows] == [
        ("AID", [0, 3, 1]),
        ("(extra)", [2, 0, 0]),
    ]
    assert [square.tone for square in rows[0].squares] == ["none", "right", "wrong"]
    assert [square.percent for square in rows[0].squares] == [0, 75, 25]


def test_an_evaluation_without_errors_says_so() -> None:
    one = evaluation(Sample((gold("Peru helped.", event("AID")),)), [coded("Peru helped.", statement("AID"))], HOW)
    assert "None." in html.fromstring(one.html()).text_content()
