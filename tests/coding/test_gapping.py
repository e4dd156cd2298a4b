"""Clauses that leave out the verb: each is a statement of its own, with its own parties and day."""

from __future__ import annotations

import pytest

from detente.model import Article, Statement
from detente.pipeline import Pipeline

ROWS = [
    (
        "Venezuela cut ties with Paraguay in January and, a month later, with Peru.",
        ["VEN-PRY 2024-01", "VEN-PER 2024-02"],
    ),
    (
        "Jordan expelled two Syrian diplomats in May and Kuwait three in June.",
        ["JOR-SYR 2023-05", "KWT-SYR 2023-06"],
    ),
    ("Nigeria lent Ghana money in 2001, and Togo in 2003.", ["NGA-GHA 2001", "NGA-TGO 2003"]),
    ("Senegal recalled its ambassador from Mauritania and Mali its own from Niger.", ["SEN-MRT ", "MLI-NER "]),
    ("China imposed sanctions on Lithuania in November and, in December, on Estonia.",
     ["CHN-LTU 2023-11", "CHN-EST 2023-12"]),
    ("Serbia's president met the Albanian premier on Monday and the Macedonian one on Tuesday.",
     ["SRB-ALB 2024-03-04", "SRB-MKD 2024-03-05"]),
    ("In April Thailand closed its border with Myanmar; in May, with Laos.", ["THA-MMR 2023-04", "THA-LAO 2023-05"]),
    ("Libya was condemned by Chad in March 2020 and by Niger in April 2020.", ["TCD-LBY 2020-03", "NER-LBY 2020-04"]),
    ("Ecuador cut ties with Colombia on 3 March, Venezuela two days later.",
     ["ECU-COL 2024-03-03", "VEN-COL 2024-03-05"]),
    ("Moscow closed the Polish consulate in May and Warsaw the Russian one in June.",
     ["RUS-POL 2023-05", "POL-RUS 2023-06"]),
    ("Qatar sent aid to Lebanon in August, then to Turkey in September.", ["QAT-LBN 2023-08", "QAT-TUR 2023-09"]),
    ("Denmark suspended aid to Uganda on Thursday and Norway did so on Friday.",
     ["DNK-UGA 2024-02-29", "NOR-UGA 2024-03-01"]),
    ("Samoa cut ties with Fiji on Thursday; Tonga did the same a day later.",
     ["WSM-FJI 2024-02-29", "TON-FJI 2024-03-01"]),
]  # fmt: skip
WHOLE = [
    ("Laos signed accords with Thailand and with Vietnam in May.", 1),
    ("Egypt met Sudan in May and Ethiopia in June rejected the accord.", 2),
    ("Chile did not recall its envoy from Quito, but Peru did so in May.", 1),
    ("Norway recalled its envoy from Chad in May and Niger's army in June welcomed the step.", 2),
]


@pytest.fixture(scope="module")
def coder() -> Pipeline:
    return Pipeline(coder="rules")


def _told(one: Statement) -> str:
    sides = ("+".join(a.country for a in side) for side in (one.source, one.target))
    return f"{'-'.join(sides)} {one.start or ''}"


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_a_clause_without_a_verb_is_a_statement(coder: Pipeline, text: str, expected: list[str]) -> None:
    coded = coder.code(Article(id="a", text=text, published="2024-03-06"))
    assert [_told(s) for s in coded.statements] == expected


@pytest.mark.parametrize(("text", "number"), WHOLE)
def test_no_clause_is_seen_where_a_verb_follows(coder: Pipeline, text: str, number: int) -> None:
    coded = coder.code(Article(id="a", text=text, published="2024-03-06"))
    verbs = [s for s in coded.statements if s.trigger.of(text)[0].islower()]
    assert len(coded.statements) == len(verbs) == number


def test_each_clause_carries_its_own_words(coder: Pipeline) -> None:
    text = "Venezuela cut ties with Paraguay in January and, a month later, with Peru."
    one, other = coder.code(Article(id="a", text=text, published="2024-03-06")).statements
    assert one.quote.of(text) == "Venezuela cut ties with Paraguay in January"
    assert other.quote.of(text) == "a month later, with Peru"
