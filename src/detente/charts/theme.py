"""The colours and letters of all pictures, light and dark; ``theme.toml`` holds them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

Theme = Literal["light", "dark"]

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"


class Palette(msgspec.Struct, frozen=True):
    """The colours of a theme: grounds, ink, lines, the four quad classes, the ramp of scores, blocs."""

    ground: str
    ink: str
    faint: str
    line: str
    land: str
    border: str
    level: str
    quads: tuple[str, str, str, str]
    ramp: tuple[str, ...]
    blocs: tuple[str, ...]


@cache
def palette(theme: Theme) -> Palette:
    """The colours of a theme."""
    text = files("detente.charts").joinpath("theme.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text)[theme], Palette)


def config(theme: Theme) -> dict[str, Any]:
    """The settings of a theme as Vega-Lite takes them."""
    p = palette(theme)
    words = {"labelColor": p.faint, "titleColor": p.faint, "labelFontSize": 12, "titleFontSize": 12}
    return {
        "background": p.ground,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            **words,
            "titleFontWeight": "normal",
            "gridColor": p.line,
            "domainColor": p.line,
            "tickColor": p.line,
        },
        "legend": {**words, "titleFontWeight": "normal", "symbolType": "square"},
        "range": {"category": list(p.quads), "ramp": list(p.ramp), "diverging": list(p.ramp), "blocs": list(p.blocs)},
        "style": {
            "level": {"color": p.level, "strokeWidth": 2},
            "turn": {"color": p.ink, "strokeDash": [3, 3], "opacity": 0.7},
            "zero": {"color": p.faint, "strokeWidth": 1},
            "overview": {"color": p.line},
            "land": {"color": p.land, "stroke": p.border, "strokeWidth": 0.5},
            "disputed": {"color": "transparent", "stroke": p.faint, "strokeWidth": 0.8, "strokeDash": [2, 2]},
            "state": {"stroke": p.border, "strokeWidth": 0.5},
            "chosen": {"color": p.ink, "stroke": p.border, "strokeWidth": 0.5},
            "name": {"color": p.ink, "fontSize": 11},
        },
    }
