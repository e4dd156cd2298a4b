"""Misspelt names of states, peoples and cities (``spelling_rows.tsv``), and words that only look like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.grounding.actor_spelling import Speller
from detente.grounding.actors import Actors


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors()


def _rows() -> list[list[str]]:
    lines = Path(__file__).with_name("spelling_rows.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@pytest.mark.parametrize(("phrase", "country", "misspelt"), _rows())
def test_names_with_a_slip(actors: Actors, phrase: str, country: str, misspelt: str) -> None:
    actor = actors.resolve(phrase, "2022-11-15")
    assert country == "*" or ((actor.country if actor else "") or "-") in country.split("|")
    assert misspelt == "*" or (actor is not None and actor.method == "misspelt") == (misspelt == "yes")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("israle", "israel"),
        ("isreali", "israeli"),
        ("kirgistan", "kyrgyzstan"),
        ("phillipines", "philippines"),
        ("iranain", "iranian"),
        ("chian", None),
        ("iran", None),
        ("irana", None),
        ("auslria", "austria"),
    ],
)
def test_one_slip_tells_one_name(word: str, name: str | None) -> None:
    states = {"israel": "ISR", "israeli": "ISR", "kyrgyzstan": "KGZ", "philippines": "PHL", "iran": "IRN"}
    states |= {"iranian": "IRN", "china": "CHN", "austria": "AUT", "australia": "AUS"}
    assert Speller(states, lookalikes=["chian"]).nearest(word) == name


def test_two_names_as_near_tell_nobody() -> None:
    assert Speller({"marians": "A", "malians": "B"}).nearest("mamians") is None
    assert Speller({"marians": "A", "malians": "A"}).nearest("mamians") == "malians"
