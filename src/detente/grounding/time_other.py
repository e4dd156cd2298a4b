"""Rules for days with a name and for dates of other calendars: "Easter Monday", "Ramadan 2024", "1445 AH"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from detente.grounding import time_almanac as almanac
from detente.grounding.time_calendar import given_year
from detente.grounding.time_feasts import Feast
from detente.grounding.time_periods import Period, period
from detente.grounding.time_reading import Context, Groups, Reading, Rule, choose, dated, frame_step

_MONTH = 28  # days; what lasts as long has the value of its month
_SLACK, _LENGTHS = {"hijri": 1, "persian": 0, "ethiopian": 0}, {"hijri": 29, "persian": 30, "ethiopian": 30}
_DAY = {"hijri": almanac.islamic, "persian": almanac.persian, "ethiopian": almanac.ethiopian}
# Years that are written in other calendars, least and most.
_YEARS = {"hijri": (1200, 1500), "persian": (1200, 1450), "hebrew": (5500, 5900), "ethiopian": (1880, 2060)}
_OURS = (1500, 2199)


def festive(groups: Groups, context: Context) -> Reading | None:
    """Days with a name: "Christmas", "Eid al-Fitr", "last Passover", "India's Independence Day"."""
    lexeme = groups["holiday"]
    name = " ".join(lexeme.text.lower().replace("’", "'").split())
    feasts = context.named(name) or ([Feast(name, "gregorian", lexeme.value)] if lexeme.value else [])
    if "unit" in groups:  # "Easter week"
        found = _pick(feasts, groups, context, "week") if groups["unit"].value == "week" else None
        return dated(period("week", found[1])) if found else None
    return _feast(feasts, groups, context)


def _feast(feasts: Sequence[Feast], groups: Groups, context: Context) -> Reading:
    found = _pick(feasts, groups, context)
    if found and "eve" in groups:  # "the eve of Ramadan"
        return _reading(
            Feast("", "gregorian", "", slack=found[0].slack), found[1] - timedelta(days=1), "year" in groups
        )
    return _reading(*found, told="year" in groups) if found else Reading("DATE", "XXXX-XX-XX")


def _reading(feast: Feast, first: date, told: bool) -> Reading:
    """The interval of a feast that begins on that day, as wide as the day is unsure."""
    start, last = first - timedelta(days=feast.slack), first + timedelta(days=feast.days - 1 + feast.slack)
    value = first.isoformat()[: 7 if feast.days >= _MONTH else 10]
    return replace(dated(Period("day", first), told=told), value=value, start=start.isoformat(), end=last.isoformat())


def _pick(feasts: Sequence[Feast], groups: Groups, context: Context, unit: str = "day") -> tuple[Feast, date] | None:
    """The feast meant and its first day: of the year given, else the nearest in the direction of the words."""
    given, year = given_year(groups, context)
    frame, step = frame_step(groups.get("shift"))
    base, told = context.base(frame), context.told
    if told and not given and "shift" not in groups and context.look().direction < 0:
        given, year = True, told.first.year  # "In 1956 ... By Christmas ..."
    if not given and (base is None or base.unit == "year"):
        return None
    center = year if given else base.first.year if base else None
    if center is None:
        return None
    years = (center,) if given else range(center - 1, center + 2)
    days = {period(unit, day): feast for y in years for feast in feasts for day in feast.in_year(y)}
    if given or not days or base is None:
        found = min(days, key=lambda p: p.first, default=None)
    elif "shift" in groups and step:
        ahead = [p for p in days if (p.first > base.last if step > 0 else p.first < base.first)]
        found = min(ahead, key=lambda p: abs((p.first - base.first).days), default=None)
    else:
        found = choose(list(days), base, context.look())
    return (days[found], found.first) if found else None


def era(groups: Groups, context: Context) -> Reading | None:
    """Years and days of other calendars: "BE 2567", "1445 AH", "Reiwa 5", "12 Muharram 1446", "last Ramadan"."""
    if "emonth" in groups:
        return _month(groups, context)
    calendar, *rest = groups["era"].value.split()
    number = int(float((groups.get("theirs") or groups["ordinal"]).value))
    if calendar == "gregorian":
        return _counted(number + int(rest[0]), rest[1] if len(rest) > 1 else "")
    low, high = _YEARS[calendar]
    return _between(*(_new_year(calendar, number + n) for n in (0, 1))) if low <= number <= high else None


def _counted(year: int, start: str) -> Reading | None:
    """A year of a calendar that counts from another, which begins on the first of January or on that day."""
    if not _OURS[0] <= year <= _OURS[1]:
        return None
    if not start:
        return dated(Period("year", date(year, 1, 1)), told=True)
    return _between(*(date.fromisoformat(f"{y}-{start}") for y in (year, year + 1)))


def _new_year(calendar: str, year: int) -> date:
    if calendar == "hebrew":
        return almanac.hebrew_new_year(year)
    return _DAY[calendar](year, 1, 1)


def _between(first: date, following: date) -> Reading:
    """The days from one new year to the next."""
    last = following - timedelta(days=1)
    return Reading("DATE", f"{first}/{last}", first.isoformat(), last.isoformat())


def _month(groups: Groups, context: Context) -> Reading | None:
    """A month, or a day of it, of a calendar of sun or moon."""
    calendar, number, *alone = groups["emonth"].value.split()
    day = int(float(groups["day"].value)) if "day" in groups else None
    if not alone and not groups.keys() & {"day", "theirs"}:
        return None  # many months are also names of people
    month, length = int(number), 1 if day else _LENGTHS[calendar]
    feast = Feast("", calendar, f"{month:02}-{day or 1:02}", length, _SLACK[calendar])
    if "theirs" not in groups:
        return _feast([feast], groups, context)
    year = int(float(groups["theirs"].value))
    low, high = _YEARS[calendar]
    if not low <= year <= high:
        return None
    return _reading(feast, _DAY[calendar](year, month, day or 1), told=True)


RULES: dict[str, Rule] = {rule.__name__: rule for rule in (festive, era)}
