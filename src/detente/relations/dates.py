"""Days of any precision as people write them, and their periods."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

By = Literal["month", "week"]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def plain(day: str, months: Sequence[str] = MONTHS) -> str:
    """``2024-06-04`` as ``4 Jun 2024``, ``2024-06`` as ``Jun 2024``; anything else as it stands."""
    parts = day[:10].split("-")
    if len(parts) == 1 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return day
    words = [parts[0], months[int(parts[1]) - 1], *(str(int(part)) for part in parts[2:3])]
    return " ".join(reversed(words))


def interval(start: str | None, end: str | None, months: Sequence[str] = MONTHS, until: str = "by {when}") -> str:
    """An interval in few words: ``4 Jun 2024``, ``4–6 Jun 2024``, ``Mar 2023 – Jun 2024``, or ``""``."""
    if not start or not end or start == end:
        return plain(start, months) if start else (until.format(when=plain(end, months)) if end else "")
    first, last = plain(start, months).split(), plain(end, months).split()
    shared = 0
    while len(first) == len(last) and shared < len(last) - 1 and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    first = first[: len(first) - shared]
    dash = "–" if len(first) == 1 == len(last) - shared else " – "
    return f"{' '.join(first)}{dash}{' '.join(last)}"


def whole(start: str | None, end: str | None) -> tuple[str | None, str | None]:
    """Days that are the first and the last of one month, or of one year, as that month or year."""
    if not start or not end or len(start) != 10 or len(end) != 10:
        return start, end
    if start[5:] == "01-01" and end == f"{start[:4]}-12-31":
        return start[:4], None
    last = calendar.monthrange(int(start[:4]), int(start[5:7]))[1]
    return (start[:7], None) if start[8:] == "01" and end == f"{start[:7]}-{last:02}" else (start, end)


def period(day: str | None, by: By) -> date | None:
    """The first day of the month or the ISO week (a Monday) that holds a day, or None where the day is too coarse."""
    try:
        if by == "month":
            return date.fromisoformat(f"{(day or '')[:7]}-01")
        exact = date.fromisoformat((day or "")[:10])
    except ValueError:
        return None
    return exact - timedelta(days=exact.weekday())


def later(day: str, than: str) -> bool:
    """Whether a day or period begins after another day, as far as both tell: ``2024`` is not after ``2024-05``."""
    common = min(len(day), len(than))
    return day[:common] > than[:common]
