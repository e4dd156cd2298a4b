from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from making import DEU, GRC, TUR, article, statement

from detente.model import Actor
from detente.relations import Relation
from detente.relations.compare import Comparison


def made(one: Actor, other: Actor, scores: dict[str, float]) -> Relation:
    """A relation in which something of a score happens on each of several days."""
    text = article("The two governments dealt with each other.", "2024-01-01")
    told = [
        statement(text, text.text, f"deed-{day}", (one,), (other,), start=day, score=score, quad=1 if score > 0 else 4)
        for day, score in scores.items()
    ]
    return Relation(one.country, other.country, told, [], {text.id: text})


MONTHS = [f"{year}-{month:02}" for year in (2020, 2021) for month in range(1, 13)]
WAVES = {f"{month}-15": 5.0 if number // 3 % 2 else -5.0 for number, month in enumerate(MONTHS)}
UPSIDE_DOWN = {day: -score for day, score in WAVES.items()}


@pytest.fixture
def comparison() -> Comparison:
    return Comparison([made(GRC, TUR, WAVES), made(GRC, DEU, UPSIDE_DOWN), made(DEU, TUR, {"2021-03-02": 4.0})])


def test_paths_are_over_the_same_periods(comparison: Comparison):
    frame = comparison.paths()
    assert frame.group_by("relation").len()["len"].to_list() == [24, 24, 24]
    assert frame["relation"][:3].to_list() == ["GRC–TUR", "GRC–DEU", "DEU–TUR"]
    assert frame.filter(pl.col("relation") == "DEU–TUR")["episodes"].sum() == 1
    short = comparison.paths("week", since="2021-03", until="2021-04")
    assert short["period"].min() == date(2021, 3, 1)


def test_a_path_is_the_series_of_its_relation(comparison: Comparison):
    path = comparison.paths().filter(pl.col("relation") == "GRC–TUR").drop("relation")
    series = comparison.relations[0].series().filter(pl.col("direction") == "joint").drop("direction")
    assert path.equals(series)


def test_sums_count_episodes_and_end_on_the_same_month(comparison: Comparison):
    frame = comparison.sums()
    assert frame["episodes"].to_list() == [24, 24, 1]
    assert frame["material_conflict"].to_list() == [12, 12, 0]
    assert frame["score_mean"].to_list() == [0, 0, 4]
    assert frame["last"].to_list() == [date(2021, 12, 15), date(2021, 12, 15), date(2021, 3, 2)]
    assert frame["level"].to_list() == comparison.paths()["level"][-3:].to_list()


def test_levels_that_move_together_or_against_each_other(comparison: Comparison):
    rows = {(one, other): (r, n) for one, other, r, n in comparison.correlation().iter_rows()}
    assert rows["GRC–TUR", "GRC–DEU"] == (pytest.approx(-1), 23)
    assert rows["GRC–TUR", "DEU–TUR"] == (None, 9)


def test_nothing_to_compare():
    empty = Comparison([])
    assert empty.paths().is_empty()
    assert empty.sums().is_empty()
    assert empty.correlation().is_empty()
    never = Comparison([Relation("CHL", "NOR")])
    assert never.paths().is_empty()
    assert never.sums()["episodes"].to_list() == [0]
