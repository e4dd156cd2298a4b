"""``detente relation`` and ``detente compare`` on a few dispatches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


def test_relation_tells_what_happened(detente, archive: Path):
    done = detente("relation", "Chile", "PER", "-a", archive)
    assert done.code == 0
    assert "What happened" in done.out
    assert "2024-03-01  2 verbal conflict; mean score" in done.out


def test_relation_as_json_has_all_periods_and_directions(detente, archive: Path):
    told = json.loads(detente("relation", "CHL", "PER", "-a", archive, "--by", "week", "--json").out)
    assert (told["a"], told["b"]) == ("CHL", "PER")
    assert {row["direction"] for row in told["series"]} == {"joint", "a→b", "b→a"}
    assert (told["shifts"], told["mediators"]) == ([], [])


def test_nothing_between_two_is_said_so(detente, archive: Path):
    done = detente("relation", "CHL", "NOR", "-a", archive)
    assert (done.code, done.out) == (0, "")
    assert "nothing" in done.err or "No article" in done.err


@pytest.mark.parametrize("pair", ["CHL-PER", "Chile/Peru", "CHL–PER", "Chile / Peru"])
def test_compare_takes_pairs_in_several_ways(detente, archive: Path, pair: str):
    done = detente("compare", pair, "NOR-FIN", "-a", archive, "--json")
    told = json.loads(done.out)
    assert [row["relation"] for row in told["relations"]] == ["CHL–PER", "NOR–FIN"]
    assert told["correlation"] == [
        {"relation": "CHL–PER", "other": "NOR–FIN", "correlation": None, "periods": told["correlation"][0]["periods"]}
    ]
    assert {row["relation"] for row in told["paths"]} == {"CHL–PER", "NOR–FIN"}


def test_compare_on_the_screen(detente, archive: Path):
    out = detente("compare", "CHL-PER", "NOR-FIN", "-a", archive).out
    assert "CHL–PER  2024-03-03 to 2024" in out
    assert "CHL–PER with NOR–FIN: too short to tell" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["compare", "CHL", "-a", "{archive}"], "is no pair"),
        (["compare", "Guinea-Bissau-SEN", "-a", "{archive}"], "is no pair"),
        (["compare", "CHL-Atlantis", "-a", "{archive}"], "Atlantis"),
        (["relation", "CHL", "PER", "--half-life", "0", "-a", "{archive}"], "half-life"),
        (["relation", "CHL", "PER", "--by", "day", "-a", "{archive}"], "day"),
    ],
)
def test_wrong_use_ends_with_2(detente, archive: Path, arguments: list[str], words: str):
    done = detente(*(argument.format(archive=archive) for argument in arguments))
    assert done.code == 2
    assert words in done.err
