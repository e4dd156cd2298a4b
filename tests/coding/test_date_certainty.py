"""How certain dates are, and which others are kept beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.coding.date_certainty import DateCertainty, Weighed, key_of
from detente.grounding.when import Dated
from detente.model import Article, Statement
from detente.pipeline import Pipeline

DAY, OTHER = Dated("2024-06-03", "2024-06-03", "Monday"), Dated("2024-06-04", "2024-06-04", "Tuesday")
SAME, NONE = Dated("2024-06-01", "2024-06-30", "June"), Dated()

# What was taken and what else was told, and the row of the table that speaks for it.
KEYS = [
    (Weighed(DAY, "a rule"), "a rule"),
    (Weighed(DAY, "a rule", (OTHER,)), "a rule, contested"),
    (Weighed(DAY, "a rule", (SAME,)), "a rule"),
    (Weighed(NONE, ""), "no date"),
    (Weighed(NONE, "", (DAY,)), "no date, contested"),
]


@pytest.mark.parametrize(("weighed", "key"), KEYS)
def test_a_date_is_contested_by_days_apart_from_it(weighed, key):
    assert key_of(weighed) == key


def test_shares_come_to_less_than_one_and_fall():
    certainty, others = DateCertainty().of(Weighed(NONE, "", (DAY, OTHER)))
    scores = [certainty, *(o.score for o in others)]
    assert [o.words for o in others] == ["Monday", "Tuesday"]
    assert others[0].score > others[1].score
    assert sum(scores) <= 1


def statement(pipeline: Pipeline, text: str) -> Statement:
    return pipeline.code(Article(id="a", text=text, published="2024-06-05")).statements[-1]


def test_the_other_days_of_the_sentence_are_kept(pipeline):
    made = statement(pipeline, "Somalia said on Tuesday that Kenya shelled a port on Monday.")
    assert (made.start, [o.start for o in made.date_alternatives]) == ("2024-06-03", ["2024-06-04"])
    lone = statement(pipeline, "Kenya shelled Somalia on Monday.")
    assert lone.date_alternatives == ()
    assert lone.certainty <= lone.date_certainty


def test_own_figures_win(tmp_path: Path):
    rows = "rule,right\nthe words nearest to it in the grammar,0.4\n"
    (tmp_path / "date_certainty.csv").write_text(rows, encoding="utf-8")
    own = Pipeline(codebook=[tmp_path], coder="rules")
    assert statement(own, "Kenya shelled Somalia on Monday.").date_certainty == 0.4
