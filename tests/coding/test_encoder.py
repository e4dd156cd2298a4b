"""The encoder that comes with détente: its files, its verdicts, and what it decides together with the rules."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from detente.coding.encoder import FILES, MODEL, Encoder, Verdict
from detente.coding.marking import mark
from detente.errors import InputError
from detente.model import Article, Span, Statement
from detente.pipeline import Pipeline
from detente.training.corpus import parse

TEXT = (
    "Kenya will send police to Haiti next month. Uganda denied that its army had crossed into Congo. "
    "Peru beat Chile 2-1."
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture(scope="module")
def decided() -> Pipeline:
    return Pipeline(coder="encoder")


def judged(encoder: Encoder, annotated: str) -> Verdict:
    """What the encoder says of the trigger of an annotated sentence."""
    text, spans = parse(annotated)
    return encoder.judge(text, spans["V"])[0]


def test_weights_are_small_enough_to_ship() -> None:
    assert (MODEL / "encoder.onnx").stat().st_size <= 30_000_000
    assert all((MODEL / name).is_file() for name in (*FILES, "LICENSE", "README.md"))


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("[S Ghana's president] [V met] [T his Togolese counterpart] in Lomé on Friday.", "CONSULT", "occurred"),
        ("[S Oman] will [V send] food aid to [T Yemen] next week, officials said.", "AID", "planned"),
        ("[S Police] [V arrested] dozens of [T opposition supporters] in Lusaka.", "COERCE", "occurred"),
        ("[S Bolivia] has not [V broken off] relations with [T Paraguay].", "SANCTION", "negated"),
        ("[S Rebels] [V shelled] [T the army]'s barracks overnight, killing three.", "ASSAULT", "occurred"),
        ("The port lies in a bay that the coast road [V circles].", "none", ""),
    ],
)
def test_verdict_on_plain_sentences(encoder: Encoder, text: str, kind: str, status: str) -> None:
    verdict = judged(encoder, text)
    assert encoder.types[int(verdict.types.argmax())] == kind
    if status:
        assert encoder.statuses[int(verdict.statuses.argmax())] == status


@pytest.mark.parametrize(
    "text",
    [
        "[S Ghana] [V expelled] [T two Togolese diplomats] on Friday.",
        "On Friday [T two Togolese diplomats] were [V expelled] by [S Ghana].",
        "[S Peru], its minister said, had [V recalled] its ambassador from [T Chile] before Brazil spoke.",
        "The [V shelling] of [T Sudanese villages] by [S Chad] went on, said Egypt.",
    ],
)
def test_the_sides_are_told_apart(encoder: Encoder, text: str) -> None:
    spans = parse(text)[1]
    verdict = judged(encoder, text)
    for side, other in (("S", "T"), ("T", "S")):
        assert verdict.role(side, spans[side][0]) > max(0.5, verdict.role(side, spans[other][0]))


def test_words_beyond_the_limit_tell_of_nothing(encoder: Encoder) -> None:
    text = "The list was long, " + "very " * 400 + "long, and Ghana expelled them."
    at = text.index("expelled")
    (verdict,) = encoder.judge(text, [Span(at, at + len("expelled"))])
    assert verdict.types[encoder.types.index("none")] == 1
    assert verdict.role("S", Span(at, at + 8)) == 0


def test_what_happens_between_marked_sides(encoder: Encoder) -> None:
    text, spans = parse("[S Ghana] expelled [T two Togolese diplomats], said Egypt, which met Libya.")
    verdict = encoder.between(mark(text, {"S": spans["S"], "T": spans["T"]}))
    assert encoder.types[int(verdict.types.argmax())] == "SANCTION"


def test_probabilities_sum_to_one(encoder: Encoder) -> None:
    verdict = judged(encoder, "[S Chad] [V met] [T Niger].")
    assert [float(p.sum()) for p in (verdict.frames, verdict.types, verdict.statuses)] == pytest.approx(
        [1, 1, 1], abs=1e-4
    )


def test_a_word_is_judged_alike_whatever_else_is_asked(encoder: Encoder) -> None:
    text = "Chad met Niger after Togo had asked Mali for talks."
    words = [Span(m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    alone = [encoder.judge(text, [word])[0] for word in words]
    for one, among, again in zip(alone, encoder.judge(text, words), Encoder().judge(text, words), strict=True):
        for other in (among, again):
            assert one.types == pytest.approx(other.types, abs=1e-5)
            assert one.statuses == pytest.approx(other.statuses, abs=1e-5)
            assert one.roles == pytest.approx(other.roles, abs=1e-5)


def test_an_article_is_coded_alike_alone_and_among_others(decided: Pipeline) -> None:
    article = Article(id="a", text=TEXT, published="2024-05-01")
    others = [Article(id=str(n), text=f"Togo asked Mali for talks. {TEXT}", published="2024-05-01") for n in range(9)]
    (*_, among) = decided.code_many([*others, article])
    assert among.statements == decided.code(article).statements  # type: ignore[union-attr]


def _told(statements: tuple[Statement, ...]) -> list[tuple[str, str, Span]]:
    return [(s.frame, s.status, s.trigger) for s in statements]


def test_statements_name_the_encoder_and_the_rule(decided: Pipeline) -> None:
    statements = decided.code(Article(id="a", text=TEXT, published="2024-05-01")).statements
    assert statements
    assert all(s.coder.startswith("encoder-") and 0 < s.confidence <= 1 for s in statements)
    assert not [s for s in statements if "beat" in TEXT[s.trigger.start : s.trigger.end]]


def test_explanation_tells_what_either_side_says(decided: Pipeline) -> None:
    explained = decided.explain(Article(id="a", text=TEXT, published="2024-05-01"))
    told = [d.decided for s in explained.sentences for d in s.decisions if d.statement]
    assert told
    assert all("rules: " in line and "with the encoder: " in line for line in told)


def test_least_confidence_leaves_out_the_unsure() -> None:
    article = Article(id="a", text=TEXT, published="2024-05-01")
    sure = Pipeline(min_confidence=0.9).code(article).statements
    every = Pipeline().code(article).statements
    assert {s.id for s in sure} == {s.id for s in every if s.confidence >= 0.9}


@pytest.mark.parametrize("missing", FILES)
def test_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    for name in FILES:
        if name != missing:
            shutil.copy(MODEL / name, tmp_path / name)
    with pytest.raises(InputError, match=f"{missing}: missing"):
        Encoder(tmp_path)


def test_broken_weights_are_told(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(MODEL / name, tmp_path / name)
    (tmp_path / "encoder.onnx").write_bytes(b"no weights")
    with pytest.raises(InputError, match="cannot be read as a trained encoder"):
        Encoder(tmp_path)


BLOCKED = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("onnxruntime", "tokenizers"):
            raise ImportError(f"{name} is not here")
sys.meta_path.insert(0, Block())
from detente.errors import InputError
from detente.model import Article
from detente.pipeline import Pipeline
try:
    Pipeline()
except InputError as error:
    print(error)
print(len(Pipeline(coder="rules").code(Article(id="a", text="Chad accused Sudan of lying.")).statements))
"""


def test_rules_work_where_the_runtime_cannot_be_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=True)
    told, count = done.stdout.strip().splitlines()
    assert "ONNX Runtime" in told
    assert "rules" in told
    assert count == "1"
