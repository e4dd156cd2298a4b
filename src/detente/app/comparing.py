"""What the reports of one happening tell alike and what they do not: what it was, what became of it, when and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from detente import Found
from detente.model import Place, Statement
from detente.wording import STATUSES, Wording

Verdict = Literal["agree", "differ", "changed"]

# What cannot both be so of one happening; a plan and its fulfilment can.
_HAPPENED, _NOT = frozenset({"occurred", "ongoing"}), frozenset({"denied", "negated"})
_NEVER = "~"


class Value(NamedTuple):
    """Something that reports tell, with one statement for each report that does."""

    words: str
    by: tuple[Found, ...]


class Aspect(NamedTuple):
    """One side of a happening: what is told of it, and how that fits together."""

    name: str
    verdict: Verdict
    values: tuple[Value, ...]


def compared(reports: Sequence[Found], words: Wording) -> list[Aspect]:
    """Each aspect of which at least two articles tell."""
    aspects: Iterator[tuple[str, Callable[[Statement], str], Callable[[list[Statement]], Verdict]]] = iter(
        [
            ("What", lambda one: words.frame(one.frame), _of_types),
            ("Status", lambda one: STATUSES[one.status], _of_statuses),
            ("Date", lambda one: words.interval(one.start, one.end), _of_dates),
            ("Place", lambda one: one.place.name if one.place else "", lambda told: _of_places(told, words)),
        ]
    )
    found = []
    for name, of, judge in aspects:
        told = [one for one in reports if of(one.statement)]
        if len({one.statement.article for one in told}) > 1:
            found.append(Aspect(name, judge([one.statement for one in told]), _values(told, of)))
    return found


def _values(told: Sequence[Found], of: Callable[[Statement], str]) -> tuple[Value, ...]:
    by_words: dict[str, dict[str, Found]] = {}
    for one in told:
        by_words.setdefault(of(one.statement), {}).setdefault(one.statement.article, one)
    return tuple(Value(words, tuple(by.values())) for words, by in by_words.items())


def _of_types(told: list[Statement]) -> Verdict:
    return "agree" if len({one.event for one in told}) == 1 else "differ"


def _of_statuses(told: list[Statement]) -> Verdict:
    statuses = {one.status for one in told}
    if statuses & _HAPPENED and statuses & _NOT:
        return "differ"
    return "agree" if len(statuses) == 1 else "changed"


def _of_dates(told: list[Statement]) -> Verdict:
    """Days agree if they may be the same: 4 June is in June."""
    days = {(one.start or "", (one.end or _NEVER) + _NEVER) for one in told}
    return "agree" if all(a[0] <= b[1] and b[0] <= a[1] for a, b in combinations(days, 2)) else "differ"


def _of_places(told: list[Statement], words: Wording) -> Verdict:
    """Places agree if one may lie in the other: a town in its country."""
    places = {(one.place.name.casefold(), one.place.country): one.place for one in told if one.place}
    return "agree" if all(_fit(a, b, words) for a, b in combinations(places.values(), 2)) else "differ"


def _fit(one: Place, other: Place, words: Wording) -> bool:
    if one.country and other.country and one.country != other.country:
        return False
    return any(words.code(place.name) == place.country or not place.country for place in (one, other))
