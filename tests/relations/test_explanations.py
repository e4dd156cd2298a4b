from __future__ import annotations

import pytest
from making import GRC, TUR, article, episode, statement

from detente.relations import Relation
from detente.relations.evidence import sentences
from detente.relations.explanations import Explained
from detente.relations.reasons import read


@pytest.mark.parametrize(
    ("text", "effect", "cause", "by"),
    [
        ("The thaw is the result of two bad harvests.", "The thaw", "two bad harvests", ""),
        (
            "Most diplomats view the visit through the prism of next year's vote.",
            "the visit",
            "next year's vote",
            "Most diplomats",
        ),
        ("I would argue that the new approach stems from fear of war.", "the new approach", "fear of war", "I"),
        ("The ministry argued that the ban was driven by public anger.", "the ban", "public anger", "The ministry"),
        (
            "The trip was widely seen as an attempt to win over farmers.",
            "The trip",
            "an attempt to win over farmers",
            "widely held",
        ),
        (
            "Grain is scarce in Ankara. This probably explains the rapprochement.",
            "the rapprochement",
            "Grain is scarce in Ankara.",
            "",
        ),
        (
            "The main reason for the rift was gas under the sea, but nobody says so.",
            "the rift",
            "gas under the sea",
            "",
        ),
    ],
)
def test_constructions(text, effect, cause, by):
    where = article(text)
    (found,) = [reading for _, reading in read(where, list(sentences(where)))]
    assert (found.effect.of(text), found.cause.of(text).strip(), found.by) == (effect, cause, by)


@pytest.mark.parametrize(
    "text",
    [
        "Some analysts see the thaw as a response to two droughts; others point to the price of wool.",
        "Some analysts see the thaw as a response to two droughts rather than war. Others point to the price of wool.",
    ],
)
def test_others_explain_it_otherwise(text):
    where = article(text)
    found = [reading for _, reading in read(where, list(sentences(where)))]
    assert [r.effect.of(text) for r in found] == ["the thaw", "the thaw"]
    assert [(r.by.lower(), r.cause.of(text).strip(".")) for r in found] == [
        ("some analysts", "two droughts"),
        ("others", "the price of wool"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "She pointed to the map.",
        "The soup is the result of long cooking.",
        "The visit was seen as important.",
        "The visit is the result of luck.",
        "She explained the rules.",
    ],
)
def test_no_explanation(text):
    where = article(text)
    assert not list(read(where, list(sentences(where))))


def explained(*pairs: tuple) -> tuple[Explained, ...]:
    return Relation("GRC", "TUR", [s for _, s in pairs], [], {text.id: text for text, _ in pairs}).ledger().explanations


def test_causes_of_one_deed_stand_side_by_side():
    text = article(
        "Greece closed the border with Turkey because of a wave of arrivals.",
        "2024-05-01",
        "Aegean Courier",
    )
    words = text.text[:-1]
    first = statement(text, words, "close-border", (GRC,), (TUR,), event="COERCE", start="2024-04-30",
                      because="a wave of arrivals")  # fmt: skip
    other = article("Greece shut the border because of a fire at a post.", "2024-05-02", "Bosphorus Ledger")
    second = statement(other, other.text[:-1], "close-border", (GRC,), (TUR,), event="COERCE", start="2024-04-30",
                       because="a fire at a post", reason_by=("Turkish officers",))  # fmt: skip
    relation = Relation(
        "GRC", "TUR", [first, second], [episode((first, text), (second, other))], {text.id: text, other.id: other}
    )
    (found,) = relation.ledger().explanations
    assert [(r.by, r.cited.words) for r in found.reasons] == [
        ("Aegean Courier", "a wave of arrivals"),
        ("Turkish officers", "a fire at a post"),
    ]
    assert found.competing
    assert relation.explanations()["competing"].to_list() == [True, True]


def test_an_opinion_against_that_of_others():
    text = article(
        "Greek and Turkish ministers met. While many columnists see the visit through the lens of the coming vote, "
        "I would argue that the softer approach is the result of a shortage of gas.",
        "2024-05-01",
        "Long View",
        author="D. Marinos",
        kind="opinion",
    )
    met = statement(text, "Greek and Turkish ministers met", "meet", (GRC,), (TUR,), symmetric=True)
    (found,) = explained((text, met))
    assert [(r.by, r.cited.words) for r in found.reasons] == [
        ("many columnists", "the coming vote"),
        ("D. Marinos", "a shortage of gas"),
    ]
    assert found.competing


def test_what_is_explained_between_others_is_left_out():
    text = article(
        "Greek and Turkish ministers met. The rift between China and India is the result of old maps.", "2024-05-01"
    )
    met = statement(text, "Greek and Turkish ministers met", "meet", (GRC,), (TUR,), symmetric=True)
    assert explained((text, met)) == ()


def test_aims_and_objects_are_no_reasons():
    text = article("Greece thanked Turkey for its help.", "2024-05-01")
    thanked = statement(text, text.text[:-1], "thank", (GRC,), (TUR,), event="SUPPORT", because="its help")
    cue = thanked.because[0]
    told = type(thanked)(
        **{f: getattr(thanked, f) for f in thanked.__struct_fields__}
        | {"because": (type(cue)(span=cue.span, cue="for", by=()),)}
    )
    assert explained((text, told)) == ()


@pytest.mark.parametrize(
    ("cause", "own"),
    [("rivalry between Peru and Chile", False), ("rivalry between Greece and Bulgaria", True), ("fear of war", True)],
)
def test_what_names_no_side_is_of_those_whom_its_cause_names(cause: str, own: bool):
    text = article(
        f"Greece and Turkey signed a pact. Many diplomats view the rift through the prism of {cause}.", "2024-05-01"
    )
    signed = statement(text, "Greece and Turkey signed a pact", "sign-agreement", (GRC,), (TUR,), symmetric=True)
    assert bool(explained((text, signed))) is own
