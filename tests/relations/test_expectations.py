from __future__ import annotations

import pytest
from making import GRC, TUR, article, statement

from detente.model import Actor, Article, Statement
from detente.relations import Relation
from detente.relations.expectations import Expectation

ERDOGAN = Actor(name="Recep Tayyip Erdoğan", country="TUR", sector="GOV", office="president")
FIDAN = Actor(name="Hakan Fidan", country="TUR", sector="GOV", office="foreign minister")

# published, frame, status, first day, last day, and whatever else differs
Row = tuple[str, str, str, str | None, str | None]


def told(number: int, row: Row, **more: object) -> tuple[Article, Statement]:
    published, frame, status, start, end = row
    text = article(f"Dispatch {number} on {frame}.", published, "Pindus Wire")
    source, target = more.pop("source", (TUR,)), more.pop("target", (GRC,))
    return text, statement(text, text.text, frame, source, target, status=status, start=start, end=end, **more)


def ledger(*pairs: tuple[Article, Statement], as_of: str | None = None) -> tuple[Expectation, ...]:
    relation = Relation("GRC", "TUR", [s for _, s in pairs], [], {text.id: text for text, _ in pairs})
    return relation.ledger(as_of).expectations


def last_word(published: str) -> tuple[Article, Statement]:
    return told(99, (published, "praise", "occurred", None, None))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # A day is named, and on it, it happens.
        (
            [
                ("2024-05-01", "visit", "planned", "2024-06-04", "2024-06-04"),
                ("2024-06-05", "visit", "occurred", "2024-06-04", "2024-06-04"),
            ],
            ("planned", "fulfilled", 34),
        ),
        # Another visit, months later, is not the one that was announced.
        (
            [
                ("2024-05-01", "visit", "planned", "2024-06-04", "2024-06-04"),
                ("2024-11-05", "visit", "occurred", "2024-11-04", "2024-11-04"),
            ],
            ("planned", "lapsed", None),
        ),
        (
            [
                ("2024-05-01", "visit", "planned", "2024-06-04", "2024-06-04"),
                ("2024-06-02", "cancel-meeting", "occurred", "2024-06-01", "2024-06-01"),
            ],
            ("planned", "refuted", 31),
        ),
        (
            [
                ("2024-05-01", "joint-exercise", "planned", "2024-06", "2024-06"),
                ("2024-06-03", "call-off-exercise", "occurred", "2024-06-02", "2024-06-02"),
            ],
            ("planned", "refuted", 32),
        ),
        # Its time is not over by the last article.
        (
            [
                ("2024-05-01", "visit", "planned", "2024-06-04", "2024-06-04"),
                ("2024-06-20", "praise", "occurred", None, None),
            ],
            ("planned", "open", None),
        ),
        (
            [
                ("2024-05-01", "pledge-aid", "occurred", "2024-05-01", "2024-05-01"),
                ("2024-07-01", "give-aid", "occurred", "2024-06-30", "2024-06-30"),
            ],
            ("promised", "fulfilled", 60),
        ),
        (
            [
                ("2024-05-01", "threaten-sanctions", "occurred", "2024-05-01", "2024-05-01"),
                ("2024-05-11", "impose-sanctions", "occurred", "2024-05-10", "2024-05-10"),
            ],
            ("threatened", "fulfilled", 9),
        ),
        # A day that was over when it was announced is a misreading, and names none.
        (
            [
                ("2024-05-01", "lift-embargo", "planned", "2021", "2021"),
                ("2026-01-01", "praise", "occurred", None, None),
            ],
            ("planned", "open", None),
        ),
    ],
)
def test_what_came_of_it(rows, expected):
    (found,) = ledger(*(told(n, row) for n, row in enumerate(rows)))
    assert (found.kind, found.state, found.days) == expected


