"""Parliaments, forces, banks, services and parties of states, also under names that several states' bodies bear."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.grounding.actors import Actors

LINES = Path(__file__).with_name("state_bodies.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")][1:]


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors()


@pytest.mark.parametrize(("phrase", "code"), ROWS)
def test_state_bodies(actors: Actors, phrase: str, code: str) -> None:
    actor = actors.resolve(phrase, "2025-03-01")
    assert actor is not None
    assert actor.code == code
