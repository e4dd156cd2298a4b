"""The errors to look at: each with its text, what a person saw, what was coded, and why as far as that is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, get_args

import msgspec

from detente.evaluation.gold import GoldEvent, find
from detente.evaluation.pairing import Comparison, Matched
from detente.model import Article, Span, Statement

Kind = Literal["missed", "extra", "class", "direction", "sides", "status"]
KINDS: tuple[Kind, ...] = get_args(Kind)
TITLES: dict[Kind, str] = {
    "missed": "Missed: gold has it, nothing was coded",
    "extra": "Extra: coded, but gold has no such event",
    "class": "Wrong class",
    "direction": "Wrong direction: source and target changed for each other",
    "sides": "Wrong parties",
    "status": "Wrong status",
}
# So many reasons are told of one missed event.
REASONS = 3
UNSEEN = "nothing in these words was considered"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An event as gold tells it or as it was coded: its class, the codes of its parties, status, words."""

    name: str
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    status: str = ""
    quote: str = ""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One error. ``gold`` is None for what is extra, ``coded`` for what was missed; ``why`` is what is known of it."""

    kind: Kind
    id: str
    text: str
    gold: Told | None = None
    coded: Told | None = None
    confidence: float | None = None
    coder: str = ""
    why: str = ""


class Drop(NamedTuple):
    """A word of which no statement was made, and why."""

    span: Span
    reason: str


Why = Callable[[Article], Sequence[Drop]]


def faults(matched: Matched, how: Comparison, least: float = 0.0, why: Why | None = None) -> list[Fault]:
    """The errors in one text.

    Args:
        matched: the text with its pairs.
        how: what was compared.
        least: statements less sure than this did not count.
        why: tells why words of an article gave no statement; asked only where something was missed.
    """
    drops = why(matched.coded.article) if why is not None and matched.missed else ()
    found = [*_missed(matched, how, least, drops), *_extra(matched, how), *_of_pairs(matched)]
    return sorted(found, key=lambda fault: KINDS.index(fault.kind))


def _missed(matched: Matched, how: Comparison, least: float, drops: Sequence[Drop]) -> Iterator[Fault]:
    text = matched.coded.article.text
    unsure = [s for s in how.coded(matched.coded, 0.0) if s.confidence < least]
    for event in matched.missed:
        place = find(event.quote, text) if event.quote else None
        reasons = [
            f"coded as {how.made(s)} with a confidence of {s.confidence:.2f} only"
            for s in unsure
            if place is None or place.overlaps(s.quote)
        ]
        reasons += [drop.reason for drop in drops if place is None or place.overlaps(drop.span)]
        yield Fault(
            kind="missed",
            id=matched.text.id,
            text=text,
            gold=_of_gold(event, how.wanted(event)[0]),
            why="; ".join(dict.fromkeys(reasons[:REASONS])) or (UNSEEN if drops else ""),
        )


def _extra(matched: Matched, how: Comparison) -> Iterator[Fault]:
    for statement in matched.extra:
        again = any(pair.right and how.same(statement, pair.statement) for pair in matched.pairs)
        yield _fault("extra", matched, statement, how.made(statement), why="tells again of an event" if again else "")


def _of_pairs(matched: Matched) -> Iterator[Fault]:
    for pair in matched.pairs:
        kinds: list[Kind] = [] if pair.right else ["class"]
        if pair.right and not pair.sides:
            kinds.append("direction" if pair.swapped else "sides")
        if pair.right and pair.status is False:
            kinds.append("status")
        gold = _of_gold(pair.gold, pair.wanted)
        yield from (_fault(kind, matched, pair.statement, pair.made, gold) for kind in kinds)


def _fault(
    kind: Kind, matched: Matched, statement: Statement, made: str, gold: Told | None = None, why: str = ""
) -> Fault:
    text = matched.coded.article.text
    coded = Told(
        name=made,
        source=tuple(a.code for a in statement.source),
        target=tuple(a.code for a in statement.target),
        status=statement.status,
        quote=statement.quote.of(text),
    )
    return Fault(
        kind=kind,
        id=matched.text.id,
        text=text,
        gold=gold,
        coded=coded,
        confidence=statement.confidence,
        coder=statement.coder,
        why=why,
    )


def _of_gold(event: GoldEvent, name: str) -> Told:
    return Told(name=name, source=event.source, target=event.target, status=event.status or "", quote=event.quote)
