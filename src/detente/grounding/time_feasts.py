"""Days with a name, as ``times_holidays.csv`` has them, and on which days of our calendar they fall.

Where several states have a day of one name ("Independence Day"), it is that of the state that the sentence or else the
article names most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

from detente.codebook.tables import records, rows
from detente.errors import CodebookError
from detente.grounding import time_almanac as almanac
from detente.grounding.time_periods import nth_weekday

_RULE = re.compile(r"-?\d+|\d\d-\d\d( -?\d+)?|\d+ [0-6] -?[1-5]")


class Feast(msgspec.Struct, frozen=True):
    """A row of ``times_holidays.csv``."""

    name: str
    calendar: str
    rule: str
    days: int = 1
    slack: int = 0
    country: str = ""

    def in_year(self, year: int) -> Iterator[date]:
        """Its first days in a year of ours: most have one, those of the moon's year may have none or two."""
        try:
            found = list(_DAYS[self.calendar](year, self.rule))
        except (ValueError, OverflowError):
            return
        yield from (day for day in found if day.year == year)


class Country(msgspec.Struct, frozen=True):
    """The columns of ``countries.csv`` that tell which country a text speaks of."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    sector: str = ""


class Feasts:
    """Days with a name, by name."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._rows: dict[str, list[Feast]] = defaultdict(list)
        for path, line, row in rows("times_holidays.csv", Feast, folders):
            if row.calendar not in _DAYS:
                raise CodebookError(path, line, f"unknown calendar {row.calendar!r}; known: {', '.join(sorted(_DAYS))}")
            if not _fits(row):
                raise CodebookError(path, line, f"the rule {row.rule!r} does not fit the calendar {row.calendar!r}")
            self._rows[row.name.lower()].append(row)
        self.names = tuple(self._rows)
        used = {row.country for found in self._rows.values() for row in found if row.country}
        states = (c for c in records("countries.csv", Country, folders) if not c.sector)
        self._states = {c.code: _pattern(c) for c in states if c.code in used}

    def named(self, name: str, texts: Sequence[str]) -> list[Feast]:
        """The rows of that name; of several states, that of the state which the first of ``texts`` to name one names.

        Args:
            name: the name in small letters.
            texts: the sentence, then what lies further from it.
        """
        found = self._rows.get(name, [])
        ours = [row for row in found if row.country]
        for text in texts if ours else ():
            counts = [len(self._states[row.country].findall(text)) for row in ours]
            if max(counts):
                return [ours[counts.index(max(counts))]]
        return [row for row in found if not row.country]


def _fits(row: Feast) -> bool:
    if not _RULE.fullmatch(row.rule):
        return False
    try:
        return bool([*_DAYS[row.calendar](2024, row.rule)])
    except (ValueError, IndexError):
        return False


def _pattern(country: Country) -> re.Pattern[str]:
    names = [country.name, *country.names, *country.adjectives, *country.people, *country.capitals]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b")


def _month_day(rule: str) -> tuple[int, int]:
    month, day = rule.split("-")
    return int(month), int(day)


def _from(make: Callable[[int], date]) -> Callable[[int, str], Iterator[date]]:
    """Days counted from one day of the year."""
    return lambda year, rule: iter([make(year) + timedelta(days=int(rule))])


def _gregorian(year: int, rule: str) -> Iterator[date]:
    yield date(year, *_month_day(rule))


def _weekday(year: int, rule: str) -> Iterator[date]:
    month, weekday, nth = map(int, rule.split())
    yield nth_weekday(year, month, weekday, nth)


def _hijri(year: int, rule: str) -> Iterator[date]:
    near = (year - 622) * 33 // 32
    for theirs in range(near - 1, near + 3):
        yield almanac.islamic(theirs, *_month_day(rule))


def _solar(make: Callable[[int, int, int], date], behind: int) -> Callable[[int, str], Iterator[date]]:
    """Days of a calendar of the sun whose year, when ours begins, is so many behind it."""
    return lambda year, rule: (make(year - ago, *_month_day(rule)) for ago in (behind, behind - 1))


def _moon(year: int, rule: str, full: bool) -> Iterator[date]:
    start, _, days = rule.partition(" ")
    yield almanac.moon_on_or_after(date(year, *_month_day(start)), full=full) + timedelta(days=int(days or 0))


_DAYS: dict[str, Callable[[int, str], Iterator[date]]] = {
    "gregorian": _gregorian,
    "weekday": _weekday,
    "easter": _from(almanac.easter),
    "orthodox": _from(almanac.orthodox_easter),
    "hebrew": _from(lambda year: almanac.hebrew_new_year(year + 3761)),
    "lunar": _from(almanac.lunar_new_year),
    "hijri": _hijri,
    "persian": _solar(almanac.persian, 622),
    "ethiopian": _solar(almanac.ethiopian, 8),
    "newmoon": lambda year, rule: _moon(year, rule, full=False),
    "fullmoon": lambda year, rule: _moon(year, rule, full=True),
}
