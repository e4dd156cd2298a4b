"""Bare surnames of office holders in articles: counted where the article supports them."""

from __future__ import annotations

import pytest

from detente.grounding.actors import Actors
from detente.grounding.mentions import Grounding
from detente.model import Article
from detente.text.parse import parse


@pytest.fixture(scope="session")
def actors() -> Actors:
    return Actors()


SURNAMES = [
    ("Merkel left early.", "2015-06-01", ["DEU:GOV"]),
    ("Merkel left early.", "2024-06-01", ["DEU:ELI"]),
    ("Churchill is a small town by the bay.", "2015-06-01", []),
    ("Kerry is green in spring.", "2015-06-01", []),
    ("Washington was calm. Kerry flew home.", "2015-06-01", ["USA:GOV"]),
    ("John Kerry spoke. Kerry then flew home.", "2015-06-01", ["USA:GOV"]),
    ("Secretary of State Kerry spoke. Kerry then flew home.", "2015-06-01", ["USA:GOV"]),
    ("The baker, Agnes Kerry, opened in America. Kerry sells bread.", "2015-06-01", []),
    ("Aleksandra Merkel sells bread. Merkel left early.", "2015-06-01", ["DEU:GOV"]),
    ("Members of the CITU marched with the union.", "2021-06-01", []),
    ("MERKEL LEFT EARLY", "2015-06-01", ["DEU:GOV"]),
]


@pytest.mark.parametrize(("text", "date", "expected"), SURNAMES)
def test_a_surname_counts_where_the_article_supports_it(
    actors: Actors, text: str, date: str, expected: list[str]
) -> None:
    document = parse(Article(id="a", text=text, published=date))
    grounding = Grounding(document, actors.find(document))
    surnames = [m for m in grounding.mentions if document.words(m.span).title() in ("Merkel", "Kerry", "Churchill")]
    assert [a.code for m in surnames[-1:] for a in m.actors] == expected


SLIPS = [
    ("Kuwiati soldiers", "KWT:MIL"),
    ("Ukranian mercanaries", "UKR:UAF"),
    ("worshipers", "---:REL"),
    ("processors", None),
    ("Columbian peackeepers", "COL:MIL"),
]


@pytest.mark.parametrize(("phrase", "expected"), SLIPS)
def test_slips_of_the_pen(actors: Actors, phrase: str, expected: str | None) -> None:
    actor = actors.resolve(phrase)
    assert (actor.code if actor else None) == expected
