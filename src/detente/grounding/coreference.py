"""Words that point back: pronouns, "both sides", "the Kingdom", and descriptions whose country the article implies.

Antecedents are chosen by recency, grammatical role and frequency, in the manner of Lappin and Leass (1994, "An
algorithm for pronominal anaphora resolution"). Where no antecedent fits, nothing is guessed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from detente.grounding.mentions import Candidate
from detente.grounding.roles import Reading
from detente.model import Actor
from detente.text.document import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "ROOT", "agent"})
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", ""})
# Sectors of the state: without a country in the text they belong to the country in play.
_OF_STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP", "ELI"})
_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_IT, _THEY = frozenset({"it", "its", "itself"}), frozenset({"they", "them", "their", "themselves"})
_FIRST = frozenset({"i", "we", "us", "our", "my", "me"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_RELATED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "dative", "attr"})
_MARKS = frozenset(
    {"the", "this", "two", "both", "either", "three", "four", "southeast", "asian", "african", "european", "caribbean",
     "communist", "neighbouring", "neighboring", "small", "tiny", "entire", "whole", "foreign", "defence", "defense",
     "prime", "feuding", "rival", "warring"}
)  # fmt: skip
_COUNTS = {"two": 2, "both": 2, "either": 2, "three": 3, "four": 4}
_DEFINITE = frozenset({"the", "these", "those", "both"})
_PLURAL = frozenset({"NNS", "NNPS"})
_ALONE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
_REACH = 3  # sentences back in which an antecedent is looked for


class DescriptionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``descriptions.csv``."""

    word: str
    refers: Literal["one", "pair", "other"]
    alone: Literal["", "yes"] = ""
    fits: tuple[str, ...] = ()


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
        return self.codes - _BODIES

    def weight(self, sentence: int, counts: Mapping[str, int]) -> float:
        """How near the mind this is in a sentence: recent, a subject, named often."""
        score = -2.0 * (sentence - self.head.sentence.index)
        score += 1.5 if self.head.dep in _SUBJECTS else 0.0
        score -= 1.0 if self.head.dep == "pobj" and self.head.head.lower in ("in", "at", "near", "from") else 0.0
        return score + 0.3 * min(5, max((counts[a.country] for a in self.actors), default=0))


