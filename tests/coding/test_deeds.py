"""Words for a deed told several sentences before: "criticised the move"."""

from __future__ import annotations

import pytest

from detente.model import Article
from detente.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(coder="rules")


@pytest.mark.parametrize(
    ("text", "who", "whose"),
    [
        (
            "Peru expelled the Chilean envoy on Monday. Bolivia called for calm. Brazil criticised the move.",
            "BRA",
            "PER",
        ),
        (
            "Japan imposed tariffs on steel from Vietnam. Hanoi protested. The European Union condemned the measure.",
            "EUR",
            "JPN",
        ),
        (
            "Norway froze the assets of two Russian banks. On Tuesday Finland met with Sweden in Turku. "
            "Russia denounced the step.",
            "RUS",
            "NOR",
        ),
        ("Armenia freed six soldiers. Both ministers met in Tbilisi. Canada hailed the decision.", "CAN", "ARM"),
        ("Bahrain met Oman. Qatar called for calm. Kuwait criticised the statement.", "KWT", "QAT"),
    ],
)
def test_the_move_is_the_deed_and_not_what_was_said_since(pipeline: Pipeline, text: str, who: str, whose: str) -> None:
    coded = pipeline.code(Article(id="a", text=text, published="2024-06-20"))
    last = coded.statements[-1]
    assert [a.country for a in last.source] == [who]
    assert [a.country for a in last.target] == [whose]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Minister Tran criticised China on Monday.", ""),
        ("Prime Minister Otieno threatened Uganda with sanctions.", ""),
        ("Kenya is angry. Prime Minister Otieno criticised Uganda.", "KEN"),
        ("Kenyan Prime Minister Otieno criticised Uganda.", "KEN"),
    ],
)
def test_nobody_is_taken_for_the_state_that_he_turns_on(pipeline: Pipeline, text: str, doer: str) -> None:
    coded = pipeline.code(Article(id="a", text=text, published="2024-06-20"))
    assert [a.country for a in coded.statements[-1].source] == [doer]
