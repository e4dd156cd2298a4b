from __future__ import annotations

import pytest

from detente.relations.instrument_words import Reader, learn, spoken_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Oslo and Bergen discussed the possible lifting of the arms embargo", [("embargo", "ends", "open")]),
        ("the minister proposed that the joint exercises be resumed", [("exercise", "resumes", "open")]),
        ("the two navies will revive the annual drill", [("exercise", "resumes", "ahead")]),
        ("Chile would not lift the tariffs on Peruvian grapes", [("tariffs", "ends", "not")]),
        ("Chile lifted its tariffs on Peruvian grapes", [("tariffs", "ends", "")]),
        ("the scholarships were cancelled last year", [("scholarships", "ends", "")]),
        ("the drill, a fixture of every spring, was called off", [("exercise", "suspends", "")]),
        # A comma parts what is done from what stands behind it.
        ("Peru ended its boycott, and sanctions stayed", []),
        ("Peru welcomed the embargo", []),
    ],
)
def test_what_is_done(words, expected):
    assert [(m.instrument, m.effect, m.mood) for m in Reader().done(words)] == expected


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("the Danish arms embargo on Norway in 2019", "2019"),
        ("an embargo imposed in March 2019", "2019-03"),
        ("under an arms embargo since 2019", "2019"),
        # Aid is given again and again: a year tells nothing of its beginning.
        ("development aid in 2019", None),
        ("an embargo on ships", None),
    ],
)
def test_since_when(words, when):
    assert [m.when for m in Reader().standing(words)] == ([when] if when else [])


def test_offsets_lead_back_to_the_article():
    text = "They met. Peru may resume joint exercises."
    (mention,) = Reader().done(text[10:], 10)
    assert (mention.span.of(text), mention.noun.of(text)) == ("resume joint exercises", "joint exercise")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("soldiers trained in Pacific Lantern, the joint exercise of both armies", ["Pacific Lantern"]),
        ("the annual Pacific Lantern military exercise", ["Pacific Lantern"]),
        ("drills called Pacific Lantern", ["Pacific Lantern"]),
        ("resumed military drills including the Pacific Lantern", ["Pacific Lantern"]),
        ("South Korea, the exercise heard", []),
        ("an exercise near Lima", []),
    ],
)
def test_names_are_learnt(words, names):
    assert list(dict.fromkeys(learn(words, "exercise"))) == names


def test_a_name_that_was_learnt_stands_for_the_instrument():
    reader = Reader({"Pacific Lantern": "exercise"})
    assert [m.instrument for m in reader.done("Chile wants to restart Pacific Lantern")] == ["exercise"]


@pytest.mark.parametrize(
    ("instrument", "words", "expected"),
    [
        ("sanctions", "Chile ended its tariffs on Peruvian wine", "tariffs"),
        ("sanctions", "Chile eased its sanctions", "sanctions"),
        ("sanctions", "Chile eased its sanctions and tariffs", "sanctions"),
        ("exercise", "Chile ended its tariffs", "exercise"),
    ],
)
def test_the_words_decide_between_kin(instrument, words, expected):
    assert spoken_of(instrument, words) == expected