class Discourse:
    """The actors of one article as they come up. Made for one article and thrown away."""

    def __init__(self, countries: Iterable[str], names: Mapping[str, str]) -> None:
        self._counts = Counter(c for c in countries if c not in _BODIES)
        self._names = names
        self._seen: list[Referent] = []
        self._weighed: dict[int, tuple[Candidate, ...]] = {}

    def add(self, referent: Referent) -> None:
        """Take note of a mention; mentions come in text order."""
        if referent.actors:
            self._seen.append(referent)

    # States ---------------------------------------------------------------------------------------------------------

    def state(self, token: Token, fits: Iterable[str] = ()) -> Actor | None:
        """The state that the text is about at a token, or failing that the article's most frequent one.

        Args:
            token: where the question arises.
            fits: the codes that come into question, those of world bodies among them; empty for any state.
        """
        allowed = set(fits) or set(self._names)
        best = self._best(token, lambda r: len(r.codes) == 1 and r.codes <= allowed)
        if best is not None and best.codes <= _BODIES:
            return best.actors[0]
        code = next(iter(best.codes), "") if best else self._commonest(allowed)
        if best is None:
            self._weigh(token, {c: math.log(n) for c, n in self._counts.items() if c in allowed})
        return self._state(code) if code else None

    def group(self, token: Token, size: int) -> tuple[Actor, ...]:
        """The states that the text is most about at a token, ``size`` of them; none where it has not named so many.

        Whoever acts on the pair is not of it: "Putin received the two leaders".
        """
        return self._foremost(token, {c for t in _governors(token) for c in self.codes_at(t)}, size)

    def others(self, token: Token, own: set[str], size: int) -> tuple[Actor, ...]:
        """The states on the other side of ``own`` that the text is most about at a token: "its neighbour"."""
        return self._foremost(token, own, size)

    def _foremost(self, token: Token, without: set[str], size: int) -> tuple[Actor, ...]:
        last: dict[str, int] = {}
        for referent in self._seen:
            if referent.head.i < token.i:
                # In the order of mention, not of a set: ties must fall the same way on every run.
                named = [a.country for a in referent.actors if a.country in referent.states - without]
                last.update(dict.fromkeys(named, referent.head.sentence.index))
        total, place = sum(self._counts.values()) or 1, token.sentence.index
        worth = {c: 4 * self._counts[c] / total + 1 / (1 + place - last[c]) for c in last}
        self._weigh(token, worth)
        best = sorted(sorted(worth, key=lambda c: -worth[c])[:size], key=list(last).index)
        return tuple(map(self._state, best)) if len(best) == size else ()

    def codes_at(self, token: Token) -> set[str]:
        """The countries of the phrase headed by a token, if it has come up."""
        return {a.country for a in self.at(token)}

    def office(self, token: Token) -> tuple[Actor, ...]:
        """The person introduced in the office that a bare description names: "the minister"."""
        for referent in reversed(self._seen):
            actor = referent.actors[0]
            if referent.person and actor.office.lower().split()[-1:] == [token.lemma]:
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

    def _state(self, code: str) -> Actor:
        return Actor(name=self._names.get(code, code), country=code, method="in play")

    def _commonest(self, allowed: set[str]) -> str:
        return next((c for c, _ in self._counts.most_common() if c in allowed), "")

    # Pronouns -------------------------------------------------------------------------------------------------------

    def pronoun(self, token: Token) -> tuple[Actor, ...]:
        """The actors that a personal or possessive pronoun means; none where that is not plain."""
        if token.lower in _HE | _SHE:
            she = token.lower in _SHE
            best = self._best(token, lambda r: r.person and not r.plural and r.she in (None, she))
        elif token.lower in _IT:
            best = None if _is_empty(token) else self._best(token, lambda r: not (r.person or r.plural))
        elif token.lower in _THEY:
            best = self._best(token, lambda r: r.plural or len(r.actors) > 1)
        else:
            best = None
        return best.actors if best else ()

    def relative(self, token: Token) -> tuple[Actor, ...]:
        """The actors of the noun that a relative clause modifies."""
        clause = next((t for t in (token, *token.ancestors()) if t.dep == "relcl"), None)
        return self.at(clause.head) if clause else ()

    def at(self, token: Token) -> tuple[Actor, ...]:
        """The actors of the phrase headed by a token, if it has come up."""
        return next((r.actors for r in reversed(self._seen) if r.head is token), ())

    def speaker(self, token: Token) -> tuple[Actor, ...]:
        """Who says the sentence in which "I" or "we" stands; none where the sentence does not tell."""
        for verb in token.ancestors():
            said = verb.head
            subject = said.child("nsubj") if verb.dep in ("ccomp", "parataxis") and said.pos == "VERB" else None
            if subject is not None and subject.lower not in _FIRST:
                return self.at(subject)
        return ()

    # Choice ---------------------------------------------------------------------------------------------------------

    def weighed(self, token: Token) -> tuple[Candidate, ...]:
        """Whom the words at a token were last thought to mean, likeliest first; empty where nobody was weighed."""
        return self._weighed.get(token.i, ())

    def _weigh(self, token: Token, worth: Mapping[str, float]) -> None:
        ranked = sorted(worth, key=lambda c: -worth[c])
        self._weighed[token.i] = tuple(Candidate((self._state(c),), worth[c]) for c in ranked)

    def _near(self, token: Token) -> list[Referent]:
        place = token.sentence.index
        return [r for r in self._seen if r.head.i < token.i and place - r.head.sentence.index <= _REACH]

    def _best(self, token: Token, fits: Callable[[Referent], bool]) -> Referent | None:
        governed = {token.head.i} if token.dep == "poss" else {c.i for c in token.head.children}
        near = [r for r in self._near(token) if fits(r) and r.head.i not in governed]
        others = {c for t in _governors(token) for c in self.codes_at(t)}  # nobody is both subject and "them"
        near = [r for r in near if not (others and r.codes & others)]
        place = token.sentence.index
        worth = [(r.weight(place, self._counts), r) for r in near]
        worth.sort(key=lambda pair: (pair[0], pair[1].head.i), reverse=True)
        self._weighed[token.i] = tuple(Candidate(r.actors, weight, r.head.span) for weight, r in worth)
        return worth[0][1] if worth else None


