"""Finds the names of places in an article and tells where they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from detente.grounding.mentions import PlaceMention
from detente.grounding.place_choice import choose, lies_in
from detente.grounding.place_gazetteer import Candidate, Gazetteer, PlaceCountry
from detente.grounding.place_names import Name, PlaceNames, by_text
from detente.model import Place, Span
from detente.text.document import Document


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
        chosen = choose(names)
        mentions: list[PlaceMention] = []
        for key, group in by_text(names).items():
            mentions.extend(_mention(name, _own(name, chosen.get(key)), chosen, names, document) for name in group)
        return sorted(mentions, key=lambda m: m.span.start)

    def locate(self, name: str, countries: Sequence[str] = ()) -> Place | None:
        """The best known place of that name, in one of the given countries (ISO alpha-3) if it has one there.

        Returns: the place, or None where the gazetteer does not know the name.
        """
        found = self._gazetteer.find(name)
        own = [c for c in found if c.country in countries]
        return _place(name, (own or found)[0]) if found else None


def _own(name: Name, candidate: Candidate | None) -> Candidate | None:
    """The place of one mention: that of the whole text unless it says otherwise itself ("Birmingham, England")."""
    if candidate is None or name.inside is None or lies_in(candidate, name.inside):
        return candidate
    return next((c for c in name.candidates if lies_in(c, name.inside)), candidate)


def _place(name: str, candidate: Candidate) -> Place:
    return Place(name=name, country=candidate.country, lat=candidate.lat, lon=candidate.lon)


def _mention(
    name: Name, candidate: Candidate | None, chosen: dict[str, Candidate], names: Sequence[Name], document: Document
) -> PlaceMention:
    span = Span(name.start, name.end)
    words = document.words(span)
    if name.district:
        return PlaceMention(span, _district(words, name, candidate, chosen, names))
    return PlaceMention(span, _place(words, candidate) if candidate else Place(name=words))


def _district(
    words: str, name: Name, candidate: Candidate | None, chosen: dict[str, Candidate], names: Sequence[Name]
) -> Place:
    """A district has no point of its own in the gazetteer: the middle of the towns around that the text names."""
    towns = {c for n in names if (c := chosen.get(n.text)) and c.kind in ("town", "city")}
    if candidate:
        towns = {c for c in towns if (c.country, c.region) == (candidate.country, candidate.region)}
    if not towns:
        return _place(words, candidate) if candidate else Place(name=words)
    country = max(sorted({c.country for c in towns}), key=lambda k: sum(c.country == k for c in towns))
    near = sorted((c.lat, c.lon) for c in towns if c.country == country)
    lat, lon = (sum(values) / len(near) for values in zip(*near, strict=True))
    return Place(name=words, country=country, lat=round(lat, 2), lon=round(lon, 2))
