"""The tables of a relation: its episodes in time order, its statements, its series by month or week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from detente.model import Article, Statement
from detente.relations.happenings import Happening
from detente.relations.instruments import Instrument
from detente.relations.names import Names
from detente.relations.pairs import direction
from detente.relations.quoting import columns

_TIMELINE: dict[str, Any] = {
    "date": pl.String,
    "end": pl.String,
    "event": pl.String,
    "frame": pl.String,
    "status": pl.String,
    "source": pl.String,
    "target": pl.String,
    "direction": pl.String,
    "quad": pl.Int64,
    "score": pl.Float64,
    "statements": pl.Int64,
    "articles": pl.Int64,
    "quote": pl.String,
    "outlet": pl.String,
    "published": pl.String,
    "url": pl.String,
    "episode": pl.String,
}
_STATEMENTS: dict[str, Any] = {
    "published": pl.String,
    "start": pl.String,
    "end": pl.String,
    "event": pl.String,
    "frame": pl.String,
    "status": pl.String,
    "source": pl.String,
    "target": pl.String,
    "direction": pl.String,
    "attributed_to": pl.String,
    "stance": pl.String,
    "quad": pl.Int64,
    "score": pl.Float64,
    "confidence": pl.Float64,
    "quote": pl.String,
    "outlet": pl.String,
    "title": pl.String,
    "url": pl.String,
    "article": pl.String,
    "statement": pl.String,
}
_INSTRUMENTS: dict[str, Any] = {
    "instrument": pl.String,
    "called": pl.String,
    "by": pl.String,
    "state": pl.String,
    "since": pl.String,
    "steps": pl.Int64,
    "proposed": pl.String,
    "contradicted": pl.String,
    "quote": pl.String,
    "outlet": pl.String,
}


def timeline_frame(found: Sequence[Happening], articles: Mapping[str, Article], names: Names) -> pl.DataFrame:
    """One row an episode."""
    return pl.DataFrame([_episode_row(h, articles, names) for h in found], schema=_TIMELINE)


def statements_frame(
    own: Sequence[Statement], a: str, b: str, articles: Mapping[str, Article], names: Names
) -> pl.DataFrame:
    """One row a statement, in the order of publication."""
    rows = [_statement_row(s, direction(s, a, b), articles, names) for s in own]
    rows.sort(key=lambda row: (row["published"] or "9999", row["article"], row["start"] or "9999", row["statement"]))
    return pl.DataFrame(rows, schema=_STATEMENTS)


def instruments_frame(found: Sequence[Instrument]) -> pl.DataFrame:
    """One row an instrument, with the last word on it."""
    rows = []
    for instrument in found:
        cited = instrument.last.cited
        rows.append(
            {
                "instrument": instrument.name,
                "called": "; ".join(instrument.called),
                "by": instrument.by,
                "state": instrument.state,
                "since": instrument.since,
                "steps": len(instrument.steps),
                "proposed": "; ".join(f"{step.words} ({step.by})" for step in instrument.proposals),
                "contradicted": "; ".join(f"{c.effect}: {c.one} or {c.other}" for c in instrument.conflicts),
                "quote": cited.words,
                "outlet": cited.outlet,
            }
        )
    return pl.DataFrame(rows, schema=_INSTRUMENTS)


def _episode_row(happening: Happening, articles: Mapping[str, Article], names: Names) -> dict[str, Any]:
    episode, best = happening.episode, happening.best
    return {
        "date": episode.start,
        "end": episode.end,
        "event": episode.event,
        "frame": episode.frame,
        "status": episode.status,
        "source": names.parties(best.source),
        "target": names.parties(best.target),
        "direction": happening.direction,
        "quad": episode.quad,
        "score": episode.score,
        "statements": len(happening.statements),
        "articles": len({s.article for s in happening.statements}),
        **columns(best, articles),
        "episode": episode.id,
    }


def _statement_row(
    statement: Statement, way: str | None, articles: Mapping[str, Article], names: Names
) -> dict[str, Any]:
    article = articles.get(statement.article)
    return {
        "start": statement.start,
        "end": statement.end,
        "event": statement.event,
        "frame": statement.frame,
        "status": statement.status,
        "source": names.parties(statement.source),
        "target": names.parties(statement.target),
        "direction": way,
        "attributed_to": "; ".join(statement.attributed_to),
        "stance": statement.stance,
        "quad": statement.quad,
        "score": statement.score,
        "confidence": statement.confidence,
        **columns(statement, articles),
        "title": article.title if article else "",
        "article": statement.article,
        "statement": statement.id,
    }
