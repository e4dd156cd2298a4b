"""articles: pages as they are pasted in, dated, attributed and linked statements out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente import reading
from detente.linking import link
from detente.model import Actor, Article, Coded, Statement
from detente.pipeline import Pipeline
from evaluation.rows import Context, Row

# The bench writes one code for all intergovernmental organisations.
COUNTRY = {"UNO": "IGO", "EUR": "IGO"}


def predict(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Read, code and link all pages of the input together, as one archive would."""
    pages = [reading.article(row["raw"], published=row["published"], source=row["id"]) for row in rows]
    coded = [one if isinstance(one, Coded) else Coded(article=page) for one, page in zip(
        Pipeline(coder=context.coder, model=context.model).code_many(pages), pages, strict=True)]  # fmt: skip
    statements = [statement for one in coded for statement in one.statements]
    quotes = {statement.id: one.quote(statement) for one in coded for statement in one.statements}
    episodes = link(statements, {page.id: page.published for page in pages}, quotes=quotes)
    places = {key: episode.id for episode in episodes for key in episode.statements}
    for row, one in zip(rows, coded, strict=True):
        found = [_statement(s, one.article, places[s.id]) for s in one.statements]
        yield {"id": row["id"], "kind": one.article.kind, "statements": found}


def _statement(statement: Statement, article: Article, episode: str) -> Row:
    raw = article.raw_span(statement.quote)
    return {
        "quote": raw.of(article.raw) if raw else statement.quote.of(article.text),
        "event": statement.event,
        "status": statement.status,
        "source": _countries(statement.source),
        "target": _countries(statement.target),
        "start": statement.start,
        "end": statement.end,
        "attributed_to": list(statement.attributed_to),
        "episode": episode,
    }


def _countries(actors: Iterable[Actor]) -> list[str]:
    return sorted({COUNTRY.get(actor.country, actor.country) for actor in actors if actor.country})
