"""Lists as files: the very list of a search page, all of it, as CSV, JSON Lines or Parquet."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, TypeVar

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from detente import Page
from detente.app import questions
from detente.app.asking import ArticlesQuery, Asked, EpisodesQuery, StatementsQuery, What
from detente.app.depends import ReadersOf
from detente.app.readers import Readers
from detente.archive import Archive

Form = Literal["csv", "jsonl", "parquet"]
Some = TypeVar("Some", bound=Asked)
Item = TypeVar("Item")

# The forms with their names and types.
FORMS: dict[Form, str] = {"csv": "CSV", "jsonl": "JSON Lines", "parquet": "Parquet"}
TYPES: dict[Form, str] = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}
# A longer list is a job for `detente export`, which nobody has to wait for in a browser.
MOST = 100_000
PAGE = 500

router = APIRouter()


@router.get("/export/statements.{form}")
def statements(readers: ReadersOf, form: Form, asked: StatementsQuery) -> Response:
    """The statements of a search."""
    return _file(readers, "statements", form, lambda archive: _ids(archive, asked, questions.statement_ids))


@router.get("/export/episodes.{form}")
def episodes(readers: ReadersOf, form: Form, asked: EpisodesQuery) -> Response:
    """The episodes of a search."""
    return _file(readers, "episodes", form, lambda archive: _ids(archive, asked, questions.episode_ids))


@router.get("/export/articles.{form}")
def articles(readers: ReadersOf, form: Form, asked: ArticlesQuery) -> Response:
    """The articles of a search."""
    return _file(readers, "articles", form, lambda archive: _ids(archive, asked, questions.article_ids))


def _ids(archive: Archive, asked: Some, page: Callable[[Archive, Some], Page[str]]) -> Iterator[str]:
    """The ids of all that a search finds, page by page."""
    after, found = "", 0
    while True:
        one = page(archive, asked.model_copy(update={"after": after, "limit": PAGE}))
        found += len(one.items)
        if found > MOST:
            raise HTTPException(413, f"More than {MOST:,}: narrow the search, or take all with `detente export`.")
        yield from one.items
        after = one.after
        if not after:
            return


def _file(readers: Readers, what: What, form: Form, ids: Callable[[Archive], Iterator[str]]) -> Response:
    """A file made aside, so that a list that cannot be written whole is an error and no half file."""
    folder = tempfile.TemporaryDirectory(prefix="detente-")
    path = Path(folder.name) / f"{what}.{form}"
    try:
        with readers.one() as archive:
            archive.export_some(what, ids(archive), path)
    except BaseException:
        folder.cleanup()
        raise
    return FileResponse(path, media_type=TYPES[form], filename=path.name, background=BackgroundTask(folder.cleanup))
