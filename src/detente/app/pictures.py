"""Pictures for the pages: their specifications as JSON, and the scripts and shapes that draw them."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import FileResponse, Response

from detente.app import views
from detente.app.asking import NetworkQuery, RelationsQuery
from detente.app.depends import ReadersOf
from detente.app.rendering import Json
from detente.charts.bundle import bundle
from detente.charts.chart import Chart
from detente.charts.theme import Theme
from detente.charts.world import countries

router = APIRouter(include_in_schema=False)

Side = Annotated[str, Path(max_length=200)]
InTheme = Annotated[Theme, Query()]
# What one release of détente serves under an address never changes.
LONG = {"Cache-Control": "public, max-age=604800"}


@router.get("/vega.js")
def scripts() -> Response:
    """The scripts that draw. Made at the first question ever, which takes some seconds."""
    return FileResponse(bundle(), media_type="text/javascript", headers=LONG)


@router.get("/countries.json")
def shapes() -> Response:
    """The shapes of the states."""
    return Response(_shapes(), media_type="application/json", headers=LONG)


@cache
def _shapes() -> bytes:
    return bytes(Json(countries()).body)


@router.get("/pictures/relations/{a}/{b}")
def relation(readers: ReadersOf, a: Side, b: Side, theme: InTheme = "light") -> Response:
    """A relation by month."""
    with readers.one() as archive:
        return _drawn(views.relation_chart(archive, a, b), theme)


@router.get("/pictures/map")
def world(readers: ReadersOf, asked: RelationsQuery, theme: InTheme = "light") -> Response:
    """How all states stand to one."""
    with readers.one() as archive:
        return _drawn(views.world_map(views.world(archive, asked)), theme)


@router.get("/pictures/network")
def network(readers: ReadersOf, asked: NetworkQuery, theme: InTheme = "light") -> Response:
    """Who deals with whom."""
    with readers.one() as archive:
        return _drawn(views.network_picture(views.network(archive, asked)), theme)


def _drawn(chart: Chart, theme: Theme) -> Response:
    return Json(chart.themed(theme))
