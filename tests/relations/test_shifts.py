"""Shifts on series made up with and without them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

import numpy as np
import polars as pl
import pytest
from making import GRC, TUR, article, episode, statement

from detente.relations import Relation
from detente.relations.points import Point
from detente.relations.segments import Counts, Means, boundaries
from detente.relations.shifts import Shift, shifts

HOSTILE, MIXED, FRIENDLY = (-6.0, -3.5, -2.0, -6.5), (4.0, -2.0, 2.5, -3.5), (5.0, 4.0, 2.5, 9.5)


def made(*stretches: tuple[int, float, Sequence[float]], seed: int = 7) -> list[Point]:
    """Points of several stretches: so many months, so many episodes a month, with scores of these."""
    rng = Random(seed)
    found, month = [], 0
    for months, rate, scores in stretches:
        for number in range(month, month + months):
            year, of_year = divmod(number, 12)
            for _ in range(int(rate) + (rng.random() < rate % 1)):
                day = date(2010 + year, of_year + 1, rng.randint(1, 28)).isoformat()
                score = rng.choice(scores)
                found.append(Point(f"e{len(found)}", day, day, "occurred", "both", 1 if score > 0 else 4, score))
        month += months
    return found


def of_kind(found: Sequence[Shift], kind: str) -> list[Shift]:
    return [shift for shift in found if shift.kind == kind]


@pytest.mark.parametrize(
    ("stretches", "kind", "expected"),
    [
        (((24, 1, HOSTILE), (24, 1, FRIENDLY)), "tone", [date(2012, 1, 1)]),
        (((24, 1, FRIENDLY), (24, 1, HOSTILE), (24, 1, FRIENDLY)), "tone", [date(2012, 1, 1), date(2014, 1, 1)]),
        (((36, 0.3, MIXED), (12, 4, MIXED)), "tone", []),
        (((12, 3, FRIENDLY), (12, 0.2, HOSTILE)), "conflict", []),
        (((24, 0.3, MIXED), (12, 4, MIXED), (24, 0.3, MIXED)), "cooperation", [date(2012, 1, 1), date(2013, 1, 1)]),
        (((24, 2, FRIENDLY), (24, 2, (*FRIENDLY, *HOSTILE))), "conflict", [date(2012, 1, 1)]),
    ],
)  # fmt: skip
def test_known_shifts_are_found_in_their_month_or_the_next(stretches, kind, expected):
    found = of_kind(shifts(made(*stretches)), kind)
    assert len(found) == len(expected)
    for shift, day in zip(found, expected, strict=True):
        assert abs((shift.at - day).days) <= 62
        assert shift.earliest <= shift.at <= shift.latest
        assert shift.p <= 0.05


def test_levels_are_the_means_and_rates_of_the_stretches():
    points = made((24, 1, HOSTILE), (24, 2, FRIENDLY))
    tone = of_kind(shifts(points), "tone")[0]
    before = [p.score for p in points if p.start and p.start < tone.at.isoformat()]
    assert tone.before == pytest.approx(sum(before) / len(before))
    assert (tone.episodes_before, tone.episodes_after) == (24, 48)
    conflict = of_kind(shifts(points), "conflict")[0]
    assert (conflict.before, conflict.after) == (pytest.approx(1.0), 0)


def test_few_series_without_a_shift_show_one():
    shown = sum(bool(of_kind(shifts(made((120, 0.8, MIXED), seed=seed)), "tone")) for seed in range(60))
    assert shown <= 6


@pytest.mark.parametrize(("least", "expected"), [(4, 1), (9, 0)])
def test_a_level_rests_on_so_many_episodes(least, expected):
    points = made((8, 1, HOSTILE), (8, 1, FRIENDLY))
    found = of_kind(shifts(points, least=least), "tone")
    assert len(found) == expected
    assert all(min(shift.episodes_before, shift.episodes_after) >= least for shift in found)


def test_what_made_a_shift_lies_near_it_and_points_its_way():
    points = made((60, 0.5, HOSTILE), (60, 0.5, FRIENDLY))
    by_id = {p.episode: p for p in points}
    shift = of_kind(shifts(points), "tone")[0]
    assert {part.side for part in shift.parts} == {"before", "after"}
    for part in shift.parts:
        one = by_id[part.episode]
        assert abs((date.fromisoformat(one.start or "") - shift.at).days) < 400
        assert (one.score > 0) is (part.side == "after")
        assert 0 < part.contribution < 1


def test_weeks_are_cut_at_mondays():
    found = shifts(made((12, 4, HOSTILE), (12, 4, FRIENDLY)), "week")
    assert found
    assert all(shift.at.weekday() == 0 for shift in found)


def test_the_same_points_give_the_same_shifts_in_any_order():
    points = made((24, 1, HOSTILE), (24, 1, FRIENDLY))
    assert shifts(points) == shifts(list(reversed(points))) == shifts(sorted(points, key=lambda p: p.score))


@pytest.mark.parametrize("points", [[], made((3, 1, MIXED)), [Point("e", "2016", "2020", "occurred", "both", 1, 4.0)]])
def test_too_little_gives_none(points):
    assert shifts(points) == ()


def test_thousands_of_episodes_take_no_long_time():
    points = made((240, 60, MIXED), (60, 60, FRIENDLY))
    assert [s.at for s in of_kind(shifts(points), "tone")] == [date(2030, 1, 1)]


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        (Means([[0.0], [1.0], [0.0], [1.0], [9.0], [10.0], [9.0], [10.0]], 2), [4]),
        (Means([[0.0, 9.0]] * 8, 2), []),
        (Means([], 2), []),
        (Counts([0, 1, 0, 0, 1, 0, 6, 7, 5, 8, 6, 7], 5, 3), [6]),
        (Counts([3] * 20, 5, 3), []),
        (Counts([0] * 20, 5, 3), []),
        (Counts([], 5, 3), []),
    ],
)
def test_boundaries(series, expected):
    assert [found.at for found in boundaries(series, alpha=0.05)] == expected


def test_the_best_partition_is_that_of_all_partitions():
    rng = np.random.default_rng(3)
    values = [*rng.normal(0, 1, 5), *rng.normal(5, 1, 5)]
    series = Means([[value] for value in values], 1)
    costs = [float(series.costs(np.array([0, cut]), np.array([cut, 10])).sum()) for cut in range(1, 10)]
    from detente.relations.segments import partition

    assert partition(series, 8.0) == [1 + int(np.argmin(costs))]


def test_a_shift_cites_its_episodes_with_their_words():
    months = [f"2019-{month:02}" for month in range(1, 13)] + [f"2020-{month:02}" for month in range(1, 13)]
    told = []
    for number, month in enumerate(months):
        bad = number < 12
        words = "Turkey threatened Greece." if bad else "Greece praised Turkey."
        text = article(f"{words} So it was in {month}.", f"{month}-20", "Aegean Courier")
        frame, score, quad = ("threaten", -5.0, 3) if bad else ("praise", 5.0, 1)
        sides = ((TUR,), (GRC,)) if bad else ((GRC,), (TUR,))
        told.append((statement(text, words, frame, *sides, score=score, quad=quad, start=f"{month}-18"), text))
    relation = Relation(
        "GRC", "TUR", [s for s, _ in told], [episode(pair) for pair in told], {text.id: text for _, text in told}
    )
    frame = relation.shifts()
    row = frame.row(by_predicate=pl.col("kind") == "tone", named=True)
    assert (row["at"], row["before"], row["after"]) == (date(2020, 1, 1), -5.0, 5.0)
    assert {(part["side"], part["quote"]) for part in row["made_by"]} == {
        ("before", "Turkey threatened Greece."),
        ("after", "Greece praised Turkey."),
    }
    assert {part["episode"] for part in row["made_by"]} <= set(relation.timeline()["episode"])
    assert Relation("CHL", "NOR").shifts().is_empty()
