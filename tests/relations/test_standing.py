"""Turns of a relation's standing, and how often made-up series without a change show a shift."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from test_shifts import FRIENDLY, HOSTILE, MIXED, made, of_kind

from detente.relations import standing
from detente.relations.points import Point
from detente.relations.shifts import shifts
from detente.relations.standing import turns

# frame, score, quad
BREAK, MEND, CLOSE, OPEN = (
    ("cut-ties", -6.0, 4),
    ("restore-ties", 5.0, 1),
    ("close-border", -7.0, 4),
    ("open-border", 9.5, 2),
)
QUARREL, VISIT, SIGN = ("accuse", -3.5, 3), ("visit", 4.0, 1), ("sign-agreement", 5.0, 1)


def told(*episodes: tuple[str, tuple[str, float, int]]) -> list[Point]:
    """Points of episodes: the day or days of each, and its frame with score and class."""
    return [
        Point(f"e{n}", when.split("..")[0], when.split("..")[-1], "occurred", "both", quad, score, frame)
        for n, (when, (frame, score, quad)) in enumerate(episodes)
    ]


RIFT = told(
    ("2017-06-05", BREAK), ("2017-06-05", CLOSE), ("2017-06-06", QUARREL), ("2017-07-20", QUARREL),
    ("2017-08-17", VISIT), ("2017-09-09", QUARREL), ("2020-12-04", QUARREL),
    ("2021-01-05", SIGN), ("2021-01-05", VISIT), ("2021", MEND), ("2021-12-08", VISIT),
)  # fmt: skip
NEWS = [
    ("accuse", -3.5, 3),
    ("meet", 2.5, 1),
    ("criticise", -2.0, 3),
    ("visit", 4.0, 1),
    ("agree", 2.5, 1),
    ("impose-sanctions", -5.5, 4),
    ("sign-agreement", 5.0, 1),
    ("attack", -9.0, 4),
    ("welcome-step", 5.0, 1),
]
DEEDS = [BREAK, MEND, CLOSE, OPEN]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        pytest.param(RIFT, [(date(2017, 6, 5), -1), (date(2021, 1, 1), 1)], id="a rift and its end, by few deeds"),
        pytest.param(RIFT[:7], [(date(2017, 6, 5), -1)], id="a rift without an end"),
        pytest.param(RIFT[:8], [(date(2017, 6, 5), -1)], id="an accord alone restores nothing"),
        pytest.param(
            told(("2017-06-05", BREAK), ("2017-06-06", CLOSE), ("2017-06-07", CLOSE), ("2017-07-01", MEND),
                 ("2017-07-01", OPEN)),
            [], id="undone within weeks",
        ),
        pytest.param(told(("2017-06-05", BREAK), ("2017-06-06", QUARREL)), [], id="too little"),
        pytest.param(
            told(*[(f"2016-{m:02}-03", VISIT) for m in range(1, 13)], ("2017-01-05", OPEN), ("2017-01-06", VISIT),
                 ("2017-01-09", SIGN)),
            [], id="friends before and after",
        ),
    ],
)  # fmt: skip
def test_turns(points: list[Point], expected: list[tuple[date, int]]) -> None:
    found = turns(points, least=3, alpha=0.05)
    assert [(turn.dated.first, turn.deed.way) for turn in found] == expected
    assert found == turns(points[::-1], least=3, alpha=0.05)


def test_shuffles_made_in_parts_tell_the_same_as_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = Random(3)
    kinds = (BREAK, MEND, CLOSE, OPEN, QUARREL, QUARREL, VISIT, SIGN)
    several = [RIFT] + [
        told(*((f"{2000 + n // 3}-{1 + n % 12:02}-11", rng.choice(kinds)) for n in range(40))) for _ in range(30)
    ]
    in_parts = [turns(points, least=3, alpha=0.3) for points in several]
    monkeypatch.setattr(standing, "DRAWN_AT_ONCE", standing.DRAWS)
    assert in_parts == [turns(points, least=3, alpha=0.3) for points in several]
    chances = [turn.p for found in in_parts for turn in found if turn.p is not None]
    assert len(chances) > 5
    assert any(chance > 0.01 for chance in chances)


def test_a_turn_is_a_shift_with_its_deeds() -> None:
    broken, mended = of_kind(shifts(RIFT), "standing")
    assert (broken.p, broken.episodes_before, broken.at) == (None, 0, date(2017, 6, 1))
    assert (mended.earliest, mended.latest) == (date(2021, 1, 1), date(2021, 12, 1))
    assert mended.p is not None and mended.p <= 0.05 and mended.before < 0 < mended.after
    frames = {point.episode: point.frame for point in RIFT}
    assert frames[mended.parts[0].episode] == "restore-ties"
    assert {part.side for part in mended.parts} == {"before", "after"}


@pytest.mark.parametrize(
    ("stretches", "kind", "around"),
    [
        pytest.param(((24, 1, HOSTILE), (24, 1, FRIENDLY)), "tone", date(2012, 1, 1), id="abrupt"),
        pytest.param(((18, 1, HOSTILE), (12, 1, MIXED), (18, 1, FRIENDLY)), "tone", date(2012, 1, 1), id="gradual"),
        pytest.param(((24, 0.4, HOSTILE), (24, 0.25, FRIENDLY)), "tone", date(2012, 1, 1), id="sparse"),
    ],
)
def test_clear_changes_are_found_in_most_series(stretches: tuple, kind: str, around: date) -> None:
    near = [
        any(abs((shift.at - around).days) < 300 for shift in of_kind(shifts(made(*stretches, seed=seed)), kind))
        for seed in range(10)
    ]
    assert sum(near) >= 8


def test_news_without_a_change_seldom_shows_a_shift() -> None:
    chance, shown = Random(5), {"tone": 0, "standing": 0, "cooperation": 0, "conflict": 0}
    for _ in range(60):
        rate = chance.choice([0.15, 0.3, 0.8])
        days = [
            f"20{y}-{m:02}-{chance.randint(1, 28):02}"
            for y in range(10, 18)
            for m in range(1, 13)
            if chance.random() < rate
        ]
        points = told(*[(day, chance.choice(DEEDS if chance.random() < 0.05 else NEWS)) for day in days])
        for kind in {shift.kind for shift in shifts(points)}:
            shown[kind] += 1
    assert max(shown.values()) <= 9
