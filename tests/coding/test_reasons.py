"""Why something happens and who says so, over texts written for these tests (``reason_rows.tsv``)."""

from pathlib import Path
from typing import NamedTuple

import pytest

from detente.coding.attribution import reported
from detente.coding.reasons import Reasons
from detente.coding.voices import Voices
from detente.grounding.actors import Actors
from detente.grounding.mentions import Grounding
from detente.model import Article, Cause, Span
from detente.text.parse import parse

ROWS = Path(__file__).parent / "reason_rows.tsv"
AUTHOR = "Nora Falk"
# The share of the rows that has to be right, and how alike the words of a reason have to be (Dice).
FLOOR, ALIKE = 0.92, 0.6


class Row(NamedTuple):
    text: str
    reason: str
    by: str


def rows() -> list[Row]:
    lines = [line for line in ROWS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return [Row(*line.split("\t")) for line in lines[1:]]


def told(marked: str, actors: Actors) -> tuple[str, tuple[Cause, ...]]:
    """The text without its marks, and the reasons of what the word between asterisks names."""
    opinion, answers = marked.startswith("OPINION "), not marked.startswith("NO ")
    before, word, after = marked.removeprefix("OPINION ").removeprefix("NO ").split("*")
    text = before + word + after
    article = Article(id="a", text=text, kind="opinion" if opinion else "news", author=AUTHOR if opinion else "")
    document = parse(article)
    mentions, people = actors.read(document)
    voices = Voices(document, reported(document), Grounding(document, mentions, [], [], people))
    trigger = document.tokens_in(Span(len(before), len(before) + len(word)))[0]
    return text, Reasons(document, voices).of(trigger, "SANCTION" if answers else "CONSULT")


def is_right(row: Row, text: str, found: tuple[Cause, ...]) -> bool:
    if row.reason == "-" or len(found) != 1:
        return row.reason == "-" and not found
    got, wanted = _words(found[0].span.of(text)), _words(row.reason)
    alike = 2 * len(got & wanted) >= ALIKE * (len(got) + len(wanted))
    by = "" if row.by == "-" else AUTHOR if row.by == "author" else row.by
    return alike and (by in "".join(found[0].by) if by else not found[0].by)


def _words(text: str) -> set[str]:
    return {word.strip(".,'\"").lower() for word in text.split()}


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors()


def test_reasons(actors: Actors) -> None:
    wrong = [row.text for row in rows() if not is_right(row, *told(row.text, actors))]
    assert len(wrong) <= (1 - FLOOR) * len(rows()), "\n".join(wrong)
