"""Whose word a happening is, over texts written for these tests (``holder_rows.tsv``)."""

from pathlib import Path
from typing import NamedTuple

import pytest

from detente.coding.attribution import reported
from detente.coding.voices import Heard, Voices
from detente.grounding.actors import Actors
from detente.grounding.mentions import Grounding
from detente.model import Article, Span
from detente.text.parse import parse

ROWS = Path(__file__).parent / "holder_rows.tsv"
# The share of the rows that has to be right.
FLOOR = 0.90


class Row(NamedTuple):
    text: str
    holders: tuple[str, ...]
    stance: str


def rows() -> list[Row]:
    lines = [line for line in ROWS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    found = [line.split("\t") for line in lines[1:]]
    return [Row(text, tuple(h for h in holders.split(" < ") if h != "-"), stance) for text, holders, stance in found]


def heard(text: str, actors: Actors) -> list[Heard]:
    """The voices at the word between asterisks; a text that opens with OPINION is by Nora Falk."""
    opinion, text = text.startswith("OPINION "), text.removeprefix("OPINION ")
    before, word, after = text.split("*")
    article = Article(
        id="a", text=before + word + after, kind="opinion" if opinion else "news", author="Nora Falk" if opinion else ""
    )
    document = parse(article)
    mentions, people = actors.read(document)
    voices = Voices(document, reported(document), Grounding(document, mentions, [], [], people))
    return voices.at(document.tokens_in(Span(len(before), len(before) + len(word)))[0])


def is_right(row: Row, found: list[Heard]) -> bool:
    named = [one for one in found if one.words]
    stance = found[0].attribution.stance if found else "-"
    if len(named) != len(row.holders) or stance != row.stance:
        return False
    return all(
        one.author if name == "author" else name in one.words for one, name in zip(named, row.holders, strict=True)
    )


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors()


def test_voices(actors: Actors) -> None:
    wrong = [row.text for row in rows() if not is_right(row, heard(row.text, actors))]
    assert len(wrong) <= (1 - FLOOR) * len(rows()), "\n".join(wrong)
