"""Settling reports: no order of arrival shows in the result."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_episodes import PUBLISHED, many, said

from detente.linking import Linker, link
from detente.linking.shelves import Memory
from detente.model import Episode, Statement

LINKER = Linker.load()
WORDS = ["to Phnom Penh", "was postponed", "", "on grain and gas", "after the talks on grain"]


def told(number: int, seed: int) -> list[Statement]:
    """Statements of few parties, frames and days, so that many may be of one happening."""
    chance = random.Random(seed)
    return [
        said(
            chance.choice(list(PUBLISHED)),
            chance.choice(["USA", "KHM", "USA/Austin", "USA CHN", ""]),
            chance.choice(["visit", "host", "meet", "talk", "cancel-meeting", "joint-exercise", "call-off-exercise"]),
            chance.choice(["KHM", "KHM/Manet", "CHN KHM", ""]),
            when=chance.choice([None, "2024", "2024-06", "2024-06-04", "2024-06-03..2024-06-09", "2024-05-28"]),
            status=chance.choice(["occurred", "occurred", "planned", "negated", "hypothetical"]),
            sentence=place,
        )
        for place in range(number)
    ]


def quotes(statements: Sequence[Statement]) -> dict[str, str]:
    return {s.id: f"{s.frame} {WORDS[s.sentence % len(WORDS)]}" for s in statements}


def in_batches(statements: Sequence[Statement], sizes: Sequence[int]) -> list[Episode]:
    """The episodes when statements arrive a few at a time; each batch gives only what changed."""
    shelves, words = Memory(), quotes(statements)
    kept: dict[str, Episode] = {}
    rest = list(statements)
    for size in [*sizes, len(rest)]:
        batch, rest = rest[:size], rest[size:]
        reports = [LINKER.report(s, PUBLISHED[s.article], words[s.id]) for s in batch]
        for episode in list(LINKER.settle(reports, shelves).episodes()):
            kept = {key: e for key, e in kept.items() if not set(e.statements) & set(episode.statements)}
            kept[episode.id] = episode
    return sorted(kept.values(), key=lambda e: (e.start is None, e.start or "", e.end or "", e.id))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), sizes=st.lists(st.integers(1, 15), max_size=6), shuffled=st.randoms())
def test_arrival_in_any_order_and_any_batches_gives_the_same(
    seed: int, sizes: list[int], shuffled: random.Random
) -> None:
    statements = list({s.id: s for s in told(40, seed)}.values())
    whole = link(statements, PUBLISHED, quotes=quotes(statements), linker=LINKER)
    shuffled.shuffle(statements)
    assert in_batches(statements, sizes) == whole


def test_the_statements_of_these_tests_do_form_groups() -> None:
    statements = told(40, 1)
    found = link(statements, PUBLISHED, quotes=quotes(statements), linker=LINKER)
    assert 5 < len(found) < 35


@pytest.mark.parametrize("number", [500, 1000])
def test_statements_of_all_kinds_in_batches(number: int) -> None:
    statements = list({s.id: s for s in many(number)}.values())
    words = quotes(statements)
    whole = link(statements, PUBLISHED, quotes=words, linker=LINKER)
    assert in_batches(random.Random(2).sample(statements, len(statements)), [number // 7] * 6) == whole


def test_what_arrives_elsewhere_touches_nothing() -> None:
    first = [said("june", "USA", "meet", "KHM", when="2024-06-04"), said("july", "KHM", "meet", "USA", when="2024-06")]
    shelves = Memory()
    LINKER.settle([LINKER.report(s, PUBLISHED[s.article]) for s in first], shelves)
    other = said("june", "FRA", "meet", "DEU", when="2024-06-04")
    changes = LINKER.settle([LINKER.report(other, PUBLISHED["june"])], shelves)
    assert [episode.statements for episode in changes.episodes()] == [(other.id,)]


def test_a_sharper_report_that_comes_late_leads_the_group() -> None:
    vague, exact = said("may", "USA", "visit", "KHM", when="2024-06", status="planned"), said(
        "june", "USA", "visit", "KHM", when="2024-06-04"
    )  # fmt: skip
    shelves = Memory()
    LINKER.settle([LINKER.report(vague, PUBLISHED["may"])], shelves)
    (episode,) = LINKER.settle([LINKER.report(exact, PUBLISHED["june"])], shelves).episodes()
    assert (episode.start, episode.statements) == ("2024-06-04", (vague.id, exact.id))
