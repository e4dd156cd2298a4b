"""Days as records have them, ISO dates of any precision (``2021``, ``2021-06``, ``2021-06-04``), in the calendar."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

# The same days come again and again: so many are remembered.
KEPT = 20_000

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@lru_cache(KEPT)
def bounds(day: str | None) -> tuple[date, date] | None:
    """The first and the last day that an ISO date leaves open, or None where it is no such date.

    What follows the day, as in ``2021-06-04T12:00``, is left aside.
    """
    found = _DAY.fullmatch((day or "")[:10])
    if not found:
        return None
    year, month, exact = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, exact or 1)
    except ValueError:
        return None
    last_month = month or 12
    return first, date(first.year, last_month, exact or calendar.monthrange(first.year, last_month)[1])


def first_day(day: str | None) -> date | None:
    """The first day of a year, a month or a day, or None where it is none."""
    found = bounds(day)
    return found[0] if found else None


def last_day(day: str | None) -> date | None:
    """The last day of a year, a month or a day, or None where it is none."""
    found = bounds(day)
    return found[1] if found else None
