"""The description of the API: the OpenAPI document, and the same as a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import Response

from detente import ActorSheet, ArticleEntry, EpisodeSheet, Found, Info, Page, RelationEntry
from detente.app.accounts import AccountRead
from detente.app.faults import Error
from detente.app.jobs import JobRead
from detente.app.records import ArticleRead, EpisodeEntry, RelationRead, TieList
from detente.app.rendering import page
from detente.model import Correction

ADDRESS = "/api/openapi.json"
ABOUT = (
    "The record of an archive as JSON: the same records, under the same conditions, as the pages of the app. Lists "
    "come in pages: give `after` of one to get the following. Ids are stable: the same input gives the same ids."
)
# An answer of each kind, from an archive of the dispatches in examples/.
EXAMPLES = Path(__file__).with_name("examples.json")
_REF = "#/components/schemas/{name}"
_PAGES = {
    "ArticlePage": Page[ArticleEntry],
    "StatementPage": Page[Found],
    "EpisodePage": Page[EpisodeEntry],
    "RelationPage": Page[RelationEntry],
}
_RECORDS = (Error, Info, AccountRead, ActorSheet, ArticleRead, EpisodeSheet, JobRead, RelationRead, TieList, Correction)
_FAULT: dict[str, Any] = {"content": {"application/json": {"schema": {"$ref": _REF.format(name="Error")}}}}
FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"description": "A condition that the archive cannot answer, such as an unknown country."} | _FAULT,
    422: {"description": "A parameter that cannot be read; `fields` names it."} | _FAULT,
    503: {"description": "The archive cannot be read now."} | _FAULT,
}

WRITES: dict[int | str, dict[str, Any]] = FAULTS | {
    403: {"description": "A change needs the token of our own pages, or the login token as a bearer."} | _FAULT,
}

router = APIRouter()


def returns(name: str, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """What a route answers: a record by its name, or nothing where its path names nothing."""
    schema = {"schema": {"$ref": _REF.format(name=name)}}
    found: dict[int | str, dict[str, Any]] = {status: {"content": {"application/json": schema}}}
    if name.endswith(("Read", "Sheet", "Correction")):
        found[404] = {"description": "The archive holds none."} | _FAULT
    return found


def describe(app: FastAPI) -> None:
    """Have the app's OpenAPI document tell of the records as they are."""
    made: Callable[[], dict[str, Any]] = cache(lambda: _document(app))
    app.openapi = made  # type: ignore[method-assign]


@router.get("/api")
def reference(request: Request) -> Response:
    """The API as a page."""
    return page(request, "api.html", title="API", document=request.app.openapi())


def _document(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    document["components"] = {"schemas": _schemas()}
    examples = msgspec.json.decode(EXAMPLES.read_bytes())
    for call in (call for methods in document["paths"].values() for call in methods.values()):
        for content in (answer["content"]["application/json"] for answer in call["responses"].values()):
            # What FastAPI holds our answers for is no part of them.
            reference = content["schema"]["$ref"]
            content |= {"schema": {"$ref": reference}, "example": examples[reference.rpartition("/")[2]]}
    return document


def _schemas() -> dict[str, Any]:
    """The schemas of all records, by name."""
    shapes, schemas = msgspec.json.schema_components([*_PAGES.values(), *_RECORDS], ref_template=_REF)
    text = msgspec.json.encode(schemas).decode()
    for name, shape in zip(_PAGES, shapes, strict=False):
        generated = shape["$ref"].rpartition("/")[2]
        text = text.replace(f'"{generated}"', f'"{name}"').replace(f'/{generated}"', f'/{name}"')
    return dict(sorted(msgspec.json.decode(text).items()))
