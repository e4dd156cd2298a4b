"""What routes ask for by type."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from detente.app.jobs import Jobs
from detente.app.readers import Readers


async def _readers(request: Request) -> Readers:
    """The archives of the app. Not a plain function, which would take a thread to say so."""
    readers: Readers = request.app.state.readers
    return readers


async def _jobs(request: Request) -> Jobs:
    """The jobs of the app."""
    jobs: Jobs = request.app.state.jobs
    return jobs


JobsOf = Annotated[Jobs, Depends(_jobs)]
ReadersOf = Annotated[Readers, Depends(_readers)]
