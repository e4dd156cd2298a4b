"""Errors as answers: a page for people, one shape of JSON for programs.

``{"error": {"status": 404, "message": "…", "fields": [{"name": "since", "message": "…"}]}}``
"""

from __future__ import annotations

import http
from collections.abc import Sequence

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from detente.app.headers import HEADERS
from detente.app.rendering import Json, page
from detente.errors import ArchiveError, DetenteError, InputError

# Errors as the pages call them.
TITLES = {
    400: "This cannot be answered",
    403: "This is not allowed",
    404: "There is nothing here",
    413: "This is too much",
    422: "Not understood",
    500: "Something went wrong here",
    503: "The archive cannot be read now",
}
# What is wrong with a field, where the words of the check would help nobody.
_PLAIN = {"string_pattern_mismatch": "Write it as 2024, 2024-06 or 2024-06-04."}


class Field(msgspec.Struct, frozen=True):
    """A part of the request that cannot be used, and why."""

    name: str
    message: str


class Fault(msgspec.Struct, frozen=True):
    """What went wrong: the HTTP status, a sentence, and the parts of the request at fault."""

    status: int
    message: str
    fields: tuple[Field, ...] = ()


class Error(msgspec.Struct, frozen=True):
    """The answer of the API where there is none: the same shape for every error."""

    error: Fault


def answer(request: Request, status: int, message: str, fields: Sequence[Field] = ()) -> Response:
    """An error as JSON under ``/api/``, as a page elsewhere."""
    fault = Fault(status, message, tuple(fields))
    if request.url.path.startswith("/api/"):
        return Json(Error(fault), status_code=status)
    title = TITLES.get(status) or http.HTTPStatus(status).phrase
    return page(request, "error.html", status_code=status, fault=fault, title=title)


def add_handlers(app: FastAPI) -> None:
    """Have the app answer its errors in these forms."""

    async def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        message = error.detail
        if error.status_code == 404 and message == "Not Found":
            message = "There is nothing at this address."
        return answer(request, error.status_code, message)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        fields = [
            Field(str(e["loc"][-1]) if e["loc"] else "", _PLAIN.get(e["type"], str(e["msg"]))) for e in error.errors()
        ]
        return answer(request, 422, "The request cannot be read.", fields)

    async def known(request: Request, error: Exception) -> Response:
        status = 400 if isinstance(error, InputError) else 503 if isinstance(error, ArchiveError) else 500
        return answer(request, status, str(error))

    async def unknown(request: Request, _: Exception) -> Response:
        response = answer(request, 500, "The server met an error of its own. The record itself was not changed.")
        # This answer is given outside of everything that would put the headers on it.
        response.headers.update(HEADERS)
        return response

    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(DetenteError, known)
    app.add_exception_handler(Exception, unknown)
