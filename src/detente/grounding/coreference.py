"""Words that point back: pronouns, "both sides", "the Kingdom", and descriptions whose country the article implies.

Antecedents are chosen by recency, grammatical role and frequency, in the manner of Lappin and Leass (1994, "An
algorithm for pronominal anaphora resolution"). Where no antecedent fits, nothing is guessed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from detente.grounding.clauses import (
    HE,
    IT,
    SHE,
    THEY,
    acting,
    before_comma,
    commented,
    controller,
    doer,
    governors,
    is_empty,
    teller,
)
from detente.grounding.in_play import Asked, InPlay, Kind
from detente.grounding.mentions import Candidate
from detente.grounding.pronouns import FIRST
from detente.grounding.roles import Reading
from detente.grounding.state_signs import Named, Question, Signs
from detente.model import Actor
from detente.text.document import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "ROOT", "agent"})
BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", ""})
# Sectors of the state: without a country in the text they belong to the country in play.
_OF_STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP", "ELI"})
# Sectors of those who deal with the authorities of their own state.
_AT_HOME = frozenset({"OPP", "PTY", "LEG", "JUD", "LAB", "CVL", "REB"})
# What it counts for the state that a bare body belongs to ("the ministry") that all of the article is about it.
_STEADY = 4.0
# And for bodies of which one seldom speaks abroad ("parliament", "the opposition").
_HOMELY, _LOCAL = 8.0, frozenset({"LEG", "OPP", "JUD"})
# It counts the less the fewer mentions there are: so many make it half.
_FEW = 10
# Who acts at embassies in his own state.
_ON_SPOT = frozenset({"COP", "CVL", "OPP", "EDU", "LAB"})
# Those who speak and act against persons of their own state.
_PEOPLE, _PERSONS = frozenset({"", "CVL", "OPP", "REB", "PTY"}), frozenset({"person", "title"})
# Sectors of bodies that are told of again by their kind alone ("the army"), and what it counts to be of that kind.
_TELLING, _KIN = frozenset({"MIL", "COP", "REB"}), 3.0
_REACH = 3  # sentences back in which an antecedent is looked for
_REPEATED = 8  # sentences back in which a noun that is said again has its first mention
# What it counts for a pair that it was named in one breath ("Peru and Chile"), or alone in one sentence.
_JOINED, _ALONE = 1.2, 0.4
_JUST = 0.6  # more, if that is the sentence before


@dataclass(slots=True)
class Referent:
    """Somebody mentioned, as an antecedent for what follows."""

    head: Token
    actors: tuple[Actor, ...]
    plural: bool = False
    person: bool = False
    she: bool | None = None

    @property
    def codes(self) -> set[str]:
        """The actors' countries and what stands in a country's place."""
        return {a.country for a in self.actors if a.country}

    @property
    def states(self) -> set[str]:
        """The states among the actors' countries."""
        return self.codes - BODIES

    def times_named(self, counts: Mapping[str, int]) -> int:
        """How often the article names the one of the actors' countries that it names most."""
        return max((counts[a.country] for a in self.actors), default=0)

    def weight(self, sentence: int, counts: Mapping[str, int]) -> float:
        """How near the mind this is in a sentence: recent, a subject, named often."""
        score = -2.0 * (sentence - self.head.sentence.index)
        score += 1.5 if self.head.dep in _SUBJECTS else 0.0
        score -= 1.0 if self.head.dep == "pobj" and self.head.head.lower in ("in", "at", "near", "from") else 0.0
        return score + 0.3 * min(5, self.times_named(counts))


