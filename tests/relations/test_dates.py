from __future__ import annotations

from datetime import date

import pytest

from detente.relations.dates import interval, later, period, plain, whole


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-06-04", "4 Jun 2024"),
        ("2024-06", "Jun 2024"),
        ("2024", "2024"),
        ("", ""),
        ("2024-06-04T10:00:00Z", "4 Jun 2024"),
        ("last week", "last week"),
        ("2024-99", "2024-99"),
    ],
)
def test_plain(day, expected):
    assert plain(day) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-06-04", "2024-06-04", "4 Jun 2024"),
        ("2024-06-04", None, "4 Jun 2024"),
        ("2024-06-04", "2024-06-06", "4–6 Jun 2024"),
        ("2024-05-30", "2024-06-02", "30 May – 2 Jun 2024"),
        ("2023-06-04", "2024-06-04", "4 Jun 2023 – 4 Jun 2024"),
        ("2023-03", "2024-06-04", "Mar 2023 – 4 Jun 2024"),
        ("2021", "2023", "2021–2023"),
        ("2010", "2016-03-17", "2010 – 17 Mar 2016"),
        ("2024-05", "2024-07", "May–Jul 2024"),
        (None, "2023-05", "by May 2023"),
        (None, None, ""),
    ],
)
def test_interval(start, end, expected):
    assert interval(start, end) == expected


@pytest.mark.parametrize(
    ("day", "by", "expected"),
    [
        ("2024-06-04", "month", date(2024, 6, 1)),
        ("2024-06", "month", date(2024, 6, 1)),
        ("2024", "month", None),
        ("2024-06-09", "week", date(2024, 6, 3)),  # a Sunday belongs to the Monday before
        ("2024-06-10", "week", date(2024, 6, 10)),
        ("2024-06", "week", None),
        (None, "month", None),
    ],
)
def test_period(day, by, expected):
    assert period(day, by) == expected


@pytest.mark.parametrize(
    ("day", "than", "expected"),
    [
        ("2024-06", "2024-05-30", True),
        ("2024", "2024-05", False),
        ("2024-05", "2024-05-01", False),
        ("2025", "", False),
    ],
)
def test_later(day, than, expected):
    assert later(day, than) is expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-02-01", "2024-02-29", ("2024-02", None)),
        ("2023-02-01", "2023-02-27", ("2023-02-01", "2023-02-27")),
        ("2023-01-01", "2023-12-31", ("2023", None)),
        ("2023-01-01", "2023-06-30", ("2023-01-01", "2023-06-30")),
        ("2023-01", "2023-12", ("2023-01", "2023-12")),
        (None, "2023-01-31", (None, "2023-01-31")),
    ],
)
def test_whole_months_and_years(start, end, expected):
    assert whole(start, end) == expected
