"""Third parties between Greece and Turkey, by statements that name both sides, one of them, or a place."""

from __future__ import annotations

import pytest
from making import DEU, ERDOGAN, GRC, NATO, TUR, article, episode, statement

from detente.codebook.plover import Plover
from detente.model import Actor, Place, Statement
from detente.relations import Relation
from detente.relations.mediators import roles

CHE = Actor(name="Switzerland", country="CHE", sector="GOV")
QAT = Actor(name="Qatar", country="QAT", sector="GOV")
GENEVA = Place(name="Geneva", country="CHE", lat=46.2, lon=6.1)
TEXT = article("The three sat together for a day and then for another.", "2024-05-02", "Aegean Courier")


def told(frame: str, source: tuple[Actor, ...], target: tuple[Actor, ...] = (), **more: object) -> Statement:
    return statement(TEXT, TEXT.text, frame, source, target, **{"start": "2024-05-01", **more})


def found(*statements: Statement) -> list[tuple[str, str]]:
    relation = Relation("GRC", "TUR", statements, [], {TEXT.id: TEXT})
    return relation.mediators().select("name", "role").rows()


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (told("mediate", (DEU,), (GRC, TUR)), [("Germany", "mediates")]),
        (told("mediate", (DEU,), (GRC, ERDOGAN)), [("Germany", "mediates")]),
        (told("mediate", (DEU,), (TUR,)), [("Germany", "mediates")]),
        (told("mediate", (DEU, CHE), (GRC, TUR)), [("Switzerland", "mediates"), ("Germany", "mediates")]),
        (told("mediate", (DEU,), (TUR, QAT)), []),  # between Turkey and Qatar
        (told("mediate", (TUR,), (GRC, QAT)), []),  # Turkey itself mediates
        (told("mediate", (DEU,), (QAT,)), []),
        (told("mediate", (DEU,), (GRC, TUR), status="denied"), []),
        (told("offer-mediation", (CHE,), (GRC, TUR)), [("Switzerland", "offers to mediate")]),
        (told("request-mediation", (GRC,), (CHE,)), [("Switzerland", "is asked to mediate")]),
        (told("host", (CHE,), (GRC, TUR)), [("Switzerland", "hosts")]),
        (told("host", (CHE,), (GRC,)), []),
        (told("thank", (GRC, TUR), (CHE,)), [("Switzerland", "is thanked by both")]),
        (told("thank", (GRC,), (TUR, CHE)), []),
        (told("call-for-talks", (NATO,), (GRC, TUR)), [("NATO", "calls for talks")]),
        (told("meet", (GRC,), (TUR, DEU), symmetric=True), [("Germany", "takes part")]),
        (told("meet", (GRC,), (TUR, CHE), symmetric=True, place=GENEVA), [("Switzerland", "gives the place")]),
        (told("talk", (GRC,), (TUR,), symmetric=True, place=GENEVA), [("Switzerland", "gives the place")]),
        (told("talk", (GRC,), (DEU,), symmetric=True, place=GENEVA), []),
        (told("talk", (GRC,), (TUR,), symmetric=True, place=Place(name="Athens", country="GRC")), []),
        (told("talk", (GRC,), (TUR,), symmetric=True, place=Place(name="somewhere")), []),
        (told("impose-sanctions", (DEU,), (GRC, TUR)), []),
    ],
)
def test_who_is_between_the_two(one: Statement, expected: list[tuple[str, str]]):
    assert found(one) == expected


def test_a_party_has_in_an_episode_the_role_in_which_it_does_most():
    talks = told("talk", (GRC,), (TUR,), symmetric=True, place=GENEVA)
    mediated = told("mediate", (CHE,), (GRC, TUR))
    relation = Relation("GRC", "TUR", [talks, mediated], [episode((talks, TEXT), (mediated, TEXT))], {TEXT.id: TEXT})
    assert relation.mediators()["role"].to_list() == ["mediates"]
    assert found(talks, mediated) == [("Switzerland", "mediates"), ("Switzerland", "gives the place")]


def test_rows_count_episodes_and_cite_words():
    first, later = (
        told("mediate", (DEU,), (GRC, TUR)),
        told("mediate", (DEU,), (TUR,), start="2024-08", status="planned"),
    )
    row = Relation("GRC", "TUR", [first, later], [], {TEXT.id: TEXT}).mediators().row(0, named=True)
    assert (row["party"], row["episodes"], row["happened"]) == ("DEU", 2, 1)
    assert (row["first"], row["last"]) == ("2024-05-01", "2024-08")
    assert [(one["named"], one["status"], one["quote"]) for one in row["cited"]] == [
        ("both", "occurred", TEXT.text),
        ("b", "planned", TEXT.text),
    ]
    assert row["cited"][0]["statement"] == first.id


def test_sides_turned_round_name_the_other_one():
    one = told("mediate", (DEU,), (TUR,))
    cited = Relation("TUR", "GRC", [one], [], {TEXT.id: TEXT}).mediators()["cited"][0]
    assert cited[0]["named"] == "a"


def test_every_frame_of_the_table_is_one():
    frames = Plover.load().frames
    assert {row.frame for row in roles()} <= set(frames)
