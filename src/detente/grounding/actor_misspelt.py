"""Misspelt names of known people: "US Defence Secretary Floyd Austin" is Lloyd Austin.

A name counts as somebody's only where everything else agrees: all its words but one are those of a known name, that one
has a single slip, and the article gives the person an office that the known one held in that state at that time.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from detente.codebook.offices import OfficeWords
from detente.grounding.actor_memory import Lesson
from detente.grounding.actor_people import office_at
from detente.grounding.actor_spelling import is_one_slip
from detente.grounding.lexicon import Lexicon, Person, Tenure, words_in

_SHORTEST = 5  # letters of the misspelt word: "Hun Sen" and "Hun Seng" may be two people
_DEPUTIES = frozenset({"vice", "deputy", "assistant", "under", "junior"})

Keys = tuple[str, ...]


class KnownNames:
    """The names in full of everybody known. Gathered when the first unknown name asks, then only read."""

    def __init__(self, lexicon: Lexicon, offices: OfficeWords) -> None:
        self._lexicon, self._offices = lexicon, offices

    @cached_property
    def _forms(self) -> dict[Keys, list[Person]]:
        """The people who bear each name."""
        forms: dict[Keys, list[Person]] = {}
        for keys, person in self._lexicon.people():
            if len(keys) > 1:
                forms.setdefault(keys, []).append(person)
        return forms

    @cached_property
    def _with(self) -> dict[str, list[Keys]]:
        """The names that have each word."""
        found: dict[str, list[Keys]] = {}
        for keys in self._forms:
            for key in set(keys):
                found.setdefault(key, []).append(keys)
        return found

    def corrected(self, taught: Iterable[Lesson], date: str | None) -> Iterator[Lesson]:
        """The lessons of an article, with the known person in each that misspells a name.

        Args:
            taught: the lessons.
            date: ISO day of the article; None compares with all offices ever held.
        """
        for lesson in taught:
            if not (lesson.person and lesson.told and lesson.office):
                yield lesson
            elif person := self._borne(lesson):
                country = lesson.actor.country or _country(person, date)
                actor = msgspec.structs.replace(lesson.actor, name=person.name, country=country)
                yield dataclasses.replace(lesson, actor=actor, she=person.she)
            elif person := self._meant(lesson, date):
                actor = msgspec.structs.replace(lesson.actor, name=person.name, method="misspelt")
                yield dataclasses.replace(lesson, actor=actor, she=person.she, known=person)
            else:
                yield lesson

    def _borne(self, lesson: Lesson) -> Person | None:
        """The one known person who bears the name as it stands, and is of the state that the article names, if any."""
        known = {p.name: p for p in self._forms.get(_keys(lesson.name), ())}
        country = lesson.actor.country
        fitting = [p for p in known.values() if not country or any(t.country == country for t in p.tenures)]
        return fitting[0] if len(fitting) == 1 else None

    def _meant(self, lesson: Lesson, date: str | None) -> Person | None:
        """The one known person whose name is misspelt."""
        keys = _keys(lesson.name)
        if len(keys) < 2 or keys in self._forms:
            return None
        near = {form for key in keys for form in self._with.get(key, ()) if _is_slip(keys, form)}
        people = {p.name: p for form in near for p in self._forms[form] if self._held(p, lesson, date)}
        return next(iter(people.values())) if len(people) == 1 else None

    def _held(self, person: Person, lesson: Lesson, date: str | None) -> bool:
        """Whether a person held the office that the article names, in the same state, at its time or before."""
        former = lesson.actor.sector == "ELI" or "then" in lesson.office.lower().replace("-", " ").split()
        return any(
            tenure.country == lesson.actor.country != ""
            and self._agree(lesson.office, tenure)
            and (date is None or tenure.covers(date) or (former and tenure.ended(date)))
            for tenure in person.tenures
        )

    def _agree(self, office: str, tenure: Tenure) -> bool:
        """Whether the office is the tenure's, in full or by its last word: "Minister" for the foreign minister."""
        said, held = self._offices.of(office), self._offices.of(tenure.office)
        named = self._offices.of(" ".join(w for w in tenure.office.split() if not w[0].isupper()))  # without "NATO"
        bare = len(said) == 1 and said < held and held.isdisjoint(_DEPUTIES)
        return bool(said) and (said in (held, named) or bare)


def _keys(name: str) -> Keys:
    return tuple(word.key for word in words_in(name))


def _country(person: Person, date: str | None) -> str:
    tenure, _ = office_at(person, date)
    return tenure.country if tenure else ""


def _is_slip(keys: Keys, form: Keys) -> bool:
    """Whether two names differ in one word, and that by one slip."""
    if len(keys) != len(form):
        return False
    differing = [(a, b) for a, b in zip(keys, form, strict=True) if a != b]
    return len(differing) == 1 and max(map(len, differing[0])) >= _SHORTEST and is_one_slip(*differing[0])
