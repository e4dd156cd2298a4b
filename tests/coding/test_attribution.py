"""Attributions: who says or thinks what, over sentences written for these tests."""

import itertools
import re

import pytest

from detente.coding.attribution import attributions, holder_words
from detente.coding.quotes import quotations
from detente.model import Article, Attribution, Block, Span
from detente.text.document import Document
from detente.text.parse import parse


def read(text: str) -> tuple[Document, list[Attribution]]:
    document = parse(Article(id="a", text=text))
    return document, attributions(document)


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.of(text) for span in spans)


ROWS = [
    (
        "The minister said that talks with Hanoi would resume in May.",
        ("The minister", "said", "that talks with Hanoi would resume in May", "asserts"),
    ),
    (
        "“We will not leave the base,” General Ortiz told reporters on Friday. “Our presence is lawful.”",
        ("General Ortiz", "told", "“We will not leave the base,” … “Our presence is lawful.”", "asserts"),
    ),
    (
        "Turkey denied that it had shelled the village.",
        ("Turkey", "denied", "that it had shelled the village", "denies"),
    ),
    (
        "Manila rejected the claim that its ships had crossed the line.",
        ("Manila", "rejected", "the claim that its ships had crossed the line", "denies"),
    ),
    ("Analysts doubt that the ceasefire will hold.", ("Analysts", "doubt", "that the ceasefire will hold", "doubts")),
    (
        "The premier wondered whether the bridge would ever open.",
        ("The premier", "wondered", "whether the bridge would ever open", "asks"),
    ),
    ("Talks, she said, had failed.", ("she", "said", "Talks … had failed", "asserts")),
    (
        "The dam has lost a third of its water, according to a report by the commission.",
        ("a report by the commission", "according to", "The dam has lost a third of its water", "asserts"),
    ),
    (
        "In the words of the ambassador, the two countries are cousins.",
        ("the ambassador", "In the words of", "the two countries are cousins", "asserts"),
    ),
    (
        "The envoy was accused of spying for Tehran.",
        ("", "was accused", "The envoy … of spying for Tehran", "asserts"),
    ),
    ("The prince is said to favour a truce.", ("", "is said", "The prince … to favour a truce", "asserts")),
    ("It was reported that two soldiers had died.", ("", "was reported", "that two soldiers had died", "asserts")),
    ("Their hope for a treaty faded.", ("Their", "hope for", "a treaty", "asserts")),
    ("Poll: Most Chileans favour the trade pact", ("Poll", ":", "Most Chileans favour the trade pact", "asserts")),
    (
        "The president hopes that the treaty will be signed by June.",
        ("The president", "hopes", "that the treaty will be signed by June", "asserts"),
    ),
    (
        "Peru wants to buy six patrol boats from Italy.",
        ("Peru", "wants", "to buy six patrol boats from Italy", "asserts"),
    ),
    (
        "Jordan is concerned about the flow of arms over its border.",
        ("Jordan", "is concerned about", "the flow of arms over its border", "asserts"),
    ),
    (
        'Oslo called the raid "a grave breach of the law of the sea".',
        ("Oslo", "called", 'the raid "a grave breach of the law of the sea"', "asserts"),
    ),
    (
        'Mali\'s foreign minister Abdoulaye Diop said: "We ask all foreign troops to go."',
        ("Mali's foreign minister Abdoulaye Diop", "said", '"We ask all foreign troops to go."', "asserts"),
    ),
    (
        "`` The port is open , '' the harbour master said .",
        ("the harbour master", "said", "`` The port is open , ''", "asserts"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_one_attribution(text: str, expected: tuple[str, str, str, str]) -> None:
    _, found = read(text)
    assert len(found) == 1
    only = found[0]
    assert (words(text, only.source), words(text, only.cue), words(text, only.content), only.stance) == expected


NEWS = [
    (
        "KABUL (Reuters) — The council said on Sunday the road had been cut.",
        [("The council", "the road had been cut")],
    ),
    (
        "Sources told AFP that Algeria had offered to mediate; Niger's junta denied having accepted.",
        [("Sources", "that Algeria had offered to mediate"), ("Niger's junta", "having accepted")],
    ),
    (
        "Pakistan says India violated the ceasefire; India rejects the charge.",
        [("Pakistan", "India violated the ceasefire"), ("India", "the charge")],
    ),
    (
        'Asked whether Ankara would ratify the bid, Erdogan said: "We will see."',
        [("", "whether Ankara would ratify the bid"), ("Erdogan", '"We will see."')],
    ),
    (
        "A senior official, speaking on condition of anonymity, said the ship had left.",
        [("A senior official, speaking on condition of anonymity", "the ship had left")],
    ),
    (
        "The president called on NATO to protect the convoy.",
        [("The president", "NATO to protect the convoy")],
    ),
    ("Minister: Kenya will not close the camp", [("Minister", "Kenya will not close the camp")]),
    ("Accra: Rain fell on the market.", []),
]


@pytest.mark.parametrize(("text", "expected"), NEWS, ids=[row[0][:40] for row in NEWS])
def test_wire_style(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(words(text, a.source), words(text, a.content)) for a in read(text)[1]] == expected


def test_a_participle_goes_on_with_the_same_speaker() -> None:
    text = (
        "“The border is closed. No truck will pass,” said Ana Lima, the governor, adding that the army had been told."
    )
    document, found = read(text)
    assert [holder_words(document, a) for a in found] == ["Ana Lima, the governor"] * 2
    assert words(text, found[0].content) == "“The border is closed. No truck will pass,”"
    assert words(text, found[1].content) == "that the army had been told"


def test_a_quotation_of_several_paragraphs_has_one_speaker() -> None:
    text = '"The strait is ours," the admiral said.\n\n"We have sailed it for long.\n\n"No one will stop us now."'
    parts = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    article = Article(id="a", text=text, blocks=tuple(Block(role="body", span=span) for span in parts))
    found = attributions(parse(article))
    assert [words(text, a.source) for a in found] == ["the admiral"]
    assert "No one will stop us" in words(text, found[0].content)


def test_what_is_said_inside_a_quotation_is_not_attributed_again() -> None:
    text = "“I think the treaty says nothing of tariffs,” the senator argued."
    assert [words(text, a.source) for a in read(text)[1]] == ["the senator"]


def test_a_full_stop_parts_a_quotation_from_the_next_speaker() -> None:
    text = "“The well is dry,” said Omar Sy. “We wait for rain.” Later his brother said the trucks had come."
    found = read(text)[1]
    assert [words(text, a.source) for a in found] == ["Omar Sy", "his brother"]
    assert words(text, found[0].content) == "“The well is dry,” … “We wait for rain.”"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Chad did not deny that its troops had left.", "asserts"),
        ("Chad does not believe that the truce will hold.", "doubts"),
        ("The judge asked if the ship was armed.", "asks"),
        ("Officials are not sure that the pipe was cut.", "doubts"),
        ("The ministry dismissed the claim as a joke.", "denies"),
    ],
)
def test_stance(text: str, stance: str) -> None:
    assert [a.stance for a in read(text)[1]] == [stance]


def test_a_verb_with_a_particle_is_another_verb() -> None:
    assert read("The drills were called off in March.")[1] == []


def test_a_quotation_after_a_slip_of_the_pen() -> None:
    text = "Last year the admiral said. “The port is too shallow. It must be dredged.”"
    found = read(text)[1]
    assert [words(text, a.source) for a in found] == ["the admiral"]
    assert words(text, found[0].content) == "“The port is too shallow. It must be dredged.”"


def test_every_attribution_has_content() -> None:
    text = "The ministry can find a way. She said. They called. “”, he said; ... according to him."
    assert all(a.content for a in read(text)[1])


def test_contents_never_overlap() -> None:
    text = (
        "She said he believed the army planned to stay, but Lima denied he had asked for help and hoped they would go."
    )
    spans = sorted(span for a in read(text)[1] for span in a.content)
    assert spans
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))


def test_holder_of_a_relative_clause_is_its_antecedent() -> None:
    document, found = read("The pilot who refused to land was tired.")
    assert "The pilot" in [holder_words(document, a) for a in found]


@pytest.mark.parametrize("text", ["The ship sailed for Colombo on Monday.", "Rain fell on the two camps.", "“", ""])
def test_nothing_to_attribute(text: str) -> None:
    assert read(text)[1] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ('A "small" price.', ['"small"']),
        ("The farmers' union and the drivers' union met.", []),
        ("Minister: ‘We will not pay’", ["‘We will not pay’"]),
        ("“One.\n“Two.”", ["“One.", "“Two.”"]),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in quotations(parse(Article(id="a", text=text)))] == expected
