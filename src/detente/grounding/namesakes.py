"""Names that several bear: whom else a name may mean, and how often it does.

"Congo" is one of two states, "Georgia" a state or a part of another, a surname that of several officeholders. What a
name means as a rule stands in the tables of countries, bodies and people; what else it may mean, and how often, in
``namesakes.csv``. Nothing here changes the choice: it only tells what was left out of it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from detente.errors import CodebookError
from detente.grounding.actor_people import office_at
from detente.grounding.actor_tables import Codes
from detente.grounding.lexicon import Person, Term, words_in
from detente.grounding.mentions import Candidate
from detente.model import Actor

# The share of a second meaning that the tables give without saying how common it is.
UNTOLD = 0.2
# How much likelier, in natural logarithms, the meaning is that fits a country named beside; the person in office on
# the day; the one who was. Set by judgement: pages of our own have too few namesakes to fit them.
BESIDE, IN_OFFICE, LEFT_OFFICE = 3.0, 2.0, 1.0

Share = Annotated[float, msgspec.Meta(gt=0.0, lt=1.0)]


class NamesakeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``namesakes.csv``: what else a word may mean, and in which share of texts it does."""

    word: str
    name: str
    country: str
    sector: str = ""
    share: Share


class Namesakes:
    """Tells whom else a name may mean. Built once from the codebook, then only read."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._rows: dict[tuple[str, ...], list[NamesakeRow]] = {}
        for file, line, row in Codes(folders).read("namesakes.csv", NamesakeRow):
            rows = self._rows.setdefault(_key(row.word), [])
            rows[:] = [r for r in rows if (r.name, r.country) != (row.name, row.country)]  # a user's row wins
            rows.append(row)
            if sum(r.share for r in rows) >= 1:
                raise CodebookError(file, line, f"the shares of what {row.word!r} may mean besides come to 1 or more")

    def of_name(
        self, words: str, chosen: Actor, terms: Iterable[Term], beside: Collection[str]
    ) -> tuple[Candidate, ...]:
        """Whom a name may mean, the one chosen first; nobody where only that one bears it.

        Args:
            words: the name as written.
            chosen: whom it was taken for.
            terms: what the lexicon has for it.
            beside: the countries named beside it, which tell namesakes apart.
        """
        others = [(_actor(t.name, t.country, t.sector), UNTOLD) for t in terms if t.country != chosen.country]
        others += [(_actor(r.name, r.country, r.sector), r.share) for r in self._rows.get(_key(words), ())]
        others = [(actor, share) for actor, share in others if actor.country != chosen.country]
        if not others:
            return ()
        left = max(1 - sum(share for _, share in others), UNTOLD)
        weighed = [Candidate((a,), math.log(share) + BESIDE * (a.country in beside)) for a, share in others]
        first = Candidate((chosen,), math.log(left) + BESIDE * (chosen.country in beside))
        return (first, *sorted(weighed, key=lambda c: -c.weight))


def of_person(
    chosen: Actor, person: Person, terms: Iterable[Term], date: str | None, beside: Collection[str]
) -> tuple[Candidate, ...]:
    """The people who bear a name, the one chosen first; nobody where there is only that one."""
    people = [t.person for t in terms if t.person and t.person.name != person.name]
    if not people:
        return ()
    others = [Candidate((_in_office(p, date),), _weight(p, date, beside)) for p in people]
    return (Candidate((chosen,), _weight(person, date, beside)), *sorted(others, key=lambda c: -c.weight))


def _weight(person: Person, date: str | None, beside: Collection[str]) -> float:
    tenure, sector = office_at(person, date)
    held = LEFT_OFFICE if sector == "ELI" else IN_OFFICE if sector else 0.0
    return held + BESIDE * (tenure is not None and tenure.country in beside)


def _in_office(person: Person, date: str | None) -> Actor:
    tenure, sector = office_at(person, date)
    return _actor(person.name, tenure.country if tenure else "", sector)


def _actor(name: str, country: str, sector: str) -> Actor:
    return Actor(name=name, country=country, sector=sector, method="namesake")


def _key(words: str) -> tuple[str, ...]:
    return tuple(word.key for word in words_in(words))
