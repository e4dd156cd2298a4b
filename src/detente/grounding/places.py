"""Finds the names of places in an article and tells where they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from detente.grounding.mentions import PlaceMention
from detente.grounding.place_choice import choices, within
from detente.grounding.place_gazetteer import POINTS, Candidate, Choice, Gazetteer, PlaceCountry
from detente.grounding.place_names import Name, PlaceNames
from detente.model import Alternative, Place, Span
from detente.text.document import Document

# Other readings are kept from this share on, and at most so many.
_LEAST_SHARE = 0.05
_MOST_OTHERS = 4


class Places:
    """The reader of places. The gazetteer is read when the first name is looked up."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = tuple(folders)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self._folders)

    @cached_property
    def _names(self) -> PlaceNames:
        return PlaceNames(self._gazetteer, self._folders)

    @property
    def countries(self) -> dict[str, PlaceCountry]:
        """All countries by ISO alpha-3 code, with their alpha-2 code and the point that stands for them."""
        return self._gazetteer.countries

    def find(self, document: Document) -> list[PlaceMention]:
        """Every name of a place and every adjective of nationality in the document, in text order.

        A place that the gazetteer does not know is given without coordinates; one name means one place in all the text.
        """
        names = self._names.find(document)
        found = choices(names)
        towns = {c for options in found.values() if (c := options[0].candidate).kind in POINTS}
        mentions = [_mention(name, within(found.get(name.text, ()), name), towns, document) for name in names]
        return sorted(mentions, key=lambda m: m.span.start)

    def locate(self, name: str, countries: Sequence[str] = ()) -> Place | None:
        """The best known place of that name, in one of the given countries (ISO alpha-3) if it has one there.

        Returns: the place, or None where the gazetteer does not know the name.
        """
        found = self._gazetteer.find(name)
        own = [c for c in found if c.country in countries]
        return _place(name, (own or found)[0]) if found else None


def _mention(name: Name, found: tuple[Choice, ...], towns: set[Candidate], document: Document) -> PlaceMention:
    span = Span(name.start, name.end)
    words = document.words(span)
    if not found:
        place = Place(name=words, certainty=0.0)
    else:
        place = _place(words, found[0].candidate)
        place = msgspec.structs.replace(place, certainty=round(found[0].score, 2), alternatives=_others(words, found))
    return PlaceMention(span, _district(place, found, towns) if name.district else place, found)


def _place(name: str, candidate: Candidate) -> Place:
    return Place(name=name, country=candidate.country, lat=candidate.lat, lon=candidate.lon)


def _others(name: str, found: Sequence[Choice]) -> tuple[Alternative, ...]:
    """The readings beside the likeliest that are likely enough to be kept."""
    return tuple(
        Alternative(
            name=name,
            country=choice.candidate.country,
            lat=choice.candidate.lat,
            lon=choice.candidate.lon,
            score=round(choice.score, 2),
        )
        for choice in found[1 : _MOST_OTHERS + 1]
        if choice.score > _LEAST_SHARE
    )


def _district(place: Place, found: Sequence[Choice], towns: set[Candidate]) -> Place:
    """A district has no point of its own in the gazetteer: the middle of the towns around that the text names."""
    if found:
        own = found[0].candidate
        towns = {c for c in towns if (c.country, c.region) == (own.country, own.region)}
    if not towns:
        return place
    country = max(sorted({c.country for c in towns}), key=lambda k: sum(c.country == k for c in towns))
    near = sorted((c.lat, c.lon) for c in towns if c.country == country)
    lat, lon = (sum(values) / len(near) for values in zip(*near, strict=True))
    return msgspec.structs.replace(place, country=country, lat=round(lat, 2), lon=round(lon, 2))
