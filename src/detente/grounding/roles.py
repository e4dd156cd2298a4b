"""What a noun phrase names: its words read as names, roles and standing, and put together to actors.

The order of evidence follows the actor coding of PLOVER and its coder NGEC (Halterman et al. 2023, "Creating custom
event data without dictionaries"): the name gives the country, the role gives the sector, and a role of little content
("leader", "spokesman", "group") takes its sector from the words beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from detente.grounding.actor_marks import WORLD, marked, worldly
from detente.grounding.actor_people import office_at, pick_person
from detente.grounding.actor_phrases import is_surname
from detente.grounding.lexicon import CITIES, NAMES, ROLES, STATES, Hit, Lexicon, Person, Tenure, Term, Word
from detente.grounding.mentions import Candidate
from detente.grounding.namesakes import Namesakes, described, of_person
from detente.grounding.role_phrases import OWNING, PLACING, RolePhrase, tail_of
from detente.model import Actor

# Prepositions that bind what follows to the role before them; behind the others stands another party.
_BINDING = frozenset({"of", "in", "for", "from", "at", "within", "inside", "across", "throughout"})
_ORGANISED = frozenset({"of", "for", "from", "at", "within", "inside", "in"})
_BREAKS = frozenset(
    {"of", "in", "for", "from", "at", "within", "inside", "to", "with", "on", "by", "against", "near", "who", "which",
     "that", "including", "as", "under", "between", "across", "throughout", "over", "about", "into", "outside",
     "around"}
)  # fmt: skip
_JOINTS = frozenset({"and", ",", "/", "&", "or"})
_OPENERS = frozenset({"the", "a", "an", "this", "these", "those", "some", "all", "both", "its", "their", "his", "her"})
# Sectors whose holders are out of office once "former" stands before them.
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", ""})
# Weak roles with these sectors take that of the body which they belong to; a victim of the army is no soldier.
_INHERITING = frozenset({"GOV", "MIL", ""})
# What weak roles say of a world body's people is no sector: UN workers are no trade union.
_EVERYDAY = frozenset({"GOV", "LAB", "CVL", "BUS"})
# Parties that give their people the sector, whatever the role: a soldier of a rebel army is a rebel.
_ARMED = frozenset({"REB", "PRM", "CRM", "UAF"})
_TITLES = frozenset({"office", "person"})
# Sectors of bodies that every state has, often under one name: they are of the state that stands before them.
_ORGANS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "REB", "PRM"})


class Reading(NamedTuple):
    """The actors that a phrase names.

    ``is_head`` tells whether the phrase ends in one, ``person`` who of the people known it is, ``role`` the word that
    describes it, ``titled`` whether an office stands before a name, ``acting`` what the name of a place means where it
    is said to act ("Brussels" for the European Union), ``candidates`` whom else a name may mean, the one chosen first;
    ``is_city`` tells that the name is a city's, which may only say where.
    """

    actors: tuple[Actor, ...]
    is_head: bool
    person: Person | None = None
    role: Term | None = None
    titled: bool = False
    acting: tuple[Actor, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    is_city: bool = False


class Reader:
    """Reads noun phrases by a lexicon. Immutable."""

    def __init__(self, lexicon: Lexicon, links: dict[tuple[str, str], str], namesakes: Namesakes) -> None:
        self._lexicon, self.namesakes = lexicon, namesakes
        self._skipped = {(word, place) for (word, place), effect in links.items() if effect == "skip"}

    def read(self, words: Sequence[Word], date: str | None, hits: Sequence[Hit] | None = None) -> Reading | None:
        """Read a noun phrase: its determiner, modifiers, head and the prepositional phrases behind it.

        Args:
            words: the words of the phrase, in order.
            date: ISO day of the news, which decides who is still in office; None for the latest known.
            hits: the forms found in the words, where the caller has looked them up.

        Returns: the actors named; None where the phrase names none.
        """
        lower = not any(w.text[:1].isupper() for w in words)
        if hits is None:
            scanned = self._lexicon.scan(words, lower=lower)
            hits = [h for h in scanned if not _is_torn(h, words, scanned)]
        phrase = self._split(words, [h.on(date) for h in hits])
        reading = self._read(phrase, date) if phrase else None
        return reading and reading._replace(actors=marked(reading.actors, hits))

    # Splitting a phrase ---------------------------------------------------------------------------------------------

    def _split(self, words: Sequence[Word], hits: list[Hit]) -> RolePhrase | None:
        """Cut at prepositions that are no part of a name; the first part is the phrase, the rest is bound to it."""
        inside = {i for h in hits for i in range(h.start, h.end)}
        first = min(inside, default=len(words))  # "up to 300 soldiers": what stands before the first form cuts nothing
        cuts = [i for i, w in enumerate(words) if w.key in _BREAKS and i not in inside and i > 0]
        cuts = [i for i in cuts if i > first or words[i].key in _BINDING]
        bounds = [*cuts, len(words)]
        core = self._part(words, hits, 0, bounds[0])
        for cut, end in zip(cuts, bounds[1:], strict=True):
            if words[cut].key in _BINDING:
                core.bound.append((words[cut].key, self._part(words, hits, cut + 1, end)))
        return core if core.words or core.bound else None

    def _part(self, words: Sequence[Word], hits: list[Hit], start: int, end: int) -> RolePhrase:
        owned = start < end and words[start].key in OWNING
        while start < end and words[start].key in _OPENERS and not any(h.start == start for h in hits):
            start += 1
        own = [Hit(h.start - start, h.end - start, h.terms) for h in hits if start <= h.start and h.end <= end]
        part = words[start:end]
        return RolePhrase(part, [h for h in own if not self._is_skipped(h, part)], owned=owned)

    def _is_skipped(self, hit: Hit, words: Sequence[Word]) -> bool:
        """Whether a name only says who stands behind the actor: "US-backed rebels", "pro-Russian militia"."""
        term, after = hit.term, words[hit.end] if hit.end < len(words) else None
        before = words[hit.start - 1] if hit.start else None
        if term.kind not in NAMES:
            return False
        if after and after.hyphened and (after.key, "after") in self._skipped:
            return True
        return bool(before and words[hit.start].hyphened and (before.key, "before") in self._skipped)

    # Putting the parts together -------------------------------------------------------------------------------------

    def _read(self, phrase: RolePhrase, date: str | None) -> Reading | None:
        if not phrase.hits:
            return self._bound_only(phrase, date)
        last = phrase.hits[-1]
        if last.end == len(phrase.words):
            return self._ending_in(phrase, last, date)
        tail = tail_of(phrase, last)
        if tail and last.term.kind in _TITLES and not last.term.plural:
            return self._titled(phrase, last, tail, date)
        return self._modified(phrase, tail, date)

    def _ending_in(self, phrase: RolePhrase, last: Hit, date: str | None) -> Reading | None:
        if last.term.kind == "name":
            return self._person(phrase, last, date)
        if last.term.kind == "topic":
            return self._modified(phrase, "", date)
        return self._role(phrase, last, date) if last.term.kind in ROLES else self._named(phrase, last)

    def _bound_only(self, phrase: RolePhrase, date: str | None) -> Reading | None:
        """Something unknown in a known country: "targets in Syria"."""
        countries = self._countries(phrase, date)
        name = phrase.text(0, len(phrase.words))
        actors = tuple(Actor(name=name, country=c, method="place") for c in countries)
        return Reading(actors, False) if actors else None

    def _person(self, phrase: RolePhrase, hit: Hit, date: str | None) -> Reading:
        """A person of the people file, with or without a title in the text."""
        countries = [h.term.country for h in phrase.of(NAMES) if h.term.country]
        person = pick_person(hit.terms, date, countries)
        tenure, sector = office_at(person, date)
        title = next((h for h in reversed(phrase.hits) if h.term.kind in _TITLES and h.end <= hit.start), None)
        office = _office_text(phrase, title) if title else (tenure.office if tenure and sector != "ELI" else "")
        country = countries[0] if countries else (tenure.country if tenure else "")
        if tenure and self._is_namesake(phrase, countries, tenure.country):  # "Congo's president Sassou Nguesso"
            country = tenure.country
        if title:
            sector = self._titled_sector(phrase, title, date, _of_states(person, countries), sector)
        if country in WORLD and sector == "GOV":
            sector = ""
        actor = Actor(name=person.name, country=country, sector=sector, office=office, method=person.method)
        others = of_person(actor, person, hit.terms, date, countries)
        return Reading((actor,), True, person, titled=title is not None, candidates=others)

    def _is_namesake(self, phrase: RolePhrase, countries: Sequence[str], own: str) -> bool:
        """Whether the name of a state beside a person is also that of the person's own, and not this is named."""
        names = [phrase.text(h.start, h.end) for h in phrase.of(NAMES) if h.term.country in countries[:1]]
        return own not in countries and any(self.namesakes.bears(name, own) for name in names)

    def _titled_sector(self, phrase: RolePhrase, title: Hit, date: str | None, held: list[Tenure], known: str) -> str:
        """The title's sector, unless the file says that the person has left that office by then."""
        told = self._sector(phrase, title, date)
        left = date is not None and known == "ELI" and any(t.sector == told for t in held)
        return "ELI" if left else told or known

    def _titled(self, phrase: RolePhrase, title: Hit, tail: str, date: str | None) -> Reading:
        """A title and a name that the file does not know: "Cambodian Defence Minister Tea Seiha"."""
        sectors = (self._sector(phrase, t, date) for t in _titles_up_to(phrase, title))
        actor = Actor(
            name=tail,
            country=next(iter(self._countries(phrase, date)), ""),
            sector=next(filter(None, sectors), ""),
            office=_office_text(phrase, title),
            method="title",
        )
        others = self._borne(phrase, actor)
        return Reading((worldly(actor),), True, role=title.term, titled=True, candidates=others)

    def _modified(self, phrase: RolePhrase, tail: str, date: str | None) -> Reading | None:
        """The head is no actor ("US weapons"), or a name behind a nationality ("Australian John Smith")."""
        countries = self._countries(phrase, date)
        ends = len(phrase.words)  # "US weapons" are the military's, though they do not act
        roles = [h for h in phrase.of(ROLES) if h.term.sector and (h.term.weight != "weak" or h.end == ends)]
        if not countries and not roles:
            return None
        sector = roles[-1].term.sector if roles else next((h.term.sector for h in phrase.of(frozenset({"party"}))), "")
        name = tail or phrase.text(0, len(phrase.words))
        actors = [Actor(name=name, country=c, sector=sector, method="modifier") for c in countries or [""]]
        return Reading(tuple(map(worldly, actors)), False)

    def _role(self, phrase: RolePhrase, head: Hit, date: str | None) -> Reading | None:
        """A description: "US officials", "the foreign ministry of Ethiopia", "Indian and Chinese soldiers"."""
        if head.term.kind == "crowd" and phrase.bound:
            inner = self._read(phrase.bound[0][1], date)
            return inner if inner and phrase.bound[0][0] == "of" else None
        sector = self._sector(phrase, head, date)
        countries = self._countries(phrase, date)
        if not sector and not countries:
            return None
        name = phrase.text(0, len(phrase.words)).removeprefix("The ").removeprefix("the ")
        office = _office_text(phrase, head) if head.term.kind == "office" and not head.term.plural else ""
        actors = [
            Actor(name=name, country=country, sector=sector, office=office, method="role")
            for country in countries or [""]
        ]
        others = self._borne(phrase, actors[0]) if len(actors) == 1 else ()
        return Reading(tuple(map(worldly, actors)), True, role=head.term, candidates=others)

    def _borne(self, phrase: RolePhrase, actor: Actor) -> tuple[Candidate, ...]:
        """Of whom a description may speak besides, if the name that gives its country has other bearers."""
        hit = next((h for h in phrase.of(NAMES) if h.term.country == actor.country and not h.term.person), None)
        if hit is None:
            return ()
        others = self.namesakes.of_name(phrase.text(hit.start, hit.end), actor, hit.terms, ())
        return described(others, actor)

    def _named(self, phrase: RolePhrase, head: Hit) -> Reading | None:
        """The phrase ends in a name: a state, a people, a city, an organisation."""
        before = [h.term.country for h in phrase.of(NAMES) if h.end <= head.start and h.term.country]
        term = _pick_term(head.terms, before)
        if term.kind in CITIES | STATES and _is_headline(phrase, head):
            return self._modified(phrase, "", None)
        if term.kind == "standing":
            return None
        joined = self._joined(phrase)
        if len(joined) > 1:
            return Reading(joined, True, is_city=joined[0].method in CITIES)
        sector = term.sector
        if term.kind in CITIES and any(h.term.kind in STATES or h.term.kind == "capital" for h in phrase.hits[:-1]):
            sector = ""
        country = term.country
        organ = term.kind == "party" and sector in _ORGANS and country not in WORLD  # "Jordan's Security Council"
        owners = before or (_owners(phrase) if organ else [])  # "the Royal Navy of Oman"
        if owners and (not country or country in WORLD - {"UNO", "EUR", "IGO"} or (organ and country not in owners)):
            country = owners[0]
        method = "capital" if term.kind == "capital" else term.kind
        seat = next((t for t in head.terms if t.kind == "party" and term.kind in CITIES), None)
        acting = (Actor(name=seat.name, country=seat.country, sector=seat.sector, method="seat"),) if seat else ()
        name = phrase.text(head.start, head.end) if organ and country != term.country else term.name
        actor = Actor(name=name, country=country, sector=sector, method=method)
        others = self.namesakes.of_name(phrase.text(head.start, head.end), actor, head.terms, before)
        return Reading((actor,), True, acting=acting, candidates=others, is_city=term.kind in CITIES)

    def _joined(self, phrase: RolePhrase) -> tuple[Actor, ...]:
        """Names joined by commas or "and": "Cambodia and Thailand"."""
        names = phrase.of(NAMES)
        gaps = [phrase.words[a.end : b.start] for a, b in pairwise(names)]
        if not gaps or not all(gap and all(w.key in _JOINTS | _OPENERS for w in gap) for gap in gaps):
            return ()
        terms = [h.term for h in names]
        return tuple(Actor(name=t.name, country=t.country, sector=t.sector, method=t.kind) for t in terms)

    # Country and sector ---------------------------------------------------------------------------------------------

    def _countries(self, phrase: RolePhrase, date: str | None) -> list[str]:
        """The countries of a description: names inside it first, else those of a phrase bound to it."""
        names = [(h, c) for h in phrase.of(NAMES) if (c := _country_of(h, date))]
        if names:
            first = names[0][1]
            others = [c for (a, _), (b, c) in pairwise(names) if _are_joined(phrase, a, b)]
            return list(dict.fromkeys([first, *others]))
        soldiers = (
            bool(phrase.hits) and phrase.hits[-1].term.sector == "MIL" and phrase.hits[-1].term.weight == "strong"
        )
        for preposition, bound in phrase.bound:
            if preposition == "for" and not bound.of(ROLES | {"party"}):
                continue
            if soldiers and preposition in ("in", "from"):  # troops are most often in, and leave, another's country
                continue
            if phrase.is_abroad and preposition in PLACING:
                continue
            if found := self._countries(bound, date):
                return found
        return []

    def _sector(self, phrase: RolePhrase, head: Hit, date: str | None) -> str:
        """The sector of a role, with the words beside it taken into account."""
        term = head.term
        beside = [h.term for h in phrase.of(ROLES) if h.end <= head.start and not _is_of_name(phrase, h, head)]
        party = next((h.term.sector for h in phrase.hits if h.term.kind == "party" and h.term.sector), "")
        former = any(h.term.kind == "standing" and h.term.sector for h in phrase.hits if h.start < head.start)
        if former and term.sector in _OFFICES and term.kind in _TITLES:
            return "ELI"
        if term.weight == "trump":
            return term.sector
        if trump := next((t.sector for t in reversed(beside) if t.weight == "trump"), ""):
            return trump
        if party in _ARMED:
            return party
        if term.weight == "strong":
            return term.sector
        return self._weak_sector(phrase, term, beside, party, date)

    def _weak_sector(self, phrase: RolePhrase, term: Term, beside: list[Term], party: str, date: str | None) -> str:
        beside = [t for t in reversed(beside) if t.sector and t.kind != "thing"]
        strong = [t.sector for t in beside if t.weight == "strong"]
        if found := next(iter(strong + [t.sector for t in beside]), "") or party:
            return found
        if term.sector in _EVERYDAY and any(h.term.country in WORLD for h in phrase.of(NAMES)):
            return ""
        if term.sector not in _INHERITING:
            return term.sector
        return self._bound_sector(phrase, date, term.sector)

    def _bound_sector(self, phrase: RolePhrase, date: str | None, default: str) -> str:
        """The sector of the body that the phrase is bound to: "head of the army", "spokesman for the ministry".

        None where that body is unknown ("a spokesman for the paper"), the default where there is none.
        """
        for preposition, bound in phrase.bound:
            if preposition not in _ORGANISED or (bound.hits and bound.hits[-1].term.kind in CITIES | STATES):
                continue
            reading = self._read(bound, date)
            if reading and reading.is_head and reading.actors[0].sector:
                return reading.actors[0].sector
            if bound.hits and bound.hits[-1].term.kind == "topic":  # "director of intelligence"
                return bound.hits[-1].term.sector
            if not bound.hits and preposition in ("of", "for"):
                return ""
        return default


