"""Gold events and coded statements of one text, paired one to one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.evaluation.assignment import best_pairs
from detente.evaluation.classes import By, Classes
from detente.evaluation.gold import GoldEvent, GoldText, find
from detente.evaluation.sides import Level, compared, widened
from detente.model import Actor, Coded, Span, Statement

# What a pair is worth: as many pairs of the right class as can be, then as many others, then sides, status, and words.
RIGHT, LINKED, SIDE, STATUS, WORDS = 10**9, 10**6, 10**4, 10**3, 10**2


@dataclass(frozen=True)
class Comparison:
    """How gold and coded are compared: by which class, how much of the sides, and only events of some statuses.

    With ``once``, statements that tell again of an event of the text are no errors, and do not count.
    """

    classes: Classes
    by: By = "event"
    actors: Level = "country"
    statuses: frozenset[str] = frozenset()
    once: bool = False

    def gold(self, text: GoldText) -> list[GoldEvent]:
        """The gold events of a text that count. One without a status always does."""
        return [e for e in text.events if not self.statuses or e.status is None or e.status in self.statuses]

    def coded(self, coded: Coded, least: float) -> list[Statement]:
        """The statements that count: of the statuses asked for, and sure enough."""
        kept = (s for s in coded.statements if not self.statuses or s.status in self.statuses)
        return [s for s in kept if s.confidence >= least]

    def wanted(self, event: GoldEvent) -> tuple[str, ...]:
        """The classes that count as right for a gold event."""
        return self.classes.of_gold(event.meaning, self.by, event.status or "")

    def made(self, statement: Statement) -> str:
        """The class of a statement."""
        return self.classes.of_statement(statement, self.by)

    def same(self, statement: Statement, other: Statement) -> bool:
        """Whether two statements of a text tell of the same: their class and, taken together, their parties are."""
        parties = [_parties((*s.source, *s.target), self.actors) for s in (statement, other)]
        return self.made(statement) == self.made(other) and parties[0] == parties[1]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold event with the statement that is held against it.

    ``sides`` is whether each side that gold names has a party in common, ``swapped`` whether that would be so with the
    sides changed for each other; ``status`` is None where gold does not tell it.
    """

    gold: GoldEvent
    statement: Statement
    wanted: str
    made: str
    right: bool
    sides: bool
    swapped: bool
    status: bool | None


@dataclass(frozen=True)
class Matched:
    """A text with its pairs, the gold events that nothing was coded for, and the statements that gold has not."""

    text: GoldText
    coded: Coded
    pairs: tuple[Pair, ...]
    missed: tuple[GoldEvent, ...]
    extra: tuple[Statement, ...]


def match(text: GoldText, coded: Coded, how: Comparison, least: float = 0.0) -> Matched:
    """Pair the gold events of a text with its statements, one to one and as well as can be.

    A pair of the right class needs words in common where gold quotes them. What is left is paired although the class
    differs where the words, or else a side, are the same. Among pairings with as many right pairs the one is taken in
    which more sides, then statuses, then words agree.

    Args:
        text: the gold.
        coded: what was coded in it.
        how: what is compared.
        least: statements less sure than this do not count.
    """
    events, statements = how.gold(text), how.coded(coded, least)
    places = [find(event.quote, coded.article.text) if event.quote else None for event in events]
    worth = [
        [_worth(event, place, statement, how) for statement in statements]
        for event, place in zip(events, places, strict=True)
    ]
    found = best_pairs(worth)
    rows, columns = {row for row, _ in found}, {column for _, column in found}
    pairs = tuple(_pair(events[row], statements[column], how) for row, column in found)
    extra = [statement for column, statement in enumerate(statements) if column not in columns]
    return Matched(
        text=text,
        coded=coded,
        pairs=pairs,
        missed=tuple(event for row, event in enumerate(events) if row not in rows),
        extra=tuple(_told_once(extra, pairs, how) if how.once else extra),
    )


def _told_once(extra: Sequence[Statement], pairs: Sequence[Pair], how: Comparison) -> list[Statement]:
    """What tells neither of the event of a right pair nor, for the second time, of another one."""
    told = [pair.statement for pair in pairs if pair.right]
    kept = []
    for statement in extra:
        if not any(how.same(statement, other) for other in told):
            told.append(statement)
            kept.append(statement)
    return kept


def _worth(event: GoldEvent, place: Span | None, statement: Statement, how: Comparison) -> int:
    """What a pair is worth; 0 where the two are not about the same."""
    if place is not None and not place.overlaps(statement.quote):
        return 0
    pair = _pair(event, statement, how)
    sides = _sides_in_common(event, statement, how.actors)
    named = bool(event.source or event.target) and how.actors != "none"
    if not pair.right and place is None and named and not sides:
        return 0
    words = WORDS * _common(place, statement.quote) // (place.end - place.start) if place else 0
    return (RIGHT if pair.right else LINKED) + SIDE * (sides + 2 * pair.sides) + STATUS * bool(pair.status) + words


def _pair(event: GoldEvent, statement: Statement, how: Comparison) -> Pair:
    wanted, made = how.wanted(event), how.made(statement)
    right = made in wanted
    ways = _ways(event, statement, how.actors)
    sides = all(ways[0]) or (statement.symmetric and all(ways[1]))
    return Pair(
        gold=event,
        statement=statement,
        wanted=made if right else wanted[0],
        made=made,
        right=right,
        sides=sides,
        swapped=not sides and bool(event.source or event.target) and all(ways[1]),
        status=None if event.status is None else event.status == statement.status,
    )


def _ways(event: GoldEvent, statement: Statement, level: Level) -> tuple[tuple[bool, bool], tuple[bool, bool]]:
    """Whether source and target agree, as they stand and changed for each other. A side that gold leaves open does."""
    wanted = [compared(codes, level) for codes in (event.source, event.target)]
    source, target = (_parties(side, level) for side in (statement.source, statement.target))

    def agree(sides: Sequence[Iterable[str]]) -> tuple[bool, bool]:
        first, second = (not mine or not mine.isdisjoint(theirs) for mine, theirs in zip(wanted, sides, strict=True))
        return first, second

    return agree((source, target)), agree((target, source))


def _sides_in_common(event: GoldEvent, statement: Statement, level: Level) -> int:
    """How many of the sides that gold names are parties to the statement, on whichever side."""
    coded = _parties((*statement.source, *statement.target), level)
    return sum(not compared(codes, level).isdisjoint(coded) for codes in (event.source, event.target))


def _parties(actors: Iterable[Actor], level: Level) -> frozenset[str]:
    return widened(compared([actor.code for actor in actors], level))


def _common(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))
