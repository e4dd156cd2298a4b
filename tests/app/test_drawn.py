"""Small pictures of relations."""

from __future__ import annotations

import pytest

from detente import Month, RelationEntry, Tie
from detente.app.records import LevelMonth
from detente.app.spark import HEIGHT, WIDTH, axis, of_entry, of_months


def entry(*months: tuple[str, int, float]) -> RelationEntry:
    tie = Tie(one="FRA", two="MAR", episodes=0, classes=(0, 0, 0, 0), score=0.0, level=0.0)
    kept = tuple(Month(*month) for month in months)
    return RelationEntry(
        one="FRA", two="MAR", episodes=9, change=0.0, now=tie, before=tie, months=kept, last=None, open=0
    )


def test_pictures_of_a_list_share_their_axis() -> None:
    early, late = entry(("2020-01", 2, 8.0)), entry(("2021-12", 1, -5.0))
    assert axis([early, late, entry()]) == ("2020-01", "2021-12")
    first, last = (of_entry(one, "2020-01", "2021-12") for one in (early, late))
    assert first is not None
    assert last is not None
    assert (first.first, first.last) == (last.first, last.last) == ("2020-01", "2021-12")
    assert first.bars[0].x < WIDTH / 24 < WIDTH * 23 / 24 < last.bars[0].x
    assert (first.bars[0].tone, last.bars[0].tone) == ("cooperation", "conflict")
    assert first.bars[0].y + first.bars[0].height == pytest.approx(HEIGHT / 2)
    assert last.bars[0].y == HEIGHT / 2


def test_nothing_has_no_picture() -> None:
    assert of_entry(entry(), "2020-01", "2021-12") is None
    assert of_months([]) is None


def test_a_long_record_fits_and_tells_its_level() -> None:
    months = [
        LevelMonth(
            month=f"{1990 + n // 12}-{n % 12 + 1:02}", episodes=n % 3, score=2.0 if n % 3 else None, level=n / 100
        )
        for n in range(400)
    ]
    drawn = of_months(months)
    assert drawn is not None
    assert len(drawn.line.split()) == len(drawn.line.split(" ")) <= 120
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in drawn.bars)
    assert all(bar.y >= 0 and bar.y + bar.height <= HEIGHT for bar in drawn.bars)
    assert drawn.words == "399 episodes from 1990-01 to 2023-04; level from +0.0 to +4.0"
