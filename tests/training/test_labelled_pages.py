"""Pages with labels in place: read with their places, faults with theirs, and as what the encoder learns from."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.codebook.plover import Plover
from detente.errors import InputError
from detente.training.corpus import NONE, Fault
from detente.training.pages import LabelledPage, load, read, shown

CORPUS = Path(__file__).parents[2] / "corpus" / "pages"
PAGE = """== lomé-wire | 2019-04-02 | news | togo
Togo {recalls|recall-envoy|o|TGO>GHA|e1} envoy

LOMÉ, April 2 - Togo {called|recall-envoy|o|TGO>GHA|e1} its ambassador home from Accra on Monday. Ghana's farmers
were bringing in the maize. The two {met|meet|o|TGO=GHA} in May.

== no-day | - | opinion | togo
Ghana should {apologise|apologise|r|GHA>TGO}.
"""


@pytest.fixture(scope="module")
def frames() -> set[str]:
    return set(Plover.load().frames)


@pytest.fixture
def pages(tmp_path: Path, frames: set[str]) -> list[LabelledPage]:
    file = tmp_path / "pages.txt"
    file.write_text(PAGE, encoding="utf-8")
    return load([file], frames)


def test_pages_are_read_with_the_places_of_their_labels(pages: list[LabelledPage]) -> None:
    first, second = pages
    assert (first.slug, first.published, first.kind, first.story) == ("lomé-wire", "2019-04-02", "news", "togo")
    assert second.published is None
    assert [label.trigger.of(first.text) for label in first.labels] == ["recalls", "called", "met"]
    assert "{" not in first.text
    assert "Togo recalls envoy" in first.text
    one, _, last = first.labels
    assert (one.frame, one.status, one.source, one.target, one.episode) == (
        "recall-envoy", "occurred", ("TGO",), ("GHA",), "e1",
    )  # fmt: skip
    assert last.mutual
    assert not one.mutual
    assert second.labels[0].status == "proposed"


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("== a | 2019 | news | s\nText.", "the head is"),
        ("== a | 2019-01-01 | tale | s\nText.", "the head is"),
        ("== a | - | news | s\nTogo {met|meat|o|TGO=GHA} it.", "unknown frame 'meat'"),
        ("== a | - | news | s\nTogo {met|meet|x|TGO=GHA} it.", "unknown status 'x'"),
        ("== a | - | news | s\nTogo {met|meet|o|Togo} it.", "codes of three letters"),
        ("== a | - | news | s\nTogo {met|meet} it.", "a label is"),
        ("== a | - | news | s\nTogo {met it.", "a brace without its other one"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, frames: set[str], page: str, problem: str) -> None:
    file = tmp_path / "pages.txt"
    file.write_text(f"{PAGE}{page}\n", encoding="utf-8")
    *_, fault = read([file], frames)
    assert isinstance(fault, Fault)
    assert fault.where == f"pages.txt:{PAGE.count(chr(10)) + 1}"
    assert problem in fault.problem
    with pytest.raises(InputError, match="cannot be learnt from"):
        load([file], frames)


def test_a_missing_path_is_told(tmp_path: Path, frames: set[str]) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        load([tmp_path / "none"], frames)


def test_all_words_that_may_tell_of_a_happening_are_shown(pages: list[LabelledPage]) -> None:
    queries = [(one.text, q) for one in shown(pages) for q in one.queries]
    told = {q.focus[0].of(text): q for text, q in queries}
    assert (told["called"].frame, told["met"].frame, told["farmers"].frame) == ("recall-envoy", "meet", NONE)
    assert told["bringing"].weight < told["called"].weight
    (text,) = {text for text, q in queries if q is told["called"]}
    assert "Togo" in [span.of(text) for span in told["called"].roles["S"]]
    assert "S" not in told["met"].roles  # of equal sides either may be it


def test_the_pages_of_the_corpus_are_without_fault(frames: set[str]) -> None:
    pages = load([CORPUS], frames)
    assert len(pages) > 100
    assert len({page.slug for page in pages}) == len(pages)
