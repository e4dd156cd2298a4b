"""coding: the events of a sentence or two, with the codes of both sides.

The gold labels were mapped from CAMEO by the table of 2021; what did not or may not happen is no event there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente import reading
from detente.model import Actor, Coded, Statement
from detente.pipeline import Pipeline
from evaluation.rows import Context, Row

# Single sentences made for one event each: what the coder is unsure of is left out.
LEAST = 0.68
NO_EVENT = ("negated", "denied", "hypothetical")


def predict(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Code each text as an article of its own."""
    pipeline = Pipeline(coder=context.coder, model=context.model, min_confidence=LEAST)
    texts = (reading.article(row["text"], published=row["date"]) for row in rows)
    for row, coded in zip(rows, pipeline.code_many(texts), strict=True):
        statements = coded.statements if isinstance(coded, Coded) else ()
        told = [s for s in statements if s.status not in NO_EVENT]
        yield {"id": row["id"], "events": [_event(s, pipeline) for s in told]}


def _event(statement: Statement, pipeline: Pipeline) -> Row:
    source, target = _codes(statement.source), _codes(statement.target)
    if statement.symmetric:
        source = target = sorted({*source, *target})
    event = pipeline.plover.filed(pipeline.plover.event(statement.frame, "plover2021"), statement.status, "plover2021")
    return {"event": event, "source": source, "target": target}


def _codes(actors: Iterable[Actor]) -> list[str]:
    return sorted({actor.code for actor in actors if actor.country or actor.sector})
