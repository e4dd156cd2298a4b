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


def _bounds(day: str | None) -> Days | None:
    year, month, number = (*(day or "")[:10].split("-"), "", "")[:3]
    try:
        first = date(int(year), int(month or 1), int(number or 1))
    except ValueError:
        return None
    last_month = int(month or 12)
    last = date(first.year, last_month, int(number or calendar.monthrange(first.year, last_month)[1]))
    return Days(first, last)


def meet(one: Days | None, other: Days | None) -> bool:
    """Whether two intervals have a day in common, as far as is known."""
    return one is None or other is None or one.apart(other) == 0
