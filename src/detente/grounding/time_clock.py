"""Rules for times of day: "10:35 a.m.", "at 14:00 on Monday"."""

from __future__ import annotations

from datetime import timedelta

from detente.grounding.time_calendar import monthly
from detente.grounding.time_periods import Period
from detente.grounding.time_reading import Context, Groups, Reading, Rule, step_from


def clock(groups: Groups, context: Context) -> Reading | None:
    """Times of day: "10:35 a.m.", "at 14:00", "noon", "4 in the morning"."""
    time = _hours(groups)
    if time is None:
        return None
    told = context.near and context.narrative is not None and context.narrative.unit == "day"
    base = context.narrative if told else context.anchor
    if "month" in groups:
        named = monthly({**groups, "day": groups["date"]}, context)
        base = named.period if named else None
    elif "day" in groups:
        base = step_from(context.anchor, "day", int(groups["day"].value.split()[0]))
    elif "weekday" in groups and context.anchor and context.anchor.unit == "day":
        back = (context.anchor.first.weekday() - int(groups["weekday"].value)) % 7
        ahead = context.look().direction > 0 or (context.look().direction == 0 and context.look().firm)
        base = Period("day", context.anchor.first + timedelta(days=(7 - back) % 7 if ahead else -back))
    if base is None or base.unit != "day":
        return Reading("TIME", f"XXXX-XX-XXT{time}")
    if not told and not groups.keys() & {"month", "day", "weekday"}:
        return Reading("TIME", f"{base.value}T{time}")  # most likely the day of publication, but the text does not say
    return Reading("TIME", f"{base.value}T{time}", base.start, base.end, base)


def _hours(groups: Groups) -> str | None:
    if "hour" in groups:
        return groups["hour"].value
    words = groups["clock"].text
    if groups["clock"].kind in ("NUMBER", "YEAR"):  # "0400 GMT"
        if len(words) != 4 or not words.isdigit():
            return None
        words = f"{words[:2]}:{words[2:]}"
    else:
        words = groups["clock"].value
    parts = [int(float(p)) for p in words.split(":")[:2]]
    hour, minute = parts[0], parts[1] if len(parts) > 1 else 0
    late = groups["mer"].value == "pm" if "mer" in groups else "part" in groups and groups["part"].value in ("AF", "EV")
    if "mer" in groups or "part" in groups:
        if hour > 12:
            return None
        hour = hour % 12 + 12 * late
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


RULES: dict[str, Rule] = {"clock": clock}
