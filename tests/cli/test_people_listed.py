"""``detente people``: the people of an archive with their offices and the words for them."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Command


def test_people_are_listed_with_their_words(detente: Command, archive: Path) -> None:
    shown = detente("people", "-a", archive)
    assert shown.code == 0
    assert "Espen Barth Eide  NOR, 1 article" in shown.out
    assert "2024-06-05  Foreign Minister [GOV], 1×" in shown.out
    assert "“Norwegian Foreign Minister Espen Barth Eide” Fjord Post, 2024-06-05" in shown.out


def test_people_as_json(detente: Command, archive: Path) -> None:
    (row,) = json.loads(detente("people", "eide", "--country", "Norway", "--json", "-a", archive).out)
    assert (row["person"], row["office"], row["articles"]) == ("Espen Barth Eide", "Foreign Minister", 1)


def test_nobody_of_that_name(detente: Command, archive: Path) -> None:
    shown = detente("people", "nobody", "-a", archive)
    assert (shown.code, shown.out) == (0, "")
    assert "no such person" in shown.err
