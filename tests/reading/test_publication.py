"""The day of publication where nobody tells it: by address, dateline and the dates of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.reading.compose import article
from detente.reading.dates import date_in_url, find_dates
from detente.reading.files import read

STORY = "Chad closed the border with Niger and sent its envoy home, the ministry said. Markets stayed calm."

ADDRESSES = [
    ("https://news.example/2024/05/15/border-shut", "2024-05-15"),
    ("https://news.example/world/2024/5/3/border-shut", "2024-05-03"),
    ("https://news.example/2024/may/15/border-shut", "2024-05-15"),
    ("https://news.example/2024-05-15/border-shut", "2024-05-15"),
    ("https://news.example/border-shut-20240515", "2024-05-15"),
    ("https://news.example/border-shut-2024-05-15.html", "2024-05-15"),
    ("https://news.example/2024/05/border-shut", "2024-05"),
    ("https://news.example/2024/13/45/border-shut", None),
    ("https://news.example/world/border-shut-1234567", None),
    ("https://news.example/99991231", None),
    ("https://news.example/a?date=2024/05/15", None),
    ("", None),
]


@pytest.mark.parametrize(("url", "day"), ADDRESSES)
def test_an_address_tells_the_day(url, day):
    assert date_in_url(url) == day


def test_the_day_of_the_address_counts_where_none_is_given():
    assert article(STORY, url="https://news.example/2024/05/15/border-shut").published == "2024-05-15"
    given = article(STORY, url="https://news.example/2024/05/15/border-shut", published="2024-05-16")
    assert given.published == "2024-05-16"
    assert given.published_between is None


DATELINES = [
    (f"NDJAMENA, May 15, 2024 (Sahel Wire) -- {STORY}", "2024-05-15"),
    (f"NDJAMENA, 15 May 2024 — {STORY}", "2024-05-15"),
    (f"NDJAMENA, May 15 (Sahel Wire) -- {STORY}", None),
    (f"On 15 May 2024 it rained. {STORY}", None),
]


@pytest.mark.parametrize(("text", "day"), DATELINES)
def test_a_dateline_with_its_year_tells_the_day(text, day):
    assert article(text).published == day


WITHIN = [
    ("The envoys met in Lagos on 22 November 2022 and again on 3 March 2021.", ("2022-11-22", None)),
    (
        "The envoys met in Lagos on 22 November 2022. They will meet again on 5 January 2023.",
        ("2022-11-22", "2023-01-05"),
    ),
    ("The envoys met in Lagos in November 2022. The pact expires in March 2023.", ("2022-11-01", "2023-03-31")),
    (
        "The envoys met in Lagos on 22 November 2022. The minister said it would end on 9 May 2023.",
        ("2022-11-22", None),
    ),
    ("The envoys met in Lagos yesterday and will meet again on 5 January 2023.", None),
    ("The envoys met in Lagos in 2022.", None),
]


@pytest.mark.parametrize(("words", "between"), WITHIN)
def test_the_dates_of_a_text_bound_the_day(words, between):
    found = article(f"{STORY} {words}")
    assert found.published is None
    assert found.published_between == between


def test_the_year_at_the_foot_of_a_page_bounds_the_day():
    story = f"Border shut between Chad and Niger\n\n{STORY} It had been opened on 22 November 2022."
    assert article(f"{story}\n\n© 2019-2023 Sahel Wire. All rights reserved.").published_between == (
        "2022-11-22",
        "2023-12-31",
    )


# A column of a table, or what a browser wrote into the page, and the last day that it leaves.
FETCHED = [
    ('{"fetched": "2023-05-03", "text": "%s"}', "2023-05-03"),
    ('{"crawled_at": "2023-05", "text": "%s"}', "2023-05-31"),
    ('{"html": "<!-- saved date: Wed May 03 2023 10:11:12 --><html><body><p>%s</p></body></html>"}', "2023-05-03"),
]


@pytest.mark.parametrize(("row", "last"), FETCHED)
def test_the_day_of_fetching_bounds_the_day(tmp_path: Path, row, last):
    (tmp_path / "a.jsonl").write_text(row % f"{STORY} The envoys met on 22 November 2022.")
    (found,) = read([tmp_path])
    assert found.published_between == ("2022-11-22", last)


def test_files_give_the_same(tmp_path: Path):
    (tmp_path / "a.txt").write_text(
        f"{STORY} The envoys met on 22 November 2022. They will meet again on 5 January 2023."
    )
    (tmp_path / "b.html").write_text(
        "<html><head><link rel='canonical' href='https://news.example/2024/05/15/border'></head>"
        f"<body><h1>Border shut between Chad and Niger</h1><article><p>{STORY}</p></article></body></html>"
    )
    found = {a.source[-6:]: a for a in read([tmp_path]) if hasattr(a, "published")}
    assert found["/a.txt"].published_between == ("2022-11-22", "2023-01-05")
    assert found["b.html"].published == "2024-05-15"


def test_all_dates_of_a_text_are_found_in_order():
    text = "From 3 May 2021 to June 4, 2022, and in July 2023, but not on 31 June 2020."
    assert [iso for iso, _, _ in find_dates(text)] == ["2021-05-03", "2022-06-04", "2023-07", "2020-06"]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("N'DJAMENA, May 15, 2024 (Sahel News) – ", "Sahel News"),
        ("N'DJAMENA, May 15 (Reuters) - ", "Reuters"),
        ("PARIS (AFP) — ", "AFP"),
        ("PARIS (France) — ", ""),
        ("N'DJAMENA (Sahel News), May 15 – ", ""),
        ("The minister (Sahel News) – ", ""),
        ("", ""),
    ],
)
def test_the_agency_of_the_dateline_is_the_outlet_where_none_is_told(line, outlet):
    assert article(f"Chad shuts border\n\n{line}{STORY}").outlet == outlet
    assert article(f"Chad shuts border\n\n{line}{STORY}", outlet="Lake Post").outlet == "Lake Post"
