"""Where in the codebook the names and offices of actors stand, for explanations: file and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from detente.codebook import tables
from detente.grounding.actor_tables import PARTIES, CityRow, CountryRow, PartyRow, PersonRow, RoleRow
from detente.grounding.lexicon import Tenure, words_in
from detente.model import Actor

# Rules that tell an actor by name alone.
_NAMED = frozenset({"country", "adjective", "people", "capital", "party", "seat", "namesake"})


class MethodRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``actor_methods.csv``: a rule that tells who is meant, in words."""

    method: str
    says: str


class ActorRows:
    """Finds the row that an actor rests on. Reads the tables when made, so make it only where rows are asked for."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._says = {row.method: row.says for row in tables.records("actor_methods.csv", MethodRow, folders)}
        self._names: dict[tuple[str, str], str] = {}
        self._people: dict[str, list[tuple[Tenure, str]]] = {}
        self._roles: dict[str, str] = {}
        self._read(folders)

    def gloss(self, method: str) -> str:
        """A rule in words; "" for one that the table does not tell."""
        return self._says.get(method, "")

    def of(self, actor: Actor, date: str | None = None) -> str:
        """The row for an actor, as ``countries.csv:34``; "" where no row names it.

        Args:
            actor: the actor as resolved.
            date: ISO day of the news; of a person's rows that of the office held then is meant.
        """
        if actor.name in self._people:
            held = self._people[actor.name]
            fitting = [where for tenure, where in held if date is None or tenure.covers(date)]
            return (fitting or [held[-1][1]])[-1]
        named = self._names.get((actor.name, actor.country), "")
        return named or (self._role(actor.name) if actor.method not in _NAMED else "")

    def _role(self, name: str) -> str:
        """The row of the longest role that a description ends in or holds: "the Chilean foreign minister"."""
        keys = [w.key for w in words_in(name)]
        sizes = ((start, end) for end in range(len(keys), 0, -1) for start in range(end))
        return next((row for a, b in sizes if (row := self._roles.get(" ".join(keys[a:b])))), "")

    def _read(self, folders: Sequence[Path]) -> None:
        for file, line, country in tables.rows("countries.csv", CountryRow, folders):
            self._names[country.name, country.code] = _place(file, line)
        for table in PARTIES:
            for file, line, party in tables.rows(table, PartyRow, folders):
                self._names[party.name, party.country] = _place(file, line)
        for file, line, cities in tables.rows("cities.csv", CityRow, folders):
            self._names.update(((city, cities.country), _place(file, line)) for city in cities.cities)
        for file, line, person in tables.rows("people.csv", PersonRow, folders):
            tenure = Tenure(person.office, person.country, person.sector, person.start, person.end)
            self._people.setdefault(person.name, []).append((tenure, _place(file, line)))
        for file, line, role in tables.rows("roles.csv", RoleRow, folders):
            for form in filter(None, (role.role, role.plural)):
                self._roles[" ".join(w.key for w in words_in(form))] = _place(file, line)


def _place(file: str, line: int) -> str:
    return f"{Path(file).name}:{line}"
