from __future__ import annotations

from pathlib import Path

import pytest
from making import ERDOGAN, GRC, NATO, TUR

from detente.model import Actor
from detente.relations.names import Names

NAMES = Names.built_in()
STUDENTS = Actor(name="students", country="USA", sector="EDU")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("KHM", "KHM"),
        ("khm", "KHM"),
        (" Cambodia ", "KHM"),
        ("uk", "GBR"),
        ("EU", "EUR"),
        ("NATO", None),
        ("Narnia", None),
    ],
)
def test_code(words, code):
    assert NAMES.code(words) == code


@pytest.mark.parametrize(
    ("code", "name"), [("KHM", "Cambodia"), ("KHM:MIL", "Cambodia (MIL)"), ("UNO", "United Nations"), ("NATO", "NATO")]
)
def test_country(code, name):
    assert NAMES.country(code) == name


@pytest.mark.parametrize(
    ("actors", "words"),
    [
        ((GRC,), "Greece"),
        ((ERDOGAN,), "Turkey (Recep Tayyip Erdoğan)"),
        ((NATO,), "NATO"),
        ((Actor(name="Türkiye", country="TUR"),), "Turkey"),
        ((Actor(name="Chile 's navy", country="CHL", sector="MIL"),), "Chile (navy)"),
        (
            (Actor(name="Saudi Arabia's foreign minister", country="SAU", sector="GOV"),),
            "Saudi Arabia (foreign minister)",
        ),
        ((Actor(name="Cambodian government", country="KHM", sector="GOV"),), "Cambodia"),
        ((Actor(name="Cambodian opposition", country="KHM", sector="OPP"),), "Cambodia (opposition)"),
        ((Actor(name="Greek and Turkish leaders", country="GRC", sector="GOV"),), "Greece (Greek and Turkish leaders)"),
        ((Actor(name="China Eastern Airlines", country="CHN", sector="BUS"),), "China (China Eastern Airlines)"),
        ((Actor(name="2019 Chilean guards", country="CHL", sector="COP"),), "Chile (guards)"),
        ((Actor(name="US Navy", country="USA", sector="MIL"),), "United States (US Navy)"),
        ((Actor(name="whose president", country="USA", sector="GOV"),), "United States"),
        ((Actor(name="Osaka", country="JPN", method="city"),), "Japan"),
        ((ERDOGAN, TUR, Actor(name="Hakan Fidan", country="TUR")), "Turkey (Recep Tayyip Erdoğan and Hakan Fidan)"),
        ((Actor(name="gunmen"),), "gunmen"),
        ((GRC, TUR, GRC), "Greece and Turkey"),
        ((GRC, TUR, NATO), "Greece, Turkey and NATO"),
        ((), ""),
    ],
)
def test_parties(actors, words):
    assert NAMES.parties(actors) == words


def test_a_frame_of_ones_own_gets_its_words_from_ones_own_codebook(tmp_path: Path):
    (tmp_path / "frames.csv").write_text("frame,event,label\nfly-kite,SUPPORT,flew kites with\n", encoding="utf-8")
    assert Names.built_in([tmp_path]).label("fly-kite") == "flew kites with"
    assert NAMES.label("fly-kite") == ""
    assert NAMES.frame("fly-kite") == "fly kite"


def test_every_name_with_an_article_is_a_name():
    known = {NAMES.country(code) for code in ("USA", "GBR", "PHL", "NLD", "UNO", "EUR", "ARE", "GMB", "MDV", "BHS")}
    assert {name for name in known if NAMES.inside(name) == f"the {name}"} == known


@pytest.mark.parametrize(
    ("actors", "words"),
    [
        ((ERDOGAN,), "Turkey (Recep Tayyip Erdoğan)"),
        ((Actor(name="Chile 's navy", country="CHL", sector="MIL"),), "Chile (navy)"),
        ((Actor(name="shepherd", country="GRC", sector="CVL"),), "shepherd (Greece)"),
        ((Actor(name="two Peruvian officials", country="PER", sector="GOV"),), "two Peruvian officials"),
        ((Actor(name="Chilean fishermen", country="CHL", sector="LAB"),), "Chilean fishermen"),
        (
            (
                Actor(name="students", country="USA", sector="EDU"),
                Actor(name="monks", country="USA", sector="REL"),
                GRC,
            ),
            "students and monks (United States) and Greece",
        ),
        ((TUR, Actor(name="protesters", country="TUR", sector="OPP")), "Turkey and protesters (Turkey)"),
        ((Actor(name="China Eastern Airlines", country="CHN", sector="BUS"),), "China Eastern Airlines"),
        (
            (Actor(name="Turkish Prime Minister", country="TUR", sector="GOV", method="role"),),
            "the Turkish Prime Minister",
        ),
        ((Actor(name="First Turkish envoy", country="TUR", sector="GOV", method="role"),), "the first Turkish envoy"),
        ((Actor(name="Crowds", country="TUR", sector="CVL"),), "crowds (Turkey)"),
        ((Actor(name="our minister", country="TUR", sector="GOV"),), "Turkey"),
        ((NATO,), "NATO"),
        ((Actor(name="gunmen"),), "gunmen"),
    ],
)
def test_people_stand_before_the_state_for_which_they_do_not_act(actors, words):
    assert NAMES.people(actors) == words


@pytest.mark.parametrize(
    ("actors", "several"),
    [
        ((ERDOGAN,), False),
        ((GRC, TUR), True),
        ((Actor(name="protesters", country="TUR", sector="OPP"),), True),
        ((Actor(name="shepherd", country="GRC", sector="CVL"),), False),
        ((Actor(name="two Greek officers", country="GRC", sector="COP"),), True),
        ((Actor(name="navies", country="CHL", sector="MIL"),), False),
    ],
)
def test_verbs_agree_with_people_and_states(actors, several):
    assert NAMES.several(actors) == several
