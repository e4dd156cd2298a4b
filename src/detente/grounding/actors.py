"""Who is meant: noun phrases and whole articles resolved to actors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from detente.codebook import tables
from detente.codebook.offices import OfficeWords
from detente.grounding import actor_conflicts, actor_mentions, actor_tables
from detente.grounding.actor_marks import misspelt
from detente.grounding.actor_misspelt import KnownNames
from detente.grounding.actor_offices import office_verbs
from detente.grounding.actor_towns import Towns
from detente.grounding.descriptions import DescriptionRow
from detente.grounding.hosting import Visits
from detente.grounding.in_play import InPlay
from detente.grounding.lexicon import words_in
from detente.grounding.mentions import Mention, PlaceMention
from detente.grounding.namesakes import Namesakes
from detente.grounding.roles import Reader
from detente.model import Actor, Person
from detente.text.document import Document


class LinkRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``links.csv``."""

    word: str
    place: Literal["before", "after"]
    effect: Literal["skip", "keep"]


class Actors:
    """Resolves phrases and articles to actors. Built once from the codebook, then only read: threads may share it."""

    def __init__(self, folders: Sequence[Path] = (), in_play: InPlay | None = None) -> None:
        links = tables.records("links.csv", LinkRow, folders)
        actor_conflicts.check(folders)
        lexicon = actor_tables.load(folders)
        effects: dict[tuple[str, str], str] = {(row.word, row.place): row.effect for row in links}
        self._reader = Reader(lexicon, effects, Namesakes(folders))
        descriptions = {row.word.lower(): row for row in tables.records("descriptions.csv", DescriptionRow, folders)}
        states = actor_tables.state_names(folders)
        self._towns = Towns(folders, states, lexicon)
        self._knowledge = actor_mentions.Knowledge(
            lexicon,
            self._reader,
            descriptions,
            states,
            office_verbs(folders),
            KnownNames(lexicon, OfficeWords(folders)),
            Visits(folders),
            in_play or InPlay(folders),
        )

    def resolve(self, phrase: str, date: str | None = None) -> Actor | None:
        """Tell who a noun phrase names, without any context.

        Args:
            phrase: the words, such as "Cambodian defence minister Tea Seiha", "taxi drivers" or "Hanoi".
            date: ISO day of the news: an office counts only while it is held.

        Returns: the actor (the first, where the phrase names several), or None where there is nothing to code.
        """
        words = words_in(phrase)
        reading = self._reader.read(words, date)
        if reading is None:
            country = self._towns.country_of(phrase.removeprefix("the ")) if phrase[:1].isupper() else ""
            return Actor(name=phrase, country=country, sector="CVL", method="town") if country else None
        actor = reading.actors[0]
        away = reading.role is not None and reading.role.abroad  # "the embassy in Bamako"
        if actor.country or away or actor.method not in ("role", "title"):
            return actor
        name = {word.key for word in words_in(actor.name)} if actor.method == "title" else set()
        words = [word for word in words if word.key not in name]
        if country := self._towns.country_in(words):
            return msgspec.structs.replace(actor, country=country)
        country = self._towns.misspelt_in(words)
        return msgspec.structs.replace(misspelt(actor), country=country) if country else actor

    def find(self, document: Document, places: Sequence[PlaceMention] = ()) -> list[Mention]:
        """Find all mentions of actors in a parsed article, pronouns and descriptions that point back among them.

        Args:
            document: the parsed article; its day of publication decides who is in office.
            places: the places found in it, which tell where it is set; those that the names of actors tell, if empty.

        Returns: the mentions in text order. One inside another is listed too.
        """
        return self.read(document, places)[0]

    def read(self, document: Document, places: Sequence[PlaceMention] = ()) -> tuple[list[Mention], tuple[Person, ...]]:
        """The mentions of :meth:`find`, and what the article says of people: their offices, in its own words."""
        return actor_mentions.find(document, self._knowledge, places)
