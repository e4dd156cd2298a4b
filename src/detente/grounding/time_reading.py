"""What the rules for time expressions share: their context, their result, and steps from a known date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from detente.grounding.mentions import TimeType
from detente.grounding.time_feasts import Feast
from detente.grounding.time_lexemes import Lexeme
from detente.grounding.time_periods import UNITS, Period, move, period
from detente.grounding.time_tense import Look
from detente.text.document import Token

Groups = Mapping[str, Lexeme]

_ABOUT = 2  # days by which "a week later" may be off
_LONG = 62  # days before publication; a story that is there does not speak of the days of publication
_UNKNOWN = {"day": "XXXX-XX-XX", "month": "XXXX-XX", "year": "XXXX", "week": "XXXX-WXX", "quarter": "XXXX-QX"}


@dataclass(slots=True, frozen=True)
class Context:
    """What a rule may lean on.

    ``anchor`` is the publication date; ``narrative`` the time that the text last spoke of and ``near`` whether it did
    so in this sentence or the one before; ``told`` a date close by whose year the text gives; ``quarter`` the last
    quarter spoken of in the sentences before; ``day`` the last day told in a main clause, ``before_saying`` the one
    before "said on Thursday" for what was said; ``topic`` the year of which the paragraph tells; ``shown`` is whether
    the words are a caption's, ``long_past`` whether the article opens with a time long past, ``entry`` the date at
    the head of the entry of a chronology in which they stand; ``look`` gives the direction of the clause;
    ``last_word`` stands before and ``next_word`` behind; ``year`` is that of the other end of a stretch ("from January
    to March 2020"); ``named`` finds the feasts of a name.
    """

    anchor: Period | None
    narrative: Period | None
    near: bool
    told: Period | None
    quarter: Period | None
    look: Callable[[], Look]
    token: Token
    last_word: str = ""
    next_word: str = ""
    year: int | None = None
    named: Callable[[str], list[Feast]] = lambda name: []
    day: Period | None = None
    before_saying: Period | None = None
    topic: Period | None = None
    shown: bool = False
    long_past: bool = False
    entry: Period | None = None

    def goes_on(self) -> bool:
        """Whether "the next spring" goes on from what the text told of the past, not from publication."""
        told = self.near and self.narrative and self.anchor and self.narrative.first < self.anchor.first
        return bool(told) and self.token.lower == "the" and self.look().direction < 0

    def far_back(self) -> bool:
        """Whether the text is in the midst of a story that is long past."""
        if not (self.near and self.narrative and self.anchor):
            return False
        return self.anchor.days_after(self.narrative) > _LONG and self.look().direction < 0

    def base(self, frame: str) -> Period | None:
        """The date that a frame starts from: ``A`` the publication date, ``R`` the time the text is at."""
        return self.anchor if frame == "A" else self.narrative

    def counted_from(self, frame: str, unit: str) -> Period | None:
        """The date from which so many units count: behind a year, "four days later" goes on from a day."""
        base = self.base(frame)
        vague = frame == "R" and base is not None and base.unit != "month" and base.rank > UNITS.index(unit)
        return self.day if vague or (frame == "R" and self.has_stepped_ahead()) else base

    def has_stepped_ahead(self) -> bool:
        """Whether the text last spoke of a time to come, before it goes on to tell of a day in the past."""
        if not (self.narrative and self.anchor and self.day):
            return False
        ahead = self.day.first <= self.anchor.last < self.narrative.first
        return ahead and self.look().direction < 0


@dataclass(slots=True, frozen=True)
class Reading:
    """What an expression denotes.

    ``period`` is set where the text can go on from it ("two days later"); ``told`` where the words give the year.
    """

    type: TimeType
    value: str
    start: str | None = None
    end: str | None = None
    period: Period | None = None
    told: bool = False


Rule = Callable[[Groups, Context], Reading | None]


def dated(found: Period | None, unit: str = "day", suffix: str = "", told: bool = False) -> Reading:
    """The reading of a period, or of an unknown one of the given unit. A suffix such as ``TMO`` makes it a TIME."""
    kind: TimeType = "TIME" if suffix else "DATE"
    if found is None:
        return Reading(kind, _UNKNOWN.get(unit, "XXXX") + suffix)
    return Reading(kind, found.value + suffix, found.start, found.end, found, told)


def frame_step(lexeme: Lexeme | None, default: str = "A 0") -> tuple[str, int]:
    """The frame and the step of "last", "following", "that" …"""
    frame, step = (lexeme.value if lexeme else default).split()[:2]
    return frame, int(step)


def step_from(base: Period | None, unit: str, steps: int) -> Period | None:
    """The period ``steps`` units from the one that holds ``base``; None where ``base`` is unknown or too vague."""
    if base is None or unit not in UNITS or base.rank > UNITS.index(unit):
        return None
    return period(unit, base.first).shift(steps)


def governs(how: Lexeme) -> bool:
    """Whether "before" or "after" goes on to say of what: "two days after the attack" is a length of time."""
    token = how.token
    if any(c.i == token.i + 1 and c.lower == "that" and not c.children for c in token.children):
        return False  # "the month before that"
    return (
        any(c.i > token.i for c in token.children)
        or token.dep in ("mark", "cc")
        or (token.dep == "prep" and token.head.i > token.i)
    )


def loosely(reading: Reading, base: Period | None, unit: str, steps: float) -> Reading:
    """The reading of so many days or weeks from a date, as wide as the words or the date are vague."""
    if base is None or unit not in ("day", "week") or base.unit not in ("day", "month"):
        return reading
    if base.unit == "day" and unit == "week":
        middle = move(base.first, unit, steps)  # "two weeks later": about the same day of the week
        first, last = (middle + timedelta(days=d) for d in (-_ABOUT, _ABOUT))
    elif base.unit == "month":
        first, last = move(base.first, unit, steps), move(base.last, unit, steps)
    else:
        return reading
    return replace(reading, start=first.isoformat(), end=last.isoformat())


def choose(candidates: list[Period], anchor: Period, look: Look) -> Period | None:
    """The candidate nearest to ``anchor`` in the direction that the words look.

    Where they do not look firmly, one that is far nearer in the other direction wins.
    """
    if not look.firm and len(candidates) > 1:
        first, second = sorted(candidates, key=lambda c: abs((c.first - anchor.first).days))[:2]
        if abs((first.first - anchor.first).days) * 3 < abs((second.first - anchor.first).days):
            return first
    return nearest(candidates, anchor, look.direction)


def nearest(candidates: list[Period], anchor: Period, direction: int) -> Period | None:
    """The candidate nearest to ``anchor`` in a direction; 0 takes either. The one that holds it lies in both."""
    if direction < 0:
        before = [c for c in candidates if c.first <= anchor.last]
        return max(before, key=lambda c: c.first, default=None)
    if direction > 0:
        after = [c for c in candidates if c.last >= anchor.first]
        return min(after, key=lambda c: c.first, default=None)
    return min(candidates, key=lambda c: abs((c.first - anchor.first).days), default=None)
