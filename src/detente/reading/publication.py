"""When a text was published and by whom, where nobody and no line of its own tells: by address, dateline or words."""

from __future__ import annotations

import re

from detente.days import first_day, last_day
from detente.reading.cues import cues
from detente.reading.dates import date_in_url, find_date, find_dates

_HEAD = 80  # characters in which a dateline stands
_DATELINE = re.compile(r"[A-Z][A-Z.'’/ -]{2,}[^\n]*?(?:—|–|--| - )")
_AGENCY = re.compile(r"\(([^()]+)\)\s*(?:—|–|-+)\s*$")
_FOOT = 20_000  # characters at the end of a page, its markup included, in which the year of its fetching may stand
_HEADER = 5_000  # characters at its head in which a browser tells when it saved the page
_BEFORE = 60  # characters before a date in which a word may say that it lies ahead
_SENTENCE = re.compile(r"[.!?]\s")

Bounds = tuple[str, str | None]


def published_day(url: str, opening: str) -> str | None:
    """The day that the address gives or, with its year, the dateline of the opening paragraph.

    Args:
        url: the address, or ``""``.
        opening: the first paragraph of the story.

    Returns:
        An ISO date of a month or a day, or None.
    """
    if day := date_in_url(url):
        return day
    dateline = _DATELINE.match(opening[:_HEAD])
    dates = find_dates(dateline[0]) if dateline else []
    return dates[0][0] if len(dates) == 1 else None


def agency(opening: str) -> str:
    """The news agency in the dateline of the opening paragraph, as in ``LIMA, June 4 (Pacific Wire) –``, or ``""``."""
    dateline = _DATELINE.match(opening[:_HEAD])
    named = _AGENCY.search(dateline[0]) if dateline else None
    return named[1] if named and cues().outlet_names.fullmatch(named[1]) else ""


def published_between(text: str, raw: str, fetched: str | None = None) -> Bounds | None:
    """The first and last day on which a text can have been published, by the dates that it tells.

    It was published no earlier than the latest day that it tells of as past, no later than the next that it looks
    forward to, and no later than the day or the year in which the page was fetched.

    Args:
        text: the clean text.
        raw: the page as it came.
        fetched: the day on which it was fetched, ISO of any precision, where that is known.

    Returns:
        Two ISO days, the second None where nothing bounds it; None where the text tells no past day.
    """
    past: list[str] = []
    ahead: list[str] = []
    for iso, start, _ in find_dates(text):
        before = _SENTENCE.split(text[max(start - _BEFORE, 0) : start])[-1]
        if cues().ahead.search(before):
            ahead.append(iso)
        elif not cues().open.search(before):
            past.append(iso)
    if not past:
        return None
    first = max(filter(None, map(first_day, past)))
    years = (match["year"] for match in cues().fetched.finditer(raw[-_FOOT:]))
    lasts = filter(None, map(last_day, (*ahead, *years, fetched, _saved(raw))))
    last = min((day for day in lasts if day >= first), default=None)
    return first.isoformat(), last.isoformat() if last else None


def _saved(raw: str) -> str | None:
    """The day on which a browser saved the page, as the comment at its head tells."""
    saved = cues().saved.search(raw[:_HEADER])
    date = find_date(saved["date"]) if saved else None
    return date[0] if date else None
