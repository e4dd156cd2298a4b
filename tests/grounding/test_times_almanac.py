"""Feasts and other calendars: known days of known years."""

from __future__ import annotations

from datetime import date

import pytest

from detente.errors import CodebookError
from detente.grounding import time_almanac as almanac
from detente.grounding.time_feasts import Feasts
from detente.grounding.times import Times
from detente.model import Article
from detente.text.parse import parse

KNOWN = [
    ("easter sunday", 2024, "2024-03-31"),
    ("easter sunday", 1998, "1998-04-12"),
    ("orthodox easter", 2024, "2024-05-05"),
    ("orthodox easter", 2019, "2019-04-28"),
    ("yom kippur", 1973, "1973-10-06"),
    ("rosh hashanah", 2024, "2024-10-03"),
    ("passover", 2024, "2024-04-23"),
    ("lunar new year", 2024, "2024-02-10"),
    ("lunar new year", 1985, "1985-02-20"),
    ("lunar new year", 1966, "1966-01-21"),
    ("tet", 1968, "1968-01-30"),
    ("lunar new year", 2034, "2034-02-19"),
    ("nowruz", 2024, "2024-03-20"),
    ("nowruz", 2023, "2023-03-21"),
    ("nowruz", 1979, "1979-03-21"),
    ("eid al-fitr", 2024, "2024-04-10"),
    ("eid al-fitr", 2021, "2021-05-13"),
    ("eid al-adha", 2024, "2024-06-16"),
    ("chuseok", 2023, "2023-09-29"),
    ("diwali", 2020, "2020-11-14"),
    ("thanksgiving", 2023, "2023-11-23"),
    ("memorial day", 2023, "2023-05-29"),
]


@pytest.fixture(scope="module")
def feasts() -> Feasts:
    return Feasts()


@pytest.mark.parametrize(("name", "year", "day"), KNOWN)
def test_feasts_fall_on_known_days(feasts, name, year, day):
    (feast,) = feasts.named(name, ())
    assert [d.isoformat() for d in feast.in_year(year)] == [day]


def test_the_moon_s_year_may_bring_a_feast_twice_or_not_at_all(feasts):
    (feast,) = feasts.named("islamic new year", ())
    assert len(list(feast.in_year(2008))) == 2
    assert [d.year for d in feast.in_year(2024)] == [2024]


@pytest.mark.parametrize(
    ("month", "day"),
    [((1445, 9), "2024-03-11"), ((1442, 9), "2021-04-13"), ((1440, 9), "2019-05-06"), ((1446, 1), "2024-07-07"),
     ((1422, 9), "2001-11-17")],
)  # fmt: skip
def test_islamic_months_begin_as_announced_or_a_day_beside(month, day):
    assert abs((almanac.islamic(*month, 1) - date.fromisoformat(day)).days) <= 1


def test_iranian_days(feasts):
    assert almanac.persian(1357, 11, 22) == date(1979, 2, 11)
    assert almanac.persian(1399, 12, 30) == date(2021, 3, 20)  # a leap year


SHARED = [
    ("Modi spoke in Delhi.", "2024-08-15"),
    ("Pakistani troops paraded.", "2024-08-14"),
    ("Kyiv held no parade.", "2024-08-24"),
]


@pytest.mark.parametrize(("text", "day"), SHARED)
def test_a_day_that_many_states_have_is_that_of_the_state_named(feasts, text, day):
    (feast,) = feasts.named("independence day", (text,))
    assert [d.isoformat() for d in feast.in_year(2024)] == [day]


def test_a_day_that_many_states_have_is_unknown_where_none_is_named(feasts):
    assert feasts.named("independence day", ("Guns were fired.", "Nobody came.")) == []


FAULTS = [
    ("sun day,gregorian,13-01", "does not fit"),
    ("sun day,gregorian,May 1", "does not fit"),
    ("sun day,moonlight,05-01", "unknown calendar"),
]


@pytest.mark.parametrize(("row", "problem"), FAULTS)
def test_a_faulty_feast_is_named_with_its_line(tmp_path, row, problem):
    (tmp_path / "times_holidays.csv").write_text(f"name,calendar,rule\n{row}\n")
    with pytest.raises(CodebookError, match=problem) as error:
        Feasts([tmp_path])
    assert error.value.line == 2


# The Ethiopian day, ours.
ETHIOPIAN = [((2012, 1, 1), "2019-09-12"), ((2011, 1, 1), "2018-09-11"), ((1983, 9, 20), "1991-05-28")]


@pytest.mark.parametrize(("theirs", "ours"), ETHIOPIAN)
def test_ethiopian_days(theirs, ours):
    assert almanac.ethiopian(*theirs).isoformat() == ours


# A text and what is read in it.
NAMED = [
    ("The Derg fell on 20 Ginbot 1983.", "20 Ginbot 1983", ("1991-05-28", "1991-05-28")),
    ("They met on Timkat 2020.", "Timkat 2020", ("2020-01-20", "2020-01-20")),
    ("They met on Vesak 2019.", "Vesak 2019", ("2019-05-18", "2019-05-20")),
    ("They met at Losar in 2022.", "Losar in 2022", ("2022-03-01", "2022-03-05")),
]


@pytest.mark.parametrize(("text", "words", "interval"), NAMED)
def test_feasts_of_ethiopia_and_of_buddhists(text, words, interval):
    (found,) = Times().find(parse(Article(id="a", text=text)), "2024-05-15")
    assert (found.span.of(text), (found.start, found.end)) == (words, interval)
