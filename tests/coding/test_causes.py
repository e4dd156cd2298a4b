"""Causes and effects, over sentences written for these tests."""

import pytest

from detente.coding.causal_words import causal_words
from detente.coding.causes import CausalLink, causal_links
from detente.model import Article
from detente.text.parse import parse


def links(text: str) -> list[CausalLink]:
    document = parse(Article(id="a", text=text))
    return [link for sentence in document.sentences for link in causal_links(sentence)]


ROWS = [
    (
        "Farmers blocked the highway because the mill had cut its prices.",
        ("the mill had cut its prices", "Farmers blocked the highway", "because"),
    ),
    ("Because of the storm, the ferry stayed in port.", ("the storm", "the ferry stayed in port", "Because of")),
    ("Dockers marched on Monday to demand higher pay.", ("to demand higher pay", "Dockers marched on Monday", "to")),
    (
        "Nurses staged a sit-in outside the ministry, demanding back pay.",
        ("demanding back pay", "Nurses staged a sit-in outside the ministry", "demanding"),
    ),
    ("The blast killed four soldiers.", ("The blast", "four soldiers", "killed")),
    ("The verdict sparked riots in three towns.", ("The verdict", "riots in three towns", "sparked")),
    ("Riots sparked by the verdict spread to the coast.", ("the verdict", "Riots", "sparked")),
    (
        "The guards opened fire, wounding two fishermen.",
        ("The guards opened fire", "wounding two fishermen", "wounding"),
    ),
    ("The trader was arrested for smuggling diesel.", ("smuggling diesel", "The trader was arrested", "for")),
    ("He was charged with treason.", ("treason", "He was charged", "with")),
    ("Students protested against the new fees.", ("against the new fees", "Students protested", "")),
    ("The two clans clashed over grazing land.", ("grazing land", "The two clans clashed", "over")),
    ("The envoy was recalled in response to the raid.", ("the raid", "The envoy was recalled", "in response to")),
    ("He left the party in a bid to save his seat.", ("to save his seat", "He left the party", "in a bid to")),
    ("Trains stopped as snow fell on the pass.", ("snow fell on the pass", "Trains stopped", "as")),
    (
        "The bridge was closed after lorries had damaged its piers.",
        ("lorries had damaged its piers", "The bridge was closed", ""),
    ),
    (
        "The dam burst, and therefore the valley was evacuated.",
        ("The dam burst", "the valley was evacuated", "therefore"),
    ),
    (
        "Angered by the verdict, miners marched on the court.",
        ("Angered by the verdict", "miners marched on the court", ""),
    ),
    ("Three guards were hurt in the clash.", ("the clash", "Three guards were hurt", "")),
    ("The shortage resulted from the fire.", ("the fire", "The shortage", "resulted from")),
    ("With the talks failing, the union called a strike.", ("the talks failing", "the union called a strike", "With")),
    ("Police said the market was shut due to a bomb threat.", ("a bomb threat", "the market was shut", "due to")),
    ("The famine was the result of two dry years.", ("two dry years", "The famine", "result of")),
    ("The fence was the cause of the quarrel.", ("The fence", "the quarrel", "cause of")),
    (
        "The miners ' strike ended on Friday because their pay was raised .",
        ("their pay was raised", "The miners ' strike ended on Friday", "because"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_one_link(text: str, expected: tuple[str, str, str]) -> None:
    found = links(text)
    assert len(found) == 1
    signal = " … ".join(span.of(text) for span in found[0].signals)
    assert (found[0].cause.of(text), found[0].effect.of(text), signal) == expected


def test_a_chain_of_causes() -> None:
    text = "The row, which began when a guard fired at fishermen, led to the closure of the embassy."
    pairs = [(link.cause.of(text), link.effect.of(text)) for link in links(text)]
    assert ("a guard fired at fishermen", "The row, which began") in pairs
    assert ("The row, which began", "the closure of the embassy") in pairs


def test_a_page_stamp_and_a_speaker_are_no_effect() -> None:
    text = "Pass closed 3rd March 2011 04:10 PM CUSCO : According to the army , the road was shut because rocks fell ."
    assert [(link.cause.of(text), link.effect.of(text)) for link in links(text)] == [
        ("rocks fell", "the road was shut")
    ]


def test_cause_and_effect_are_apart() -> None:
    text = "As the river rose, the army, fearing a flood, moved families in order to save lives, prompting thanks."
    found = links(text)
    assert len(found) >= 3
    assert not any(link.cause.overlaps(link.effect) for link in found)


@pytest.mark.parametrize(
    "text",
    [
        "The minister visited Lima on Tuesday.",
        "She wants to visit Rome.",
        "The man killed two deer.",
        "He spoke for two hours over lunch.",
        "The vote did not cause a riot.",
        "The president called on NATO to protect the convoy.",
        "The sailors tried to reach the shore.",
        "A storm broke when they were sailing home.",
        "The guard was not hurt in the clash.",
        "The guide led the walkers to a hut.",
        "…",
    ],
)
def test_no_cause(text: str) -> None:
    assert links(text) == []


def test_every_form_has_words() -> None:
    assert all(causal_words().values())
