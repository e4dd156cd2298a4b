"""The table of office holders: its dates and offices hold together."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from detente.codebook.conflicts import Located
from detente.grounding.actor_tables import PersonRow

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from check_people import (
    Place,
    Vacancy,
    check,
    dates,
    earliest,
    gaps,
    latest,
    leaderless,
    overlaps,
    places,
    unexcused,
)


def rows(*holders: tuple[str, str, str], office: str = "president", sector: str = "GOV") -> list[Place]:
    return [
        Place(
            "people.csv", line, PersonRow(name=name, country="UTO", office=office, sector=sector, start=start, end=end)
        )
        for line, (name, start, end) in enumerate(holders, 2)
    ]


def test_the_table_has_no_faults() -> None:
    assert [f"{f.file}:{f.line}: {f.problem}" for f in check(places()) if f.fault] == []


@pytest.mark.parametrize(
    ("start", "end", "fault"),
    [
        ("2004", "2004", False),
        ("2004-03", "2004-02-28", True),
        ("2004-03-02", "2004", False),
        ("2004", "2003-12-31", True),
        ("", "2004", True),
        ("2004-13", "", True),
        ("2004-02-30", "", True),
    ],
)
def test_dates(start: str, end: str, fault: bool) -> None:
    assert bool(list(dates(rows(("A", start, end))))) is fault


def test_a_date_of_any_precision_is_a_span() -> None:
    assert [str(earliest(d)) for d in ("2004", "2004-02", "2004-02-03")] == ["2004-01-01", "2004-02-01", "2004-02-03"]
    assert [str(latest(d)) for d in ("2004", "2004-02", "2004-12")] == ["2004-12-31", "2004-02-29", "2004-12-31"]


def test_one_office_has_one_holder() -> None:
    assert not list(overlaps(rows(("A", "2000", "2004-03-20"), ("B", "2004-03-01", ""))))
    assert not list(overlaps(rows(("A", "2000", "2004"), ("B", "2004-01", ""))))
    assert [f.line for f in overlaps(rows(("A", "2000", "2004-06-20"), ("B", "2004-03-01", "")))] == [3]
    assert [f.line for f in overlaps(rows(("A", "2000", ""), ("B", "2004-03-01", "")))] == [3]
    assert not list(overlaps(rows(("A", "2000", ""), ("B", "2004-03-01", ""), office="party leader", sector="PTY")))


def test_a_long_time_without_a_holder_is_a_fault_unless_it_is_known() -> None:
    found = list(gaps(rows(("A", "2000", "2004"), ("B", "2007", ""))))
    assert [(g.country, g.kind, g.start, g.end) for g in found] == [("UTO", "head of state", "2004", "2007")]
    assert not list(gaps(rows(("A", "2000", "2004"), ("B", "2005", ""))))
    excuse = Located("v.csv", 2, Vacancy(country="UTO", kind="head of state", start="2004", end="2007", why="a vote"))
    assert [f.problem for f in unexcused(found, [])] == ["no head of state of UTO between 2004 and 2007"]
    assert not list(unexcused(found, [excuse]))
    assert [f.line for f in unexcused([], [excuse])] == [2]


def test_months_without_any_head_are_told() -> None:
    held = [place for place in places() if place.row.country != "FJI" or place.row.name == "Frank Bainimarama"]
    assert [(g.start, g.end) for g in leaderless(held) if g.country == "FJI"] == [
        ("1990-01-01", "2000-05-29"),
        ("2000-07-13", "2006-12-05"),
        ("2022-12-24", "2025-12-31"),
    ]
