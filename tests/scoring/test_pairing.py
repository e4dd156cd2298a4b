"""Which gold event is held against which statement, and what of the pair is right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from scoring_rows import CLASSES, HOW, coded, event, gold, statement

from detente.evaluation.faults import Drop, faults
from detente.evaluation.gold import GoldEvent
from detente.evaluation.pairing import Matched, match
from detente.model import Span, Statement

TEXT = "Peru sent rice to Chile. Chile thanked Peru. Peru jailed a Chilean spy."


def made(name: str, source: str = "", target: str = "", **more: Any) -> Statement:
    return statement(name, source, target, text=TEXT, **more)


def matched(events: list[GoldEvent], statements: list[Statement], **how: Any) -> Matched:
    return match(gold(TEXT, *events), coded(TEXT, *statements), replace(HOW, **how))


def shape(found: Matched) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """The pairs by name, what was missed, and what is extra."""
    pairs = [(pair.gold.name, pair.statement.event) for pair in found.pairs]
    return pairs, [e.name for e in found.missed], [s.event for s in found.extra]


AID = event("AID", "PER", "CHL", words="sent rice")
THANKS = event("SUPPORT", "CHL", "PER", words="thanked")
JAIL = event("COERCE", "PER", "CHL", words="jailed a Chilean spy")


@pytest.mark.parametrize(
    ("events", "statements", "expected"),
    [
        ([], [], ([], [], [])),
        ([AID], [], ([], ["AID"], [])),
        ([], [made("AID")], ([], [], ["AID"])),
        ([AID], [made("AID", words="Peru sent rice")], ([("AID", "AID")], [], [])),
        # The same class about other words is another event.
        ([AID], [made("AID", words="thanked Peru")], ([], ["AID"], ["AID"])),
        # Another class about the same words is the same event in the wrong class.
        ([AID], [made("COOPERATE", words="sent rice")], ([("AID", "COOPERATE")], [], [])),
        # A right pair goes before a wrong one that has as many words and sides in common.
        ([AID], [made("COOPERATE", "PER", "CHL"), made("AID")], ([("AID", "AID")], [], ["COOPERATE"])),
        # Without a quote, sides hold a wrong class together, and nothing else does.
        ([event("AID", "PER")], [made("REQUEST", "PER")], ([("AID", "REQUEST")], [], [])),
        ([event("AID", "PER")], [made("REQUEST", "BOL")], ([], ["AID"], ["REQUEST"])),
        # With neither, one is held against the other.
        ([event("AID")], [made("REQUEST", "BOL")], ([("AID", "REQUEST")], [], [])),
        # One to one: what is told twice is extra the second time.
        ([event("AID")], [made("AID", words="sent"), made("AID", words="rice")], ([("AID", "AID")], [], ["AID"])),
        ([event("CONCEDE|RETREAT")], [made("RETREAT")], ([("CONCEDE|RETREAT", "RETREAT")], [], [])),
        (
            [AID, THANKS, JAIL],
            [made("COERCE", words="jailed"), made("AID", words="rice"), made("ACCUSE", words="thanked Peru")],
            ([("AID", "AID"), ("SUPPORT", "ACCUSE"), ("COERCE", "COERCE")], [], []),
        ),
    ],
)
def test_what_is_paired(events: list[GoldEvent], statements: list[Statement], expected: object) -> None:
    assert shape(matched(events, statements)) == expected


def test_of_several_right_ones_the_pair_with_the_right_sides_is_taken() -> None:
    events = [event("ACCUSE", "PER", "CHL"), event("ACCUSE", "CHL", "PER")]
    statements = [made("ACCUSE", "CHL", "PER", words="Chile"), made("ACCUSE", "PER", "CHL", words="Peru")]
    found = matched(events, statements)
    assert [(p.gold.source, p.statement.source[0].code, p.sides) for p in found.pairs] == [
        (("PER",), "PER", True),
        (("CHL",), "CHL", True),
    ]


@pytest.mark.parametrize(
    ("event_sides", "statement_sides", "symmetric", "level", "sides", "swapped"),
    [
        (("PER", "CHL"), ("PER:MIL", "CHL:GOV"), False, "country", True, False),
        (("PER", "CHL"), ("PER:MIL", "CHL:GOV"), False, "code", False, False),
        (("PER:MIL", "CHL"), ("PER:MIL", "CHL"), False, "code", True, False),
        (("PER", "CHL"), ("CHL", "PER"), False, "country", False, True),
        (("PER", "CHL"), ("CHL", "PER"), True, "country", True, False),
        (("PER", "CHL"), ("PER", "BOL"), False, "country", False, False),
        (("PER", "CHL BOL"), ("PER", "BOL"), False, "country", True, False),
        (("PER", ""), ("PER", "BOL"), False, "country", True, False),
        (("PER", "CHL"), ("PER", ""), False, "country", False, False),
        (("", ""), ("PER", "BOL"), False, "country", True, False),
        (("PER", "CHL"), ("BOL", "ECU"), False, "none", True, False),
        (("---:REB", "CHL"), ("---:REB", "CHL"), False, "country", True, False),
        (("PER", "IGO"), ("PER", "UNO"), False, "country", True, False),
        (("PER", "UNO"), ("PER", "IGO"), False, "country", False, False),
        (("---:REB", "CHL"), ("PER", "CHL"), False, "country", False, False),
    ],
)
def test_sides(
    event_sides: tuple[str, str],
    statement_sides: tuple[str, str],
    symmetric: bool,
    level: Any,
    sides: bool,
    swapped: bool,
) -> None:
    found = matched([event("AID", *event_sides)], [made("AID", *statement_sides, symmetric=symmetric)], actors=level)
    assert [(pair.sides, pair.swapped) for pair in found.pairs] == [(sides, swapped)]


def test_only_statuses_asked_for_count() -> None:
    events = [event("AID", status="planned"), event("SUPPORT", status="occurred"), event("COERCE")]
    statements = [made("AID", status="planned"), made("SUPPORT"), made("COERCE")]
    found = matched(events, statements, statuses=frozenset({"occurred"}))
    assert shape(found) == ([("SUPPORT", "SUPPORT"), ("COERCE", "COERCE")], [], [])


def test_filed_types_meet() -> None:
    events, statements = [event("AGREE", status="planned")], [made("AID", status="planned")]
    assert [pair.right for pair in matched(events, statements).pairs] == [False]
    filed = matched(events, statements, classes=replace(CLASSES, filed=True))
    assert [(pair.right, pair.made) for pair in filed.pairs] == [(True, "AGREE")]


@pytest.mark.parametrize(
    ("events", "statements", "kinds"),
    [
        ([AID], [made("AID", "PER", "CHL")], []),
        ([AID], [], ["missed"]),
        ([], [made("AID", "PER", "CHL")], ["extra"]),
        ([AID], [made("AGREE", "PER", "CHL")], ["class"]),
        ([AID], [made("AID", "CHL", "PER")], ["direction"]),
        ([AID], [made("AID", "PER", "BOL")], ["sides"]),
        ([event("AID", "PER", "CHL", status="planned")], [made("AID", "CHL", "PER")], ["direction", "status"]),
    ],
)
def test_faults(events: list[GoldEvent], statements: list[Statement], kinds: list[str]) -> None:
    assert [fault.kind for fault in faults(matched(events, statements), HOW)] == kinds


def test_what_is_told_again_need_not_count() -> None:
    first = made("AID", "PER", "CHL", words="sent rice")
    rest = [
        made("AID", "CHL", "PER"),
        made("AID", "BOL"),
        made("AID", "BOL", words="rice"),
        made("AGREE", "PER", "CHL"),
    ]
    assert len(matched([AID], [first, *rest]).extra) == 4
    # The turned one is of the same parties; Bolivia's is told twice.
    assert [s.event for s in matched([AID], [first, *rest], once=True).extra] == ["AID", "AGREE"]


def test_what_is_told_again_is_marked() -> None:
    statements = [made("AID", "PER", "CHL", words="sent rice"), made("AID", "PER", "CHL", words="rice to Chile")]
    (again,) = faults(matched([AID], statements), HOW)
    (other,) = faults(matched([AID], [statements[0], made("AID", "BOL", words="thanked")]), HOW)
    assert (again.why, other.why) == ("tells again of an event", "")


def test_reasons_of_what_was_missed_are_those_about_its_words() -> None:
    drops = [Drop(Span(5, 9), "no give by “sent”: no actor"), Drop(Span(31, 38), "elsewhere")]
    (fault,) = faults(matched([AID], []), HOW, why=lambda article: drops)
    assert fault.why == "no give by “sent”: no actor"
    (unseen,) = faults(matched([JAIL], []), HOW, why=lambda article: drops)
    assert unseen.why == "nothing in these words was considered"


def test_a_statement_that_was_not_sure_enough_is_told() -> None:
    text, one = gold(TEXT, AID), coded(TEXT, made("AID", "PER", "CHL", words="sent rice", confidence=0.31))
    (fault,) = faults(match(text, one, HOW, 0.5), HOW, 0.5)
    assert fault.why == "coded as AID with a confidence of 0.31 only"
