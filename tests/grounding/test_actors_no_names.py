"""Words of the tables that name nobody where they stand: "in force", "Let", "the Union"; and titles side by side."""

from __future__ import annotations

import pytest

from detente.grounding.actors import Actors
from detente.grounding.mentions import Grounding
from detente.model import Article
from detente.text.parse import parse


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors()


TEXTS = [
    ("Let the talks begin, the minister said.", {"minister": "GOV"}),
    ("India blamed LeT for the raid.", {"India": "IND", "LeT": "PAK:REB"}),
    ("The ceasefire has been in force since May in Sudan.", {"Sudan": "SDN"}),
    ("The law came into force in Hungary.", {"Hungary": "HUN"}),
    ("Members of the Union agreed to sanction Belarus.", {"Belarus": "BLR"}),
    ("The Union of the Comoros signed the treaty.", {"Union of the Comoros": "COM"}),
    ("In general, Peru agreed.", {"Peru": "PER"}),
    ("Officers were seen in General Haftar's camp.", {"General Haftar": "LBY:MIL"}),
    ("Conscripts in Eritrea revolted.", {"Conscripts": "ERI:MIL", "Eritrea": "ERI"}),
    ("Pre-Columbian art was returned to Peru.", {"Peru": "PER"}),
    ("Khatmandu recalled its envoy from Bejing.", {"Khatmandu": "NPL:GOV", "Bejing": "CHN"}),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_what_names_somebody_in_a_sentence(actors: Actors, text: str, expected: dict[str, str]) -> None:
    document = parse(Article(id="a", text=text, published="2024-06-05"))
    found = {
        document.words(m.span): m.actors[0].code.removeprefix("---:")
        for m in Grounding(document, actors.find(document)).mentions
    }
    assert {name: found.get(name) for name in expected} == expected
    assert not {"Let", "force", "Union", "Members of the Union", "general", "Pre-Columbian"} & set(found)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Governor Mullah Karim Jan", "GOV"),
        ("Defence Minister Colonel-General Pavlo Hrytsenko of Ukraine", "UKR:GOV"),
        ("Colonel-General Pavlo Hrytsenko of Ukraine", "UKR:MIL"),
        ("Nairobi governor Peter Kamanda", "KEN:GOV"),
        ("the mayor of Gaziantep", "TUR:GOV"),
        ("Maricopa County sheriff", "USA:COP"),
    ],
)
def test_titles_and_their_places(actors: Actors, phrase: str, code: str) -> None:
    actor = actors.resolve(phrase, "2022-11-15")
    assert actor is not None and actor.code.removeprefix("---:") == code
