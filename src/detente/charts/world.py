"""The map: each state coloured by its relation to a chosen one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from detente.charts.chart import Chart, specification

BORDERS = (
    "Shapes: Natural Earth, public domain. Territories have the colour of the state that controls them; disputed land "
    "has a dashed border. Crimea is drawn with Ukraine, as the UN General Assembly has it; Western Sahara and the "
    "Siachen Glacier with nobody; Kosovo, Taiwan and Palestine as actors of their own; Northern Cyprus with Cyprus, "
    "Somaliland with Somalia."
)


class Tie(msgspec.Struct, frozen=True):
    """How a state stands to the chosen one: the level of their relation (-10 to 10), and on how many episodes."""

    code: str
    name: str
    score: float
    episodes: float


def world_chart(ties: Sequence[Tie], *, chosen: str, name: str, shapes: bool = True) -> Chart:
    """The world coloured by the relations of one state.

    Args:
        ties: the states that it had to do with.
        chosen: the alpha-3 code of the state.
        name: its name.
        shapes: whether the shapes are in the specification; a page loads them once for all its maps.
    """
    known = dots()
    rows = [msgspec.structs.asdict(tie) for tie in ties]
    small = [row | dict(zip(("lon", "lat"), known[row["code"]], strict=True)) for row in rows if row["code"] in known]
    spec = specification("world", ties=rows, small=small, chosen=[{"code": chosen}])
    spec["datasets"]["shapes"] = countries() if shapes else {}
    return Chart(spec, told(name, ties))


def told(name: str, ties: Sequence[Tie]) -> str:
    """What a map of relations shows, in a sentence."""
    return f"The relations of {name} with {len(ties)} states, by level from conflict to cooperation"


@cache
def countries() -> dict[str, Any]:
    """The shapes of the states as TopoJSON."""
    shapes: dict[str, Any] = json.loads(files("detente.charts").joinpath("countries.json").read_text("utf-8"))
    return shapes


def dots() -> dict[str, tuple[float, float]]:
    """Longitude and latitude of the states that are too small to be seen on a map of the world, by code."""
    found: dict[str, tuple[float, float]] = countries()["dots"]
    return found
