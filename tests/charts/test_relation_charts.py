"""The chart of a relation, from the records to files."""

from datetime import date
from pathlib import Path

import pytest

import detente as dt
from detente.charts import Chart, Span, Turn, relation_chart
from detente.charts.bundle import bundle
from detente.errors import InputError

SPANS = [
    Span(start=date(2023, 11, 1), score=-7.0, level=-2.0, episodes={"material conflict": 2}),
    Span(start=date(2023, 12, 1), score=None, level=-1.8, episodes={}),
    Span(start=date(2024, 1, 1), score=4.0, level=0.5, episodes={"verbal cooperation": 3, "verbal conflict": 1}),
]


@pytest.fixture
def chart() -> Chart:
    return relation_chart(SPANS, [Turn(date(2024, 1, 1), "mean score up")], title="Narnia and Archenland")


def test_what_is_shown_is_told(chart: Chart) -> None:
    assert chart.told == (
        "Narnia and Archenland, November 2023 to January 2024: 6 episodes, one shift, level at the end +0.5 on a scale "
        "from -10 to +10"
    )


def test_months_without_a_happening_have_a_level_and_no_score(chart: Chart) -> None:
    months = chart.spec["datasets"]["months"]
    assert [m["score"] for m in months] == [-7.0, None, 4.0]
    assert [c["quad"] for c in chart.spec["datasets"]["classes"] if c["episodes"]] == [
        "material conflict",
        "verbal cooperation",
        "verbal conflict",
    ]


@pytest.mark.parametrize(
    ("name", "start"),
    [("c.svg", b"<svg"), ("c.png", b"\x89PNG"), ("c.pdf", b"%PDF"), ("c.html", b"<"), ("c.json", b"{")],
)
def test_a_chart_is_written_as_its_name_says(chart: Chart, tmp_path: Path, name: str, start: bytes) -> None:
    assert chart.save(tmp_path / name).read_bytes().lstrip().startswith(start)


def test_a_page_of_a_chart_asks_nobody(chart: Chart, tmp_path: Path) -> None:
    page = chart.save(tmp_path / "c.html").read_text("utf-8")
    assert "<script src=" not in page.replace("'", '"')
    assert "cdn." not in page.split("</head>")[0]


def test_another_ending_is_an_error_that_names_the_endings(chart: Chart, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.svg, \.png, \.pdf, \.html or \.json"):
        chart.save(tmp_path / "c.gif")


def test_themes_differ_in_colours_alone(chart: Chart) -> None:
    light, dark = chart.themed("light"), chart.themed("dark")
    assert light["config"] != dark["config"]
    assert {k: v for k, v in light.items() if k != "config"} == {k: v for k, v in dark.items() if k != "config"}


def test_the_scripts_come_from_the_wheel_and_are_kept(tmp_path: Path) -> None:
    path = bundle(tmp_path)
    made = path.stat().st_mtime_ns
    assert "vegaEmbed" in path.read_text("utf-8")
    assert bundle(tmp_path) == path and path.stat().st_mtime_ns == made
    assert [p.name for p in tmp_path.iterdir()] == [path.name], "no half-written file is left"


def test_a_relation_of_an_archive_has_its_chart(tmp_path: Path) -> None:
    with dt.open(tmp_path / "a.db") as archive:
        for day, words in (
            ("2024-03-01", "Egypt recalled its ambassador from Ethiopia on Friday."),
            ("2024-05-03", "Ethiopia and Egypt signed a trade agreement in Cairo on Thursday."),
        ):
            source = tmp_path / f"{day}.txt"
            source.write_text(words, "utf-8")
            archive.add(source, published=day)
        chart = archive.relation("EGY", "ETH").chart()
    months = chart.spec["datasets"]["months"]
    assert [m["start"] for m in months if m["score"] is not None] == ["2024-03-01", "2024-05-01"]
    assert months[0]["start"] == "2019-01-01", "five years before the first article"
    assert chart.told.startswith("Egypt and Ethiopia, January 2019 to May 2024: 2 episodes")
    assert chart._repr_mimebundle_()["text/plain"] == chart.told