def _governors(token: Token) -> list[Token]:
    """The other parties of the clause in which a token is the object."""
    verb = token.head if token.dep in ("dobj", "pobj", "dative") else None
    while verb is not None and verb.pos == "ADP" and verb.head is not verb:
        verb = verb.head
    return verb.children_of("nsubj", "nsubjpass") if verb is not None else []


def is_pronoun(token: Token) -> bool:
    """Whether a token is a personal or possessive pronoun that can stand for an actor."""
    return token.pos in ("PRON", "DET") and token.lower in _HE | _SHE | _IT | _THEY


def is_first_person(token: Token) -> bool:
    """Whether a token is a pronoun of the first person."""
    return token.pos in ("PRON", "DET") and token.lower in _FIRST and not (len(token.text) > 1 and token.text.isupper())


def is_relative(token: Token) -> bool:
    """Whether a token is a relative pronoun."""
    return token.lower in _RELATIVE and token.tag in ("WP", "WDT", "WP$", "IN") and token.dep in _RELATED


def description_at(token: Token, rows: Mapping[str, DescriptionRow]) -> DescriptionRow | None:
    """The row for a noun that points back to states, if what stands before it lets it: "the two leaders"."""
    row = rows.get(token.lower)
    if row is not None and row.refers == "other":
        return row if token.child("poss") is not None else None
    if row is None or token.child("poss", "compound") is not None:
        return None
    if row.word[0].isupper() and not token.text[0].isupper():
        return None
    if any(c.dep == "prep" and c.lower in ("of", "from") for c in token.children):
        return None
    before = {c.lower for c in token.children if c.i < token.i}
    counted = before & _COUNTS.keys()
    marked = bool(counted or (row.alone and before & {"the", "this"}))
    return row if marked and before <= _MARKS else None


def count_of(token: Token, default: int = 2) -> int:
    """How many a description counts: "the three countries"; ``default`` where it does not say."""
    return next((_COUNTS[c.lower] for c in token.children if c.lower in _COUNTS), default)


def is_pair(token: Token) -> bool:
    """Whether a token stands by itself for two that were named: "the two", "both"."""
    if token.dep not in _ALONE or token.child("pobj", "conj") is not None:
        return False
    if token.lower == "two":
        return any(c.lower in ("the", "these") for c in token.children)
    return token.lower == "both" and token.pos in ("PRON", "DET")


def counted_in(head: Token) -> Token | None:
    """The noun of a phrase that says of how many it speaks: *armies* in "commanders of both armies"."""
    before = {c.lower for c in head.children if c.i < head.i}
    if head.tag in _PLURAL and before & _DEFINITE and before & _COUNTS.keys():
        return head
    of = (c for c in head.children if c.dep == "prep" and c.lower == "of")
    return next((n for c in of for o in c.children_of("pobj") if (n := counted_in(o))), None)


def belongs_to_state(reading: Reading) -> bool:
    """Whether a description without a country means a body of the state in play: "the ministry", "police"."""
    role = reading.role
    if role is None:
        return reading.person is not None and reading.actors[0].sector in _OF_STATE
    if role.kind == "body" and (role.plural or role.weight == "weak"):
        return role.sector in ("COP", "MIL") or (role.sector == "OPP" and not role.plural)
    return role.kind not in ("thing", "crowd", "topic") and reading.actors[0].sector in _OF_STATE


def _is_empty(token: Token) -> bool:
    """Whether "it" only fills a place: "it is clear that", "it rained"."""
    if token.dep == "expl" or token.lower != "it" or token.dep not in ("nsubj", "nsubjpass"):
        return token.dep == "expl"
    verb = token.head
    clause = verb.child("ccomp", "xcomp", "advcl") is not None or any(
        c.child("ccomp", "xcomp") is not None for c in verb.children_of("acomp", "attr")
    )
    return verb.lemma in ("be", "seem", "appear", "remain", "become", "take") and clause