class Discourse:
    """The actors of one article as they come up. Made for one article and thrown away."""

    def __init__(self, counts: Counter[str], names: Mapping[str, str], signs: Signs, in_play: InPlay) -> None:
        self._counts, self._names, self._signs, self._in_play = counts, names, signs, in_play
        self._seen: list[Referent] = []
        self._weighed: dict[int, tuple[Candidate, ...]] = {}

    def add(self, referent: Referent) -> None:
        """Take note of a mention; mentions come in text order."""
        if referent.actors:
            self._seen.append(referent)

    # States ---------------------------------------------------------------------------------------------------------

    def state(
        self,
        token: Token,
        fits: Iterable[str] = (),
        implied: Iterable[str] = (),
        without: Set[str] = frozenset(),
        sector: str = "",
    ) -> Actor | None:
        """The state that the text is about at a token, or failing that the article's most frequent one.

        Args:
            token: where the question arises.
            fits: the codes that come into question, those of world bodies among them; empty for any state.
            implied: pairs such as ``KOR>PRK``: who is meant where nobody of ``fits`` was named but the first one was.
            without: the codes that do not come into question.
            sector: of the body whose state is asked for; one of whom such a body was named before is likelier.
        """
        allowed = (set(fits) or set(self._names)) - without
        own = {t.i for t in token.subtree()}  # "the former Soviet republic" is not the Soviet Union
        kin = sector if sector in _TELLING else ""
        steady = _HOMELY if sector in _LOCAL else _STEADY
        best = self._best(
            token, lambda r: len(r.codes) == 1 and r.codes <= allowed and r.head.i not in own, steady, kin
        )
        if best is not None and best.codes <= BODIES:
            return best.actors[0]
        if best is None and fits and (body := self._body(token, allowed)):
            return body
        code = next(iter(best.codes), "") if best else self._commonest(allowed)
        if best is None:
            self._weigh(token, {c: math.log(n) for c, n in self._counts.items() if c in allowed}, self._seen)
        if not code:
            code = next(
                (rest for named, _, rest in (pair.partition(">") for pair in implied) if self._counts[named]), ""
            )
        return self._state(code) if code else None

    def owner(
        self,
        token: Token,
        sector: str,
        without: Set[str] = frozenset(),
        affected: Set[str] = frozenset(),
        kind: Kind = "body",
    ) -> Actor | None:
        """The state that a body or people are of whose words name none: "the army", "villagers".

        Args:
            token: the head of the body's phrase.
            sector: the body's.
            without: the codes that do not come into question.
            affected: the codes of those to whom it does something.
            kind: whether it is a body of state.
        """
        own = {t.i for t in token.subtree()}
        single = [r for r in self._seen if len(r.states) == 1 and len(r.codes) == 1 and r.head.i not in own]
        named = [Named(r.head, r.actors[0].country, r.actors[0].sector) for r in single]
        acting = {c for t in governors(token) for c in self.codes_at(t)}
        salient = self.state(token, without=without, sector=sector)
        land = salient.country if salient else ""
        signs = self._signs.of(Question(token, sector, acting, affected, land), named)
        signs = {code: told for code, told in signs.items() if code in self._names and code not in without}
        worth = self._in_play.weigh(Asked(token, kind, signs))
        self._weigh(token, worth, single)
        return next(map(self._state, worth), None)

    def _body(self, token: Token, allowed: set[str]) -> Actor | None:
        """The international body named last before a token, however far back: "the alliance"."""
        before = (r for r in reversed(self._seen) if r.head.i < token.i and len(r.actors) == 1)
        return next((r.actors[0] for r in before if r.codes and r.codes <= BODIES & allowed), None)

    def group(self, token: Token, size: int, fits: Iterable[str] = (), *, persons: bool = False) -> tuple[Actor, ...]:
        """The states that the text is most about at a token, ``size`` of them; none where it has not named so many.

        Whoever acts on the pair is not of it: "Putin received the two leaders". ``persons``: whether persons are
        meant, of which states only those come into question whose persons were named of late, if there are enough.
        """
        acting = {c for t in governors(token) for c in self.codes_at(t)}
        named = [r for r in self._near(token) if r.person]
        titled = [r for r in named if token.lemma in r.actors[0].office.lower().split()]  # "both presidents"
        near = {c for r in (titled if len(titled) >= size else named) for c in r.states} - acting
        if persons and len(near) >= size and not fits:
            fits = near
        return self._foremost(token, acting, size, frozenset(fits))

    def others(self, token: Token, own: set[str], size: int) -> tuple[Actor, ...]:
        """The states on the other side of ``own`` that the text is most about at a token: "its neighbour"."""
        return self._foremost(token, own, size)

    @property
    def seen(self) -> Sequence[Referent]:
        """Those who came up so far, in text order."""
        return self._seen

    def named(self, codes: Iterable[str]) -> tuple[Actor, ...]:
        """States by their codes."""
        return tuple(map(self._state, codes))

    def _foremost(
        self, token: Token, without: set[str], size: int, fits: frozenset[str] = frozenset()
    ) -> tuple[Actor, ...]:
        last: dict[str, int] = {}
        for referent in self._seen:
            if referent.head.i < token.i:
                # In the order of mention, not of a set: ties must fall the same way on every run.
                states = referent.states - without
                named = [a.country for a in referent.actors if a.country in states and (not fits or a.country in fits)]
                last.update(dict.fromkeys(named, referent.head.sentence.index))
        total, place = sum(self._counts.values()) or 1, token.sentence.index
        worth = {c: 4 * self._counts[c] / total + 1 / (1 + place - last[c]) for c in last}
        self._weigh(token, worth, self._seen)
        groups = {tuple(sorted(worth, key=lambda c: -worth[c])[:size]): 0.0, **self._named_together(token, size)}
        groups = {g: bonus for g, bonus in groups.items() if len(g) == size and last.keys() >= set(g)}
        best = max(groups, key=lambda g: sum(worth[c] for c in g) + groups[g], default=())
        return tuple(map(self._state, sorted(best, key=list(last).index)))

    def _named_together(self, token: Token, size: int) -> dict[tuple[str, ...], float]:
        """The groups of states that the text named in one breath or one sentence, and what that counts for them."""
        if size < 2:
            return {}
        joined: dict[int, tuple[str, ...]] = {}
        stated: dict[int, dict[str, None]] = {}
        for referent in self._near(token):
            states = dict.fromkeys(a.country for a in referent.actors if a.country in referent.states)
            stated.setdefault(referent.head.sentence.index, {}).update(states)
            if referent.plural:
                joined[referent.head.i] = tuple(states)  # the last one of a head has all that are joined to it
        last = token.sentence.index - 1
        groups = {tuple(codes): _ALONE + _JUST * (at >= last) for at, codes in stated.items() if len(codes) == size}
        return groups | {codes: _JOINED for codes in joined.values() if len(codes) == size}

    def codes_at(self, token: Token) -> set[str]:
        """The countries of the phrase headed by a token, if it has come up."""
        return {a.country for a in self.at(token)}

    def home_of_acting(self, token: Token) -> str:
        """The state of the people, party or court in whose clause a token is the object; else nothing."""
        acting = [a for t in governors(token) for a in self.at(t)]
        codes = {a.country for a in acting if a.country and a.sector in _AT_HOME}
        return codes.pop() if len(codes) == 1 else ""

    def local(self, token: Token) -> set[str]:
        """The states of the police or people who act where a token stands: an embassy there is none of theirs."""
        verb = next((t for t in token.ancestors() if t.pos == "VERB"), token.head)
        return {a.country for t in acting(verb) for a in self.at(t) if a.country and a.sector in _ON_SPOT}

    def office(self, token: Token) -> tuple[Actor, ...]:
        """Who was introduced in the office, or by the noun, that a description repeats: "the minister"."""
        here = token.sentence.index
        home = {code} if (code := self.home_of_acting(token)) else set()
        for referent in reversed(self._seen):
            actor = referent.actors[0]
            if home and actor.country not in home:  # "the opposition accused the president": its own
                continue
            office = actor.office.lower().split()
            if referent.person and office[-1:] == [token.lemma] and _kinds(token) <= set(office):
                return referent.actors
            same = referent.head.lemma == token.lemma and referent.head.tag == token.tag
            if (
                same
                and _kinds(token) <= _kinds(referent.head)
                and actor.country
                and here - referent.head.sentence.index <= _REPEATED
            ):
                return referent.actors
        return ()

    def namesake(self, token: Token) -> tuple[Actor, ...]:
        """The body named before of which a bare noun is a part of the name: "the court", after a court of some name."""
        for referent in reversed(self._seen):
            actor = referent.actors[0]
            named = referent.head.pos == "PROPN" and not referent.person and len(referent.actors) == 1
            if named and actor.country and token.lemma.capitalize() in actor.name.split():
                return referent.actors
        return ()

    def kind(self, token: Token, sector: str) -> tuple[Actor, ...]:
        """The body named before that is of the kind a bare noun tells: "the rebels", after an armed group's name."""
        here = token.sentence.index
        for referent in reversed(self._seen):
            actor = referent.actors[0]
            named = referent.head.text[0].isupper() and not referent.person and len(referent.actors) == 1
            if named and actor.country and actor.sector == sector and here - referent.head.sentence.index <= _REACH:
                return referent.actors
        return ()

    def _state(self, code: str) -> Actor:
        return Actor(name=self._names.get(code, code), country=code, method="in play")

    def _commonest(self, allowed: set[str]) -> str:
        return next((c for c, _ in self._counts.most_common() if c in allowed), "")

    # Pronouns -------------------------------------------------------------------------------------------------------

    def pronoun(self, token: Token) -> tuple[Actor, ...]:
        """The actors that a personal or possessive pronoun means; none where that is not plain."""
        if is_empty(token):
            return ()
        if (thing := commented(token)) is not None:
            return self.at(thing)
        for named in (controller(token), doer(token), teller(token)):
            told = next((r for r in reversed(self._seen) if r.head is named), None)
            if told is not None and fits(token, told):
                return told.actors
        best = self._best(token, lambda r: fits(token, r))
        return best.actors if best else ()

    def relative(self, token: Token) -> tuple[Actor, ...]:
        """The actors of the noun that a relative clause modifies."""
        clause = next((t for t in (token, *token.ancestors()) if t.dep == "relcl"), None)
        nouns = [clause.head] if clause else before_comma(token)
        return next((actors for noun in nouns if (actors := self.at(noun))), ())

    def at(self, token: Token) -> tuple[Actor, ...]:
        """The actors of the phrase headed by a token, if it has come up."""
        return next((r.actors for r in reversed(self._seen) if r.head is token), ())

    def speaker(self, token: Token) -> tuple[Actor, ...]:
        """Who says the sentence in which "I" or "we" stands; none where the sentence does not tell."""
        for verb in token.ancestors():
            said = verb.head
            subject = said.child("nsubj") if verb.dep in ("ccomp", "parataxis") and said.pos == "VERB" else None
            if subject is not None and subject.lower not in FIRST:
                return self.at(subject)
        return ()

    # Choice ---------------------------------------------------------------------------------------------------------

    def weighed(self, token: Token) -> tuple[Candidate, ...]:
        """Whom the words at a token were last thought to mean, likeliest first; empty where nobody was weighed."""
        return self._weighed.get(token.i, ())

    def _weigh(self, token: Token, worth: Mapping[str, float], named: Iterable[Referent]) -> None:
        """Keep whom a token may mean, with the words of those ``named`` that stand for each."""
        ranked = sorted(worth, key=lambda c: -worth[c])
        words = {a.country: r.head.span for r in named if r.head.i < token.i for a in r.actors}
        self._weighed[token.i] = tuple(Candidate((self._state(c),), worth[c], words.get(c)) for c in ranked)

    def _near(self, token: Token, kin: str = "") -> list[Referent]:
        """Who was spoken of just before, and a little longer ago if it is of the kind that is asked for."""
        place = token.sentence.index
        seen = [(r, place - r.head.sentence.index) for r in self._seen if r.head.i < token.i]
        return [r for r, back in seen if back <= _REACH or (kin and back <= _REPEATED and r.actors[0].sector == kin)]

    def _best(
        self, token: Token, fits: Callable[[Referent], bool], steady: float = 0.0, kin: str = ""
    ) -> Referent | None:
        governed = {token.head.i} if token.dep == "poss" else {c.i for c in token.head.children}
        near = [r for r in self._near(token, kin) if fits(r) and r.head.i not in governed]
        others = [a for t in governors(token) for a in self.at(t)]  # nobody is both subject and "them"
        near = [r for r in near if not _is_same(token, r, others)]
        place = token.sentence.index
        total = self._counts.total() + _FEW
        worth = [(r.weight(place, self._counts) + steady * (r.times_named(self._counts) / total), r) for r in near]
        worth = [(w + _KIN * bool(kin and any(a.sector == kin for a in r.actors)), r) for w, r in worth]
        worth.sort(key=lambda pair: (pair[0], pair[1].head.i), reverse=True)
        self._weighed[token.i] = tuple(Candidate(r.actors, weight, r.head.span) for weight, r in worth)
        return worth[0][1] if worth else None


