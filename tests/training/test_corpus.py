"""The corpus format: what a line says, what is wrong with it, and the corpus that comes with détente."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.codebook.plover import Plover
from detente.errors import InputError
from detente.model import Span
from detente.training.corpus import MARKS, Example, Fault, parse, read

FRAMES = Plover.load().frames
CORPUS = Path(__file__).parents[2] / "corpus"
LINE = "visit | planned | wire | africa | 2010s | [S Kenya] will [V visit] [T Uganda [D on Friday]], [H he] [Q said]."


def one(tmp_path: Path, line: str) -> Example | Fault:
    (tmp_path / "a.txt").write_text(f"# note\n\n{line}\n", encoding="utf-8")
    (found,) = read([tmp_path], FRAMES)
    return found


def test_line_gives_text_labels_and_spans(tmp_path: Path) -> None:
    found = one(tmp_path, LINE)
    assert isinstance(found, Example)
    assert found.text == "Kenya will visit Uganda on Friday, he said."
    assert (found.frame, found.status, found.style, found.region, found.decade) == (
        "visit", "planned", "wire", "africa", "2010s",
    )  # fmt: skip
    assert {m: [s.of(found.text) for s in spans] for m, spans in found.spans.items()} == {
        "S": ["Kenya"], "V": ["visit"], "T": ["Uganda on Friday"], "D": ["on Friday"], "H": ["he"], "Q": ["said"],
    }  # fmt: skip
    assert found.where == "a.txt:3"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("visit | planned | wire | [V x]", "4 columns instead of 6"),
        (LINE.replace("visit |", "stroll |"), "unknown frame 'stroll'"),
        (LINE.replace("planned", "soon"), "unknown status 'soon'"),
        (LINE.replace("planned", "-"), "unknown status '-'"),
        (LINE.replace("wire", "poem"), "unknown style 'poem'"),
        (LINE.replace("africa", "mars"), "unknown region 'mars'"),
        (LINE.replace("2010s", "2010"), "'2010' is no decade"),
        (LINE.replace("[V visit]", "visit"), "no trigger"),
        ("visit | planned | wire | africa | 2010s | It will [V visit].", "neither source"),
        (LINE.replace("[T Uganda", "[T Uganda ["), "a [ that opens no mark"),
        (LINE + "]", "a ] without its ["),
        (LINE.replace("[V visit]", "[V visit"), "is not closed"),
        (LINE.replace("[V", "[X"), "unknown mark [X ...]"),
    ],
)
def test_fault_is_told_with_its_place(tmp_path: Path, line: str, problem: str) -> None:
    found = one(tmp_path, line)
    assert isinstance(found, Fault)
    assert problem in found.problem
    assert found.where == "a.txt:3"


def test_missing_corpus_is_told() -> None:
    with pytest.raises(InputError, match="no such corpus"):
        list(read([Path("no/such/corpus")], FRAMES))


@given(st.lists(st.tuples(st.sampled_from(MARKS), st.text("abc ", min_size=1).filter(str.strip)), max_size=6))
def test_marks_are_found_again(parts: list[tuple[str, str]]) -> None:
    text, spans = parse("".join(f"[{mark} {words}]" for mark, words in parts))
    assert text == "".join(words for _, words in parts)
    at = 0
    for mark, words in parts:
        assert Span(at, at + len(words)) in spans[mark]
        at += len(words)


def test_corpus_holds_to_its_format_and_stands_once() -> None:
    found = list(read([CORPUS], FRAMES))
    assert [f for f in found if isinstance(f, Fault)] == []
    examples = [e for e in found if isinstance(e, Example)]
    assert len(examples) > 1000
    assert len({(e.text, e.spans["V"]) for e in examples}) == len(examples)