def _owners(phrase: RolePhrase) -> list[str]:
    """The state that a body is said to be of: "the Royal Navy of Oman"."""
    preposition, bound = phrase.bound[0] if phrase.bound else ("", phrase)
    term = bound.hits[-1].term if preposition == "of" and len(bound.hits) == 1 else None
    whole = term is not None and bound.hits[0].end == len(bound.words)
    return [term.country] if term and whole and term.kind in STATES else []


def _is_of_name(phrase: RolePhrase, hit: Hit, head: Hit) -> bool:
    """Whether an everyday word only helps to name a body: the "National" of "the Slovak National Council"."""
    everyday = (hit.term.kind, hit.term.sector, hit.term.weight) == ("person", "CVL", "weak")
    named = all(phrase.words[h.start].text[:1].isupper() for h in (hit, head))
    return everyday and named and head.term.kind == "body" and bool(head.term.sector)


def _pick_term(terms: Sequence[Term], countries: Sequence[str]) -> Term:
    return next((t for t in terms if t.country in countries), terms[0])


def _of_states(person: Person, countries: Sequence[str]) -> list[Tenure]:
    """The offices of a person in the states that a phrase names, all where it names none."""
    return [t for t in person.tenures if not countries or t.country in countries]


def _titles_up_to(phrase: RolePhrase, title: Hit) -> list[Hit]:
    """The one or two titles right before a name, the first of which tells more: "Governor Mullah X"."""
    return [h for h in phrase.of(_TITLES) if h is title or (h.end == title.start and not h.term.plural)]


