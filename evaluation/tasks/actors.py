"""actors: the country and the sector of a noun phrase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.grounding.actors import Actors
from evaluation.rows import Context, Row


def predict(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Resolve each phrase by itself, on its day where one is given."""
    actors = Actors()
    for row in rows:
        actor = actors.resolve(row["text"], row.get("date"))
        yield {"id": row["id"], "country": actor.country if actor else "", "sector": actor.sector if actor else ""}
