"""What is told in passing: in participles, behind words that portion out, after an occasion, without its parties."""

from __future__ import annotations

import pytest

from detente.model import Article
from detente.pipeline import Pipeline

ROWS = [
    ("Iraq will honour the oil pact signed with Jordan in November 2011.", "sign-agreement JOR-IRQ 2011-11 occurred"),
    ("The sanctions imposed by Kenya on Burundi in July 2015 still stand.",
     "impose-sanctions KEN-BDI 2015-07 occurred"),
    ("The ceasefire brokered by Qatar between Chad and Sudan in 2010 did not last.",
     "mediate QAT-TCD+SDN 2010 occurred"),
    ("The loan granted to Zambia by China in 2018 has been spent.", "economic-aid CHN-ZMB 2018 occurred"),
    ("Two rounds of joint air drills between Greece and Egypt irritated Turkey.",
     "joint-exercise GRC-EGY  occurred"),
    ("Israel launched three waves of air strikes on Syria on Monday.", "air-strike ISR-SYR 2024-03-04 occurred"),
    ("Serbia and Kosovo began another round of negotiations in Brussels on Monday.",
     "talk SRB-XKX 2024-03-04 occurred"),
    ("On 19 May, less than a year after Sochi, Chad launched an attack on Libya.",
     "attack TCD-LBY 2023-05-19 occurred"),
    ("A week before Geneva, Peru expelled two Chilean diplomats.", "expel-diplomat PER-CHL  occurred"),
    ("After talks in Doha that lasted five hours, Peru and Chile issued a declaration.", "talk PER-CHL  occurred"),
    ("Peru accused Chile of spying. Chile accused Peru. The quarrel hardened after talks in Quito broke down in April.",
     "fail-agree CHL-PER 2023-04 occurred"),
    ("Egypt and Cyprus signed a pact. It followed two rounds of drills in 2018.",
     "hold-exercise EGY-CYP  occurred"),
    ("The last Danish units crossed from Latvia into Estonia on 15 August 2022.",
     "withdraw-troops DNK-LVA 2022-08-15 occurred"),
    ("India protested on Thursday against the seizure of three fishing boats by Sri Lanka.",
     "seize LKA-IND  occurred"),
    ("Peru complained about the arrest of two of its officers by Chile.", "arrest CHL-PER  occurred"),
    ("Mali's break with Togo in 2019 was a mistake.", "cut-ties MLI-TGO 2019 occurred"),
    ("The African Union dispatched a fact-finding mission to Burundi in May 2015.",
     "investigate IGO-BDI 2015-05 occurred"),
]  # fmt: skip
GRANTED = [
    ("Thursday's meeting between the Serbian and the Croatian president changed nothing.", "occurred"),
    ("The talks between Peru and Chile in Lima did not bring peace.", "occurred"),
    ("What did the Uzbek minister want on his visit to Turkmenistan last month?", "occurred"),
    ("The meeting of the Serbian and Croatian presidents did not take place.", "negated"),
    ("Talks between Chad and Libya have not begun.", "negated"),
    ("The planned visit of the Turkish president to Athens has not been confirmed.", "planned"),
]


@pytest.fixture(scope="module")
def coder() -> Pipeline:
    return Pipeline(coder="rules")


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_what_is_told_in_passing_is_a_statement(coder: Pipeline, text: str, expected: str) -> None:
    coded = coder.code(Article(id="a", text=text, published="2024-03-06"))
    told = []
    for s in coded.statements:
        sides = "-".join("+".join(a.country for a in side) for side in (s.source, s.target))
        told.append(f"{s.frame} {sides} {s.start or ''} {s.status}")
    assert expected in told


@pytest.mark.parametrize(("text", "status"), GRANTED)
def test_a_definite_noun_takes_its_happening_for_granted(text: str, status: str) -> None:
    assert [s.status for s in Pipeline().code(Article(id="a", text=text)).statements] == [status]


def test_a_verb_that_carries_a_noun_makes_no_second_statement() -> None:
    text = "Chad held a series of meetings with Niger in May."
    assert [s.frame for s in Pipeline().code(Article(id="a", text=text)).statements] == ["meet"]
