"""Mentions of events: words, articles and sentences decide what is one event."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from detente.errors import CodebookError
from detente.linking.families import Families
from detente.linking.mentions import EventMention, cluster
from detente.linking.vectors import Word, average_link, likeness


def words(text: str) -> tuple[Word, ...]:
    """Content words of a text; names and numbers are those that do not begin with a small letter."""
    return tuple(Word(w.lower(), not w[0].islower()) for w in text.split() if len(w) > 2)


DOCUMENTS = {
    "nairobi-1": words("blaze destroy warehouse Nairobi Wednesday firefighter Kenya 12 worker die"),
    "nairobi-2": words("Nairobi warehouse fire kill 12 Wednesday Kenya police owner"),
    "dhaka-1": words("fire sweep garment factory Dhaka Bangladesh Sunday 40 die"),
    "dhaka-2": words("Bangladesh mourn factory Dhaka fire Sunday 40 owner arrest"),
}
MENTIONS = [
    EventMention("a", "nairobi-1", "blaze", words("destroy warehouse Nairobi Wednesday")),
    EventMention("b", "nairobi-2", "fire", words("Nairobi warehouse kill 12")),
    EventMention("c", "dhaka-1", "fire", words("sweep garment factory Dhaka")),
    EventMention("d", "dhaka-2", "fire", words("mourn factory Dhaka 40")),
    EventMention("e", "nairobi-1", "die", words("12 worker Kenya")),
    EventMention("f", "nairobi-2", "kill", words("Nairobi warehouse fire 12")),
    EventMention("g", "nairobi-1", "say", words("Kenya fire"), frozenset({"police"})),
    EventMention("h", "nairobi-2", "say", words("Kenya fire"), frozenset({"owner"})),
]


def groups(clusters: list[list[str]]) -> set[str]:
    return {"".join(sorted(c)) for c in clusters}


def test_two_fires_stay_apart_and_synonyms_meet() -> None:
    assert groups(cluster(MENTIONS, DOCUMENTS)) == {"ab", "cd", "ef", "g", "h"}


def test_the_order_of_mentions_does_not_matter() -> None:
    expected = cluster(MENTIONS, DOCUMENTS)
    for seed in range(5):
        shuffled = random.Random(seed).sample(MENTIONS, len(MENTIONS))
        assert cluster(shuffled, dict(reversed(DOCUMENTS.items()))) == expected


def test_no_mentions() -> None:
    assert cluster([], {}) == []


@pytest.mark.parametrize(
    ("word", "base"),
    [("kills", "kill"), ("bombings", "bombing"), ("fired", "fire"), ("invading", "invade"), ("x", "x")],
)
def test_base_form(word: str, base: str) -> None:
    assert Families.load().base(word) == base


@pytest.mark.parametrize(
    ("a", "b", "related"), [("invade", "incursion", True), ("resign", "quit", True), ("resign", "invade", False)]
)
def test_related(a: str, b: str, related: bool) -> None:
    assert Families.load().related(a, b) is related


def test_a_family_without_words_is_reported_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "linking_families.csv").write_text("family,words\nharvest,harvest|reap\nempty,\n")
    with pytest.raises(CodebookError, match=r"linking_families\.csv, line 3"):
        Families.load([tmp_path])


def test_a_users_family_is_read_after_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "linking_families.csv").write_text("family,words\nharvest,harvest|reap\n")
    families = Families.load([tmp_path])
    assert families.related("harvest", "reap")
    assert families.related("kill", "die")


def test_likeness_counts_rare_words_and_names_most() -> None:
    texts = [words(t) for t in ("talks open Geneva", "talks open Lausanne", "talks close Geneva")]
    same = likeness(texts, texts)
    assert np.allclose(np.diag(same), 1)
    assert same[0, 2] > same[0, 1]
    assert np.allclose(likeness([(), texts[0]], texts)[0], 0)


def test_average_link_needs_likeness_to_all_of_a_group() -> None:
    chain = np.array([[0, 0.9, 0.1], [0.9, 0, 0.8], [0.1, 0.8, 0]])
    assert average_link(chain, 0.7) == [[0, 1], [2]]
    assert average_link(chain, 0.4) == [[0, 1, 2]]
