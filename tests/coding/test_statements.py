"""Sentences and the statements that must be coded in them: ``statement_rows.tsv``, written for this test."""

from pathlib import Path

import pytest

from detente.model import Article, Block, Coded, Span
from detente.pipeline import Pipeline

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("statement_rows.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def code(pipeline: Pipeline, text: str) -> Coded:
    role = "body" if text.endswith((".", "!", "?")) else "headline"
    blocks = (Block(role=role, span=Span(0, len(text))),)
    return pipeline.code(Article(id="a1", text=text, blocks=blocks, published="2020-05-20"))


def describe(coded: Coded) -> list[str]:
    return [
        "|".join(
            (
                s.event,
                s.status,
                ",".join(a.country for a in s.source),
                ",".join(a.country for a in s.target),
            )
        )
        for s in coded.statements
    ]


def fits(wanted: str, found: str) -> bool:
    """Event and status equal, and each country asked for among those found; in any order where both sides act."""
    event, status, source, target = wanted.split("|")
    got = found.split("|")
    if [event, status] != got[:2]:
        return False
    sides = [(set(source.split(",")) - {""}, set(target.split(",")) - {""})]
    return any(s <= set(got[2].split(",")) and t <= set(got[3].split(",")) for s, t in sides) or (
        sides[0][0] | sides[0][1] <= set(got[2].split(",")) | set(got[3].split(",")) and event in MUTUAL
    )


MUTUAL = ("CONSULT", "SUPPORT", "COOPERATE")


@pytest.mark.parametrize(("text", "wanted"), ROWS, ids=[r[0][:60] for r in ROWS])
def test_sentence_gives_statement(pipeline: Pipeline, text: str, wanted: str) -> None:
    found = describe(code(pipeline, text))
    if wanted == "none":
        assert found == []
        return
    for one in wanted.split(" ;; "):
        assert any(fits(one, f) for f in found), f"{one} not among {found}"