def test_who_came_has_to_be_who_was_to_come():
    plan = told(1, ("2024-05-01", "visit", "planned", "2024-06-04", "2024-06-04"), source=(ERDOGAN,))
    other = told(2, ("2024-06-05", "visit", "occurred", "2024-06-04", "2024-06-04"), source=(FIDAN,))
    same = told(3, ("2024-06-05", "visit", "occurred", "2024-06-04", "2024-06-04"), source=(ERDOGAN,))
    assert [e.state for e in ledger(plan, other)] == ["open"]
    assert [e.state for e in ledger(plan, same)] == ["fulfilled"]


def test_the_host_receives_whom_it_invited():
    asked = told(1, ("2024-05-01", "invite", "occurred", None, None), source=(GRC,), target=(TUR,))
    came = told(2, ("2024-08-01", "visit", "occurred", "2024-07-31", "2024-07-31"))
    went = told(3, ("2024-08-01", "visit", "occurred", "2024-07-31", "2024-07-31"), source=(GRC,), target=(TUR,))
    assert [e.state for e in ledger(asked, came)] == ["fulfilled"]
    assert [e.state for e in ledger(asked, went)] == ["open"]


def test_without_a_day_what_comes_often_needs_the_same_person():
    plan = told(1, ("2024-05-01", "meet", "planned", None, None), source=(FIDAN,), symmetric=True)
    met = told(2, ("2024-06-01", "meet", "occurred", "2024-05-31", "2024-05-31"), source=(FIDAN,), symmetric=True)
    others = told(3, ("2024-06-01", "meet", "occurred", "2024-05-31", "2024-05-31"), symmetric=True)
    assert [e.state for e in ledger(plan, met)] == ["fulfilled"]
    assert [e.state for e in ledger(plan, others)] == ["open"]


def test_what_is_told_after_the_day_asked_for_does_not_count():
    plan = told(1, ("2024-05-01", "visit", "planned", "2024-06-04", "2024-06-04"))
    came = told(2, ("2024-06-05", "visit", "occurred", "2024-06-04", "2024-06-04"))
    (before,), (after,) = ledger(plan, came, as_of="2024-05-20"), ledger(plan, came, as_of="2024-07-01")
    assert (before.state, before.closed) == ("open", None)
    assert (after.state, after.closed.words, after.closed_on) == ("fulfilled", "Dispatch 2 on visit.", "2024-06-04")
    assert ledger(plan, came, as_of="2024-04-01") == ()


def test_it_lapses_only_if_articles_went_on():
    plan = told(1, ("2024-05-01", "visit", "planned", "2024-06-04", "2024-06-04"))
    assert [e.state for e in ledger(plan, as_of="2025-01-01")] == ["open"]
    assert [e.state for e in ledger(plan, last_word("2024-09-01"))] == ["lapsed"]


def test_open_for_long_without_a_day_is_stale():
    plan = told(1, ("2020-05-01", "lift-embargo", "planned", None, None))
    assert [(e.state, e.stale) for e in ledger(plan, last_word("2020-09-01"))] == [("open", False)]
    assert [(e.state, e.stale) for e in ledger(plan, last_word("2023-09-01"))] == [("open", True)]


@pytest.mark.parametrize(
    "words",
    ["He is the first Turkish president to visit Athens", "It was the highest ranking delegation to come to Athens"],
)
def test_a_record_is_no_plan(words):
    text = article(f"{words} in years.", "2024-05-01")
    assert not ledger((text, statement(text, words, "visit", (TUR,), (GRC,), status="planned")))


def test_whose_word_it_is():
    text = article("Turkey will visit, they said.", "2024-05-01", "Pindus Wire", author="D. Marinos")
    words = "Turkey will visit"
    named = statement(text, words, "visit", (TUR,), (GRC,), status="planned", attributed_to=("the foreign ministry",))
    unnamed = statement(text, words, "visit", (TUR,), (GRC,), status="planned", attributed_to=("they",))
    assert [e.by for e in ledger((text, named))] == [("the foreign ministry",)]
    assert [e.by for e in ledger((text, unnamed))] == [()]
