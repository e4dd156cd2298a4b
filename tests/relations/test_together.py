"""What several states did together, where nobody is told to whom."""

from __future__ import annotations

import pytest
from making import GRC, TUR, article, statement

from detente.relations.names import Names
from detente.relations.sentences import Sentences
from detente.relations.words import Words

TEXT = article("Greece and Turkey on Monday took the same view.")


@pytest.mark.parametrize(
    ("frame", "status", "told"),
    [
        ("welcome-step", "occurred", "Greece and Turkey welcomed a step"),
        ("agree", "planned", "Greece and Turkey are to agree"),
        ("solidarity", "negated", "Greece and Turkey did not express solidarity"),
        ("condemn", "occurred", "Greece and Turkey: condemn"),
    ],
)
def test_several_do_it_together(frame: str, status: str, told: str) -> None:
    said = statement(TEXT, "Greece and Turkey", frame, (GRC, TUR), status=status)
    assert Sentences(Names.built_in(), Words.of()).lead(said, status) == told


def test_one_alone_needs_somebody_to_do_it_to() -> None:
    said = statement(TEXT, "Greece and Turkey", "welcome-step", (GRC,))
    assert Sentences(Names.built_in(), Words.of()).lead(said, "occurred") == "Greece: welcome step"
