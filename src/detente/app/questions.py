"""The questions that pages and API put to an archive. Both show what these functions return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from starlette.exceptions import HTTPException

from detente import ArticleEntry, EpisodeSheet, Found, Page, RelationEntry
from detente.app.asking import ArticlesAsked, EpisodesAsked, RelationsAsked, StatementsAsked, Timed
from detente.app.records import ArticleRead, EpisodeEntry, LevelMonth, RelationRead
from detente.archive import Archive
from detente.errors import InputError
from detente.model import Episode

# An episode in a list is told in the words of one of so many of its statements.
TOLD = 5


def statements(archive: Archive, asked: StatementsAsked) -> Page[Found]:
    """Statements that meet the conditions, those reported last first."""
    return archive.search(**asked.statement_conditions, limit=asked.limit, after=asked.after)


def episodes(archive: Archive, asked: EpisodesAsked) -> Page[EpisodeEntry]:
    """Episodes that meet the conditions, the latest first, each with words for it."""
    found = archive.episode_list(**asked.episode_conditions, limit=asked.limit, after=asked.after)
    told = archive.found([one for episode in found.items for one in episode.statements[:TOLD]])
    items = tuple(EpisodeEntry(episode=episode, told=_surest(episode, told)) for episode in found.items)
    return Page(items=items, after=found.after, count=found.count, capped=found.capped)


def _surest(episode: Episode, told: Mapping[str, Found]) -> Found | None:
    """Of equals, the first."""
    own = [told[one] for one in episode.statements[:TOLD] if one in told]
    return max(own, key=lambda one: one.statement.confidence, default=None)


def articles(archive: Archive, asked: ArticlesAsked) -> Page[ArticleEntry]:
    """Articles that meet the conditions, those published last first."""
    return archive.article_list(**asked.article_conditions, limit=asked.limit, after=asked.after)


def relations(archive: Archive, asked: RelationsAsked) -> Page[RelationEntry]:
    """The relations of the archive, the most changed first."""
    return archive.relation_list(
        country=asked.country, since=asked.since, until=asked.until, limit=asked.limit, after=asked.after
    )


def article(archive: Archive, article_id: str) -> ArticleRead:
    """An article with its statements, by its id.

    Raises:
        HTTPException: 404, there is none.
    """
    with found_or_404(f"There is no article {article_id} in this archive."):
        coded = archive.coded(article_id)
    return ArticleRead(
        article=coded.article,
        statements=coded.statements,
        attributions=coded.attributions,
        people=coded.people,
        corrections=archive.corrections.of(coded.article.id),
        episodes=archive.episodes_of(coded.article.id),
    )


def article_of(archive: Archive, statement_id: str) -> str:
    """The id of the article in which a statement stands.

    Raises:
        HTTPException: 404, there is no such statement.
    """
    with found_or_404(f"There is no statement {statement_id} in this archive."):
        return archive.article_of(statement_id)


def episode(archive: Archive, episode_id: str) -> EpisodeSheet:
    """An episode with all its reports, by its id.

    Raises:
        HTTPException: 404, there is none.
    """
    message = f"There is no episode {episode_id} in this archive. Ids change when articles that tell of one come in."
    with found_or_404(message):
        return archive.episode(episode_id)


def relation(archive: Archive, a: str, b: str, asked: Timed) -> RelationRead:
    """A relation by month, with a page of its episodes of a period.

    Raises:
        HTTPException: 404, one of the two is not known.
    """
    with found_or_404():
        between = archive.relation(a, b)
    words = archive.wording
    return RelationRead(
        a=between.a,
        b=between.b,
        a_name=words.country(between.a),
        b_name=words.country(between.b),
        count=len(between.outline),
        months=tuple(
            LevelMonth(
                month=row["period"].isoformat()[:7],
                episodes=round(row["episodes"], 3),
                score=row["score_mean"],
                level=round(row["level"], 3),
            )
            for row in between.course().iter_rows(named=True)
        ),
        episodes=episodes(
            archive,
            EpisodesAsked(who=a, to=b, since=asked.since, until=asked.until, limit=asked.limit, after=asked.after),
        ),
    )


@contextmanager
def found_or_404(message: str = "") -> Iterator[None]:
    """What the archive does not hold is nothing found, not a wrong question."""
    try:
        yield
    except InputError as error:
        raise HTTPException(404, message or str(error)) from error


def two_sides(episode: Episode) -> tuple[str, str]:
    """The codes of the two states that an episode is between; empty where there are not two."""
    codes = (code.partition(":")[0] for code in (*episode.source, *episode.target))
    states = [code for code in dict.fromkeys(codes) if code != "---"]
    return (states[0], states[1]) if len(states) > 1 else ("", "")


def statement_ids(archive: Archive, asked: StatementsAsked) -> Page[str]:
    """The ids of a page of statements."""
    found = archive.search(**asked.statement_conditions, limit=asked.limit, after=asked.after, count=False)
    return Page(items=tuple(one.statement.id for one in found.items), after=found.after)


def episode_ids(archive: Archive, asked: EpisodesAsked) -> Page[str]:
    """The ids of a page of episodes."""
    found = archive.episode_list(**asked.episode_conditions, limit=asked.limit, after=asked.after, count=False)
    return Page(items=tuple(one.id for one in found.items), after=found.after)


def article_ids(archive: Archive, asked: ArticlesAsked) -> Page[str]:
    """The ids of a page of articles."""
    found = archive.article_list(**asked.article_conditions, limit=asked.limit, after=asked.after, count=False)
    return Page(items=tuple(one.id for one in found.items), after=found.after)