def _country_of(hit: Hit, date: str | None) -> str:
    if hit.term.person:
        tenure, _ = office_at(pick_person(hit.terms, date, ()), date)
        return tenure.country if tenure else ""
    return hit.term.country


def _is_torn(hit: Hit, words: Sequence[Word], hits: Sequence[Hit]) -> bool:
    """Whether a surname is part of another person's name: the Bush of "Laura Bush", the Zia of "Zia-ul-Haq"."""
    if hit.term.kind != "name" or not is_surname(words[hit.start : hit.end]):
        return False
    taken = {i for h in hits for i in range(h.start, h.end)}
    beside = [i for i in (hit.start - 1, hit.end) if 0 <= i < len(words) and i not in taken]
    return any(words[i].text[:1].isupper() and words[i].key not in _OPENERS for i in beside)


def _is_headline(phrase: RolePhrase, head: Hit) -> bool:
    """Whether a verb in capitals stands between a title and a place: "Foreign Minister Visits Beijing"."""
    titles = [h.end for h in phrase.of(_TITLES) if h.end < head.start]
    taken = {i for h in phrase.hits for i in range(h.start, h.end)}
    return bool(titles) and any(i not in taken for i in range(titles[-1], head.start))


def _are_joined(phrase: RolePhrase, first: Hit, second: Hit) -> bool:
    """Whether two names stand side by side as equals: "Indian and Chinese soldiers", "US-Cambodian talks"."""
    if first.term.kind not in STATES or second.term.kind not in STATES:
        return False
    gap = phrase.words[first.end : second.start]
    return all(w.key in _JOINTS for w in gap) if gap else phrase.words[second.start].hyphened


def _office_text(phrase: RolePhrase, title: Hit) -> str:
    """The office as the text has it, without the country: "deputy foreign minister"."""
    return phrase.text(title.start, title.end)
