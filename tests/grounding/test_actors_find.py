"""Mentions of actors in parsed articles: named, described, pointed back to."""

from __future__ import annotations

import pytest

from detente.grounding.actors import Actors
from detente.grounding.mentions import Grounding, Mention
from detente.model import Article
from detente.text.document import Document
from detente.text.parse import parse


@pytest.fixture(scope="session")
def actors() -> Actors:
    return Actors()


def ground(actors: Actors, text: str, date: str = "2024-06-05") -> tuple[Document, Grounding]:
    document = parse(Article(id="a", text=text, published=date))
    return document, Grounding(document, actors.find(document))


def codes(mention: Mention) -> str:
    return "+".join(a.code for a in mention.actors)


def found(actors: Actors, text: str, date: str = "2024-06-05") -> list[tuple[str, str]]:
    document, grounding = ground(actors, text, date)
    return [(document.words(m.span), codes(m)) for m in grounding.mentions]


PHRASES = [
    ("Cambodian Defence Minister Tea Seiha flew home.", [("Cambodian Defence Minister Tea Seiha", "KHM:GOV")]),
    ("US officials left.", [("US officials", "USA:GOV")]),
    ("The Chinese People's Liberation Army drilled.", [("Chinese People's Liberation Army", "CHN:MIL")]),
    ("Ethiopia's foreign ministry protested.", [("Ethiopia's foreign ministry", "ETH:GOV")]),
    ("Protesters in Caracas marched.", [("Protesters", "VEN:OPP"), ("Caracas", "VEN")]),
    ("Indian and Chinese soldiers scuffled.", [("Indian and Chinese soldiers", "IND:MIL+CHN:MIL")]),
    ("Phnom Penh objected.", [("Phnom Penh", "KHM:GOV")]),
    ("The envoys met in Phnom Penh.", [("envoys", "KHM:GOV"), ("Phnom Penh", "KHM")]),
    ("Turkish airstrikes continued.", [("Turkish", "TUR")]),
    ("Cambodia-US exercises resumed.", [("Cambodia", "KHM"), ("US", "USA")]),
    ("Lloyd Austin's visit ended.", [("Lloyd Austin", "USA:GOV")]),
    ("The Israeli army bulldozers withdrew.", [("Israeli army", "ISR:MIL")]),
    ("Laura Bush planted a tree.", []),
    ("The Peruvian minister Thursday resigned.", [("Peruvian minister", "PER:GOV")]),
    ("Peruvian Foreign Minister Visits Quito", [("Peruvian Foreign Minister", "PER:GOV"), ("Quito", "ECU")]),
    ("She heads the list and guards the door.", []),
]


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_phrases(actors: Actors, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(actors, text) == expected


LATER = [
    ("Kenyan Trade Minister Wanjiru Otieno met reporters. Otieno smiled.", "Otieno", "KEN:GOV"),
    ("Wanjiru Otieno, the Kenyan trade minister, met reporters. Otieno smiled.", "Otieno", "KEN:GOV"),
    ("The Kenyan trade minister, Wanjiru Otieno, met reporters. Otieno smiled.", "Otieno", "KEN:GOV"),
    ("The Royal Fijian Coast Patrol (RFCP) sailed. The RFCP is a Fijian force.", "RFCP", "FJI:MIL"),
    ("Peru's foreign minister arrived in Quito. The minister smiled.", "minister", "PER:GOV"),
    ("Peru recalled its ambassador. The government gave no reason.", "government", "PER:GOV"),
    ("Peru recalled its envoy. Lima later said it regretted that.", "it", "PER:GOV"),
    ("Angela Merkel met Emmanuel Macron. She thanked him.", "She", "DEU:ELI"),
    ("Angela Merkel met Emmanuel Macron. She thanked him.", "him", "FRA:GOV"),
    ("Greek sailors, who struck on Monday, returned.", "who", "GRC:MIL"),
    ("Chad and Sudan traded blame. Both sides denied it.", "sides", "TCD+SDN"),
    ("Chad's president met Sudan's. The two countries share a border.", "countries", "TCD+SDN"),
    ("Cambodia sent a note to Laos. The Kingdom wants talks.", "Kingdom", "KHM"),
    ("Police clashed with crowds after Bolivia raised fuel prices.", "Police", "BOL:COP"),
    ("President Moses Kalu spoke first. Nigeria, he said, would wait.", "Kalu", "NGA:GOV"),
    ("Mali, Niger and Chad share a lake. The three countries met.", "countries", "MLI+NER+TCD"),
    ("Iraq welcomed the guests. Iran and Oman said they were grateful.", "they", "IRN+OMN"),
    ("Oman let rebels in. Later Oman told them to go.", "them", "---:REB"),
    ("Russia and Japan met. Putin received the two leaders of the talks' teams.", "Putin", "RUS:GOV"),
    ("Laos and Nepal quarrelled. Putin received the two leaders in Sochi.", "leaders", "LAO+NPL"),
    ("North Korea and South Korea met. Then the North fired.", "North", "PRK"),
    ("Brussels froze the funds.", "Brussels", "EUR"),
    ("They met in Brussels.", "Brussels", "BEL"),
    ("Mr Vucic agreed.", "Vucic", "SRB:GOV"),
    ("Moscow moved first. France called its army home.", "army", "FRA:MIL"),
    ("The European Union met. The bloc froze the funds.", "bloc", "EUR"),
    ('"We will not yield," Serbian President Aleksandar Vucic said.', "We", "SRB:GOV"),
]


@pytest.mark.parametrize(("text", "word", "expected"), LATER)
def test_what_points_back(actors: Actors, text: str, word: str, expected: str) -> None:
    document, grounding = ground(actors, text)
    token = [t for t in document.tokens if t.text == word][-1]
    assert "+".join(a.code for a in grounding.actors_of(token)) == expected


def test_the_article_wins_over_the_file(actors: Actors) -> None:
    text = "Tea Banh, the defence minister of Cambodia, spoke. Tea Banh left at noon."
    assert [c for words, c in found(actors, text, "2024-06-05") if words == "Tea Banh"] == ["KHM:GOV", "KHM:GOV"]


@pytest.mark.parametrize("text", ["It is raining.", "We like tea and they like coffee.", "Both sides of the road."])
def test_nothing_is_guessed(actors: Actors, text: str) -> None:
    assert found(actors, text) == []


def test_grounding_looks_up_by_token(actors: Actors) -> None:
    document, grounding = ground(actors, "Cambodian Defence Minister Tea Seiha met US officials.")
    by_text = {t.text: t for t in document.tokens}
    seiha = grounding.mention_at(by_text["Defence"])
    assert seiha is not None
    assert seiha.head.text == "Seiha"
    assert [a.name for a in grounding.actors_of(by_text["Seiha"])] == ["Tea Seiha"]
    assert grounding.actors_of(by_text["Defence"]) == ()
    assert grounding.mention_at(by_text["met"]) is None
