from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from detente.errors import InputError
from detente.relations import Relation
from detente.relations.points import Point, main_period, shares
from detente.relations.series import axis, series_frame


def point(start: str | None, end: str | None = None, score: float = 4.0, **more: object) -> Point:
    values = {"status": "occurred", "direction": "both", "quad": 1 if score >= 0 else 4, **more}
    return Point(f"e{start}{end}{score}{values['direction']}", start, end, score=score, **values)  # type: ignore[arg-type]


def joint(points: list[Point], by: str = "month", **more: object) -> pl.DataFrame:
    frame = series_frame(points, axis(points, by), **more)  # type: ignore[arg-type]
    return frame.filter(pl.col("direction") == "joint")


@pytest.mark.parametrize(
    ("start", "end", "by", "expected"),
    [
        ("2024-03-05", "2024-03-05", "month", [(date(2024, 3, 1), 1.0)]),
        ("2024-03", "2024-03", "month", [(date(2024, 3, 1), 1.0)]),
        ("2024-03", None, "month", [(date(2024, 3, 1), 1.0)]),
        ("2024-01-31", "2024-02-03", "month", [(date(2024, 1, 1), 0.25), (date(2024, 2, 1), 0.75)]),
        ("2023-12-31", "2024-01-01", "month", [(date(2023, 12, 1), 0.5), (date(2024, 1, 1), 0.5)]),
        ("2024-03-05", None, "week", [(date(2024, 3, 4), 1.0)]),
        ("2024-03-10", "2024-03-11", "week", [(date(2024, 3, 4), 0.5), (date(2024, 3, 11), 0.5)]),
        ("2016", "2023-11-07", "month", [(None, 1.0)]),
        (None, "2023-12", "month", [(None, 1.0)]),
        (None, None, "month", [(None, 1.0)]),
        ("2024-02-03", "2024-01-31", "month", [(None, 1.0)]),
        ("soon", None, "month", [(None, 1.0)]),
    ],
)
def test_shares_of_the_periods_in_which_an_episode_may_fall(start, end, by, expected):
    assert shares(point(start, end), by, "spread") == expected


def test_a_year_is_shared_out_by_days_or_left_without_a_period():
    spread = shares(point("2023", "2023"), "month", "spread")
    assert len(spread) == 12
    assert spread[1] == (date(2023, 2, 1), pytest.approx(28 / 365))
    assert sum(share for _, share in spread) == pytest.approx(1)
    assert shares(point("2023", "2023"), "month", "null") == [(None, 1.0)]


def test_what_goes_on_counts_when_it_began():
    going_on = point("2024-03-05", "2024-09-30", status="ongoing")
    assert shares(going_on, "month", "spread") == [(date(2024, 3, 1), 1.0)]


@pytest.mark.parametrize(
    ("start", "end", "by", "expected"),
    [
        ("2020-11-29", "2020-12-01", "month", date(2020, 11, 1)),
        ("2020-11-30", "2020-12-01", "month", date(2020, 11, 1)),
        ("2020-11-30", "2020-12-02", "month", date(2020, 12, 1)),
        ("2020-11-10", "2020-12-20", "month", None),
        ("2020-11", "2020-11", "week", None),
        ("2020", None, "month", None),
    ],
)
def test_the_period_that_holds_most_of_the_days(start, end, by, expected):
    assert main_period(point(start, end), by) == expected


def test_periods_without_episodes_are_present_and_the_sums_hold():
    points = [point("2024-01-10"), point("2024-01-20", score=-6.0), point("2024-04", "2024-04"), point(None)]
    frame = joint(points)
    assert frame["period"].to_list() == [date(2024, month, 1) for month in (1, 2, 3, 4)] + [None]
    assert frame["episodes"].to_list() == [2, 0, 0, 1, 1]
    assert frame["score_sum"].to_list() == [-2, 0, 0, 4, 4]
    assert frame["score_mean"].to_list() == [-1, None, None, 4, 4]
    assert frame["material_conflict"].to_list() == [1, 0, 0, 0, 0]
    assert frame["level"].null_count() == 1


def test_what_the_two_do_together_counts_both_ways_and_once_in_all():
    ways = ("a→b", "a→b", "b→a", "both")
    points = [point(f"2024-01-0{n}", direction=way) for n, way in enumerate(ways, 1)]
    frame = series_frame(points, axis(points, "month"))
    assert dict(frame.select("direction", "episodes").rows()) == {"joint": 4, "a→b": 3, "b→a": 2}


def test_the_level_halves_its_memory_in_every_half_life_and_goes_back_to_nothing():
    # Ten episodes on the last day of a month: their weights are known at the end of every later one.
    points = [point("2024-01-31", score=6.0, direction="a→b")._replace(episode=f"e{n}") for n in range(10)]
    frame = series_frame(points, axis(points, "month", until="2024-03-31"), half_life=29.0)
    level = dict(frame.filter(pl.col("direction") == "a→b").select("period", "level").rows())
    weight = 10 * 0.5 ** (1 / 29)
    assert level[date(2024, 1, 1)] == pytest.approx(6 * weight / (weight + 1))
    assert level[date(2024, 2, 1)] == pytest.approx(6 * weight / 2 / (weight / 2 + 1))
    assert 0 < level[date(2024, 3, 1)] < level[date(2024, 2, 1)]
    other_way = frame.filter(pl.col("direction") == "b→a")
    assert other_way["level"].to_list() == [0, 0, 0]


def test_an_axis_from_a_later_day_keeps_the_memory_of_what_came_before():
    points = [point("2024-01-10"), point("2024-05-10")]
    whole = joint(points)
    frame = series_frame(points, axis(points, "month", since="2024-03", until="2024-06")).filter(
        pl.col("direction") == "joint"
    )
    assert frame["period"].to_list() == [date(2024, month, 1) for month in (3, 4, 5, 6)]
    assert frame["level"][0] == pytest.approx(whole["level"][2])


def test_weeks_go_over_the_turn_of_a_year():
    frame = joint([point("2020-12-30"), point("2021-01-12")], "week")
    assert frame["period"].to_list() == [date(2020, 12, 28), date(2021, 1, 4), date(2021, 1, 11)]


@pytest.mark.parametrize("half_life", [0, -3, float("nan")])
def test_a_half_life_has_to_be_a_time(half_life):
    with pytest.raises(InputError, match="half-life"):
        series_frame([point("2024")], axis([], "month"), half_life=half_life)


def test_the_order_of_the_episodes_does_not_matter(relation: Relation):
    turned = list(reversed(relation.points))
    assert relation.series().equals(series_frame(turned, axis(turned, "month")))
