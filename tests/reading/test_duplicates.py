from __future__ import annotations

import random

import pytest

from detente.model import Skipped
from detente.reading import article
from detente.reading.duplicates import CopyIndex, likeness, near_copies, signature

RNG = random.Random(3)
VOCABULARY = ["".join(RNG.choices("abcdefghijklmnop", k=6)) for _ in range(4_000)]


def _text(seed: int, length: int = 400) -> str:
    return " ".join(random.Random(seed).choices(VOCABULARY, k=length))


def _edited(text: str, changes: int) -> str:
    words = text.split()
    for place in random.Random(1).sample(range(len(words)), changes):
        words[place] = "changed"
    return " ".join(words)


# (words changed of 400, still a near-copy): each change breaks up to five runs of 405.
@pytest.mark.parametrize(("changes", "copied"), [(0, True), (2, True), (5, True), (40, False), (200, False)])
def test_edited_copies(changes: int, copied: bool) -> None:
    index = CopyIndex()
    assert index.check("first", _text(1)) is None
    assert (index.check("second", _edited(_text(1), changes)) == "first") is copied


def test_likeness_is_near_the_true_one() -> None:
    one, other = _text(5), _edited(_text(5), 20)
    runs = [{tuple(t.split()[i : i + 5]) for i in range(396)} for t in (one, other)]
    true = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
    assert abs(likeness(signature(one), signature(other)) - true) < 0.12


def test_strangers_and_short_texts_are_no_copies() -> None:
    index = CopyIndex()
    assert [index.check(str(n), _text(n)) for n in range(100)] == [None] * 100
    assert index.check("short", "Iran and Oman signed.") is None
    assert index.check("short2", "Iran and Oman signed.") is None
    assert len(index) == 100


def test_stored_signatures_fill_an_index() -> None:
    index = CopyIndex()
    index.add("stored", signature(_text(9)))
    assert index.check("new", _edited(_text(9), 3)) == "stored"
    assert index.check("newer", _edited(_text(9), 4)) == "stored", "copies point to the first, not to each other"


def test_the_oldest_are_forgotten() -> None:
    index = CopyIndex(capacity=10)
    for number in range(30):
        index.check(str(number), _text(number))
    assert len(index) == 10
    assert index.check("again", _text(29)) == "29"
    assert index.check("old", _text(0)) is None


def test_near_copies_marks_a_stream() -> None:
    body = (
        "Iran and Oman signed an accord on a gas pipe under the sea on Wednesday, the Omani agency reported after the "
        "visit of the president, who had come to Muscat for two days of talks on trade and energy with the sultan."
    )
    first = article(body)
    second = article(body + " Both flew home.", outlet="Gulf Mirror")
    skipped = Skipped(source="x", reason="is empty")
    found = list(near_copies([first, skipped, second]))
    assert [getattr(item, "near_copy_of", "-") for item in found] == [None, "-", first.id]
