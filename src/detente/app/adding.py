"""Adding articles: paste a text, drop files, give the address of a page or a feed, and watch it being coded."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from anyio import sleep
from fastapi import APIRouter, Form, Path, UploadFile
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from detente.app.asking import DAY
from detente.app.depends import JobsOf
from detente.app.jobs import JobRead, Jobs, Wanted
from detente.app.openapi import FAULTS, WRITES, returns
from detente.app.rendering import Json, page
from detente.errors import InputError
from detente.model import Kind

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api", responses=FAULTS, default_response_class=Json)

Id = Annotated[str, Path(max_length=64)]
# How often a job is looked at; and so often a browser hears something, lest one side take the other for gone.
LOOK_SECONDS, BEAT_SECONDS = 0.2, 10.0
PASTED = "pasted text"


class ToAdd(BaseModel):
    """An article to add: its text, or the address of a page or a feed, and what is known of it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field("", max_length=2_000_000, examples=["Kenya and Uganda signed a trade agreement on Thursday."])
    address: str = Field("", max_length=2_000, description="A page or a feed, `https://…`.")
    published: str | None = Field(None, pattern=DAY, examples=["2024-06-05"])
    outlet: str = Field("", max_length=200)
    kind: Kind | None = None


@router.get("/add")
def form(request: Request, jobs: JobsOf) -> Response:
    """What can be added, and the jobs so far."""
    return _form(request, jobs)


@router.post("/add")
async def add(
    request: Request,
    jobs: JobsOf,
    text: Annotated[str, Form(max_length=2_000_000)] = "",
    address: Annotated[str, Form(max_length=2_000)] = "",
    published: Annotated[str, Form(max_length=10)] = "",
    outlet: Annotated[str, Form(max_length=200)] = "",
    kind: Annotated[Kind | str, Form(max_length=10)] = "",
    files: Annotated[list[UploadFile] | None, Form()] = None,
) -> Response:
    """Take what was pasted, dropped or named, and lead to the job."""
    given = {"text": text, "address": address.strip(), "published": published, "outlet": outlet, "kind": kind}
    sent = [(one.filename or "text", await one.read()) for one in files or () if one.filename]
    try:
        asked = ToAdd.model_validate({name: value for name, value in given.items() if value != ""})
        status = jobs.begin(_wanted(asked, sent))
    except InputError as error:
        return _form(request, jobs, given, str(error))
    except ValueError:
        return _form(request, jobs, given, "The day is a year, a month or a day, as 2024-06-05.")
    return RedirectResponse(f"/jobs/{status.id}", status_code=303)


@router.get("/jobs/{job_id}")
def job(request: Request, jobs: JobsOf, job_id: Id) -> Response:
    """How far a job is. Without a script the page is loaded again now and then."""
    return page(request, "job.html", title="Adding", job=_known(jobs, job_id))


@router.get("/jobs/{job_id}/events")
def events(jobs: JobsOf, job_id: Id) -> Response:
    """How far a job is, again and again, as server-sent events; the last has the name ``over``."""
    _known(jobs, job_id)
    return StreamingResponse(_stream(jobs, job_id), media_type="text/event-stream")


@api.post("/articles", summary="Add an article", status_code=202, responses=WRITES | returns("JobRead", 202))
def add_by_program(jobs: JobsOf, asked: ToAdd) -> Response:
    """Take a text, or the address of a page or feed, to be read and coded. Follow the job that is returned."""
    return Json(jobs.begin(_wanted(asked, [])), status_code=202)


@api.get("/jobs/{job_id}", summary="A job", responses=returns("JobRead"))
def job_for_program(jobs: JobsOf, job_id: Id) -> Response:
    """How far a job is, and what came of it."""
    return Json(_known(jobs, job_id))


def _wanted(asked: ToAdd, sent: list[tuple[str, bytes]]) -> Wanted:
    pasted = [(f"{PASTED}.txt", asked.text.encode())] if asked.text.strip() else []
    files = (*pasted, *sent)
    names = [PASTED if pasted else "", *(name for name, _ in sent[:1]), asked.address]
    name = next(filter(None, names), "") + (f" and {len(sent) - 1} more" if len(sent) > 1 else "")
    return Wanted(name, files, asked.address, asked.published, asked.outlet, asked.kind)


def _known(jobs: Jobs, job_id: str) -> JobRead:
    status = jobs.status(job_id)
    if status is None:
        raise HTTPException(404, "This job is not known; those of before the server was started are forgotten.")
    return status


async def _stream(jobs: Jobs, job_id: str) -> AsyncIterator[bytes]:
    """Looks now and then, and holds no thread meanwhile: these are for those who ask for pages."""
    step, silent = -1, 0.0
    while (status := jobs.status(job_id)) is not None:
        if status.step == step:
            await sleep(LOOK_SECONDS)
            silent += LOOK_SECONDS
            if silent >= BEAT_SECONDS:
                silent = 0.0
                yield b": still there\n\n"
            continue
        step, silent = status.step, 0.0
        data = msgspec.json.encode(msgspec.structs.replace(status, articles=status.articles[-1:]))
        yield b"event: " + (b"over" if status.over else b"progress") + b"\ndata: " + data + b"\n\n"
        if status.over:
            return


def _form(request: Request, jobs: Jobs, given: dict[str, Any] | None = None, problem: str = "") -> Response:
    return page(
        request,
        "add.html",
        status_code=400 if problem else 200,
        title="Add",
        given=given or {},
        problem=problem,
        jobs=jobs.latest()[:10],
    )
