"""Bare surnames: whether, and whom, they mean, by what else the article names.

Thousands of office holders go by their surname, and as many other people share it. A bare surname counts where the
article gives the full name, sets a title before it, or speaks of the person's country; beyond that only for those who
head a state, or did so not long ago. Where the article gives the surname to somebody unknown, it is theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.grounding.actor_phrases import Scanned
from detente.grounding.lexicon import STATES, Hit, Lexicon, Person, Tenure, Term

_PLACES = STATES | {"capital", "party"}
_TITLES = frozenset({"office", "person", "standing"})
_HEADS = frozenset(
    {"president", "prime minister", "chancellor", "king", "queen", "emperor", "emir", "sultan", "supreme leader",
     "paramount leader", "premier", "crown prince", "party general secretary", "secretary-general", "pope"}
)  # fmt: skip
_REMEMBERED = 12  # years for which news calls who headed a state by the surname alone


def settle(scanned: Sequence[Scanned], date: str | None, learned: Lexicon | None = None) -> None:
    """Leave of each bare surname's meanings those that the article supports; drop it where there are none.

    Args:
        scanned: the sentences of one article; their hits are changed in place.
        date: ISO day of the article, None where it is not known.
        learned: the names that the article itself introduced; they stay.
    """
    bare = [(s, h) for s in scanned for h in s.hits if _is_bare(h)]
    bare = [(s, h) for s, h in bare if learned is None or not learned.has(s.words[h.start].text)]
    if not bare:
        return
    named = {p.name for s in scanned for p in _introduced(s)}
    countries = {c for s in scanned for c in _countries(s)}
    others = _others({s.words[h.start].key for s, h in bare}, scanned)
    for sentence, hit in bare:
        shared = sentence.words[hit.start].key in others
        terms = _supported(hit.terms, named, countries, date, shared)
        place = sentence.hits.index(hit)
        sentence.hits[place : place + 1] = [hit._replace(terms=tuple(terms))] if terms else []


def _is_bare(hit: Hit) -> bool:
    return hit.term.kind == "name" and hit.end - hit.start == 1 and " " in hit.term.name


def _introduced(scanned: Scanned) -> Iterator[Person]:
    """The people whom a sentence names in full or by title."""
    ends = {h.end for h in scanned.hits if h.term.kind in _TITLES and not h.term.plural}
    for hit in scanned.hits:
        if hit.term.kind == "name" and (not _is_bare(hit) or hit.start in ends):
            yield from (t.person for t in hit.terms if t.person)


def _countries(scanned: Scanned) -> Iterator[str]:
    for hit in scanned.hits:
        if hit.term.kind in _PLACES:
            yield from (t.country for t in hit.terms)
        elif hit.term.person and not _is_bare(hit):
            yield from _of(hit.term.person)


def _of(person: Person) -> set[str]:
    return {tenure.country for tenure in person.tenures if tenure.country}


def _others(surnames: set[str], scanned: Sequence[Scanned]) -> set[str]:
    """The surnames that stand in the name of somebody unknown: there the look-up left them out."""
    found: set[str] = set()
    for sentence in scanned:
        known = {i for h in sentence.hits for i in range(h.start, h.end)}
        found.update(w.key for i, w in enumerate(sentence.words) if w.key in surnames and i not in known)
    return found


def _supported(
    terms: Sequence[Term], named: set[str], countries: set[str], date: str | None, shared: bool
) -> list[Term]:
    """The meanings that hold: the person named in full or by title; else of a state in play; else a head.

    ``shared`` tells that the article names somebody unknown by the surname: then it is at most a head of state's.
    """
    if told := [t for t in terms if t.name in named]:
        return told
    people = [(t, t.person) for t in terms if t.person]
    local = [] if shared else [t for t, p in people if not countries.isdisjoint(_of(p))]
    return local or [t for t, p in people if _is_head(p, date, 0 if shared else _REMEMBERED)]


def _is_head(person: Person, date: str | None, remembered: int) -> bool:
    return any(t.office in _HEADS and _is_remembered(t, date, remembered) for t in person.tenures)


def _is_remembered(tenure: Tenure, date: str | None, years: int) -> bool:
    if date is None or tenure.covers(date):
        return True
    return tenure.ended(date) and int(date[:4]) - int(tenure.end[:4]) < years
