"""Pairing is as good as the best of all ways to pair."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evaluation.assignment import best_pairs

TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0, 0, -3, 1, 2, 5, 9, 10**9]), min_size=width, max_size=width), min_size=1, max_size=5
    )
)


@pytest.mark.parametrize(
    ("worth", "expected"),
    [
        ([], []),
        ([[]], []),
        ([[0, 0]], []),
        ([[3]], [(0, 0)]),
        # The first row takes its second choice, since the second row has no other.
        ([[9, 8], [9, 0]], [(0, 1), (1, 0)]),
        ([[1], [5], [2]], [(1, 0)]),
        ([[-1, 2], [3, -1]], [(0, 1), (1, 0)]),
    ],
)
def test_small_tables(worth: list[list[int]], expected: list[tuple[int, int]]) -> None:
    assert best_pairs(worth) == expected


@given(TABLES)
def test_no_other_pairing_is_worth_more(worth: list[list[int]]) -> None:
    wide = worth if len(worth) <= len(worth[0]) else [list(column) for column in zip(*worth, strict=True)]
    ways = permutations(range(len(wide[0])), len(wide))
    best = max(sum(max(0, row[column]) for row, column in zip(wide, way, strict=True)) for way in ways)
    pairs = best_pairs(worth)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert sum(worth[row][column] for row, column in pairs) == best
