"""Phrases from the whole world (``phrases.csv``): country and sector as PLOVER's conventions ask, with a floor."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from detente.grounding.actors import Actors

TODAY = "2022-11-15"  # the day that the table's rows without a date are of
FLOORS = {"country": 0.98, "sector": 0.97, "both": 0.965}


@pytest.fixture(scope="session")
def rows() -> list[dict[str, str]]:
    text = Path(__file__).with_name("phrases.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _fits(found: str, wanted: str) -> bool:
    return wanted == "*" or (found or "-") in wanted.split("|")


def test_phrases_of_all_regions(rows: list[dict[str, str]]) -> None:
    actors = Actors()
    right = dict.fromkeys(FLOORS, 0)
    wrong = []
    for row in rows:
        actor = actors.resolve(row["phrase"], row["date"] or TODAY)
        country = _fits(actor.country if actor else "", row["country"])
        sector = _fits(actor.sector if actor else "", row["sector"])
        right["country"] += country
        right["sector"] += sector
        right["both"] += country and sector
        if not (country and sector):
            wrong.append(f"{row['phrase']}: {actor.code if actor else None}")
    shares = {name: count / len(rows) for name, count in right.items()}
    assert all(shares[name] >= floor for name, floor in FLOORS.items()), (shares, wrong)
