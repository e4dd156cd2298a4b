from __future__ import annotations

from datetime import date

import pytest

from detente.relations import Relation
from detente.relations.chart import HEIGHT, WIDTH, Month, months, picture
from detente.relations.words import Words


def test_months_hold_the_mean_of_what_happened(relation: Relation):
    assert months(relation.outline) == (Month(date(2022, 5, 1), 1, -4.0), Month(date(2023, 12, 1), 2, 3.75))


def test_no_months_no_picture():
    assert picture(()) is None


@pytest.mark.parametrize("score", [-10.0, -3.0, 0.0, 4.0, 10.0, 25.0])
def test_bars_stay_in_the_picture_and_stand_on_the_middle_line(score):
    (bar,) = picture([Month(date(2024, 12, 1), 1, score)]).bars
    assert 0 <= bar.x <= WIDTH - bar.width
    assert 0 <= bar.y <= bar.y + bar.height <= HEIGHT
    assert HEIGHT / 2 in (bar.y, bar.y + bar.height)
    assert bar.tone == ("conflict" if score < 0 else "cooperation")


@pytest.mark.parametrize("last", [2010, 2015, 2024, 2025])
def test_few_years_are_named(last):
    drawn = picture([Month(date(2010, 1, 1), 1, 1.0), Month(date(last, 6, 1), 1, 1.0)])
    assert 1 <= len(drawn.ticks) <= 6
    assert drawn.ticks[0].percent == 0
    # The last has room for its name.
    assert drawn.ticks[-1].percent <= 90


def test_words_for_those_who_cannot_see():
    assert Month(date(2024, 2, 1), 2, -3.25).told(Words.of()) == "Feb 2024: 2 episodes, mean score -3.2"
