"""The JSON API: the same records under the same conditions as the pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from detente.app import accounts, questions
from detente.app.asking import ArticlesQuery, EpisodesQuery, RelationsQuery, StatementsQuery, TiesQuery, TimedQuery
from detente.app.depends import ReadersOf
from detente.app.openapi import FAULTS, returns
from detente.app.records import TieList
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
def relation(readers: ReadersOf, a: Side, b: Side, asked: TimedQuery) -> Json:
    """A relation by month, with a page of its episodes of a period."""
    with readers.one() as archive:
        return Json(questions.relation(archive, a, b, asked))


@router.get("/relations/{a}/{b}/{part}", summary="A part of the ledger of a relation", responses=returns("AccountRead"))
def account(readers: ReadersOf, a: Side, b: Side, part: accounts.Part, asked: TimedQuery) -> Json:
    """Instruments, disputes, expectations or explanations of a relation, each line with the words it rests on."""
    with readers.one() as archive:
        return Json(accounts.account(archive, a, b, part, asked.since, asked.until))


@router.get("/ties", summary="What happened between states", responses=returns("TieList"))
def ties(readers: ReadersOf, asked: TiesQuery) -> Json:
    """What happened between each two states in a period, summed up, those with the most episodes first."""
    with readers.one() as archive:
        found = archive.ties(asked.country, since=asked.since, until=asked.until, least=asked.least)
    return Json(TieList(items=tuple(found)))


@router.get("/actors/{words}", summary="An actor", responses=returns("ActorSheet"))
def actor(readers: ReadersOf, words: Side) -> Json:
    """A state, a part of one, an organisation or a person: its latest statements, and whom it deals with."""
    with readers.one() as archive, questions.found_or_404():
        return Json(archive.actor(words))
