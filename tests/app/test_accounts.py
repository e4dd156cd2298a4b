"""The order in which a page tells the parts of a ledger."""

from __future__ import annotations

from detente.app.accounts import AccountRead
from detente.model import Span
from detente.relations.evidence import Cited
from detente.relations.expectations import Expectation, State
from detente.relations.instruments import Instrument
from detente.relations.steps import Step

WORDS = Cited(article="a1", quote=Span(0, 5), words="words", published="2024-01-01")


def expected(state: State, opened_on: str, *, stale: bool = False) -> Expectation:
    return Expectation(
        kind="planned",
        state=state,
        frame="visit",
        source="Peru",
        target="Chile",
        direction="a→b",
        opened_on=opened_on,
        stale=stale,
        opened=WORDS,
    )


def instrument(name: str, start: str) -> Instrument:
    step = Step(effect="starts", status="occurred", start=start, end=start, cited=WORDS)
    return Instrument(name=name, by="both", state="active", since=start, steps=(step,))


def read(**parts: object) -> AccountRead:
    return AccountRead(a="PER", b="CHL", a_name="Peru", b_name="Chile", as_of="2024-06-01", **parts)  # type: ignore[arg-type]


def test_what_is_to_come_stands_before_what_is_over_and_the_latest_first():
    told = [("open", "2020", True), ("fulfilled", "2021", False), ("open", "2023", False), ("open", "2024", False)]
    page = read(expectations=tuple(expected(state, day, stale=stale) for state, day, stale in told))  # type: ignore[arg-type]
    assert [one.opened_on for one in page.entries] == ["2024", "2023", "2021", "2020"]  # type: ignore[union-attr]


def test_the_instrument_that_changed_last_stands_first():
    page = read(instruments=(instrument("aid", "2019"), instrument("embargo", "2022"), instrument("tariffs", "2020")))
    assert [one.name for one in page.entries] == ["embargo", "tariffs", "aid"]  # type: ignore[union-attr]
