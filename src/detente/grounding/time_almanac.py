"""Days of other calendars and of the feasts that follow sun and moon, as days of the Gregorian calendar.

Arithmetic of the calendars after Reingold and Dershowitz, *Calendrical Calculations* (2018); new and full moons after
Meeus, *Astronomical Algorithms* (1998), chapter 49, cut to the terms that matter for the day.
"""

from __future__ import annotations

import math
from datetime import date, timedelta

_RAMADAN_1445 = 299  # new moons from the first of 2000
_PERSIAN_YEAR, _PERSIAN_START = 1403, date(2024, 3, 20).toordinal()
_ETHIOPIAN_EPOCH = 2796  # the ordinal of its first day
_HEBREW_EPOCH = -1373427  # the ordinal from which the days of the Hebrew calendar are counted
_LUNATION = 29.530588861
_FIRST_MOON = 2451550.09766  # Julian day of the first new moon of 2000
_JULIAN_OFFSET = 1721424.5  # Julian day of the ordinal 0
_SOLSTICE = 2451900.05952  # Julian day of the winter solstice of 2000
_INDIA, _CHINA, _ARABIA = 5.5, 8.0, 10.0  # hours ahead of universal time


def islamic(year: int, month: int, day: int) -> date:
    """A day of the Islamic calendar as kept in Arabia; elsewhere it may be one earlier or later.

    A month begins on the day after the new moon, told by a clock that is ten hours ahead of universal time: so fitted
    to the beginnings of months that Saudi Arabia announced.

    Raises:
        ValueError, OverflowError: the day lies outside the calendar.
    """
    number = _RAMADAN_1445 + 12 * (year - 1445) + month - 9
    return _phase(number, _ARABIA) + timedelta(days=day)


def persian(year: int, month: int, day: int) -> date:
    """A day of the Iranian solar calendar, by the cycle of 33 years with eight leap years (right from 1800 to 2250)."""
    before = day - 1 + 31 * (month - 1) - max(month - 7, 0)
    return date.fromordinal(_PERSIAN_START + _persian_days(year) - _persian_days(_PERSIAN_YEAR) + before)


def _persian_days(year: int) -> int:
    """The days of all years before that one, of the year 1 onwards."""
    return 365 * (year - 1) + (8 * year + 21) // 33


def ethiopian(year: int, month: int, day: int) -> date:
    """A day of the Ethiopian calendar: twelve months of thirty days, then five days or six."""
    return date.fromordinal(_ETHIOPIAN_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1)


def hebrew_new_year(year: int) -> date:
    """The day of Rosh Hashanah, 1 Tishri, of a Hebrew year."""
    return date.fromordinal(_HEBREW_EPOCH + _hebrew_days(year) + _hebrew_delay(year))


def _hebrew_days(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    days = 29 * months + parts // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def _hebrew_delay(year: int) -> int:
    before, here, after = (_hebrew_days(year + n) for n in (-1, 0, 1))
    return 2 if after - here == 356 else 1 if here - before == 382 else 0


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches (Meeus' Julian algorithm), for the years 1900 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def moon_on_or_after(day: date, *, full: bool) -> date:
    """The first day in India on or after ``day`` with a new or a full moon."""
    return _moon(day, full, _INDIA)


def lunar_new_year(year: int) -> date:
    """The first day of the Chinese year: the second new moon after that of the winter solstice, as seen in China."""
    moment = _SOLSTICE + 365.24274049 * (year - 2001) + _CHINA / 24  # of the winter before
    solstice = date.fromordinal(math.floor(moment - _JULIAN_OFFSET))
    latest = _moon(solstice - timedelta(days=30), False, _CHINA)
    following = _moon(latest + timedelta(days=20), False, _CHINA)
    eleventh = following if following <= solstice else latest
    found = eleventh
    for _ in range(2):
        found = _moon(found + timedelta(days=20), False, _CHINA)
    return found if found >= date(year, 1, 21) else _moon(found + timedelta(days=20), False, _CHINA)


def _moon(day: date, full: bool, zone: float) -> date:
    number = math.floor((day.toordinal() + _JULIAN_OFFSET - _FIRST_MOON) / _LUNATION) - 1 + full / 2
    while (found := _phase(number, zone)) < day:
        number += 1
    return found


def _phase(number: float, zone: float) -> date:
    """The local day of the new (whole ``number``) or full moon, counted from the first new moon of 2000."""
    cycles = number / 1236.85
    sun = math.radians(2.5534 + 29.10535670 * number)
    moon = math.radians(201.5643 + 385.81693528 * number + 0.0107582 * cycles**2)
    latitude = math.radians(160.7108 + 390.67050284 * number)
    shift = (
        -0.4072 * math.sin(moon)
        + 0.1724 * math.sin(sun)
        + 0.0161 * math.sin(2 * moon)
        + 0.0104 * math.sin(2 * latitude)
        + 0.0074 * math.sin(moon - sun)
        - 0.0051 * math.sin(moon + sun)
        + 0.0021 * math.sin(2 * sun)
    )
    moment = _FIRST_MOON + _LUNATION * number + 0.00015437 * cycles**2 + shift + zone / 24
    return date.fromordinal(math.floor(moment - _JULIAN_OFFSET))
