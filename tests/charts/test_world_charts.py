"""The map: shapes, their actors, and disputed land as the note on the page says."""

import csv
from pathlib import Path

import pytest

import detente
from detente.charts import Tie, world_chart
from detente.charts.world import countries, dots

ACTORS = Path(detente.__file__).parent / "codebook/data/countries.csv"


def rings(shape: dict, arcs: list, scale: list, move: list) -> list[list[tuple[float, float]]]:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    found = []
    for polygon in polygons:
        ring = []
        for number in polygon[0]:
            x = y = 0
            points = []
            for dx, dy in arcs[number if number >= 0 else ~number]:
                x, y = x + dx, y + dy
                points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
            ring += points if number >= 0 else points[::-1]
        found.append(ring)
    return found


def inside(lon: float, lat: float, ring: list[tuple[float, float]]) -> bool:
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def at(lon: float, lat: float) -> dict:
    """The properties of the shape that a point lies in."""
    world = countries()
    scale, move = world["transform"]["scale"], world["transform"]["translate"]
    for shape in world["objects"]["countries"]["geometries"]:
        if any(inside(lon, lat, ring) for ring in rings(shape, world["arcs"], scale, move)):
            return shape["properties"]
    raise AssertionError(f"no shape at {lon}, {lat}")


@pytest.mark.parametrize(
    ("lon", "lat", "code", "disputed"),
    [
        (104.9, 11.6, "KHM", False),  # Phnom Penh
        (34.1, 45.3, "UKR", True),  # Simferopol
        (30.5, 50.4, "UKR", False),  # Kyiv
        (37.6, 55.7, "RUS", False),  # Moscow
        (-13.0, 24.5, None, True),  # Western Sahara
        (-7.0, 32.0, "MAR", False),  # Morocco
        (20.9, 42.6, "XKX", True),  # Kosovo
        (121.0, 24.0, "TWN", True),  # Taiwan
        (35.2, 31.9, "PSE", True),  # Ramallah
        (44.5, 9.6, "SOM", True),  # Hargeisa
        (33.6, 35.25, "CYP", True),  # Northern Cyprus
        (-42.0, 72.0, "DNK", False),  # Greenland
        (-66.4, 18.2, "USA", False),  # Puerto Rico
        (-53.0, 4.0, "FRA", False),  # French Guiana
    ],
)
def test_a_point_has_the_actor_that_the_note_says(lon: float, lat: float, code: str | None, disputed: bool) -> None:
    found = at(lon, lat)
    assert (found["code"], found.get("disputed", False)) == (code, disputed)


def test_every_state_of_the_codebook_can_be_seen() -> None:
    lines = [line for line in ACTORS.read_text("utf-8").splitlines() if not line.startswith("#")]
    states = {row["code"] for row in csv.DictReader(lines)}
    shown = {shape["id"] for shape in countries()["objects"]["countries"]["geometries"]} | set(dots())
    assert states - shown == set()


def test_a_small_state_is_a_dot_with_its_colour_and_its_name() -> None:
    chart = world_chart([Tie("SGP", "Singapore", 2.5, 4), Tie("FRA", "France", -1.0, 2)], chosen="USA", name="the US")
    (dot,) = chart.spec["datasets"]["small"]
    assert (dot["code"], dot["score"], round(dot["lon"])) == ("SGP", 2.5, 104)
    assert {tie["code"] for tie in chart.spec["datasets"]["ties"]} == {"SGP", "FRA"}


def test_the_map_is_drawn_with_its_colours(tmp_path: Path) -> None:
    chart = world_chart([Tie("FRA", "France", 6.0, 9)], chosen="DEU", name="Germany")
    svg = chart.svg()
    assert svg.startswith("<svg")
    assert "#0b5f9c" in svg, "France is at the cooperative end"
    assert chart.save(tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


def test_a_page_may_bring_the_shapes_itself() -> None:
    assert world_chart([], chosen="USA", name="the US", shapes=False).spec["datasets"]["shapes"] == {}
