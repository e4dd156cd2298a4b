"""How the reports of one happening compare."""

from __future__ import annotations

import pytest

from detente import Found
from detente.app.comparing import compared
from detente.model import Place, Span, Statement
from detente.wording import Wording

WORDS = Wording.of()


def report(outlet: str, **told: object) -> Found:
    facts = {"frame": "visit", "event": "CONSULT"} | told
    statement = Statement(
        id=f"s{outlet}", article=f"a{outlet}", sentence=0, quote=Span(0, 1), trigger=Span(0, 1), **facts
    )
    return Found(statement=statement, quote="", title="", outlet=outlet, published="2024-05-02", url="", episode="e")


def dated(start: str | None, end: str | None) -> dict[str, object]:
    return {"start": start, "end": end}


def placed(name: str, country: str) -> dict[str, object]:
    return {"place": Place(name=name, country=country)}


# What each of two or three articles tells, the aspect, and how it fits together.
ROWS = [
    ([{}, {"frame": "meet"}], "What", "agree"),
    ([{}, {"frame": "accuse", "event": "ACCUSE"}], "What", "differ"),
    ([{}, {"status": "ongoing"}], "Status", "changed"),
    ([{"status": "planned"}, {}], "Status", "changed"),
    ([{"status": "planned"}, {}, {"status": "denied"}], "Status", "differ"),
    ([{"status": "planned"}, {"status": "negated"}], "Status", "changed"),
    ([dated("2024-06-04", "2024-06-04"), dated("2024-06", "2024-06")], "Date", "agree"),
    ([dated("2024-06-04", "2024-06-04"), dated("2024-06-05", "2024-06-06")], "Date", "differ"),
    ([dated("2024-05", None), dated("2024-06-05", "2024-06-06")], "Date", "agree"),
    ([dated("2024", "2024"), dated("2024-06-05", "2024-06-05"), dated(None, "2024-05")], "Date", "differ"),
    ([placed("Tehran", "IRN"), placed("Iran", "IRN")], "Place", "agree"),
    ([placed("Tehran", "IRN"), placed("Shiraz", "IRN")], "Place", "differ"),
    ([placed("Tehran", "IRN"), placed("Riyadh", "SAU")], "Place", "differ"),
    ([placed("the border", ""), placed("Riyadh", "SAU")], "Place", "agree"),
]


@pytest.mark.parametrize(("told", "aspect", "verdict"), ROWS)
def test_reports_agree_where_both_can_be_so(told: list[dict[str, object]], aspect: str, verdict: str) -> None:
    found = compared([report(str(n), **one) for n, one in enumerate(told)], WORDS)
    assert {one.name: one.verdict for one in found}[aspect] == verdict


def test_one_article_compares_with_nothing() -> None:
    one = report("Post", start="2024-05-01", end="2024-05-01")
    assert compared([one, one], WORDS) == []
    assert [aspect.name for aspect in compared([one, report("Wire")], WORDS)] == ["What", "Status"]


def test_each_article_stands_once_beside_what_it_tells() -> None:
    post, wire = report("Post"), report("Wire", status="planned")
    (aspect,) = [one for one in compared([post, post, wire], WORDS) if one.name == "Status"]
    assert aspect.values == (("happened", (post,)), ("planned", (wire,)))
