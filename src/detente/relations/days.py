"""Days of any precision as intervals of the calendar."""

from __future__ import annotations

import calendar
from datetime import date
from typing import NamedTuple


class Days(NamedTuple):
    """The first and the last day that words leave open."""

    first: date
    last: date

    def apart(self, other: Days) -> int:
        """The days between two intervals, 0 where they meet."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)


def days(start: str | None, end: str | None = None) -> Days | None:
    """The days from one ISO day of any precision to another, or None where there is none or it is no day.

    ``2021`` covers the year. What has a beginning and no end, or an end before it, is its beginning.
    """
    first, last = _bounds(start or end), _bounds(end or start)
    if not first or not last:
        return None
    return Days(first.first, last.last) if last.last >= first.first else first


def first_day(day: str) -> date:
    """The first day of a year, a month or a day.

    Raises:
        ValueError: it is no ISO day of any precision.
    """
    return date.fromisoformat(f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01"[:10])


def last_day(day: str) -> date:
    """The last day of a year, a month or a day; raises as :func:`first_day`."""
    first = first_day(day)
    if len(day) == 4:
        return date(first.year, 12, 31)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1]) if len(day) == 7 else first


def _bounds(day: str | None) -> Days | None:
    try:
        return Days(first_day(day or ""), last_day(day or ""))
    except ValueError:
        return None


def meet(one: Days | None, other: Days | None) -> bool:
    """Whether two intervals have a day in common, as far as is known."""
    return one is None or other is None or one.apart(other) == 0
