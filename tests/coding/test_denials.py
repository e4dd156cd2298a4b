"""What is denied, end to end: the deed with its parties and whose word it is; and what is to end that began before."""

from __future__ import annotations

import pytest

from detente.model import Actor, Article, Statement
from detente.pipeline import Pipeline


def _codes(side: tuple[Actor, ...]) -> set[str]:
    return {actor.country for actor in side}


def _told(pipeline: Pipeline, text: str, frame: str) -> Statement:
    coded = pipeline.code(Article(id="a", text=text, published="2024-06-05"))
    return next(s for s in coded.statements if s.frame == frame)


@pytest.mark.parametrize(
    ("text", "frame", "source", "target", "by"),
    [
        ("Iran denied supplying drones to Russia.", "military-aid", "IRN", "RUS", "Iran"),
        (
            "Iran's foreign ministry dismissed reports that it had supplied drones to Russia as baseless.",
            "military-aid",
            "IRN",
            "RUS",
            "Iran's foreign ministry",
        ),
        (
            "Claims that Rwanda had bombed Congo were false, Kigali said.",
            "bomb",
            "RWA",
            "COD",
            "Kigali",
        ),
        ("Pakistan will not attack India, its army chief said.", "attack", "PAK", "IND", "its army chief"),
    ],
)
def test_a_denial_is_the_word_of_who_denies(
    pipeline: Pipeline, text: str, frame: str, source: str, target: str, by: str
) -> None:
    told = _told(pipeline, text, frame)
    assert (told.status, told.attributed_to) == ("denied", (by,))
    assert (_codes(told.source), _codes(told.target)) == ({source}, {target})


@pytest.mark.parametrize(
    ("text", "frame", "status", "source", "target"),
    [
        (
            "Norway imposed sanctions on Iran in May. The sanctions should be lifted, a German minister said.",
            "lift-sanctions",
            "proposed",
            "NOR",
            "IRN",
        ),
        (
            "Kenya imposed tariffs on Uganda in June. Tanzania protested. The tariffs were lifted on Monday.",
            "lift-sanctions",
            "occurred",
            "KEN",
            "UGA",
        ),
        (
            "Rwanda imposed an embargo on Burundi in 2019. The embargo was lifted last week.",
            "lift-embargo",
            "occurred",
            "RWA",
            "BDI",
        ),
    ],
)
def test_who_imposed_it_may_lift_it(
    pipeline: Pipeline, text: str, frame: str, status: str, source: str, target: str
) -> None:
    told = _told(pipeline, text, frame)
    assert told.status == status
    assert (_codes(told.source), _codes(told.target)) == ({source}, {target})


def test_who_will_not_attack_refuses_nothing_and_who_will_not_lift_sanctions_does(pipeline: Pipeline) -> None:
    assert _told(pipeline, "Pakistan will not attack India.", "attack").status == "denied"
    assert _told(pipeline, "Sudan will not lift its sanctions on Chad.", "refuse-yield").status == "occurred"
