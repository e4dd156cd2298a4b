"""The JSON API: the same records under the same conditions as the pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from detente.app import questions
from detente.app.asking import ArticlesQuery, EpisodesQuery, PageQuery, RelationsQuery, StatementsQuery
from detente.app.depends import ReadersOf
from detente.app.openapi import FAULTS, returns
from detente.app.rendering import Json

router = APIRouter(prefix="/api", responses=FAULTS, default_response_class=Json)

Id = Annotated[str, Path(max_length=200, description="A stable id.")]
Side = Annotated[str, Path(max_length=200, description="A country, organisation or actor, by code or name.")]


@router.get("/info", summary="What the archive holds", responses=returns("Info"))
def info(readers: ReadersOf) -> Json:
    """What the archive holds, in figures."""
    with readers.one() as archive:
        return Json(archive.info())


@router.get("/articles", summary="Articles", responses=returns("ArticlePage"))
def articles(readers: ReadersOf, asked: ArticlesQuery) -> Json:
    """Articles that meet all conditions, those published last first."""
    with readers.one() as archive:
        return Json(questions.articles(archive, asked))


@router.get("/articles/{article_id}", summary="An article", responses=returns("ArticleRead"))
def article(readers: ReadersOf, article_id: Id) -> Json:
    """An article with its text and all that was coded in it. Offsets count Unicode characters of `text`."""
    with readers.one() as archive:
        return Json(questions.article(archive, article_id))


@router.get("/statements", summary="Statements", responses=returns("StatementPage"))
def statements(readers: ReadersOf, asked: StatementsQuery) -> Json:
    """Statements that meet all conditions, those reported last first."""
    with readers.one() as archive:
        return Json(questions.statements(archive, asked))


@router.get("/episodes", summary="Episodes", responses=returns("EpisodePage"))
def episodes(readers: ReadersOf, asked: EpisodesQuery) -> Json:
    """Episodes that meet all conditions, the latest first. Counts of what happened are counts of these."""
    with readers.one() as archive:
        return Json(questions.episodes(archive, asked))


@router.get("/episodes/{episode_id}", summary="An episode", responses=returns("EpisodeSheet"))
def episode(readers: ReadersOf, episode_id: Id) -> Json:
    """An episode with all its reports and their words."""
    with readers.one() as archive:
        return Json(questions.episode(archive, episode_id))


@router.get("/relations", summary="Relations", responses=returns("RelationPage"))
def relations(readers: ReadersOf, asked: RelationsQuery) -> Json:
    """The relations of the archive, those first whose level changed most from the period before."""
    with readers.one() as archive:
        return Json(questions.relations(archive, asked))


@router.get("/relations/{a}/{b}", summary="A relation", responses=returns("RelationRead"))
def relation(readers: ReadersOf, a: Side, b: Side, asked: PageQuery) -> Json:
    """A relation by month, with a page of its episodes."""
    with readers.one() as archive:
        return Json(questions.relation(archive, a, b, asked.after, asked.limit))
