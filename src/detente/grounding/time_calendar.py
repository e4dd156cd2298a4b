"""Rules for expressions that name a date: days, months, seasons, quarters, years, decades, centuries, weekdays.

Values follow TIMEX3 (Pustejovsky et al. 2003, "TimeML: Robust specification of event and temporal expressions in
text"); that a date without a year is the nearest in the direction of the tense follows HeidelTime (Strötgen and
Gertz 2010, SemEval-2).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from detente.grounding.time_lexemes import Lexeme
from detente.grounding.time_periods import UNITS, Period, duration, parse_iso, period
from detente.grounding.time_reading import Context, Groups, Reading, Rule, choose, dated, frame_step, nearest, step_from
from detente.grounding.time_tense import Look
from detente.text.document import Token

_TITLES = frozenset(("EVENT", "ORG", "PERSON", "WORK_OF_ART", "FAC"))  # "April Ryan", "the March for Life"
_HALF_YEAR = 183
# Days before publication in which a date without its year is that of the news, whatever the paragraph tells.
_RECENT = 31
_FRESH = 10  # the same where the sentence before tells of a day or month long past
_FIRST_YEAR, _LAST_YEAR = 1500, 2199
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _safe(unit: str, year: int, month: int = 1, day: int = 1) -> Period | None:
    try:
        return period(unit, date(year, month, day))
    except ValueError:
        return None


def written(groups: Groups, context: Context) -> Reading | None:
    """Dates in figures: ``2022-11-22``, ``11/22/2022``, ``22.11.2022``, ``2017-2021``."""
    if "iso" in groups:
        found = parse_iso(groups["iso"].text)
        return dated(found, told=True) if found else None
    if "years" in groups:
        return _years(*(re.split(r"\s?[-–—/]\s?", groups["years"].text)))
    slashed = "slashed" in groups
    numbers = [int(p) for p in re.split(r"[./]", groups["slashed" if slashed else "dotted"].text)]
    first, second, year = numbers
    month, day = (first, second) if slashed and first <= 12 else (second, first)
    if year < 100:
        year += 2000 if year < 50 else 1900
    found = _safe("day", year, month, day)
    return dated(found, told=True) if found else None


def _years(first: str, second: str) -> Reading | None:
    if len(second) == 2 and int(second) <= 12 and int(second) != int(first[2:]) + 1:
        found = _safe("month", int(first), int(second)) if int(second) else None
        return dated(found) if found else None
    last = int(first[: 4 - len(second)] + second)
    length = last - int(first)
    if not 0 < length <= 150:
        return None
    return Reading("DURATION", duration("year", length), first, str(last))


def given_year(groups: Groups, context: Context) -> tuple[bool, int | None]:
    """Whether the words set the year, and which it is (None where it depends on an unknown date)."""
    if "year" in groups:
        return True, int(float(groups["year"].value))
    if "years" in groups:
        return True, int(groups["years"].text[:4])
    if "yshift" in groups:
        frame, step = frame_step(groups["yshift"])
        found = step_from(context.base(frame), "year", step)
        return True, found.first.year if found else None
    return (False, None) if context.year is None else (True, context.year)


def _infer(make: Callable[[int], Period | None], context: Context, look: Look, unit: str) -> Period | None:
    """The year of a date that is given without one.

    It is the one that the text gave a moment ago, else that of the nearest such date in the direction of the tense.
    """
    told, anchor = context.told, context.anchor
    if entry := context.entry:
        around = (make(entry.first.year + n) for n in (-1, 0, 1))
        return nearest([p for p in around if p], entry, look.direction)
    found = _nearest_to(anchor, make, look, unit) if anchor else None
    if told and look.direction <= 0 and (not anchor or told.first.year != anchor.first.year):
        fresh = anchor and found and told.unit != "year" and unit == "day" and not context.long_past
        if fresh and anchor and found and 0 <= anchor.days_after(found) <= _FRESH:
            return found
        return _after(told, make, anchor) if told.unit != "year" else make(told.first.year)
    topic = context.topic
    if topic and anchor and look.direction < 0 and (found is None or anchor.days_after(found) > _RECENT):
        return make(topic.first.year)
    return found


def _nearest_to(anchor: Period, make: Callable[[int], Period | None], look: Look, unit: str) -> Period | None:
    if anchor.unit == "year" and unit != "year":
        return None
    years = range(anchor.first.year - 1, anchor.first.year + 2)
    return choose([p for y in years if 1 <= y <= 9998 and (p := make(y))], anchor, look)


def _after(told: Period, make: Callable[[int], Period | None], anchor: Period | None) -> Period | None:
    """The date that goes on from one just told: a later one or, without a word to say so, one not long before it.

    The later one wins where it is of the months before publication, which news name without their year.
    """
    first, second = (make(told.first.year + n) if told.first.year + n < 9999 else None for n in (0, 1))
    if second and anchor and second.first > anchor.last:
        second = None
    if first is None or second is None:
        return first or second
    recent = anchor is not None and (anchor.first - second.first).days < _HALF_YEAR
    behind = (told.first - first.first).days
    return second if behind > _HALF_YEAR or (behind > 0 and recent) else first


def _shifted(make: Callable[[int], Period | None], context: Context, frame: str, step: int) -> Period | None:
    """ "last June", "next summer", "this September", "that October"."""
    base = context.base(frame)
    if base is None or (base.unit == "year" and frame == "A"):
        return None
    if step == 0 and (frame == "A" or base.rank > UNITS.index("month")):
        return make(base.first.year)
    around = [p for y in range(base.first.year - 1, base.first.year + 2) if 0 < y < 9999 and (p := make(y))]
    if step == 0:  # "in December 2023 ... that January"
        return min(around, key=lambda p: abs((p.first - base.first).days), default=None)
    if step > 0:
        return min((p for p in around if p.first > base.last), key=lambda p: p.first, default=None)
    before = [p for p in around if p.last < base.first]
    if frame == "A" and base.unit == "day" and len(before) > 1 and before[-1].unit == "month":
        gone = before[-1].shift(1)  # in November "last October" is that of the year before; the other is "last month"
        return before[-2] if gone and gone.first <= base.first <= gone.last else before[-1]
    return max(before, key=lambda p: p.first, default=None)


def _find(groups: Groups, context: Context, make: Callable[[int], Period | None], unit: str) -> Period | None:
    given, year = given_year(groups, context)
    if given:
        return make(year) if year is not None else None
    if "shift" in groups:
        frame, step = frame_step(groups["shift"])
        return _shifted(make, context, "R" if step > 0 and context.goes_on() else frame, step)
    return _infer(make, context, _look(context), unit)


def _look(context: Context) -> Look:
    """The direction of the clause; a caption tells in the present what has happened: "greets her host on Nov. 22"."""
    look = context.look()
    return replace(look, direction=-1) if context.shown and not look.direction else look


def monthly(groups: Groups, context: Context) -> Reading | None:
    """Months and days of months: "June", "mid-April", "Nov. 22", "22 November 2022", "the 22nd"."""
    day = int(float(groups["day"].value)) if "day" in groups else None
    if "month" not in groups:
        counted = groups["day"].kind == "ORDINAL"  # "on the thirtieth", which may be of anything
        if counted and (context.next_word.isalpha() or not context.near):
            return None
        return _day_of_month(day or 0, context)
    month = int(groups["month"].value)
    if len(groups) == 1 and groups["month"].token.ent in _TITLES:
        return None
    if day is not None and _safe("day", 2000, month, day) is None:
        return None
    unit = "day" if day else "month"
    found = _find(groups, context, lambda y: _safe(unit, y, month, day or 1), unit)
    given, year = given_year(groups, context)
    if found and "edge" in groups:
        return _edge(found, groups["edge"], given)
    if found and "half" in groups:
        days = (
            (found.first, found.first.replace(day=15))
            if groups["ordinal"].value == "1"
            else (found.first.replace(day=16), found.last)
        )
        return replace(dated(found, told=given), start=days[0].isoformat(), end=days[1].isoformat())
    if found and "part" in groups:
        return dated(found, suffix="T" + groups["part"].value.split()[-1].removeprefix("T"), told=given)
    if found and "until" in groups:
        return _several_days(found, int(float(groups["until"].value)), given)
    if found:
        return dated(found, told=given)
    value = f"{year if given and year else 'XXXX'}-{month:02}" + (f"-{day:02}" if day else "")
    return Reading("DATE", value)


def _edge(month: Period, edge: Lexeme, told: bool) -> Reading | None:
    """ "the last day of January", "the first day of May"."""
    if edge.kind == "SHIFT":
        return dated(Period("day", month.last), told=told) if edge.text.lower() == "last" else None
    found = _safe("day", month.first.year, month.first.month, int(float(edge.value)))
    return dated(found, told=told) if found else None


def _several_days(first: Period, day: int, told: bool) -> Reading | None:
    """ "Sept. 13 and 14", "4 to 6 April": one expression over several days."""
    last = _safe("day", first.first.year, first.first.month, day)
    return replace(dated(first, told=told), end=last.end) if last and last.first > first.first else None


def _day_of_month(day: int, context: Context) -> Reading | None:
    """ "the 22nd": of the month the text is at, else the nearest in the direction of the tense."""
    if context.next_word.isalpha() and context.next_word not in ("and", "of", "in", "at", "to", "for", "with", "when"):
        return None
    told = context.narrative if context.near else context.day if context.long_past else None
    if told and told.unit in ("day", "month"):
        found = _safe("day", told.first.year, told.first.month, day)
    elif context.anchor and context.anchor.unit == "day":
        months = [context.anchor.first.replace(day=1) + timedelta(days=d) for d in (-1, 1, 32)]
        found = nearest(
            [p for m in months if (p := _safe("day", m.year, m.month, day))], context.anchor, context.look().direction
        )
    else:
        return Reading("DATE", f"XXXX-XX-{day:02}")
    return dated(found)


def seasonal(groups: Groups, context: Context) -> Reading | None:
    """Seasons: "summer 2019", "last fall", "the spring"."""
    letters = groups["season"].value
    found = _find(groups, context, lambda y: _safe("season", y, _SEASON_MONTHS[letters]), "season")
    return dated(found, told="year" in groups) if found else Reading("DATE", f"XXXX-{letters}")


def quarterly(groups: Groups, context: Context) -> Reading | None:
    """Quarters and halves of years: "the third quarter of 1998", "Q3 2021", "the first half"."""
    if "code" in groups:
        unit, number = {"Q": "quarter", "H": "half"}[groups["code"].text[0]], int(groups["code"].text[1])
    else:
        unit, number = groups["part"].value, int(float(groups["ordinal"].value))
    size = 3 if unit == "quarter" else 6
    if not 1 <= number <= 12 // size:
        return None

    def make(year: int) -> Period | None:
        return _safe(unit, year, (number - 1) * size + 1)

    given, _ = given_year(groups, context)
    look = replace(context.look(), direction=min(context.look().direction, 0))
    found = _find(groups, context, make, unit) if given else _infer(make, context, look, unit)
    return dated(found, told=given) if found else Reading("DATE", f"XXXX-{unit[0].upper()}{number}")


def epochal(groups: Groups, context: Context) -> Reading | None:
    """Centuries and decades: "the 19th century", "the 1990s", "the '80s"."""
    if "ordinal" in groups:
        century = int(float(groups["ordinal"].value))
        return dated(_safe("century", (century - 1) * 100)) if 1 < century < 30 else None
    digits = re.sub(r"\D", "", groups["decade"].value)
    year = int(digits) if len(digits) == 4 else 1900 + int(digits) + (100 if int(digits) < 30 else 0)
    return dated(_safe("decade", year))


def yearly(groups: Groups, context: Context) -> Reading | None:
    """Years: "1998", "early 2019", "fiscal 1990", "FY2024"."""
    year = groups["year"]
    if year.kind == "FISCAL":
        return _fiscal(int(year.text[-2:]) + 2000)
    if _counts(year.token) or context.next_word in ("%", "percent"):
        return None
    number = int(float(year.value))
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return None
    return _fiscal(number) if "fiscal" in groups else dated(_safe("year", number), told=True)


def _fiscal(year: int) -> Reading:
    """A fiscal year: states begin it between April of the year before and April of the year that names it."""
    return replace(dated(_safe("year", year), told=True), start=f"{year - 1}-04", end=f"{year + 1}-03")


def _counts(token: Token) -> bool:
    """Whether a number is an amount: "some 2000 soldiers", but not "the 2017 elections" or "in 1950"."""
    if token.ent in ("MONEY", "QUANTITY", "PERCENT"):
        return True
    plural = token.head.i == token.i + 1 and token.head.tag == "NNS"
    if plural and _opens_with_year(token):
        return False
    return plural and not any(c.dep in ("det", "poss") or c.pos == "DET" for c in token.head.children)


def _opens_with_year(token: Token) -> bool:
    """ "In 2003 inspectors found traces": a year at the head of a sentence, the subject behind it without a comma."""
    words = token.sentence.tokens
    return len(words) > 3 and words[1] is token and words[0].lower == "in" and words[3].pos in ("VERB", "AUX")


def weekly(groups: Groups, context: Context) -> Reading | None:
    """Days of the week: "Tuesday", "last Friday", "Sunday night", "Friday last week"."""
    number = int(groups["weekday"].value)
    if len(groups) == 1 and groups["weekday"].token.ent in ("ORG", "WORK_OF_ART"):
        return None  # "Sunday Telegraph"
    suffix = "T" + groups["part"].value if "part" in groups and groups["part"].kind == "PART" else ""
    frame, step = frame_step(groups.get("shift") or groups.get("wshift"))
    base = context.base(frame)
    if base is None or base.unit != "day":
        return Reading("TIME" if suffix else "DATE", f"XXXX-WXX-{number + 1}{suffix}")
    if "n" in groups:  # "two Sundays ago"
        back = (base.first.weekday() - number - 1) % 7 + 1 + 7 * (int(groups["n"].number or 1) - 1)
        return dated(base.shift(-back))
    if "wshift" in groups:
        week = step_from(base, "week", step)
        found = week and Period("day", week.first + timedelta(days=number))
    elif "shift" in groups and step:
        ahead = (number - base.first.weekday() - 1) % 7 + 1
        found = base.shift(ahead if step > 0 else (ahead - 7 or -7))
    else:
        days = [base.first + timedelta(days=d) for d in range(-6, 7)]
        same = [Period("day", d) for d in days if d.weekday() == number]
        found = nearest(same, base, _weekday_direction(groups, context))
    return dated(found, suffix=suffix)


def _weekday_direction(groups: Groups, context: Context) -> int:
    """A weekday with a verb in the present is the next ("The summit opens on Sunday"), with none the last."""
    look = context.look()
    ahead = look.firm or ("shift" in groups and groups["shift"].value == "A 0")
    return look.direction or (1 if ahead else -1)


RULES: dict[str, Rule] = {
    rule.__name__: rule for rule in (written, monthly, seasonal, quarterly, epochal, yearly, weekly)
}
