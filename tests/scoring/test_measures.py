"""Figures that can be computed on paper, and intervals that have a closed form."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from scoring_rows import CLASSES, HOW, coded, event, gold, statement

from detente.errors import InputError
from detente.evaluation.calibration import ENOUGH, gap, reliability
from detente.evaluation.gold import GoldReader, GoldText, Sample
from detente.evaluation.measures import Measure, Score, Tally, scores, tally
from detente.evaluation.pairing import match
from detente.evaluation.result import Cell, Evaluation, comparison, evaluation
from detente.evaluation.sides import Sides
from detente.model import Coded


def small() -> tuple[list[GoldText], list[Coded]]:
    """AID: 2 of 3 found, 1 of these with sides changed; PROTEST: 1 found, 1 extra; ACCUSE is taken for REJECT."""
    rows = [
        ([event("AID", "PER", "CHL", status="planned")], [statement("AID", "PER", "CHL", status="planned")]),
        ([event("AID", "PER", "CHL", status="planned")], [statement("AID", "CHL", "PER")]),
        ([event("AID", "PER", "CHL")], []),
        ([event("PROTEST", "PER")], [statement("PROTEST", "PER:CVL")]),
        ([event("ACCUSE", "PER", "CHL")], [statement("REJECT", "PER", "CHL")]),
        ([], [statement("PROTEST", "BOL", confidence=0.4)]),
    ]
    texts = [gold(f"Text {n}.", *events) for n, (events, _) in enumerate(rows)]
    return texts, [coded(f"Text {n}.", *statements) for n, (_, statements) in enumerate(rows)]


def found(thresholds: tuple[float, ...] = (0.0,)) -> Evaluation:
    texts, several = small()
    return evaluation(Sample(tuple(texts)), several, HOW, thresholds)


def row(score: Score) -> tuple[int, int, int, int]:
    return score.gold, score.coded, score.right, score.right_sides


def test_counts_and_figures() -> None:
    e = found()
    assert {s.name: row(s) for s in e.classes} == {
        "ACCUSE": (1, 0, 0, 0),
        "AID": (3, 2, 2, 1),
        "PROTEST": (1, 2, 1, 1),
        "REJECT": (0, 1, 0, 0),
    }
    aid = next(s for s in e.classes if s.name == "AID")
    assert (aid.precision.value, aid.recall.value, aid.f1.value) == (1.0, 0.6667, 0.8)
    assert (aid.precision_sides.value, aid.recall_sides.value, aid.f1_sides.value) == (0.5, 0.3333, 0.4)
    assert row(e.micro) == (5, 5, 3, 2)
    assert (e.micro.precision.value, e.micro.recall.value, e.micro.f1.value) == (0.6, 0.6, 0.6)
    assert e.micro.f1_sides.value == 0.4
    # ACCUSE 0, AID 4/5, PROTEST 2/3; REJECT is no class of gold.
    assert e.macro.f1.value == pytest.approx((0 + 4 / 5 + 2 / 3) / 3, abs=1e-4)
    assert e.macro.precision.value == pytest.approx((0 + 1 + 1 / 2) / 3, abs=1e-4)
    assert (e.status.value, e.status_of) == (0.5, 2)
    assert (e.texts, e.without_event, e.falsely_coded) == (6, 1, 1)
    assert [f.kind for f in e.faults] == ["direction", "status", "missed", "class", "extra"]


def test_confusion() -> None:
    assert found().confusion == (
        Cell("(extra)", "PROTEST", 1),
        Cell("ACCUSE", "REJECT", 1),
        Cell("AID", "(missed)", 1),
        Cell("AID", "AID", 2),
        Cell("PROTEST", "PROTEST", 1),
    )


def test_thresholds() -> None:
    all_of_them, sure, surest = found((0.0, 0.5, 0.95)).thresholds
    assert row(all_of_them.micro) == (5, 5, 3, 2)
    assert row(sure.micro) == (5, 4, 3, 2)
    assert sure.micro.precision.value == 0.75
    assert row(surest.micro) == (5, 0, 0, 0)
    assert surest.micro.precision == Measure()
    assert surest.micro.recall.value == 0.0


def test_a_class_that_is_not_defined_has_no_figure() -> None:
    reject = next(s for s in found().classes if s.name == "REJECT")
    assert reject.recall == Measure()
    assert reject.precision.value == 0.0


def test_the_same_sample_gives_the_same_intervals() -> None:
    assert found() == found()


def of_one_class(right: int, texts: int) -> Tally:
    """One event and one statement in each text, of which some are right."""
    counts = np.ones((texts, 1, 4))
    counts[right:, :, 2:] = 0
    return Tally(("AID",), counts, np.zeros((texts, 2)))


@pytest.mark.parametrize(("right", "texts"), [(300, 400), (60, 120), (190, 200)])
def test_intervals_are_those_of_a_binomial_share(right: int, texts: int) -> None:
    share = right / texts
    half = 1.96 * sqrt(share * (1 - share) / texts)
    measure = scores(of_one_class(right, texts), resamples=4000).micro.precision
    assert measure.value == pytest.approx(share, abs=1e-4)
    assert measure.low == pytest.approx(share - half, abs=0.15 * half + 1 / texts)
    assert measure.high == pytest.approx(share + half, abs=0.15 * half + 1 / texts)


def test_intervals_are_wider_where_the_events_of_a_text_go_together() -> None:
    """Ten texts of ten events, all right or all wrong, are no more than ten observations."""
    counts = np.full((10, 1, 4), 10.0)
    counts[5:, :, 2:] = 0
    together = scores(Tally(("AID",), counts, np.zeros((10, 2)))).micro.precision
    apart = scores(of_one_class(50, 100)).micro.precision
    assert together.value == apart.value == 0.5
    assert together.low is not None and together.high is not None and apart.low is not None and apart.high is not None
    assert together.high - together.low > 2 * (apart.high - apart.low)


@pytest.mark.parametrize(("right", "expected"), [(3, Measure(1.0, 0.2924, 1.0)), (0, Measure(0.0, 0.0, 0.7076))])
def test_where_all_or_none_is_right_the_exact_bound_stands(right: int, expected: Measure) -> None:
    # 0.025 ** (1 / 3) = 0.2924, as in the tables of Clopper and Pearson.
    assert scores(of_one_class(right, 3)).micro.recall == expected


@pytest.mark.parametrize("texts", [1, 3])
def test_a_sample_without_any_event_has_no_figures(texts: int) -> None:
    several = [match(gold("Rain."), coded("Rain."), HOW)] * texts
    empty = scores(tally(several, HOW))
    assert (empty.classes, empty.micro.f1, empty.macro.f1, empty.status) == ((), Measure(), Measure(), Measure())


def test_reliability() -> None:
    """Of 20 statements of confidence 0.9, 18 are right; of 20 of 0.35, 2: gaps of 0 and 0.25."""
    several = []
    for confidence, right in ((0.9, 18), (0.35, 2)):
        for n in range(20):
            events = [event("AID")] if n < right else []
            one = statement("AID", confidence=confidence)
            several.append(match(gold("Text.", *events), coded("Text.", one), HOW))
    low, high = reliability(several)
    assert (low.low, low.statements, low.confidence, low.right) == (0.3, 20, 0.35, 0.1)
    assert (high.low, high.statements, high.confidence, high.right) == (0.9, 20, 0.9, 0.9)
    assert gap((low, high)) == pytest.approx(0.125)
    assert reliability(several[: ENOUGH - 1]) == ()
    assert gap(()) is None


def test_texts_that_do_not_tell_the_class_are_left_out() -> None:
    records = [
        {"text": "Peru visited.", "events": ["visit"]},
        {"text": "Peru helped.", "events": ["AID"]},
        {"text": "Rain.", "events": []},
    ]
    sample = GoldReader(CLASSES, Sides()).read(records)
    how, told = comparison(HOW, sample, None)
    assert (how.by, len(told.texts)) == ("event", 3)
    how, told = comparison(HOW, sample, "frame")
    assert [text.text for text in told.texts] == ["Peru visited.", "Rain."]
    assert [(item.source, item.reason) for item in told.left_out] == [("record 2", "an event has no frame")]


@pytest.mark.parametrize(
    ("how", "by", "words"),
    [
        (HOW, "colour", "by: 'colour' is none of event, frame, mode, quad"),
        (replace(HOW, actors="name"), None, "actors: 'name' is none of none, country, code"),
        (replace(HOW, statuses=frozenset({"done"})), None, "unknown status 'done'"),
        (HOW, "frame", "no event of the sample has a frame"),
    ],
)
def test_what_cannot_be_compared_is_an_error(how: object, by: object, words: str) -> None:
    sample = Sample((gold("Peru helped.", event("AID")),))
    with pytest.raises(InputError, match=words):
        comparison(how, sample, by)  # type: ignore[arg-type]
