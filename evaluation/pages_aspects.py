"""What of a coded statement is held against a label of ``pages/``: parties, date, status, holder and place.

Each aspect is judged only where the label asks for it; ``aspects`` leaves the others out. A statement is right in full
where all of :data:`NEEDED` that are asked for are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

import msgspec

from detente.linking.report import bounds
from detente.model import Actor, Place, Statement

# Place is told beside the others: labels name it only where the words put the happening there.
NEEDED = ("source", "target", "status", "date", "holder")
ASPECTS = ("source", "target", "sides", "status", "date", "holder", "place")


class Where(msgspec.Struct, frozen=True):
    """A place as the text names it; ``country`` is empty where the text leaves it open."""

    name: str
    country: str = ""


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that a reader sees on a page; a side that is empty is not named there, and not compared.

    ``start`` and ``end`` bound the days that a careful reader accepts, None where the text does not tell; ``date``
    and ``holder`` are False where readers may differ. ``attributed_to`` holds names in the words of the text, any of
    which will do, and is empty where the article speaks for itself.
    """

    quote: str
    trigger: str
    frame: str
    event: str
    status: str
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    date: bool = True
    attributed_to: tuple[str, ...] = ()
    holder: bool = True
    place: Where | None = None


def aspects(label: Label, statement: Statement) -> dict[str, bool]:
    """Which aspects that the label asks for are right; of equal sides either may be source."""
    source, target = countries(statement.source), countries(statement.target)
    if statement.symmetric:
        source = target = source | target
    found = {"status": statement.status == label.status}
    if label.source:
        found["source"] = not source.isdisjoint(label.source)
    if label.target:
        found["target"] = not target.isdisjoint(label.target)
    if label.source or label.target:
        found["sides"] = found.get("source", True) and found.get("target", True)
    if label.date:
        found["date"] = date_right(label, statement)
    if label.holder:
        found["holder"] = holder_right(label.attributed_to, () if statement.own_word else statement.attributed_to)
    if label.place:
        found["place"] = place_right(label.place, statement.place)
    return found


def full(found: dict[str, bool]) -> bool:
    """Whether all is right that makes a statement right in full."""
    return all(found.get(name, True) for name in NEEDED)


def date_right(label: Label, statement: Statement) -> bool:
    """Whether the coded interval lies inside the accepted one; what goes on may be left without an end."""
    accepted, told = _days(label.start, label.end), _days(statement.start, statement.end)
    if accepted is None:
        return statement.start is None and statement.end is None
    if told is None and label.status == "ongoing":
        told = _days(statement.start, label.end)
    return told is not None and accepted[0] <= told[0] and told[1] <= accepted[1]


def holder_right(accepted: Sequence[str], told: Sequence[str]) -> bool:
    """Whether some accepted name is among the words for who says so; nobody where the article speaks for itself."""
    if not accepted:
        return not told
    return any(_holds(words, name) for words in told for name in accepted)


def place_right(accepted: Where, told: Place | None) -> bool:
    """Whether one name holds the other, in the same country as far as both tell."""
    if told is None or (accepted.country and told.country and accepted.country != told.country):
        return False
    return _holds(told.name, accepted.name) or _holds(accepted.name, told.name)


def _holds(words: str, name: str) -> bool:
    """Whether a name stands in some words, as whole words and in any case."""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None


def countries(actors: Iterable[Actor]) -> Set[str]:
    """The countries and organisations of a side."""
    return {actor.country for actor in actors if actor.country}


def _days(start: str | None, end: str | None) -> tuple[int, int] | None:
    """The first and the last day of an interval; None where either side is open."""
    first, last = bounds(start), bounds(end)
    return (first[0], last[1]) if first and last else None
