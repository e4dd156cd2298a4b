"""places: names of places with coordinates and country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.grounding.places import Places
from evaluation.rows import Context, Row, documents, plain


def predict(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Find and locate the places of each article."""
    places = Places()
    for document in documents(plain(row["id"], row["text"]) for row in rows):
        found = [
            {"span": m.span, "lat": m.place.lat, "lon": m.place.lon, "country": alpha2(m.place.country)}
            for m in places.find(document)
        ]
        yield {"id": document.article.id, "places": found}
