"""A statement seen as a report of some happening: its parties, its persons and the days in which it may fall."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from detente.linking.kinds import Kind
from detente.model import Actor, Statement, Status

# Those who act apart from the state whose country they belong to.
APART = frozenset({"REB", "UAF", "PRM", "OPP", "CRM"})
# Codes that many organisations share: only the name tells them apart.
SHARED = frozenset({"IGO", "NGO", "MNC", "IMG"})
# Methods of grounding that resolve somebody by name.
PERSONAL = frozenset({"person", "title", "misspelt"})

HAPPENED: frozenset[Status] = frozenset({"occurred", "ongoing"})
AHEAD: frozenset[Status] = frozenset({"planned", "proposed", "hypothetical"})
# News tells of what is a few days off as if it were there: time zones, and articles dated by their first version.
SLACK = 3


@dataclass(frozen=True, slots=True)
class Days:
    """The days (ordinals) in which a happening falls, both ends included; ``sure`` if the text gives them."""

    first: int
    last: int
    sure: bool

    @property
    def width(self) -> int:
        """How many days there are."""
        return self.last - self.first + 1

    def gap(self, other: Days) -> int:
        """The days between two intervals, 0 where they meet."""
        return max(0, self.first - other.last, other.first - self.last)


@dataclass(frozen=True, slots=True)
class Report:
    """A statement with all that linking compares."""

    statement: Statement
    published: str
    told: int | None
    days: Days
    kinds: tuple[Kind, ...]
    source: frozenset[str]
    target: frozenset[str]
    persons: Mapping[str, frozenset[str]]

    @property
    def parties(self) -> frozenset[str]:
        """Both sides together."""
        return self.source | self.target

    @property
    def order(self) -> tuple[bool, int, int, str, str]:
        """Sorts reports with the surest and narrowest dates first; no two reports sort alike."""
        return (not self.days.sure, self.days.width, self.days.first, self.published, self.statement.id)


def report(statement: Statement, published: str | None, kinds: tuple[Kind, ...]) -> Report:
    """What linking compares of a statement."""
    told = bounds(published)
    return Report(
        statement=statement,
        published=published or "",
        told=told[1] if told else None,
        days=_days(statement, published, kinds[0].rare),
        kinds=kinds,
        source=frozenset(filter(None, map(party, statement.source))),
        target=frozenset(filter(None, map(party, statement.target))),
        persons=_persons((*statement.source, *statement.target)),
    )


def party(actor: Actor) -> str:
    """Whom an actor stands for: its state, the armed group or opposition in it, or the organisation by name."""
    if actor.country in SHARED:
        return f"{actor.country}:{actor.name.casefold()}"
    if actor.sector in APART:
        return actor.code
    return actor.country


def _persons(actors: Iterable[Actor]) -> dict[str, frozenset[str]]:
    """The last names of the persons named for each party."""
    found: dict[str, set[str]] = {}
    for actor in actors:
        if actor.method in PERSONAL and actor.name:
            found.setdefault(party(actor), set()).add(actor.name.casefold().split()[-1])
    return {side: frozenset(names) for side, names in found.items()}


def _days(statement: Statement, published: str | None, rare: int) -> Days:
    """The interval of the text; without one, what is told as past came before publication, what is planned after."""
    first, last = bounds(statement.start), bounds(statement.end)
    if first:
        # What has a beginning and no end goes on: its beginning is what happened.
        return Days(first[0], max(first[0], (last or first)[1]), True)
    if last:
        return Days(last[0] - rare, last[1], False)
    told = bounds(published)
    if not told:
        return Days(date.min.toordinal(), date.max.toordinal(), False)
    ahead = statement.status in AHEAD
    return Days(told[0] - (SLACK if ahead else rare), told[1] + (rare if ahead else SLACK), False)


def bounds(day: str | None) -> tuple[int, int] | None:
    """The first and the last day of an ISO date of any precision, or None where it is no such date."""
    text = (day or "")[:10]
    if not text.replace("-", "").isdigit():
        return None
    try:
        first = date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) in {4, 7} else text)
    except ValueError:
        return None
    last = {4: (12, 31), 7: (first.month, calendar.monthrange(first.year, first.month)[1])}
    month, number = last.get(len(text), (first.month, first.day))
    return first.toordinal(), first.replace(month=month, day=number).toordinal()
