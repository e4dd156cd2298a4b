"""What a page tells stands on words that name its parties, and on deeds rather than rules."""

from __future__ import annotations

import msgspec
import pytest
from making import GRC, TUR, article, statement

from detente.model import Actor, Span
from detente.relations import Relation
from detente.relations.grounds import general, guessed_doer, guessed_party
from detente.relations.words import Words

COURT = Actor(name="court", country="TUR", sector="JUD", method="in play", certainty=0.87)
ARMIES = Actor(name="both armies", country="TUR", sector="MIL", method="in play", certainty=0.94)
STORY = Actor(name="Greece", country="GRC", method="topic", certainty=0.97)
SMYRNA = Actor(name="Izmir", country="TUR", method="city")


def told(words: str, trigger: str, source=(TUR,), target=(GRC,), **more: object):
    text = article(words, "2024-06-05", "Aegean Courier")
    made = statement(text, words, "ban", source, target, **more)
    at = words.index(trigger)
    return msgspec.structs.replace(made, trigger=Span(at, at + len(trigger))), text


@pytest.mark.parametrize(
    ("source", "target", "symmetric", "doer", "party"),
    [
        ((TUR,), (GRC,), False, False, False),
        ((COURT,), (GRC,), False, True, True),
        ((COURT, TUR), (GRC,), False, False, False),
        ((ARMIES,), (GRC,), False, False, False),
        ((TUR,), (STORY,), False, False, True),
        ((STORY,), (TUR,), False, True, True),
        ((GRC,), (STORY, TUR), True, False, False),
        ((GRC,), (SMYRNA,), True, True, True),
        ((GRC,), (SMYRNA,), False, False, False),
    ],
)
def test_a_party_is_named_by_words_or_guessed(source, target, symmetric, doer, party):
    made, _ = told("Turkey shut its sky.", "shut", source, target, symmetric=symmetric)
    assert (guessed_doer(made), guessed_party(made)) == (doer, party)


@pytest.mark.parametrize(
    ("words", "trigger", "rule"),
    [
        ("The constitution forbids any foreign base on its soil.", "forbids", True),
        ("Turkey welcomes all countries to use the port.", "welcomes", True),
        ("Turkey expelled all Greek diplomats.", "expelled", False),
        ("Turkey invited all parties, Greece among them.", "invited", False),
        ("Turkey cut any talk short.", "cut", False),
    ],
)
def test_a_rule_for_everyone_is_no_deed_to_one(words: str, trigger: str, rule: bool):
    made, text = told(words, trigger)
    assert general(made, {text.id: text}, Words.of()) is rule


def test_nobody_does_nothing():
    nobody = Actor(name="No Turkish president", country="TUR", sector="GOV", method="role")
    made, text = told("No Turkish president has come to Athens.", "come", (nobody,))
    assert general(made, {text.id: text}, Words.of())


def test_a_page_leaves_out_what_a_guess_or_a_rule_tells():
    kept, first = told("Turkey banned a Greek paper.", "banned", start="2024-06-04")
    guess, second = told("The court shut the paper for a month.", "shut", (COURT,), start="2024-06-03")
    rule, third = told("Turkey bans any foreign ship from its straits.", "bans", start="2024-06-02")
    articles = {text.id: text for text in (first, second, third)}
    page = Relation("GRC", "TUR", [kept, guess, rule], [], articles).brief()
    quotes = {source.quote for source in page.sources}
    assert quotes == {"Turkey banned a Greek paper."}
    whole = Relation("GRC", "TUR", [kept, guess, rule], [], articles).brief(full=True)
    assert len(whole.sources) == 3


def test_who_is_arrested_is_of_a_state():
    text = article("Turkey arrested some of its neighbours' sailors.", "2024-06-05", "Aegean Courier")
    made = statement(text, text.text, "arrest", (TUR,), (GRC,), event="COERCE", quad=4, score=-5.0)
    page = Relation("GRC", "TUR", [made], [], {text.id: text}).brief()
    assert "Turkey arrested people of Greece" in page.render()


def test_a_status_that_is_a_guess_is_not_told_as_a_fact():
    text = article("Turkey banned a Greek paper.", "2024-06-05", "Aegean Courier")
    made = statement(text, text.text, "ban", (TUR,), (GRC,), start="2024-06-04")
    for sure, told in ((0.9, True), (0.5, False)):
        doubtful = msgspec.structs.replace(made, status_probability=sure)
        page = Relation("GRC", "TUR", [doubtful], [], {text.id: text}).brief()
        assert bool(page.sources) is told
