"""The ledger of a relation as pages show it: of a period, one part at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

import msgspec

from detente.app.questions import found_or_404
from detente.archive import Archive
from detente.relations.disputes import Dispute
from detente.relations.expectations import Expectation
from detente.relations.explanations import Explained
from detente.relations.instruments import Instrument
from detente.relations.scoreboard import Score

Part = Literal["instruments", "disputes", "expectations", "explanations"]
PARTS: tuple[Part, ...] = get_args(Part)
# A ledger is made of so many episodes at most, the last; more would keep the page waiting.
LATEST = 400
Item = Instrument | Dispute | Expectation | Explained


class AccountRead(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the ledger of two sides, as of a day; ``scoreboard`` comes with expectations.

    ``left_out`` counts the earlier episodes that were not looked at, where there are very many.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    as_of: str
    left_out: int = 0
    instruments: tuple[Instrument, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    scoreboard: tuple[Score, ...] = ()
    explanations: tuple[Explained, ...] = ()

    @property
    def entries(self) -> tuple[Item, ...]:
        """What the part holds, as a page tells it: what is still to come before what is over, and the latest first."""
        if self.expectations:
            latest = self.expectations[::-1]
            return tuple(sorted(latest, key=lambda one: (one.stale, one.state != "open")))
        if self.instruments:
            return tuple(sorted(self.instruments, key=lambda one: one.last.start or "", reverse=True))
        return self.disputes[::-1] or self.explanations


def account(archive: Archive, a: str, b: str, part: Part, since: str | None, until: str | None) -> AccountRead:
    """One part of the ledger: what has to do with a period, all of it where none is named.

    What came before the period counts for what holds in it.

    Raises:
        HTTPException: 404, one of the two is not known.
    """
    with found_or_404():
        relation = archive.relation(a, b, until=until, latest=LATEST)
    ledger = relation.ledger(until or None, (part, "scoreboard") if part == "expectations" else (part,))
    made: Sequence[Item] = getattr(ledger, part)
    words = archive.wording
    kept = tuple(item for item in made if not since or _within(_days(item), since, until or "9999"))
    found = AccountRead(
        a=relation.a,
        b=relation.b,
        a_name=words.country(relation.a),
        b_name=words.country(relation.b),
        as_of=ledger.as_of,
        left_out=ledger.left_out,
        scoreboard=ledger.scoreboard if part == "expectations" else (),
    )
    return msgspec.structs.replace(found, **{part: kept})


def _days(item: Item) -> Iterable[tuple[str, str]]:
    """The spans of days that an entry tells of, as far as it dates them."""
    match item:
        case Instrument():
            steps = [(s.start or s.cited.published, s.end or s.start or s.cited.published) for s in item.steps]
            # What is in force goes on.
            return [*steps, (item.since, "9999")] if item.since and item.state == "active" else steps
        case Dispute():
            return [(item.since, "9999" if item.state == "open" else item.last)]
        case Expectation():
            return [(item.opened_on, item.closed_on or "9999")]
        case Explained():
            return [(item.start or r.cited.published, item.start or r.cited.published) for r in item.reasons]


def _within(spans: Iterable[tuple[str, str]], since: str, until: str) -> bool:
    return any(first <= f"{until}~" and f"{last}~" >= since for first, last in spans if first)
