"""Names that several bear: whom else a name may mean, and how often it does.

"Congo" is one of two states, "Georgia" a state or a part of another, a surname that of several officeholders. What a
name means as a rule stands in the tables of countries, bodies and people; what else it may mean, and how often, in
``namesakes.csv``, with words that only the other one's news hold ("Brazzaville").
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import msgspec

from detente.errors import CodebookError
from detente.grounding.actor_people import office_at
from detente.grounding.actor_tables import Codes
from detente.grounding.lexicon import Person, Term, key_of, words_in
from detente.grounding.mentions import Candidate
from detente.model import Actor

# The share of a second meaning that the tables give without saying how common it is.
UNTOLD = 0.2
# How much likelier, in natural logarithms, the meaning is that fits a country named beside; the person in office on
# the day; the one who was. Set by judgement: pages of our own have too few namesakes to fit them.
BESIDE, IN_OFFICE, LEFT_OFFICE = 3.0, 2.0, 1.0
# The same for the one of whom the article has a sign, and for the one whose state it names by another word.
SIGN, NAMED = 3.0, 3.0

Share = Annotated[float, msgspec.Meta(gt=0.0, lt=1.0)]


class NamesakeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``namesakes.csv``: what else a word may mean, in which share of texts it does, and what tells it."""

    word: str
    name: str
    country: str
    sector: str = ""
    share: Share
    signs: tuple[str, ...] = ()


class Namesakes:
    """Tells whom else a name may mean. Built once from the codebook, then only read."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._rows: dict[tuple[str, ...], list[NamesakeRow]] = {}
        self._signs: dict[tuple[str, str], frozenset[str]] = {}
        found: dict[tuple[str, ...], dict[tuple[str, str], tuple[str, int, NamesakeRow]]] = {}
        for file, line, row in Codes(folders).read("namesakes.csv", NamesakeRow):
            found.setdefault(_key(row.word), {})[row.name, row.country] = (file, line, row)  # a user's row wins
            self._signs[row.name, row.country] = frozenset(key_of(sign) for sign in row.signs)
        for key, told in found.items():
            self._rows[key] = [row for _, _, row in told.values()]
            if sum(row.share for row in self._rows[key]) >= 1:
                file, line, row = max(told.values(), key=lambda place: place[2].share)
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

    def bears(self, words: str, country: str) -> bool:
        """Whether a name may mean somebody of a country besides whom it means as a rule."""
        return any(row.country == country for row in self._rows.get(_key(words), ()))

    def within(self, words: str, country: str, inside: Collection[str]) -> NamesakeRow | None:
        """What a city's name means that lies in a country or beside one of the words that are signs of it."""
        rows = self._rows.get(_key(words), ())
        return next((r for r in rows if r.country == country or not {*map(key_of, r.signs)}.isdisjoint(inside)), None)

    def weighed(
        self, candidates: Sequence[Candidate], words: Collection[str], plain: Collection[str]
    ) -> tuple[Candidate, ...]:
        """The bearers of a name with what the rest of the article says for each, the likeliest first.

        Args:
            candidates: as :meth:`of_name` gives them, the one chosen by the name alone first.
            words: the look-up keys of the article's words.
            plain: the countries that it names by words which mean nothing else.
        """
        first, *others = candidates
        shown = [self._shown(c, words) for c in others]
        if not any(shown):
            return tuple(candidates)
        found = [replace(c, weight=c.weight + SIGN * sign) for c, sign in zip(others, shown, strict=True)]
        own = replace(first, weight=first.weight + NAMED * (first.actors[0].country in plain))
        return tuple(sorted([own, *found], key=lambda c: -c.weight))

    def _shown(self, candidate: Candidate, words: Collection[str]) -> bool:
        actor = candidate.actors[0]
        return not self._signs.get((actor.office or actor.name, actor.country), frozenset()).isdisjoint(words)


def described(candidates: Sequence[Candidate], actor: Actor) -> tuple[Candidate, ...]:
    """The bearers of the name in a description, as those described: "Congolese troops" of one state or the other.

    The name that each bears stands in its office, which a namesake has no other use for.
    """
    return tuple(
        c if c.actors[0] == actor else replace(c, actors=(_described(c.actors[0], actor),)) for c in candidates
    )


def _described(bearer: Actor, actor: Actor) -> Actor:
    return msgspec.structs.replace(actor, country=bearer.country, method=bearer.method, office=bearer.name)


def chosen(actor: Actor, weighed: Sequence[Candidate]) -> Actor:
    """The actor that a name means after all: the likeliest bearer, told by the rule that told the first."""
    best = weighed[0].actors[0]
    if best.country == actor.country:
        return actor
    return msgspec.structs.replace(best, method=actor.method, office=actor.office)


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
