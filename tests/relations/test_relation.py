from __future__ import annotations

from datetime import date

import msgspec
import polars as pl
import pytest
from making import GRC, TUR, article, statement

from detente.relations import Relation


def test_timeline_is_in_time_order_with_undated_last(relation: Relation):
    dates = relation.timeline()["date"].to_list()
    dated = [day for day in dates if day]
    assert dated == sorted(dated) == ["2021", "2022-05-09", "2023-12-07", "2023-12-07", "2025-03"]
    assert dates[len(dated) :] == [None, None]


def test_timeline_row_tells_the_episode_with_its_best_quote(relation: Relation):
    row = relation.timeline().row(by_predicate=pl.col("frame") == "visit", named=True)
    assert row["quote"] == "Erdoğan arrived in Athens on Thursday."
    assert row["outlet"] == "Aegean Courier"
    assert (row["source"], row["target"]) == ("Turkey (Recep Tayyip Erdoğan)", "Greece")
    assert (row["direction"], row["status"]) == ("b→a", "occurred")
    assert (row["statements"], row["articles"]) == (3, 3)


def test_a_statement_without_an_episode_is_not_lost(relation: Relation):
    assert "threaten" in relation.timeline()["frame"].to_list()


def test_only_statements_between_the_two_are_its_own(relation: Relation):
    frame = relation.statements()
    assert len(frame) == 10
    assert not {"welcome-step", "appeal"} & set(frame["frame"])
    assert frame["published"].to_list() == sorted(frame["published"])


def test_series_counts_episodes_that_happened_once_each(relation: Relation):
    frame = relation.series()
    assert frame.filter(pl.col("direction") == "joint")["episodes"].sum() == pytest.approx(5)
    december = frame.filter(pl.col("period") == date(2023, 12, 1))
    assert december.select("direction", "episodes", "score_sum").rows() == [
        ("joint", 2, 7.5),
        ("a→b", 1, 5.0),
        ("b→a", 2, 7.5),
    ]


def test_series_keeps_episodes_dated_too_coarsely_in_rows_without_a_period(relation: Relation):
    undated = relation.series(by="week", coarse="null").filter(pl.col("period").is_null())
    assert undated.select("direction", "material_cooperation", "verbal_conflict").rows() == [
        ("joint", 1, 1),
        ("a→b", 1, 0),
        ("b→a", 0, 1),
    ]
    assert relation.series(by="week").filter(pl.col("period").is_null())["verbal_conflict"].sum() == 0


def test_sides_turned_round_turn_the_directions(records):
    conflict = pl.col("material_conflict") > 0
    assert Relation("TUR", "GRC", *records).series().filter(conflict)["direction"].to_list() == ["joint", "a→b"]


def test_nothing_between_two_sides_gives_empty_frames_and_a_brief_that_says_so(records):
    relation = Relation("CHL", "NOR", *records)
    assert relation.timeline().is_empty()
    assert relation.series().is_empty()
    assert relation.statements().is_empty()
    assert relation.brief().coverage
    assert "Norway" in relation._repr_html_()


def test_a_statement_whose_article_is_missing_is_shown_without_a_quote():
    text = article("Greece met Turkey.", "2024-01-01")
    told = statement(text, text.text, "meet", (GRC,), (TUR,))
    relation = Relation("GRC", "TUR", [told], [], {})
    assert relation.timeline()["quote"].to_list() == [""]
    assert relation.brief().sources == ()


def test_same_records_give_the_same_brief(records):
    statements, episodes, articles = records
    again = Relation("GRC", "TUR", list(reversed(statements)), list(reversed(episodes)), articles)
    assert msgspec.json.encode(again.brief()) == msgspec.json.encode(Relation("GRC", "TUR", *records).brief())
