"""Forecasts from repetition: what is used, what is not, and what comes out on top."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.forecast.baselines import DyadEvent, Query, Recurrency, Weights, forecast

NEW_YEAR = date(2020, 1, 1)
STATES = ("Chile", "Peru", "Ghana", "Togo")
DEEDS = ("visit", "accuse", "aid")


def day(number: int) -> date:
    return NEW_YEAR + timedelta(days=number)


def event(source: str, relation: str, target: str, number: int) -> DyadEvent:
    return DyadEvent(source, relation, target, day(number))


def first(query: Query, events: list[DyadEvent]) -> str:
    return forecast([query], events)[0][0][0]


events_of_a_month = st.lists(
    st.builds(event, st.sampled_from(STATES), st.sampled_from(DEEDS), st.sampled_from(STATES), st.integers(0, 29)),
    min_size=1,
    max_size=40,
)
queries_of_a_month = st.builds(
    lambda known, relation, number, side: Query(
        known if side else None, relation, None if side else known, day(number)
    ),
    st.sampled_from(STATES),
    st.sampled_from(DEEDS),
    st.integers(0, 29),
    st.booleans(),
)


@settings(deadline=None, max_examples=60)
@given(events_of_a_month, queries_of_a_month)
def test_nothing_dated_on_the_day_asked_or_later_is_used(events: list[DyadEvent], query: Query) -> None:
    earlier = [e for e in events if e.day < query.day]
    assert forecast([query], events) == forecast([query], earlier)


@settings(deadline=None, max_examples=40)
@given(events_of_a_month, st.lists(queries_of_a_month, min_size=2, max_size=6))
def test_queries_and_order_of_input_do_not_change_an_answer(events: list[DyadEvent], queries: list[Query]) -> None:
    together = forecast(queries, events)
    assert together == [forecast([query], events)[0] for query in queries]
    assert together == forecast(queries, events[::-1])
    assert together[::-1] == forecast(queries[::-1], events)


@pytest.mark.parametrize(
    ("events", "query", "answer"),
    [
        pytest.param(
            [event("Chile", "visit", "Peru", 1), event("Chile", "visit", "Togo", 20)],
            Query("Chile", "visit", None, day(30)),
            "Togo",
            id="the more recent",
        ),
        pytest.param(
            [event("Chile", "visit", "Peru", n) for n in range(10)] + [event("Chile", "visit", "Togo", 12)],
            Query("Chile", "visit", None, day(30)),
            "Peru",
            id="the habitual",
        ),
        pytest.param(
            [event("Peru", "accuse", "Chile", 1), event("Ghana", "accuse", "Togo", 2)],
            Query(None, "accuse", "Chile", day(3)),
            "Peru",
            id="the source is asked",
        ),
        pytest.param(
            [
                *(event(a, kind, b, n) for a, b in [("Ghana", "Togo"), ("Peru", "Togo")] for kind, n in
                  [("accuse", 1), ("expel", 3)]),
                event("Chile", "accuse", "Peru", 10),
                event("Chile", "praise", "Ghana", 12),
            ],
            Query("Chile", "expel", None, day(14)),
            "Peru",
            id="what led to it elsewhere",
        ),
        pytest.param(
            [event("Ghana", "aid", "Togo", 1), event("Chile", "aid", "Togo", 2), event("Chile", "visit", "Peru", 9)],
            Query("Samoa", "aid", None, day(10)),
            "Togo",
            id="a party never seen: those usually on that side",
        ),
    ],
)  # fmt: skip
def test_first_answer(events: list[DyadEvent], query: Query, answer: str) -> None:
    assert first(query, events) == answer


def test_equal_scores_stand_in_order_of_the_name() -> None:
    events = [event("Chile", "visit", name, 1) for name in ("Togo", "Peru", "Ghana")]
    ranking = forecast([Query("Chile", "visit", None, day(2))], events)[0]
    assert [name for name, _ in ranking] == ["Ghana", "Peru", "Togo"]
    assert len({score for _, score in ranking}) == 1


def test_limit_and_no_history() -> None:
    events = [event("Chile", "visit", f"State {n:02}", n) for n in range(20)]
    assert len(forecast([Query("Chile", "visit", None, day(40))], events, limit=5)[0]) == 5
    assert forecast([Query("Chile", "visit", None, day(0))], events) == [[]]


def test_weights_decide_between_habit_and_recency() -> None:
    events = [*(event("Chile", "visit", "Peru", n) for n in range(5)), event("Chile", "visit", "Togo", 29)]
    query = Query("Chile", "visit", None, day(30))
    assert forecast([query], events, weights=Weights(decay=0.0))[0][0][0] == "Peru"
    assert forecast([query], events, weights=Weights(decay=2.0))[0][0][0] == "Togo"


@pytest.mark.parametrize("query", [Query(None, "visit", None, day(5)), Query("Chile", "visit", "Peru", day(5))])
def test_a_query_leaves_one_side_open(query: Query) -> None:
    with pytest.raises(InputError, match="exactly one"):
        forecast([query], [event("Chile", "visit", "Peru", 1)])


def test_a_model_refuses_days_it_has_seen_and_events_out_of_order() -> None:
    model = Recurrency()
    model.observe([event("Chile", "visit", "Peru", 5)])
    with pytest.raises(InputError, match="already known"):
        model.rank(Query("Chile", "visit", None, day(5)))
    with pytest.raises(InputError, match="sort events by day"):
        model.observe([event("Chile", "visit", "Peru", 4)])
