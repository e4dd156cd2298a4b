"""Saved searches: a search under a name, to come back to."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from detente.app.asking import What
from detente.app.depends import ReadersOf

router = APIRouter(include_in_schema=False)

WHAT = "in"


@router.post("/searches")
def save(
    readers: ReadersOf,
    what: Annotated[What, Form()],
    name: Annotated[str, Form(max_length=200)],
    query: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Keep a search, and go back to it."""
    with readers.writer() as archive:
        archive.save_search(name, urlencode([(WHAT, what), *parse_qsl(query)]))
    return RedirectResponse(f"/search/{what}?{urlencode(parse_qsl(query))}", status_code=303)


@router.post("/searches/forget")
def forget(readers: ReadersOf, name: Annotated[str, Form(max_length=200)]) -> Response:
    """Take a saved search away."""
    with readers.writer() as archive:
        archive.forget_search(name)
    return RedirectResponse("/search/statements", status_code=303)


def address(query: str) -> str:
    """Where a saved search leads."""
    parts = parse_qsl(query)
    what = next((value for name, value in parts if name == WHAT and value in ("episodes", "articles")), "statements")
    return f"/search/{what}?{urlencode([one for one in parts if one[0] != WHAT])}"
