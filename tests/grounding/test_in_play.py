"""Whose a bare body is, by the scene, the dateline, the towns and the author's "we"."""

from __future__ import annotations

import pytest

from detente.grounding.mentions import Grounding
from detente.model import Article
from detente.pipeline import Pipeline
from detente.text.parse import parse

# The text, the word that heads the body, whose it is.
ROWS = (
    (
        "Ghana and Togo signed a pact on ports on Monday. In Egypt the army toppled the cabinet that night.",
        "army",
        "EGY",
    ),
    (
        "LUSAKA, May 3 – Angola asked for the return of two trawlers on Friday. Parliament refused to debate it.",
        "Parliament",
        "ZMB",
    ),
    (
        "In Quito several hundred people gathered outside the Peruvian embassy. The police kept a cordon around it.",
        "police",
        "ECU",
    ),
    (
        "Chile has shut its ports to us again. Chile forgets that we fed its miners. What did Chile give us? Nothing. "
        "Bolivia is poor. We in La Paz know it. Let our minister say so.",
        "minister",
        "BOL",
    ),
    (
        "Laos and Thailand reopened the bridge on Friday. In Vientiane thousands lined the road, and monks from the "
        "old temple thanked the Laotian minister.",
        "monks",
        "LAO",
    ),
    (
        "BANJUL, May 3 – Gambia and Senegal signed a pact on fish. At Serekunda villagers blocked the road.",
        "villagers",
        "GMB",
    ),
    ("Kenya has a border with Uganda. The minister is expected to visit Uganda next week.", "minister", "KEN"),
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(coder="rules")


def grounded(pipeline: Pipeline, text: str) -> Grounding:
    return pipeline.ground(parse(Article(id="a", text=text, published="2019-05-03")))


@pytest.mark.parametrize(("text", "word", "country"), ROWS)
def test_a_bare_body_is_of_the_state_that_the_setting_points_to(
    pipeline: Pipeline, text: str, word: str, country: str
) -> None:
    grounding = grounded(pipeline, text)
    head = [t for t in grounding.document.tokens if t.text == word][-1]
    assert [a.country for a in grounding.actors_of(head)] == [country]


def test_people_of_the_world_are_of_no_state_of_the_article(pipeline: Pipeline) -> None:
    text = "BANJUL, May 3 – Gambia closed its border on Friday. Gambia was criticised by the international community."
    grounding = grounded(pipeline, text)
    head = next(t for t in grounding.document.tokens if t.text == "community")
    assert [a.country for a in grounding.actors_of(head)] in ([], [""], ["IGO"])
