"""How each part of a statement was told: the words, the rule, the rows of the codebook, and what else was weighed."""

import re
from pathlib import Path

import pytest

import detente
from detente.explanation import PARTS, Resolution
from detente.model import Article
from detente.pipeline import Pipeline

DATA = Path(detente.__file__).parent / "codebook/data"


def parts(pipeline: Pipeline, text: str, part: str) -> list[Resolution]:
    told = pipeline.explain(Article(id="a", text=text, published="2024-06-05"))
    found = [r for s in told.sentences for d in s.decisions for r in d.resolved]
    assert {r.part for r in found} <= set(PARTS)
    return [r for r in found if r.part == part]


# text, part, words, meaning, rule, what is among the reasons (in one string)
TOLD = [
    ("Kenya accused Somalia of shelling a camp.", "source", "Kenya", "Kenya (KEN)", "country", "countries.csv:"),
    ("Nairobi accused Somalia of theft.", "source", "Nairobi", "Kenya (KEN:GOV)", "capital", "countries.csv:"),
    ("Kenyan President William Ruto criticised Somalia.", "source", "Kenyan President William Ruto",
     "William Ruto (KEN:GOV)", "person", "africa.csv:"),
    ("Kenya's navy shelled Somalia on Monday. It apologised to Somalia.", "source", "It", "Kenya's navy (KEN:MIL)",
     "role", "“navy” in sentence 0"),
    ("Kenya closed the border. The police arrested Ugandan envoys.", "source", "police", "police (KEN:COP)", "in play",
     "“Kenya” in sentence 0"),
    ("Chilean Foreign Minister Alba Rojas flew to Lima. Rojas criticised Peru.", "source", "Rojas",
     "Alba Rojas (CHL:GOV)", "person", "“Chilean Foreign Minister Alba Rojas” in sentence 0"),
    ("Ugandan soldiers clashed with Kenyan soldiers. Kampala recalled its ambassador.", "target", "", "Kenya (KEN)",
     "topic", "not named in the sentence"),
    ("Kenya shelled Somalia, the African Union said.", "holder", "the African Union", "African Union (IGO)",
     "smallest attribution around it", "asserts by “said”; a body by its name; organisations.csv:"),
    ("Kenya shelled Somalia on Monday.", "date", "Monday", "2024-06-03", "the words nearest to it in the grammar",
     "counted from publication on 2024-06-05"),
    ("Kenya has shelled Somalia since March.", "date", "since March", "2024-03 to 2024-06-05",
     "the words nearest to it in the grammar", "2024-06-05"),
    ("Kenya shelled Somalia on Monday. Somalia fired at Kenyan planes.", "date", "", "2024-06-03 to 2024-06-05",
     "the story goes on, or the news of the day", "2024-06-05"),
    ("Kenya met Somalia in Nairobi on Monday.", "place", "Nairobi", "KEN -1.28, 36.82", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part", "words", "meaning", "rule", "reasons"), TOLD)
def test_each_part_says_what_it_rests_on(
    pipeline: Pipeline, text: str, part: str, words: str, meaning: str, rule: str, reasons: str
) -> None:
    found = parts(pipeline, text, part)[-1]
    assert (found.words, found.meaning) == (words, meaning)
    assert rule in found.rule
    assert reasons in "; ".join(found.reasons)
    assert not words or found.span
    if part in ("source", "target"):
        assert found.certainty
        assert 0 < found.certainty < 1


def test_rows_lead_to_the_name(pipeline: Pipeline) -> None:
    text = "Kenyan President William Ruto criticised Hamas. The Peruvian navy shelled NATO."
    rows = [r for part in ("source", "target") for told in parts(pipeline, text, part) for r in told.reasons]
    places = [re.fullmatch(r"(\S+\.csv):(\d+)", row) for row in rows]
    found = [p for p in places if p]
    assert len(found) == 4
    lines = [next(DATA.rglob(p[1])).read_text(encoding="utf-8").splitlines()[int(p[2]) - 1] for p in found]
    assert [next(w for w in ("William Ruto", "navy", "Hamas", "NATO") if w in line) for line in lines] == [
        "William Ruto", "navy", "Hamas", "NATO",
    ]  # fmt: skip


def test_what_was_weighed_has_shares_and_words(pipeline: Pipeline) -> None:
    text = "Kenya and Uganda held talks on Sunday. The minister condemned Somalia."
    source = parts(pipeline, text, "source")[-1]
    assert [o.code for o in source.options][:2] == ["KEN", "UGA"]
    assert source.options[0].reasons[0] == "“Kenya” in sentence 0"
    assert sum(o.score for o in source.options) == pytest.approx(1, abs=0.02)
    date = parts(pipeline, "Somalia said on Tuesday that Kenya shelled a port on Monday.", "date")[-1]
    assert [(o.name, o.code, o.score) for o in date.options] == [
        ("Monday", "2024-06-03", pytest.approx(0.95, abs=0.04)),
        ("Tuesday", "2024-06-04", pytest.approx(0.03, abs=0.02)),
    ]


def test_where_there_was_no_choice_nothing_was_weighed(pipeline: Pipeline) -> None:
    told = pipeline.explain(Article(id="a", text="Kenya shelled Somalia on Monday.", published="2024-06-05"))
    resolved = [r for s in told.sentences for d in s.decisions for r in d.resolved]
    assert [r.part for r in resolved] == ["source", "target", "date"]
    assert not any(r.options for r in resolved)
