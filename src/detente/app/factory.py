"""Makes the app: an ASGI application on one archive."""

from __future__ import annotations

import importlib.metadata
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI
from starlette.staticfiles import StaticFiles

from detente.app import adding, api, correcting, exports, openapi, pages, pictures, relating, saving
from detente.app.faults import add_handlers
from detente.app.guard import MOST_SENT, Access, Guard, only_from_our_pages
from detente.app.jobs import Jobs
from detente.app.readers import Readers
from detente.charts.bundle import bundle

STATIC = Path(__file__).parent / "static"


def create_app(
    archive: str | Path,
    *,
    access: Access | None = None,
    most_sent: int = MOST_SENT,
    codebook: Sequence[str | Path] = (),
) -> FastAPI:
    """The app on an archive file.

    Args:
        archive: the file, which has to be there.
        access: who may ask; by default every program on this machine, and nobody else.
        most_sent: how many bytes a request may send at most.
        codebook: folders with tables of your own, besides those by which the archive was coded.

    Raises:
        ArchiveError: there is no archive at that path.
        InputError: a codebook folder is gone.
    """
    allowed = access or Access.new()
    readers = Readers(Path(archive), codebook=tuple(map(Path, codebook)))
    with readers.one() as kept:
        kept.wording  # noqa: B018 - a codebook folder that is gone is told now, and not by each page

    jobs = Jobs(readers, public_only=bool(allowed.token))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # Made once on a machine, in some seconds; by the time a page with a picture is asked for it is there.
        threading.Thread(target=bundle, daemon=True).start()
        yield
        jobs.close()
        readers.close()

    # FastAPI's own pages of documentation load scripts from the network.
    app = FastAPI(
        title="détente",
        version=importlib.metadata.version("detente"),
        description=openapi.ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url=openapi.ADDRESS,
        lifespan=lifespan,
        dependencies=[Depends(only_from_our_pages)],
    )
    app.state.access, app.state.readers, app.state.jobs = allowed, readers, jobs
    add_handlers(app)
    app.include_router(api.router)
    app.include_router(adding.api)
    app.include_router(correcting.api)
    app.include_router(openapi.router, include_in_schema=False)
    app.include_router(exports.router, include_in_schema=False)
    for pages_of in (pages, relating, pictures, adding, correcting, saving):
        app.include_router(pages_of.router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(Guard, access=allowed, most_sent=most_sent)
    openapi.describe(app)
    return app
