"""What goes on and what was done: tense and the kind of deed tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.codebook.plover import Plover
from detente.coding.lasting import Lasting
from detente.errors import CodebookError
from detente.model import Article
from detente.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "frame", "status"),
    [
        ("Rabat trains their officers at Meknes.", "train-forces", "ongoing"),
        ("Rabat recalls its envoy from Paris.", "recall-envoy", "occurred"),
        ("Rabat trained their officers at Meknes.", "train-forces", "occurred"),
        ("France has trained Niger's gendarmes since 2013.", "train-forces", "ongoing"),
        ("France has trained Niger's gendarmes.", "train-forces", "occurred"),
        ("Chad has closed its border with Sudan.", "close-border", "occurred"),
        ("The border between Chad and Sudan has been closed since June.", "close-border", "ongoing"),
        ("Sudanese troops have occupied the Kenyan village ever since.", "occupy", "ongoing"),
        ("Turkey hosts four million Syrian refugees.", "grant-asylum", "ongoing"),
        ("12 March 1987. Libya occupies the Aouzou strip in Chad.", "occupy", "occurred"),
        ("When Kenya patrols the lake, Uganda protests.", "patrol", "occurred"),
        ("Kenya does not patrol the lake.", "patrol", "negated"),
    ],
)
def test_activities_in_the_present_and_states_since_a_time_go_on(
    pipeline: Pipeline, text: str, frame: str, status: str
) -> None:
    coded = pipeline.code(Article(id="a", text=text, published="2024-06-05"))
    assert {(s.frame, s.status) for s in coded.statements if s.frame == frame} == {(frame, status)}


@pytest.mark.parametrize(
    ("text", "frame", "status", "start"),
    [
        ("Turkey's president visits Togo on Thursday.", "visit", "planned", "2024-06-06"),
        ("Turkey's president is visiting Togo on Thursday.", "visit", "planned", "2024-06-06"),
        ("Togo and Mali sign a border treaty on 12 June.", "sign-agreement", "planned", "2024-06-12"),
        ("Chad recalls its envoy from Paris on Tuesday over the raid.", "recall-envoy", "occurred", "2024-06-04"),
        ("Chad recalled its envoy from Paris on Tuesday.", "recall-envoy", "occurred", "2024-06-04"),
    ],
)
def test_the_present_tense_with_a_day_to_come_tells_of_a_plan(
    pipeline: Pipeline, text: str, frame: str, status: str, start: str
) -> None:
    coded = pipeline.code(Article(id="a", text=text, published="2024-06-05"))
    assert [(s.status, s.start) for s in coded.statements if s.frame == frame] == [(status, start)]


def test_an_unknown_frame_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "lasting.csv").write_text("kind,frames\nactivity,juggle\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="juggle"):
        Lasting.load(Plover.load(), [tmp_path])
