"""Intervals of days, and whether they meet."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from detente.days import bounds


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
    first, last = bounds(start or end), bounds(end or start)
    if not first or not last:
        return None
    return Days(first[0], last[1]) if last[1] >= first[0] else Days(*first)


def meet(one: Days | None, other: Days | None) -> bool:
    """Whether two intervals have a day in common, as far as is known."""
    return one is None or other is None or one.apart(other) == 0
