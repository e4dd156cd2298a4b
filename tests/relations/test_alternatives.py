"""Patterns for any of many words find what the words in a row, the longest first, would find."""

from __future__ import annotations

import re

import pytest

from detente.relations.alternatives import one_of
from detente.relations.wording import forms

TEXT = (
    "The Koreas and South Korea’s neighbours met in St. Kitts; Congo (DR) spoke of U.S.-led drills, the U.S. of a UN "
    "mission, Guinea-Bissau of Guinea, and Équatorial Guinea of São Tomé. Nobody from Papua New Guinea came to New "
    "Delhi or New York."
)


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (("aid", "aide", "air base"), "aides at an air base got aid", ["aide", "air base", "aid"]),
        (("lift", "lifted"), "lifted, lifts", ["lifted", "lift"]),
        (("a.b", "a+"), "axb a.b a+", ["a.b", "a+"]),
        (("same", "same"), "same", ["same"]),
        ((), "anything", []),
    ],
)
def test_the_longest_word_that_fits_is_found(words: tuple[str, ...], text: str, expected: list[str]) -> None:
    assert re.findall(one_of(words), text) == expected


def test_many_words_are_found_as_one_after_the_other_would_find_them() -> None:
    words = {word for several in forms().values() for word in several}
    plain = "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
    found = re.findall(rf"\b(?:{one_of(words)})(?!\w)", TEXT)
    assert found == re.findall(rf"\b(?:{plain})(?!\w)", TEXT)
    assert "Papua New Guinea" in found
