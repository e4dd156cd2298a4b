"""Expressions of time of every kind: rows by hand, with a floor under the share that is read right."""

from __future__ import annotations

import pytest
from times_rows import read_rows, verdict

from detente.grounding.times import Times

FLOOR = 0.98


@pytest.fixture(scope="module")
def times() -> Times:
    return Times()


def test_rows_of_time_expressions_are_read_right(times):
    rows = read_rows()
    wrong = [f"line {row.line}, {row.text!r}: {fault}" for row in rows if (fault := verdict(times, row))]
    assert len(rows) >= 230
    assert len(wrong) <= (1 - FLOOR) * len(rows), "\n".join(wrong)
