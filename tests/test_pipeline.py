"""The steps as a whole: streams, explanations, options, evidence."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.errors import CodebookError, InputError
from detente.model import Article, Block, Coded, Role, Span
from detente.pipeline import Pipeline

PAGE: list[tuple[Role, str]] = [
    ("headline", "Kenya recalls envoy from Somalia"),
    ("byline", "By a correspondent who visited Peru"),
    ("body", "NAIROBI, May 3 (Harbour Wire) – Kenya recalled its ambassador from Somalia on Monday, officials said."),
    (
        "body",
        "Somalia denied that it had sold any oil blocks. The Kenyan team beat Mali in the final match of the cup.",
    ),
    ("bio", "The author met the president of Chile in 2010."),
]


def page() -> Article:
    text, blocks = "", []
    for role, words in PAGE:
        blocks.append(Block(role=role, span=Span(len(text), len(text) + len(words))))
        text += words + "\n\n"
    return Article(id="p", text=text, blocks=tuple(blocks), published="2021-05-04")


def test_statements_stand_on_their_words(pipeline: Pipeline) -> None:
    coded = pipeline.code(page())
    assert coded.statements
    text = coded.article.text
    for s in coded.statements:
        assert s.quote.covers(s.trigger)
        assert s.quote.of(text).strip()
        assert s.coder.startswith("rules-")
        assert 0 < s.confidence < 1
        assert s.quad == pipeline.plover.quad(s.frame)


def test_recall_is_coded_with_its_day_and_sides(pipeline: Pipeline) -> None:
    found = [s for s in pipeline.code(page()).statements if s.frame == "recall-envoy" and s.date_text]
    assert [(s.source[0].country, s.target[0].country, s.start, s.end) for s in found] == [
        ("KEN", "SOM", "2021-05-03", "2021-05-03")
    ]
    assert found[0].attributed_to == ("officials",)


def test_byline_bio_and_sport_carry_no_statement(pipeline: Pipeline) -> None:
    countries = {a.country for s in pipeline.code(page()).statements for a in (*s.source, *s.target)}
    assert countries <= {"KEN", "SOM"}


def test_same_input_gives_the_same_records(pipeline: Pipeline) -> None:
    assert pipeline.code(page()) == Pipeline(coder="rules").code(page())


def test_explanation_tells_why_and_why_not(pipeline: Pipeline) -> None:
    told = pipeline.explain(page())
    reasons = {s.text[:12]: s.reason for s in told.sentences}
    assert "byline" in reasons["By a corresp"]
    decisions = [d for s in told.sentences for d in s.decisions]
    kept = {d.statement for d in decisions if d.statement}
    assert kept == {s.id for s in told.statements}
    assert all(d.reason for d in decisions if not d.statement)
    assert any("sport" in d.reason for d in decisions)


def test_stream_is_lazy_and_in_order(pipeline: Pipeline) -> None:
    taken = []

    def source() -> Iterator[Article]:
        for i in range(10):
            taken.append(i)
            yield Article(id=str(i), text=f"Kenya sued Peru {i} times.")

    stream = pipeline.code_many(source(), batch_size=3)
    first = next(stream)
    assert isinstance(first, Coded)
    assert len(taken) == 3
    rest = [c for c in stream if isinstance(c, Coded)]
    assert [c.article.id for c in rest] == [str(i) for i in range(1, 10)]


def test_min_confidence_drops_and_keeps_order(pipeline: Pipeline) -> None:
    everything = pipeline.code(page()).statements
    strict = Pipeline(coder="rules", min_confidence=0.8).code(page()).statements
    assert strict == tuple(s for s in everything if s.confidence >= 0.8)
    assert 0 < len(strict) < len(everything)


@pytest.mark.parametrize("options", [{"coder": "magic"}, {"min_confidence": 2.0}, {"codebook": ["no/such/folder"]}])
def test_wrong_options_are_told(options: dict[str, object]) -> None:
    with pytest.raises(InputError):
        Pipeline(**options)  # type: ignore[arg-type]


def test_codebook_folder_adds_a_frame(tmp_path: Path) -> None:
    (tmp_path / "frames.csv").write_text(
        "frame,event,cameo,label\nlease-port,COOPERATE,061,leased a port of\n", encoding="utf-8"
    )
    (tmp_path / "cues.csv").write_text("frame,pos,words,object\nlease-port,verb,lease,port|harbour\n", encoding="utf-8")
    article = Article(id="a", text="China leased a port from Djibouti in 2015.")
    statements = Pipeline(codebook=[tmp_path]).code(article).statements
    assert [(s.frame, s.event, s.source[0].country, s.target[0].country) for s in statements] == [
        ("lease-port", "COOPERATE", "CHN", "DJI")
    ]


def test_broken_codebook_is_told_before_anything_is_coded(tmp_path: Path) -> None:
    (tmp_path / "cues.csv").write_text("frame,pos,words\nno-frame,verb,lease\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="no-frame"):
        Pipeline(codebook=[tmp_path])


def test_relation_between_two_phrases_follows_direction_and_plan(pipeline: Pipeline) -> None:
    text = "Kenya will send food to Somalia after Mali expelled the envoy of Togo."
    spans = {
        name: Span(text.index(name), text.index(name) + len(name)) for name in ("Kenya", "Somalia", "Mali", "Togo")
    }
    assert pipeline.relate(text, spans["Kenya"], spans["Somalia"])[0] == "AGREE"
    assert pipeline.relate(text, spans["Mali"], spans["Togo"])[0] == "SANCTION"
    assert pipeline.relate("It rained.", None, None) == ("", 0.0)


def test_cause_names_the_statement_in_its_words(pipeline: Pipeline) -> None:
    text = "Kenya recalled its ambassador because Somalia had arrested two Kenyan officers."
    recall, arrest = pipeline.code(Article(id="c", text=text)).statements
    assert (recall.frame, arrest.frame) == ("recall-envoy", "arrest")
    assert [(c.cue, c.statement) for c in recall.because] == [("because", arrest.id)]


def test_result_does_not_hang_on_the_order_of_sets() -> None:
    folder = Path(__file__).parents[1] / "examples" / "saudi-iran"
    script = (
        "import sys, msgspec, detente\n"
        "from pathlib import Path\n"
        "for f in sorted(Path(sys.argv[1]).glob('*.txt')):\n"
        "    print(msgspec.json.encode(detente.code(f.read_text(encoding='utf-8'), published='2021-04-20')))\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", script, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "4")
    ]
    assert said[0] == said[1]
    assert len(said[0]) > 1000
