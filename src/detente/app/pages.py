"""The pages, rendered on the server. Each shows what :mod:`detente.app.questions` returns, as the API does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar
from urllib.parse import unquote

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from detente import EpisodeSheet, Found, Page
from detente.app import questions, saving, views
from detente.app.asking import ArticlesQuery, Asked, EpisodesQuery, RelationsQuery, StatementsQuery, What
from detente.app.comparing import compared
from detente.app.correcting import BY
from detente.app.depends import ReadersOf
from detente.app.exports import FORMS
from detente.app.passages import paragraphs
from detente.app.readers import Readers
from detente.app.rendering import page
from detente.app.spark import axis
from detente.archive import Archive
from detente.charts.world import BORDERS
from detente.errors import InputError

Item = TypeVar("Item")
Id = Annotated[str, Path(max_length=200)]
SHOWN_SKIPPED = 500

router = APIRouter()


@router.get("/")
def home(request: Request, readers: ReadersOf, asked: RelationsQuery) -> Response:
    """The relations of the archive."""
    with readers.one() as archive:
        info, found, world = archive.info(), questions.relations(archive, asked), views.world(archive, asked)
        words = archive.wording
    return page(
        request,
        "home.html",
        words=words,
        title="Relations",
        info=info,
        page=found,
        asked=asked,
        world=world,
        borders=BORDERS,
        countries=words.countries,
        axis=axis(found.items),
    )


@router.get("/search")
def search(request: Request) -> Response:
    """The search begins with statements."""
    return RedirectResponse(f"/search/statements?{request.url.query}".rstrip("?"), status_code=307)


@router.get("/search/statements")
def statements(request: Request, readers: ReadersOf, asked: StatementsQuery) -> Response:
    """Search in statements."""
    return _search(request, readers, "statements", asked, lambda archive: questions.statements(archive, asked))


@router.get("/search/episodes")
def episodes(request: Request, readers: ReadersOf, asked: EpisodesQuery) -> Response:
    """Search in episodes."""
    return _search(request, readers, "episodes", asked, lambda archive: questions.episodes(archive, asked))


@router.get("/search/articles")
def articles(request: Request, readers: ReadersOf, asked: ArticlesQuery) -> Response:
    """Search in articles."""
    return _search(request, readers, "articles", asked, lambda archive: questions.articles(archive, asked))


def _search(
    request: Request, readers: Readers, what: What, asked: Asked, question: Callable[[Archive], Page[Item]]
) -> Response:
    """The search page. A condition that the archive cannot answer is told beside the form in which it stands."""
    found, problem = None, ""
    with readers.one() as archive:
        info, saved, words = archive.info(), archive.saved_searches(), archive.wording
        try:
            found = question(archive)
        except InputError as error:
            problem = str(error)
    return page(
        request,
        "search.html",
        words=words,
        status_code=400 if problem else 200,
        title="Search",
        what=what,
        asked=asked,
        page=found,
        problem=problem,
        fields=set(type(asked).model_fields),
        conditions=asked.conditions,
        forms=FORMS,
        info=info,
        saved=[(one.name, saving.address(one.query)) for one in saved],
        outlets=sorted(name for name in info.outlets if name),
        countries=words.countries,
    )


@router.get("/statements/{statement_id}")
def statement(readers: ReadersOf, statement_id: Id) -> Response:
    """A statement stands in its article."""
    with readers.one() as archive:
        article_id = questions.article_of(archive, statement_id)
    return RedirectResponse(f"/articles/{article_id}?s={statement_id}#at-{statement_id}", status_code=307)


@router.get("/articles/{article_id}")
def article(
    request: Request, readers: ReadersOf, article_id: Id, s: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """The reader: an article with its statements, one of them selected."""
    with readers.one() as archive:
        read, words = questions.article(archive, article_id), archive.wording
    ids = [one.id for one in read.statements]
    at = ids.index(s) if s in ids else 0
    return page(
        request,
        "article.html",
        words=words,
        title=read.article.title or "Article",
        read=read,
        paragraphs=paragraphs(read),
        numbers={one: n for n, one in enumerate(ids, 1)},
        selected=ids[at] if ids else "",
        previous=ids[at - 1] if ids else "",
        following=ids[(at + 1) % len(ids)] if ids else "",
        by=unquote(request.cookies.get(BY, ""))[:80],
        frames=words.frames,
        last_said={one.key: one for one in read.corrections},
        complete=[one for one in read.corrections if one.verdict == "complete"],
    )


@router.get("/articles/{article_id}/raw")
def raw(request: Request, readers: ReadersOf, article_id: Id) -> Response:
    """The page as it came, as text."""
    with readers.one() as archive:
        read = questions.article(archive, article_id)
    return page(request, "raw.html", title="The page as it came", article=read.article)


@router.get("/episodes/{episode_id}")
def episode(request: Request, readers: ReadersOf, episode_id: Id) -> Response:
    """One happening, with all that reports say of it."""
    with readers.one() as archive:
        read, words = questions.episode(archive, episode_id), archive.wording
    a, b = questions.two_sides(read.episode)
    return page(
        request,
        "episode.html",
        words=words,
        title=words.frame(read.episode.frame).capitalize(),
        read=read,
        aspects=compared(read.told, words),
        steps=_steps(read),
        relation=(f"{words.country(a)} – {words.country(b)}", f"/relations/{a}/{b}") if b else None,
    )


def _steps(read: EpisodeSheet) -> list[tuple[str, str, Found | None]]:
    """How an episode came about: each day and status with the first statement that tells it so."""
    first = {(one.published, one.statement.status): one for one in reversed(read.told)}
    return [(day, status, first.get((day, status))) for day, status in read.episode.history]


@router.get("/archive")
def archive_facts(request: Request, readers: ReadersOf) -> Response:
    """What the archive holds."""
    with readers.one() as archive:
        return page(request, "archive.html", words=archive.wording, title="Archive", info=archive.info())


@router.get("/archive/skipped")
def skipped(request: Request, readers: ReadersOf) -> Response:
    """What was left out, and why."""
    with readers.one() as archive:
        found = archive.skipped().to_dicts()
    shown, rest = found[:SHOWN_SKIPPED], max(0, len(found) - SHOWN_SKIPPED)
    return page(request, "skipped.html", title="Left out", items=shown, rest=rest)
