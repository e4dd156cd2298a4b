"""Words that point back, in short texts of our own: the table, and a floor for the share that is read right."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from detente.grounding.actors import Actors
from detente.grounding.mentions import Grounding
from detente.model import Article, Span
from detente.text.parse import parse

TABLE = Path(__file__).with_name("coreference.tsv")
# The least share of rows that must be read right, without and with a distractor.
FLOORS = {"no": 0.93, "yes": 0.94}


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors()


def rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def meant(actors: Actors, marked: str) -> str:
    """The countries meant by the phrase in brackets, sorted; - for none."""
    span = Span(marked.index("["), marked.index("]") - 1)
    document = parse(Article(id="a", text=marked.replace("[", "").replace("]", ""), published="2024-06-05"))
    grounding = Grounding(document, actors.find(document))
    inside = document.tokens_in(span)
    head = next(t for t in inside if t.head is t or t.head not in inside)
    return "+".join(sorted({a.country for a in grounding.actors_of(head) if a.country})) or "-"


def is_right(row: dict[str, str], found: str) -> bool:
    wanted = ["+".join(sorted(option.split("+"))) for option in row["meant"].split("|")]
    return found in wanted


@pytest.mark.parametrize("distractor", ["no", "yes"])
def test_what_is_meant(actors: Actors, distractor: str) -> None:
    asked = [row for row in rows() if row["distractor"] == distractor]
    wrong = [(row, found) for row in asked if not is_right(row, found := meant(actors, row["text"]))]
    told = "\n".join(f"{row['text']}  wanted {row['meant']}, found {found}" for row, found in wrong)
    assert 1 - len(wrong) / len(asked) >= FLOORS[distractor], told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Philippines protested to Vietnam. On Friday [it] expelled a Vietnamese diplomat.", "PHL"),
        ("The Bahamas has broken off a programme under which [it] drilled Haitian soldiers.", "BHS"),
        ("Dockers boarded the ship. The United Nations condemned them and [it] asked Chile for an inquiry.", "UNO"),
        ("Chilean officers searched the ship. Peru protested. [They] left at noon.", "CHL"),
    ],
)
def test_a_state_with_a_plural_name_is_one(actors: Actors, text: str, wanted: str) -> None:
    assert meant(actors, text) == wanted
