"""places: names of places with coordinates and country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.grounding.places import Places
from evaluation.rows import Context, Row, documents, plain


def predict(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Find and locate the places of each article; countries by their two-letter codes."""
    places = Places()
    for document in documents(plain(row["id"], row["text"]) for row in rows):
        found = []
        for mention in places.find(document):
            place = mention.place
            country = places.countries.get(place.country)
            found.append(
                {"span": mention.span, "lat": place.lat, "lon": place.lon, "country": country.alpha2 if country else ""}
            )
        yield {"id": document.article.id, "places": found}
