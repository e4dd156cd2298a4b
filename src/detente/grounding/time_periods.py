"""Calendar arithmetic: spans of days, months, quarters … with their TIMEX3 values and ISO bounds."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

# From fine to coarse; a unit's place tells whether one date is too vague for another.
UNITS = ("day", "weekend", "week", "fortnight", "month", "season", "quarter", "half", "year", "decade", "century")

_MONTHS = {"month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
_SEASONS = ("WI", "SP", "SU", "FA")
_DURATIONS = {
    "second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "weekend": "P{}WE", "week": "P{}W",
    "fortnight": "P{}W", "month": "P{}M", "season": "P{}M", "quarter": "P{}Q", "half": "P{}H", "year": "P{}Y",

}  # fmt: skip
_MULTIPLES = {"fortnight": ("week", 2), "decade": ("year", 10), "century": ("year", 100), "millennium": ("year", 1000)}
_HALVES = {"year": "6M", "hour": "30M", "minute": "30S"}


@dataclass(slots=True, frozen=True)
class Period:
    """One calendar unit of time: the day, week, month … whose first day is ``first``."""

    unit: str
    first: date

    @property
    def last(self) -> date:
        """The last day of the period."""
        if self.unit == "weekend":
            return self.first + timedelta(days=1)
        following = self.shift(1)
        return following.first - timedelta(days=1) if following else date.max

    @property
    def value(self) -> str:
        """The TIMEX3 value: ``1998-02-13``, ``1998-W12``, ``1998-Q3``, ``1998-SU``, ``198`` …"""
        return _VALUES[self.unit](self.first)

    @property
    def start(self) -> str:
        """The first day or, for whole months and years, the first month or year, as an ISO date."""
        return self._cut(self.first)

    @property
    def end(self) -> str:
        """The counterpart of :attr:`start`."""
        return self._cut(self.last)

    def _cut(self, day: date) -> str:
        size = _MONTHS.get(self.unit)
        return day.isoformat()[: 10 if size is None else 7 if size < 12 else 4]

    def shift(self, steps: int) -> Period | None:
        """The period of the same unit that many steps later; None outside the years 1 to 9999."""
        try:
            if self.unit in _DAYS:
                return Period(self.unit, self.first + timedelta(days=_DAYS[self.unit] * steps))
            return Period(self.unit, add_months(self.first, _MONTHS[self.unit] * steps))
        except (ValueError, OverflowError):
            return None

    def holds(self, other: Period) -> bool:
        """Whether ``other`` begins inside this period."""
        return self.first <= other.first <= self.last

    def days_after(self, earlier: Period) -> int:
        """The days from the end of another period to the beginning of this one."""
        return (self.first - earlier.last).days

    @property
    def rank(self) -> int:
        """The place of the unit from fine to coarse."""
        return UNITS.index(self.unit)


def add_months(day: date, months: int) -> date:
    """The same day of the month that many months on, or the month's last day if it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def period(unit: str, day: date) -> Period:
    """The period of the given unit that holds ``day``. A weekend belongs to the week that it ends."""
    return Period(unit, _FLOORS[unit](day))


def move(day: date, unit: str, steps: float) -> date:
    """``day`` moved by a number of units (also parts of months and years).

    Raises:
        ValueError, OverflowError: the result lies outside the years 1 to 9999.
    """
    if unit in _DAYS:
        return day + timedelta(days=round(_DAYS[unit] * steps))
    months = _MONTHS[unit] * steps
    return add_months(day, int(months)) + timedelta(days=round((months - int(months)) * 30))


def duration(unit: str, amount: float | None) -> str:
    """The TIMEX3 value of a length of time: ``P18M``, ``PT36H``; ``PXY`` where the amount is not told."""
    unit, size = _MULTIPLES.get(unit, (unit, 1))
    if amount is None:
        return _DURATIONS[unit].format("X")
    amount *= size
    finer = _HALVES.get(unit) if amount % 1 == 0.5 else None
    if finer is None:
        return _DURATIONS[unit].format(f"{amount:g}")
    return (_DURATIONS[unit].format(int(amount)) if amount > 1 else "P" + "T" * (finer in ("30M", "30S"))) + finer


def parse_iso(text: str) -> Period | None:
    """The year, month or day that an ISO date names; None where it is none."""
    try:
        year, month, day, *more = [*map(int, text[:10].split("-")), 0, 0][:4]
        unit = "day" if day else "month" if month else "year"
        known = not any(more) and 1000 <= year < 3000  # anything else is a slip, and next to the ends of the calendar
        return Period(unit, date(year, month or 1, day or 1)) if known else None
    except (ValueError, IndexError, TypeError):
        return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The n-th given weekday of a month; -1 for the last."""
    days = [d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == weekday]
    return days[nth - 1 if nth > 0 else nth]


def _season_start(day: date) -> date:
    month = day.month // 3 * 3
    return date(day.year, month, 1) if month in (3, 6, 9) else date(day.year - (day.month < 3), 12, 1)


def _weekend(day: date) -> date:
    return day - timedelta(days=day.weekday()) + timedelta(days=5)


_FLOORS: dict[str, Callable[[date], date]] = {
    "day": lambda d: d,
    "weekend": _weekend,
    "week": lambda d: d - timedelta(days=d.weekday()),
    "fortnight": lambda d: d - timedelta(days=d.weekday()),
    "month": lambda d: d.replace(day=1),
    "season": _season_start,
    "quarter": lambda d: date(d.year, (d.month - 1) // 3 * 3 + 1, 1),
    "half": lambda d: date(d.year, 1 if d.month < 7 else 7, 1),
    "year": lambda d: date(d.year, 1, 1),
    "decade": lambda d: date(max(d.year // 10 * 10, 1), 1, 1),
    "century": lambda d: date(max(d.year // 100 * 100, 1), 1, 1),
}


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


_VALUES: dict[str, Callable[[date], str]] = {
    "day": date.isoformat,
    "weekend": lambda d: f"{_week(d)}-WE",
    "week": _week,
    "fortnight": _week,
    "month": lambda d: f"{d.year:04}-{d.month:02}",
    "season": lambda d: f"{d.year:04}-{_SEASONS[d.month % 12 // 3]}",
    "quarter": lambda d: f"{d.year:04}-Q{(d.month + 2) // 3}",
    "half": lambda d: f"{d.year:04}-H{1 if d.month < 7 else 2}",
    "year": lambda d: f"{d.year:04}",
    "decade": lambda d: f"{d.year // 10:03}",
    "century": lambda d: f"{d.year // 100:02}",
}
