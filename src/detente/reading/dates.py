"""Dates as people and pages write them → ISO days of the precision that is written."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}

_NAME = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)\b"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"

# Tried in this order; the first that fits decides.
_ISO = re.compile(r"(?P<year>(?:1[89]|20)\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?=[T\s]|$)")
_COMPACT = re.compile(r"(?P<year>(?:1[89]|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?=T?\d{0,6}Z?$)")
# Seconds or milliseconds since 1970, as databases and data frames write times.
_SINCE_1970 = re.compile(r"(?P<seconds>\d{9,10})(?:\d{3})?(?:\.\d+)?$")
_YEAR_FIRST = re.compile(r"(?P<year>(?:1[89]|20)\d\d)[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})\b")
_NUMERIC = re.compile(r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>(?:1[89]|20)\d\d)\b")
_DOTTED = r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:1[89]|20)\d\d)\b"
_NAMED = (
    re.compile(rf"\b{_DAY}[ -](?:of )?{_NAME},?[ -]{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_NAME} {_DAY},? {_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_NAME},? {_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<![\d.]){_DOTTED}"),
    re.compile(r"\b(?P<year>(?:1[89]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
)

_URL_MONTH = r"(?P<month>\d{1,2}|" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_IN_URL = (
    re.compile(rf"/{_YEAR[:-2]}[/-]{_URL_MONTH}[/-](?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE),
    re.compile(r"[/-](?P<year>20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)"),
    re.compile(r"[/-](?P<year>20\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)"),
    re.compile(rf"/{_YEAR[:-2]}/{_URL_MONTH}/", re.IGNORECASE),
)


def iso_date(text: str | date) -> str:
    """Turn a date into ISO form: ``"June 4, 2021"`` → ``"2021-06-04"``, ``"June 2021"`` → ``"2021-06"``.

    Args:
        text: a day of the calendar; or a date as text, with or without a time of day, in ISO form, in English words, or
            as seconds or milliseconds since 1970. Numbers alone must be clear: ``14/06/2021`` is, ``4/6/2021`` is not.

    Returns:
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Raises:
        ValueError: no date can be read from the text, or it could mean two days.
    """
    if isinstance(text, date):
        return text.isoformat()[:10]
    text = " ".join(text.split())
    for pattern in (_ISO, _COMPACT, _YEAR_FIRST):
        if match := pattern.match(text):
            return _checked(text, match["year"], match["month"], match["day"])
    if match := _SINCE_1970.match(text):
        return datetime.fromtimestamp(int(match["seconds"]), UTC).date().isoformat()
    if match := _NUMERIC.match(text):
        return _numeric(text, match)
    if found := find_date(text):
        return found[0]
    raise ValueError(f"{text[:60]!r} is not a date; write it as 2021-06-04, 2021-06 or 2021")


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first date in a line that cannot be misread, with its place: in words, ``22.01.2024`` or ISO."""
    for pattern in _NAMED:
        if match := pattern.search(text):
            parts = match.groupdict()
            try:
                iso = _checked(
                    text, parts["year"], str(_MONTHS.get(parts["month"].lower(), parts["month"])), parts.get("day")
                )
            except ValueError:
                return None
            return iso, match.start(), match.end()
    return None


def find_dates(text: str) -> list[tuple[str, int, int]]:
    """All dates in a text that name their year and month at least, as :func:`find_date` gives them, in text order."""
    found: dict[int, tuple[str, int, int]] = {}
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            known = find_date(match[0])
            if known and not any(start < match.end() and match.start() < end for _, start, end in found.values()):
                found[match.start()] = known[0], match.start(), match.end()
    return [found[at] for at in sorted(found)]


def date_in_url(url: str) -> str | None:
    """The date in an address such as ``https://news.example/2024/05/15/talks`` or ``…/2024/may/15/talks``.

    Returns:
        ``YYYY-MM-DD`` or ``YYYY-MM``; None where the address tells none.
    """
    path = url.partition("://")[2].partition("?")[0]
    for pattern in _IN_URL:
        if match := pattern.search(path):
            parts = match.groupdict()
            month = str(_MONTHS.get(parts["month"].lower(), parts["month"]))
            try:
                return _checked(path, parts["year"], month, parts.get("day"))
            except ValueError:
                continue
    return None


def _numeric(text: str, match: re.Match[str]) -> str:
    first, second = int(match["first"]), int(match["second"])
    if first > 12 >= second:
        return _checked(text, match["year"], str(second), str(first))
    if second > 12 >= first or first == second:
        return _checked(text, match["year"], str(first), str(second))
    raise ValueError(f"{text[:60]!r} could be two days; write it as 2021-06-04")


def _checked(text: str, year: str, month: str | None, day: str | None) -> str:
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        raise ValueError(f"{text[:60]!r} has no month {month}; write the date as 2021-06-04")
    if day is None:
        return f"{year}-{int(month):02d}"
    if not 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]:
        raise ValueError(f"{text[:60]!r} has no day {day} in that month; write the date as 2021-06-04")
    return f"{year}-{int(month):02d}-{int(day):02d}"
