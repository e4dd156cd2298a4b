from datetime import date

import pytest

from detente.days import bounds


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-06-04", date(2024, 6, 4), date(2024, 6, 4)),
        ("2024-06-04T10:00", date(2024, 6, 4), date(2024, 6, 4)),
        ("0000", None, None),
        ("2023-02-29", None, None),
        ("2024-W20", None, None),
        ("202406", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_days_of_any_precision_stand_for_those_that_they_leave_open(
    day: str | None, first: date | None, last: date | None
) -> None:
    assert bounds(day) == ((first, last) if first else None)