def _is_same(token: Token, referent: Referent, others: Sequence[Actor]) -> bool:
    """Whether a referent is one of the others: of the same state or, for the people of a state, the same person."""
    if token.lower in HE | SHE and all(a.office or a.method in _PERSONS or a.sector in _PEOPLE for a in others):
        return any(a.name == b.name and a.country == b.country for a in referent.actors for b in others)
    return bool(referent.codes & {a.country for a in others})


def fits(token: Token, referent: Referent) -> bool:
    """Whether a personal or possessive pronoun can mean somebody, by number and gender."""
    if token.lower in HE | SHE:
        return referent.person and not referent.plural and referent.she in (None, token.lower in SHE)
    if token.lower in IT:
        return not (referent.person or referent.plural)
    return token.lower in THEY and (referent.plural or len(referent.actors) > 1)


def _kinds(noun: Token) -> set[str]:
    """The words that tell what kind of a thing a noun means: "the *presidential* office"."""
    return {c.lower for c in noun.children if c.dep in ("amod", "compound") and not c.text[0].isupper()}


def belongs_to_state(reading: Reading) -> bool:
    """Whether a description without a country means a body of the state in play: "the ministry", "police"."""
    role = reading.role
    if role is None:
        return reading.person is not None and reading.actors[0].sector in _OF_STATE
    if role.kind == "body" and (role.plural or role.weight == "weak"):
        return role.sector in ("COP", "MIL") or (role.sector == "OPP" and not role.plural)
    return role.kind not in ("thing", "crowd", "topic") and reading.actors[0].sector in _OF_STATE
