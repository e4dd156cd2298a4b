"""How many days a length of time is, least and most: "three weeks", "some months", "shortly"."""

from __future__ import annotations

import re

_VALUE = re.compile(r"P(T?)(\d+(?:\.\d+)?|X)([HDWMY])")
_DAYS = {"H": 1, "D": 1, "W": 7, "M": 30, "Y": 365}
_SLACK = {"H": 0, "D": 0, "W": 2, "M": 12, "Y": 120}
# How few and how many of a unit "days", "weeks" … may be.
_FUZZY = {"H": (0, 1), "D": (1, 9), "W": (7, 42), "M": (30, 330)}
# Words for a short while before "after": days.
_SHORTLY = {"shortly": 30, "soon": 30, "just": 14, "right": 7, "immediately": 7}


def span_of(value: str) -> tuple[int, int] | None:
    """The least and the most days of a TIMEX3 length of time; None where the value is none."""
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    unit = match[3]
    if match[2] == "X":
        return _FUZZY.get(unit)
    days, slack = float(match[2]) * _DAYS[unit] / (24 if unit == "H" else 1), _SLACK[unit] + float(match[2]) // 20
    return max(0, int(days - slack)), int(days + slack + (unit == "H"))


def shortly(word: str) -> tuple[int, int] | None:
    """The days that "shortly", "soon" before "after" leave; None where the word says nothing of the kind."""
    return (0, _SHORTLY[word]) if word in _SHORTLY else None
