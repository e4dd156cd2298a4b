"""The examples are complete, dated, of the promised length and kinds, and the README counts them right."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from detente.model import KINDS

EXAMPLES = Path(__file__).parent.parent / "examples"
COLUMNS = ["path", "date", "title", "outlet", "author", "url", "kind", "language"]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Parts of a saved page, inside its article element, that are not the running text.
FURNITURE = (
    "descendant::*[@class='bio' or @class='caption' or @class='author-box' or self::figure or self::blockquote]//p"
)


def metadata() -> list[dict[str, str]]:
    with (EXAMPLES / "metadata.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = metadata()
FILES = sorted(p.relative_to(EXAMPLES).as_posix() for p in EXAMPLES.glob("*/*"))


def paragraphs(path: Path) -> list[str]:
    """The paragraphs of running text: a page's own, or those of a pasted text that are as long as a sentence."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".html":
        return [line for line in text.split("\n") if len(line.split()) >= 12]
    (article,) = html.fromstring(text).xpath("//article")
    furniture = {id(p) for p in article.xpath(FURNITURE)}
    found = [p.text_content() for p in article.iter("p") if id(p) not in furniture and not p.get("class")]
    return [p for p in found if len(p.split()) >= 5]


def test_columns() -> None:
    assert list(ROWS[0]) == COLUMNS
    assert all(None not in row and None not in row.values() for row in ROWS)


def test_every_file_is_named_once_and_every_name_is_a_file() -> None:
    assert sorted(row["path"] for row in ROWS) == FILES


def test_numbers_of_dispatches() -> None:
    relations = Counter(name.split("/")[0] for name in FILES)
    assert len(FILES) >= 66
    assert relations["us-cambodia"] >= 24
    assert len(relations) >= 6


def test_readme_counts_and_spans() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    stated = re.findall(r"^\| `([\w-]+)` \|[^|]*\| (\d+) \| ([\d-]+) \| ([\d-]+) \|$", readme, flags=re.MULTILINE)
    days: dict[str, list[str]] = {}
    for row in ROWS:
        days.setdefault(row["path"].split("/")[0], []).append(row["date"][:7])
    assert stated == [(name, str(len(d)), min(d), max(d)) for name, d in sorted(days.items())]
    assert f"\n{len(FILES)} short dispatches" in readme


def test_kinds_and_languages() -> None:
    kinds = Counter(row["kind"] for row in ROWS)
    assert set(kinds) <= {*KINDS, ""}
    assert all(kinds[kind] >= 5 for kind in ("news", "opinion", "official", ""))
    assert {row["language"] for row in ROWS} == {"en"}


def test_messy_pages() -> None:
    pasted = [p for p in FILES if not p.endswith(".html") and "dvertisement" in (EXAMPLES / p).read_text("utf-8")]
    assert sum(p.endswith(".html") for p in FILES) >= 6
    assert len(pasted) >= 3


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["path"])
def test_dispatch(row: dict[str, str]) -> None:
    path = EXAMPLES / row["path"]
    body = paragraphs(path)
    words = sum(len(p.split()) for p in body)
    assert 80 <= words <= 300
    assert date.fromisoformat(row["date"]) < date(2026, 1, 1)
    assert row["title"] and row["outlet"]
    assert row["title"] in html.fromstring(path.read_text("utf-8")).text_content()
    assert re.fullmatch(r"https://[\w.-]+\.example\.org/[\w/-]+|", row["url"])


@pytest.mark.parametrize("row", [r for r in ROWS if r["outlet"] == "Harbour Wire"], ids=lambda row: row["path"])
def test_dateline_agrees_with_metadata(row: dict[str, str]) -> None:
    text = (EXAMPLES / row["path"]).read_text(encoding="utf-8")
    (month, day) = re.findall(r"^[A-Z][A-Z -]+, ([A-Z][a-z]+) (\d+) \(Harbour Wire\) –", text, flags=re.MULTILINE)[0]
    written = date.fromisoformat(row["date"])
    assert written.strftime("%B").startswith(month)
    assert written.day == int(day)


def test_numbers_follow_dates() -> None:
    by_folder: dict[str, list[str]] = {}
    for row in sorted(ROWS, key=lambda row: row["path"]):
        by_folder.setdefault(row["path"].split("/")[0], []).append(row["date"])
    assert all(days == sorted(days) for days in by_folder.values())


def test_weekdays_of_wire_leads() -> None:
    """A weekday in the lead of a wire story is that day or one of the three before it."""
    named = 0
    for row in (r for r in ROWS if r["outlet"] == "Harbour Wire"):
        lead = paragraphs(EXAMPLES / row["path"])[0]
        for name in set(re.findall(r"\bon (\w+day)\b", lead)):
            named += 1
            behind = (date.fromisoformat(row["date"]).weekday() - WEEKDAYS.index(name)) % 7
            assert behind <= 3, f"{row['path']}: {name} lies {behind} days back"
    assert named >= 20
