"""The probe of what the codebook does not tell of each state."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from detente.grounding.actor_tables import PersonRow

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from check_coverage import check, uncovered


def row(start: str, end: str = "") -> PersonRow:
    return PersonRow(name="A", country="UTO", office="president", start=start, end=end)


def test_times_without_a_holder() -> None:
    rows = [row("2010-06-01"), row("1991-01-01", "2000"), row("2001-02", "2005-05-05")]
    gaps = list(uncovered(rows, date(1990, 1, 1)))
    assert gaps == [(date(1990, 1, 1), date(1991, 1, 1)), (date(2005, 5, 5), date(2010, 6, 1))]


def test_a_time_without_any_holder_reaches_to_today() -> None:
    assert [start for start, _ in uncovered([], date(1990, 1, 1))] == [date(1990, 1, 1)]


def test_every_state_but_those_of_the_table_has_a_head() -> None:
    missing = {found.country for found in check() if found.kind == "head of government" and "1990" not in found.detail}
    assert "FRA" not in missing
    assert "DEU" not in missing
