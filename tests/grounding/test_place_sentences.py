"""The labelled sentences of places, and what ``Places`` keeps of the choice among namesakes."""

import pytest
from place_scores import SENTENCES, Result, results, rows

from detente.grounding.places import Places
from detente.model import Article
from detente.pipeline import Pipeline
from detente.text.parse import parse

FLOOR, TOWNS_FLOOR = 0.96, 0.82


@pytest.fixture(scope="module")
def judged() -> list[Result]:
    return list(results())


def test_the_labels_are_right_as_often_as_they_were(judged):
    wrong = [(r.label, r.found) for r in judged if not r.right]
    assert len(judged) >= 340
    assert 1 - len(wrong) / len(judged) >= FLOOR, wrong


def test_no_name_is_found_where_the_labels_forbid_it(judged):
    assert [r.label for r in judged if not r.right and r.label[0] in "!~"] == []


def test_lone_towns_are_told_from_people():
    found = list(results(SENTENCES.with_name("place_towns.tsv")))
    wrong = [(r.label, r.found) for r in found if not r.right]
    assert len(found) >= 86
    assert 1 - len(wrong) / len(found) >= TOWNS_FLOOR, wrong


def test_each_sentence_stands_once():
    texts = [row[0] for row in rows(SENTENCES)]
    assert len(texts) == len(set(texts)) >= 160


@pytest.fixture(scope="module")
def places() -> Places:
    return Places()


def mention(places: Places, text: str, name: str):
    found = places.find(parse(Article(id="a", text=text)))
    return next(m for m in found if m.span.of(text) == name)


# (text, name, countries of the readings from the likeliest, those below the least share left out)
OPEN = [
    ("Tripoli was shelled.", "Tripoli", ["LBY", "LBN", "GRC"]),
    ("Lebanese soldiers arrested nine men in Tripoli.", "Tripoli", ["LBN", "LBY", "GRC"]),
    ("Soldiers in Georgia marched.", "Georgia", ["GEO", "USA"]),
    ("Floods hit Santiago.", "Santiago", ["CHL"]),
]


@pytest.mark.parametrize(("text", "name", "countries"), OPEN)
def test_what_the_text_leaves_open_is_kept(places, text, name, countries):
    place = mention(places, text, name).place
    shares = [place.certainty, *(a.score for a in place.alternatives)]
    assert [place.country, *(a.country for a in place.alternatives)][: len(countries)] == countries
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1
    assert all(a.score >= 0.05 for a in place.alternatives)
    assert len(place.alternatives) <= 4


# (text, name, least certainty)
SURE = [
    ("The army shelled Kharkiv.", "Kharkiv", 0.9),
    ("Turkish troops crossed the line.", "Turkish", 0.95),
    ("The mayor of Springfield, Illinois, spoke.", "Springfield", 0.9),
    ("Ships lay in the Strait of Hormuz.", "Strait of Hormuz", 0.9),
    ("Roads near Woodstock, Ontario, and in London and Toronto were closed.", "London", 0.9),
]


@pytest.mark.parametrize(("text", "name", "least"), SURE)
def test_what_the_text_settles_is_sure(places, text, name, least):
    place = mention(places, text, name).place
    assert least <= place.certainty < 1
    assert place.alternatives == ()


# (text, name, words of the reasons)
REASONS = [
    ("The mayor of Springfield, Illinois, left Chicago.", "Springfield", "address “Springfield, Illinois”"),
    (
        "Police in Birmingham, Alabama, and Birmingham, England, spoke.",
        "Birmingham",
        "address “Birmingham, Alabama”",
    ),
    ("Roads near Woodstock, Ontario, and in London were closed.", "London", "km from “Woodstock”"),
    ("Lebanese soldiers arrested nine men in Tripoli.", "Tripoli", "LBN by “Lebanese”"),
    ("Guards at Torkham fired.", "Torkham", "the only place of that name"),
    ("Tripoli was shelled.", "Tripoli", "about 1,000,000 people"),
]


@pytest.mark.parametrize(("text", "name", "words"), REASONS)
def test_it_is_told_what_speaks_for_a_reading(places, text, name, words):
    choice = mention(places, text, name).choices[0]
    assert any(words in reason for reason in choice.reasons), choice.reasons


def test_a_mention_with_an_address_of_its_own_is_chosen_by_it(places):
    text = "Police in Birmingham, Alabama, wrote to those in Birmingham, England."
    last = [m for m in places.find(parse(Article(id="a", text=text))) if m.span.of(text) == "Birmingham"][-1]
    assert last.place.country == "GBR"
    assert last.choices[0].reasons == ("address “Birmingham, England”",)


def test_a_place_in_no_gazetteer_has_no_certainty(places):
    found = places.find(
        parse(Article(id="a", text="Israeli jets bombed a depot near Qalmundra, and left Qalmundra burning."))
    )
    unknown = [m.place for m in found if m.place.lat is None]
    assert all(p.certainty == 0 and p.alternatives == () for p in unknown)
    assert unknown


def test_explanations_tell_where_a_statement_happens_and_where_else_the_name_lies():
    article = Article(id="a", text="Lebanese soldiers arrested nine men in Tripoli on Sunday.", published="2024-05-05")
    told = Pipeline(coder="rules").explain(article)
    found = [r for s in told.sentences for d in s.decisions for r in d.resolved if r.part == "place"]
    assert [(r.words, r.meaning) for r in found] == [("Tripoli", "LBN 34.43, 35.84")]
    assert "LBN by “Lebanese”" in found[0].reasons
    assert [o.code[:3] for o in found[0].options] == ["LBN", "LBY", "GRC"]
    assert found[0].certainty == found[0].options[0].score
