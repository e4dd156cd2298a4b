"""Correcting statements: accept, reject, edit, add a missed one, say that an article was read to its end, undo."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import RedirectResponse, Response

from detente.app import questions
from detente.app.asking import DAY
from detente.app.depends import ReadersOf
from detente.app.openapi import WRITES, returns
from detente.app.rendering import Json
from detente.archive import Archive
from detente.errors import InputError
from detente.model import Actor, Correction, Span, Status
from detente.wording import Wording

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api", responses=WRITES, default_response_class=Json)

Id = Annotated[str, Path(max_length=200)]
Name = Annotated[str, Form(max_length=80)]
Note = Annotated[str, Form(max_length=500)]
Line = Annotated[str, Form(max_length=1_000)]
Verdict = Literal["accept", "reject", "edit"]

# The name under which somebody corrects is known to the browser for a year.
BY, YEAR = "detente_by", 365 * 24 * 3600
_PARTY = re.compile(r"(?P<name>.*?)\s*\(\s*(?P<country>[A-Za-z]{3}|-{3})?\s*(?::\s*(?P<sector>[A-Za-z]{3}))?\s*\)")


class Given(BaseModel):
    """What every correction holds: who says so, why, and days, ISO of any precision."""

    model_config = ConfigDict(extra="forbid")

    by: str = Field(min_length=1, max_length=80, examples=["Amina"])
    note: str = Field("", max_length=500)
    start: str | None = Field(None, pattern=f"{DAY}|^$")
    end: str | None = Field(None, pattern=f"{DAY}|^$")


class Said(Given):
    """What somebody says of a statement. Of ``edit``, only what is given is changed."""

    verdict: Verdict
    frame: str | None = Field(None, max_length=80)
    status: Status | None = None
    source: list[str] | None = Field(None, max_length=20, examples=[["Lloyd Austin (USA:MIL)"]])
    target: list[str] | None = Field(None, max_length=20, examples=[["Cambodia"]])
    place: str | None = Field(None, max_length=200, examples=["Siem Reap (KHM)"])


class Missed(Given):
    """A statement that was missed: the words of the text that tell of it, by their place or as they stand there."""

    frame: str = Field(max_length=80, examples=["sign-agreement"])
    words: str = Field("", max_length=500)
    span: tuple[int, int] | None = Field(None, description="Characters of the clean text.")
    status: Status = "occurred"
    source: list[str] = Field([], max_length=20)
    target: list[str] = Field([], max_length=20)


@router.post("/statements/{statement_id}/{verdict}")
def judge(
    readers: ReadersOf,
    statement_id: Id,
    verdict: Verdict,
    by: Name,
    note: Note = "",
    frame: Line = "",
    status: Line = "",
    source: Line = "",
    source_was: Line = "",
    target: Line = "",
    target_was: Line = "",
    start: Line = "",
    end: Line = "",
    place: Line = "",
    place_was: Line = "",
) -> Response:
    """Accept, reject or edit a statement, and go back to its article."""
    # Parties and places that are as they were keep their words in the text.
    named = {"source": (source, source_was), "target": (target, target_was), "place": (place, place_was)}
    changed = {name: now for name, (now, was) in named.items() if now != was}
    edited = {"frame": frame, "status": status, "start": start, "end": end, **changed} if verdict == "edit" else {}
    with readers.writer() as archive:
        found = _judged(archive, statement_id, verdict, by, note, edited)
    return _back(found, statement_id, by)


@router.post("/articles/{article_id}/statements")
def add(
    readers: ReadersOf,
    article_id: Id,
    by: Name,
    frame: Line,
    words: Line = "",
    first: Annotated[int, Form(ge=-1)] = -1,
    last: Annotated[int, Form(ge=-1)] = -1,
    status: Line = "occurred",
    source: Line = "",
    target: Line = "",
    start: Line = "",
    end: Line = "",
    note: Note = "",
) -> Response:
    """Add a statement that was missed."""
    with readers.writer() as archive:
        span = (first, last) if 0 <= first < last else None
        others = {"status": status, "source": source, "target": target, "start": start, "end": end}
        found = _added(archive, article_id, words, span, frame=frame, by=by, note=note, **others)
    return _back(found, found.key, by)


@router.post("/articles/{article_id}/complete")
def complete(readers: ReadersOf, article_id: Id, by: Name) -> Response:
    """Say that an article was read to its end."""
    with readers.writer() as archive:
        found = archive.corrections.complete(article_id, by=by)
    return _back(found, "", by)


@router.post("/corrections/{correction_id}/undo")
def undo(readers: ReadersOf, correction_id: Id) -> Response:
    """Take a correction back."""
    with readers.writer() as archive, questions.found_or_404():
        found = archive.corrections.undo(correction_id)
    return _back(found, found.key, found.by)


@api.post("/statements/{statement_id}/corrections", summary="Correct a statement", responses=returns("Correction"))
def judge_by_program(readers: ReadersOf, statement_id: Id, said: Said) -> Json:
    """Accept, reject or edit a statement. It takes effect at once, in every view."""
    edited = said.model_dump(exclude_none=True, exclude={"verdict", "by", "note"})
    with readers.writer() as archive:
        return Json(_judged(archive, statement_id, said.verdict, said.by, said.note, edited))


@api.post("/articles/{article_id}/statements", summary="Add a statement", responses=returns("Correction"))
def add_by_program(readers: ReadersOf, article_id: Id, said: Missed) -> Json:
    """Add a statement that was missed."""
    given = said.model_dump(exclude_none=True, exclude={"words", "span"})
    with readers.writer() as archive:
        return Json(_added(archive, article_id, said.words, said.span, **given))


@api.delete("/corrections/{correction_id}", summary="Undo a correction", responses=returns("Correction"))
def undo_by_program(readers: ReadersOf, correction_id: Id) -> Json:
    """Take a correction back."""
    with readers.writer() as archive, questions.found_or_404():
        return Json(archive.corrections.undo(correction_id))


def parties(words: str | Sequence[str], known: Wording) -> tuple[Actor, ...]:
    """Actors as people write them, ``Lloyd Austin (USA:MIL); Cambodia``, or one by one.

    Raises:
        InputError: one has no code in brackets and is no country by name.
    """
    several = words if isinstance(words, str) else ";".join(words)
    return tuple(_party(one.strip(), known) for one in several.split(";") if one.strip())


def place(archive: Archive, article_id: str, words: str, span: tuple[int, int] | None) -> Span:
    """Where words stand in an article: at a place if that is known, else where they stand first.

    Raises:
        InputError: they are not in it.
    """
    if span is not None:
        return Span(*span)
    at = archive.article(article_id).text.find(words.strip()) if words.strip() else -1
    if at < 0:
        raise InputError(f"the article does not hold the words {words!r}; give them as they stand in it")
    return Span(at, at + len(words.strip()))


def _party(words: str, known: Wording) -> Actor:
    if coded := _PARTY.fullmatch(words):
        country = (coded["country"] or "").strip("-").upper()
        return Actor(name=coded["name"] or country, country=country, sector=(coded["sector"] or "").upper())
    code = known.code(words)
    if not code:
        raise InputError(f"{words!r} is no country; give an actor with its code, as “Lloyd Austin (USA:MIL)”")
    return Actor(name=words, country=code)


def _read(archive: Archive, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a form or a program gives, as corrections take it."""
    sides = partial(parties, known=archive.wording)
    readers: dict[str, Callable[[Any], Any]] = {"source": sides, "target": sides, "start": _day, "end": _day}
    return {name: readers[name](value) if name in readers else value for name, value in given.items()}


def _day(words: str) -> str | None:
    return words.strip() or None


def _added(archive: Archive, article_id: str, words: str, span: tuple[int, int] | None, **given: Any) -> Correction:
    return archive.corrections.add(article_id, place(archive, article_id, words, span), **_read(archive, given))


def _judged(
    archive: Archive, statement_id: str, verdict: Verdict, by: str, note: str, edited: dict[str, Any]
) -> Correction:
    said = archive.corrections
    if verdict == "accept":
        return said.accept(statement_id, by=by, note=note)
    if verdict == "reject":
        return said.reject(statement_id, by=by, note=note)
    return said.edit(statement_id, by=by, note=note, **_read(archive, edited))


def _back(found: Correction, statement: str, by: str) -> Response:
    at = f"?s={quote(statement)}#at-{quote(statement)}" if statement and found.verdict != "rejected" else ""
    response = RedirectResponse(f"/articles/{quote(found.article)}{at}", status_code=303)
    response.set_cookie(BY, quote(by.strip()), max_age=YEAR, httponly=True, samesite="lax", path="/")
    return response
