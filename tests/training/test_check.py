"""What is told of a corpus before it is learnt from, how it is parted, and the classes that a model gets."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from detente.cli.main import run
from detente.codebook.plover import Plover
from detente.errors import InputError
from detente.model import STATUSES
from detente.training.check import check, load
from detente.training.corpus import NONE, Example
from detente.training.data import LARGE, Labels, split

ROOT = Path(__file__).parents[2]
STATECRAFT = ROOT / "docs" / "statecraft"
CLASSES = (
    "financial-sanction", "export-control", "import-restriction", "investment-screening", "economic-inducement",
    "economic-threat",
)  # fmt: skip
LINE = "{frame} | {status} | wire | africa | 2010s | [S Kenya] [V {word}] [T Uganda] in talks number {number}."


def lines(frame: str, count: int, *, status: str = "occurred", word: str = "met", start: int = 0) -> str:
    shown = (LINE.format(frame=frame, status=status, word=word, number=n) for n in range(start, start + count))
    return "\n".join(shown) + "\n"


def corpus(folder: Path, text: str) -> Path:
    path = folder / "corpus.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def statecraft() -> tuple[Example, ...]:
    return tuple(load([STATECRAFT / "corpus"], [STATECRAFT / "codebook"])[0])


GOOD = lines("meet", 3) + lines(NONE, 3, status="-", start=10)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            GOOD + "meet | soon | wire | africa | 2010s | [S A] [V met] [T B].\nmeet | occurred\n",
            ["corpus.txt:7: unknown status 'soon'", "corpus.txt:8: 2 columns instead of 6"],
        ),
        (GOOD + lines("meet", 1), ["corpus.txt:7: the same sentence and trigger as corpus.txt:1; keep one"]),
        (
            GOOD + lines("visit", 1),
            ["corpus.txt:7: the same sentence and trigger as corpus.txt:1, which is marked meet"],
        ),
        (GOOD + lines("visit", 1, start=20), ["visit: 1 example; a class needs at least 2, better 30"]),
        (lines("meet", 1) + lines(NONE, 1, status="-", start=10), ["meet: 1 example", "none: 1 example"]),
        (lines(NONE, 4, status="-"), ["every example is none; there is no class to learn"]),
        ("# nothing\n", ["no examples"]),
    ],
)
def test_all_faults_are_told_with_their_places(tmp_path: Path, text: str, faults: list[str]) -> None:
    path = corpus(tmp_path, text)
    told = check([path], Plover.load().frames).faults
    assert len(told) == len(faults)
    assert all(expected in fault for expected, fault in zip(faults, told, strict=True)), told
    with pytest.raises(InputError) as caught:
        load([path])
    assert all(fault in str(caught.value) for fault in told)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (lines("meet", 40), ["no example is none: the model will not learn to say no"]),
        (GOOD, ["fewer than 30 sentences, which is little to learn from: meet 3, none 3"]),
        (lines("meet", 30) + lines(NONE, 30, status="-", start=100), []),
    ],
)
def test_advice_does_not_stop_training(tmp_path: Path, text: str, advice: list[str]) -> None:
    examples, told = load([corpus(tmp_path, text)])
    assert len(examples) == text.count("\n")
    assert len(told) == len(advice)
    assert all(expected in line for expected, line in zip(advice, told, strict=True)), told


def test_a_small_corpus_holds_out_every_class(statecraft: tuple[Example, ...]) -> None:
    shown, held = split(statecraft)
    assert {e.where for e in shown} | {e.where for e in held} == {e.where for e in statecraft}
    assert not {e.text for e in shown} & {e.text for e in held}
    assert Counter(e.frame for e in held) == Counter({**dict.fromkeys(CLASSES, 4), NONE: 9})
    assert split(statecraft[::-1])[1] == held[::-1], "the order of the corpus changes what is held out"


def test_a_class_of_two_has_one_on_either_side(tmp_path: Path) -> None:
    text = GOOD + lines("visit", 2, start=20)
    shown, held = split(load([corpus(tmp_path, text)])[0])
    assert Counter(e.frame for e in held) == {"meet": 1, "visit": 1, NONE: 1}
    assert Counter(e.frame for e in shown) == {"meet": 2, "visit": 1, NONE: 2}


def test_of_a_large_corpus_a_twelfth_is_held_out_whatever_its_class(tmp_path: Path) -> None:
    examples, _ = load([corpus(tmp_path, lines("meet", LARGE) + lines(NONE, 2, status="-", start=LARGE))])
    _, held = split(examples)
    assert 0.06 < len(held) / len(examples) < 0.10
    fewer = split(examples[2:])[1]
    assert [e.where for e in fewer] == [e.where for e in held if e in examples[2:]], "others changed its side"


def test_a_model_knows_the_classes_of_its_corpus_alone(statecraft: tuple[Example, ...]) -> None:
    labels = Labels.built_from([STATECRAFT / "codebook"], statecraft)
    assert labels.frames == (NONE, *CLASSES)
    assert labels.types == labels.frames, "few classes are decided on one by one"
    assert labels.type_of == tuple(range(7))
    assert labels.statuses == ("occurred",), "too few examples of the others to learn them"


def test_many_frames_are_decided_on_by_their_types() -> None:
    plover = Plover.load()
    labels = Labels.of(plover)
    assert labels.frames == (NONE, *plover.frames)
    assert labels.types == (NONE, *plover.events)
    assert labels.statuses == STATUSES
    for frame, kind in zip(labels.frames[1:], labels.type_of[1:], strict=True):
        assert labels.types[kind] == plover.frames[frame].event


def command(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        run(["train", *arguments])
    return int(ended.value.code or 0)


def test_check_tells_counts_and_needs_no_pytorch(capsys: pytest.CaptureFixture[str]) -> None:
    assert command(str(STATECRAFT / "corpus"), "--codebook", str(STATECRAFT / "codebook"), "--check") == 0
    told = capsys.readouterr().err
    assert "240 examples in 240 sentences, 7 classes:" in told
    assert all(f"{name} 30" in told for name in CLASSES)
    # What the page shows is what the command prints.
    assert told.strip() in (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")


def test_the_command_ends_with_all_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = corpus(tmp_path, GOOD + "meet | occurred\nstroll | occurred | wire | asia | 2010s | [S A] [V met] [T B].\n")
    assert command(str(path), "-o", str(tmp_path / "model")) == 2
    told = capsys.readouterr().err
    assert "corpus.txt:7: 2 columns" in told
    assert "corpus.txt:8: unknown frame 'stroll'" in told
    assert not (tmp_path / "model").exists()


def test_somewhere_to_write_has_to_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert command(str(STATECRAFT / "corpus")) == 2
    assert "--check" in capsys.readouterr().err
