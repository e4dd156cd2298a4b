"""Rules for expressions that count from another date, parts of days, lengths of time and what recurs.

Values follow TIMEX3 (Pustejovsky et al. 2003, "TimeML: Robust specification of event and temporal expressions in
text").
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from detente.grounding.time_periods import UNITS, Period, add_months, duration, move, period
from detente.grounding.time_reading import (
    Context,
    Groups,
    Reading,
    Rule,
    dated,
    frame_step,
    governs,
    loosely,
    nearest,
    step_from,
)
from detente.grounding.time_tense import MODALS
from detente.text.document import Token

# How few and how many days "hours", "days", "weeks" and "months" may be.
FUZZY = {"hour": (0, 1), "day": (1, 9), "week": (7, 42), "month": (30, 330)}
# How many days "recent days", "the coming weeks" and "the past months" may hold.
RECENT = {"day": 9, "week": 42, "month": 183}
_TURNS = {"year": 1, "century": 60}  # months before and after the turn
_SUNDAY = 6


def relative(groups: Groups, context: Context) -> Reading | None:
    """One unit before, at or after another date: "last week", "the following day", "the end of the year"."""
    unit = groups["unit"].value
    if unit not in UNITS:
        return Reading("DURATION", duration(unit, 1)) if "shift" in groups and unit == "hour" else None
    shift = groups.get("shift")
    frame, step = frame_step(shift)
    if unit == "day" and step < 0 and context.next_word == "of":
        return None  # "the last day of the siege"
    if unit == "day" and frame == "A" and step:
        frame = "R"  # "the next day" goes on from the day before it; from publication one says "tomorrow"
    if shift is None and unit == "day" and not (context.near and context.narrative):
        return None
    if shift is None and context.near and context.narrative and context.narrative.unit == unit:
        frame = "R"
    if shift is None and context.far_back():
        frame = "R"  # "In 1972 ... at the end of the year"
    if unit == "quarter" and step == 0 and (shift is None or frame == "R"):
        return dated(context.quarter or step_from(context.anchor, unit, -1), unit)
    if unit == "weekend" and step == 0:
        return _weekend(context)
    if unit == "weekend" and shift and shift.value.endswith("soon"):
        return _weekend(context, 1)
    if frame == "A" and step > 0 and context.goes_on():
        frame = "R"
    base = context.counted_from(frame, unit) if unit == "day" else context.base(frame)
    if frame == "R" and not step and shift:
        base = context.before_saying or base  # "said on Thursday that 22 had died that day"
    found = step_from(base, unit, step)
    if found and unit == "week" and (frame, step) == ("A", 0) and _on_sunday(context) and context.look().direction > 0:
        found = found.shift(1)
    if found is None and frame == "R" and step <= 0 and (guess := step_from(context.anchor, unit, step)):
        return Reading("DATE", guess.value)
    return _from_told(dated(found, unit), unit, context) if shift is None else dated(found, unit)


def _from_told(reading: Reading, unit: str, context: Context) -> Reading:
    """ "detained thousands within the year": from what was told before, in a story of the past."""
    told, anchor = context.narrative, context.anchor
    if context.last_word != "within" or not (told and anchor) or told.first >= anchor.first:
        return reading
    if context.look().direction >= 0 or (far := _far(Period("day", told.last), unit, 1)) is None:
        return reading
    return replace(reading, start=told.start, end=min(far.last, anchor.last).isoformat(), period=None)


def _on_sunday(context: Context) -> bool:
    """Whether the day of publication is a Sunday, from which "this week" may look ahead."""
    return context.anchor is not None and context.anchor.unit == "day" and context.anchor.first.weekday() == _SUNDAY


def _weekend(context: Context, direction: int = 0) -> Reading:
    """ "the weekend", "this weekend", "the coming weekend": the last or the next one, by the words or the tense."""
    if context.anchor is None or context.anchor.unit != "day":
        return dated(None, "week")
    same = period("weekend", context.anchor.first)
    around = [p for p in (same.shift(-1), same, same.shift(1)) if p]
    return dated(nearest(around, context.anchor, direction or context.look().direction or -1), "week")


def edge(groups: Groups, context: Context) -> Reading | None:
    """ "the last day of the year", "the first day of next month"."""
    unit, (frame, step) = groups["unit"].value, frame_step(groups.get("shift"))
    whole = step_from(context.base(frame), unit, step) if unit in UNITS else None
    last = groups["edge"].kind == "SHIFT"
    if (last and groups["edge"].text.lower() != "last") or (not last and groups["edge"].number != 1):
        return None
    return dated(Period("day", whole.last if last else whole.first) if whole else None)


def twice(groups: Groups, context: Context) -> Reading | None:
    """Two units from publication: "the week after next", "the year before last"."""
    unit, (_, step) = groups["unit"].value, frame_step(groups["shift"])
    after = groups["after"].value == "R 1"
    if unit not in UNITS or after != (step > 0) or not step:
        return None
    return dated(step_from(context.anchor, unit, 2 * step), unit)


def turn(groups: Groups, context: Context) -> Reading | None:
    """ "the turn of the year", "the turn of the century": some time before and after it began."""
    unit, anchor = groups["unit"].value, context.anchor
    if unit not in _TURNS or anchor is None or (unit == "year" and anchor.unit == "year"):
        return Reading("DATE", "XXXX")
    found = period(unit, anchor.first).shift(int(context.look().direction > 0))
    if found is None:
        return None
    first, months = found.first, _TURNS[unit]
    span = Period("month", add_months(first, -months)), Period("month", add_months(first, months - 1))
    value = first.isoformat()[: 7 if unit == "year" else 4]
    return replace(dated(found), value=value, start=span[0].start, end=span[1].end)


def sametime(groups: Groups, context: Context) -> Reading | None:
    """ "this time last year": the month of publication, a year before or later."""
    unit, (_, step) = groups["unit"].value, frame_step(groups["shift"])
    moved = context.anchor and _moved(context.anchor, "month", step * 12) if unit == "year" else None
    return dated(moved, "month") if unit == "year" else None


def yearago(groups: Groups, context: Context) -> Reading | None:
    """ "the year-earlier quarter": the counterpart, a year before, of what the text speaks of."""
    if "unit" in groups:
        return Reading("DURATION", duration(groups["unit"].value, _amount(groups)))
    if "now" in groups:
        return dated(context.quarter or step_from(context.anchor, "quarter", -1), "quarter")
    return dated(context.quarter.shift(-4) if context.quarter else step_from(context.anchor, "year", -1), "year")


def today(groups: Groups, context: Context) -> Reading | None:
    """Days counted from publication: "today", "late yesterday", "tomorrow night", "the day before yesterday"."""
    step, *part = groups["day"].value.split()
    days = int(step)
    if "after" in groups:
        days += -1 if groups["after"].value == "R -1" else 1
    suffix = part[0] if part else ""
    if "part" in groups and groups["part"].kind == "PART":
        suffix = "T" + groups["part"].value
    told = context.narrative if context.near and groups["day"].kind == "OVERNIGHT" else None
    base = told if told and told.unit == "day" else context.anchor
    reading = dated(step_from(base, "day", days), suffix=suffix)
    before = step_from(base, "day", days - 1)
    return replace(reading, start=before.start) if before and groups["day"].kind == "OVERNIGHT" else reading


def partday(groups: Groups, context: Context) -> Reading | None:
    """ "this morning", "last night", "that evening", "the following morning", "in the morning"."""
    near = context.near and context.narrative and context.narrative.unit == "day"
    frame, step = frame_step(groups.get("shift"), "R 0" if near else "A 0")
    if near and frame == "A" and step > 0 and context.look().direction < 0:
        frame = "R"  # "and captured it the next morning"
    return dated(step_from(context.counted_from(frame, "day"), "day", step), suffix="T" + groups["part"].value)


def offset(groups: Groups, context: Context) -> Reading | None:
    """A distance from another date: "two days later", "three weeks ago", "a month earlier"."""
    how, unit = groups.get("how"), (groups.get("unit") or groups["units"]).value
    if how and how.kind == "AFTER" and governs(how):
        one = "unit" in groups and groups["unit"].kind != "UNITS"  # "the day after the vote"
        return length(groups, context) if one or "n" in groups else None
    if how and how.kind == "AWAY" and (unit not in UNITS or context.next_word == "from"):
        return None
    frame, sign = ("R", 1) if how and how.kind == "OTHER" else frame_step(how, "A 1")
    default = 0.5 if "half" in groups else 1 if "how" in groups and groups["unit"].kind != "UNITS" else None
    amount = _amount(groups, default)
    if unit == "fortnight" and amount is not None:
        unit, amount = "week", amount * 2
    if unit in ("decade", "century") and amount is not None:
        unit, amount = "year", amount * (10 if unit == "decade" else 100)
    if amount is None:
        near, far = FUZZY.get(unit, (0, 0))
        start, end = _between(context.base(frame), sign * near, sign * far)
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", start, end)
    if unit not in UNITS:
        base = context.base(frame)
        return Reading("DATE", base.value if base else "XXXX-XX-XX", *((base.start, base.end) if base else ()))
    if "today" in groups and amount is not None:  # "three years ago today": to the day
        return dated(_far(context.anchor, unit, sign * amount) if context.anchor else None)
    if unit == "year" and context.quarter:
        return dated(context.quarter.shift(round(sign * amount * 4)), unit)
    told = context.narrative
    if unit == "year" and told and context.near and told.unit == "month" and frame == "R":
        return dated(told.shift(round(sign * amount * 12)))
    if unit == "year" and amount % 1:
        unit, amount = "month", amount * 12
    base = context.counted_from(frame, unit)
    found = _moved(base, unit, sign * amount)
    if found is None and frame == "R" and sign < 0 and (guess := _moved(context.anchor, unit, sign * amount)):
        return Reading("DATE", guess.value)
    return loosely(dated(found, unit), base, unit, sign * amount)


def _between(base: Period | None, near: int, far: int) -> tuple[str | None, str | None]:
    """The interval from so many days on from the base to so many; None where the base is vague."""
    if base is None or near == far or base.rank > UNITS.index("month"):
        return None, None
    first, last = (base.last, base.first) if far < 0 else (base.first, base.last)
    ends = sorted((first + timedelta(days=near), last + timedelta(days=far)))
    return ends[0].isoformat(), ends[1].isoformat()


def _moved(base: Period | None, unit: str, steps: float) -> Period | None:
    if base is None or base.rank > UNITS.index(unit):
        return None
    try:
        return period(unit, move(base.first, unit, steps))
    except (ValueError, OverflowError):
        return None


def _amount(groups: Groups, default: float | None = None) -> float | None:
    if "fraction" in groups:
        return 0.25
    if "n" not in groups:
        return default
    number = groups["n"].number
    return number + 0.5 if number is not None and "plus" in groups else number


def window(groups: Groups, context: Context) -> Reading | None:
    """A stretch of time up to or from a date: "the past nine months", "the next two years", "the coming weeks"."""
    unit = groups["unit"].value
    if "shift" not in groups:
        return Reading("DURATION", duration(unit, _amount(groups)))
    frame, step = frame_step(groups["shift"])
    if frame == "R" and step == 0:
        return None
    if "n" not in groups and groups["unit"].kind == "UNITS":
        start, end = _vaguely(context.base(frame), unit, step)
        return Reading("DATE", "FUTURE_REF" if step > 0 else "PAST_REF", start, end)
    amount = _amount(groups, 1)
    start, end = _stretch(context.base(frame), unit, amount, step)
    return Reading("DURATION", duration(unit, amount), start, end)


def _stretch(base: Period | None, unit: str, amount: float | None, step: int) -> tuple[str | None, str | None]:
    """The interval of ``amount`` units that ends (-1) or starts (1) at ``base``, as precise as its unit."""
    if unit == "hour" and amount:
        unit, amount = "day", max(round(amount / 24), 1)
    if base is None or amount is None or not step or unit not in UNITS:
        return None, None
    other = _moved(base, "day", 0) and _far(base, unit, step * amount)
    if other is None:
        return None, None
    grain = {"year": "month" if amount <= 2 else "year", "decade": "year", "century": "year"}.get(unit, "day")
    grain = "month" if unit in ("month", "quarter", "half") else grain
    first, last = sorted((base.first, other.first))
    return period(grain, first).start, period(grain, last).start


def _far(base: Period, unit: str, steps: float) -> Period | None:
    try:
        return Period("day", move(base.first, unit, steps))
    except (ValueError, OverflowError):
        return None


def _vaguely(base: Period | None, unit: str, step: int) -> tuple[str | None, str | None]:
    """ "in recent days", "over the coming weeks": as far as such words reach."""
    if base is None or base.unit != "day" or unit not in RECENT or not step:
        return None, None
    ends = sorted((base.first, base.first + timedelta(days=RECENT[unit] * (1 if step > 0 else -1))))
    return ends[0].isoformat(), ends[1].isoformat()


def recent(groups: Groups, context: Context) -> Reading | None:
    """Vague references: "now", "recently", "in the near future"."""
    ref = groups["ref"]
    if ref.kind == "REF" and context.next_word in ("as", "after", "before"):
        return None
    unit = groups["unit"].value if "unit" in groups else ""
    start, end = _vaguely(context.anchor, unit, -1)
    return Reading("DATE", ref.value.split()[0] if "_" in ref.value else "PAST_REF", start, end)


def length(groups: Groups, context: Context) -> Reading | None:
    """Lengths of time: "18 months", "two and a half years", "several days", "half a year"."""
    fraction = groups["unit"].kind == "QUARTER" and context.next_word == "of"
    if context.next_word in ("old", "olds") or fraction:
        return None
    if _one_day(groups, context):
        return Reading("DATE", "FUTURE_REF")
    default = 0.5 if "half" in groups else None if groups["unit"].kind == "UNITS" else 1
    amount = _amount(groups, default)
    return Reading("DURATION", duration(groups["unit"].value, amount))


def _one_day(groups: Groups, context: Context) -> bool:
    """ "will one day be free", "One day it will be free"."""
    one = groups["unit"].kind == "DAYWORD" and "n" in groups and groups["n"].text.lower() == "one"
    free = context.last_word in MODALS or not context.last_word.isalpha()
    return one and free and context.look().direction > 0


def ahead(groups: Groups, context: Context) -> Reading | None:
    """ "within three months", "in two weeks": of what is to come, up to or at that distance from publication."""
    reading, unit, amount = length(groups, context), groups["unit"].value, _amount(groups)
    told = context.narrative if context.near and context.narrative and context.narrative.unit == "day" else None
    anchor = told or context.anchor  # "agreed on 10 March to leave within two months"
    if reading is None or anchor is None or amount is None or unit not in UNITS:
        return reading
    if context.look().direction <= 0 and not (told and context.last_word == "within"):
        return reading
    if _ends_a_wait(context.token):
        return reading
    if context.last_word == "within":
        far = _far(anchor, unit, amount)
        return replace(reading, start=anchor.start, end=far.end) if far else reading
    found = _moved(anchor, unit, amount)
    return replace(reading, start=found.start, end=found.end) if found else reading


def _ends_a_wait(token: Token) -> bool:
    """Whether the length is that of a time gone by: "the first time in eight years", "worst in a decade"."""
    words = token.sentence.tokens
    before = words[max(0, token.i - words[0].i - 4) : token.i - words[0].i]
    return any(t.lower in ("time", "first", "second", "last", "only") or t.tag == "JJS" for t in before)


def often(groups: Groups, context: Context) -> Reading | None:
    """What recurs: "every year", "annually", "twice a week", "on Mondays"."""
    if "month" in groups:
        return Reading("SET", f"XXXX-{int(groups['month'].value):02}")
    if "weekday" in groups:
        return Reading("SET", f"XXXX-WXX-{int(groups['weekday'].value) + 1}")
    if "freq" in groups:
        if groups["freq"].token.pos != "ADV":
            return None
        return Reading("SET", groups["freq"].value)
    nth = groups.get("nth")  # "every other year" is every second
    amount = _amount(groups, 1 if nth is None else 2 if nth.kind == "OTHER" else nth.number)
    return Reading("SET", duration(groups["unit"].value, amount))


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        relative,
        edge,
        twice,
        turn,
        sametime,
        yearago,
        today,
        partday,
        offset,
        window,
        recent,
        length,
        ahead,
        often,
    )
}
