"""What a sentence's words say for a state as a side of a happening: as the grammar has it, and as the encoder has it.

Both may err: the grammar takes the wrong noun, or grounding the wrong state for "the army"; the encoder sees one
sentence. Each finding is a number with a name; what it counts stands in ``counterparts.csv``.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from detente.coding.arguments import SUBJECTED
from detente.coding.encoder import Verdict
from detente.coding.marking import ROLES
from detente.coding.party import Party
from detente.coding.topic import states
from detente.grounding.mentions import Grounding
from detente.model import Span
from detente.text.document import Sentence, Token

# What the encoder calls the two sides, and what else it tells words to be.
SIDES, FURTHER = ROLES[:2], ROLES[2:]
# From which probability on the likeliest word of a sentence is told apart.
CLEAR = 0.3
# Who has to do with the rule of a state.
FACTIONS = frozenset({"REB", "OPP", "PTY"})

Features = Iterator[tuple[str, float]]


class Word(NamedTuple):
    """A word that names states: their codes and the rule that told them."""

    token: Token
    codes: frozenset[str]
    method: str


@dataclass(frozen=True)
class Heard:
    """How likely words of a sentence are a side, by the encoder: those that name states, and all others together.

    ``own`` and ``other`` are by state: the probability of this side and of the opposite one; ``word`` is the likeliest
    word. ``unnamed`` is that of the likeliest word that names none; ``further`` are those of the roles beside both.
    """

    own: Mapping[str, float]
    other: Mapping[str, float]
    word: Mapping[str, Word]
    unnamed: float
    further: Mapping[str, float]

    @property
    def top(self) -> float:
        """The probability of the likeliest word."""
        return max(self.own.values(), default=0.0)

    def features(self, code: str, whose: str) -> Features:
        """What the encoder says for a state; for nobody, where it is empty."""
        if code in self.own:
            chance = self.own[code]
            yield "heard", _odds(chance)
            yield "heard as the other side", _odds(self.other[code])
            yield "named in the sentence", 1.0
            yield "heard most", float(chance == self.top and chance > CLEAR)
            yield f"heard, {self.word[code].method}", chance
        elif code:
            yield "named elsewhere", 1.0
            yield "named elsewhere: unnamed", self.unnamed
            yield "named elsewhere: heard", self.top
        else:
            yield "nobody: unnamed", self.unnamed
            yield "nobody: heard", self.top
        if code:
            yield from ((f"{whose}: {name}", chance) for name, chance in self.further.items())


def hear(verdict: Verdict, sentence: Sentence, words: Sequence[Word], named: Collection[Span]) -> tuple[Heard, Heard]:
    """Read the encoder's verdict on a happening: as its source, and as its target.

    Args:
        words: those of the sentence that name states.
        named: all words of the sentence that mean somebody, with or without a state.
    """
    start = sentence.span.start
    free = np.ones(len(verdict.starts), dtype=bool)
    for at in named:
        free &= ~((verdict.starts < at.end - start) & (verdict.ends > at.start - start))
    further = {name: float(verdict.roles[ROLES.index(name)].max(initial=0.0)) for name in FURTHER}
    heard = {}
    for side in SIDES:
        likeliest: dict[str, Word] = {}
        chances: dict[str, float] = {}
        for word in words:
            chance = verdict.role(side, Span(word.token.start - start, word.token.end - start))
            for code in word.codes:
                if chance >= chances.get(code, 0.0):
                    chances[code], likeliest[code] = chance, word
        heard[side] = chances, likeliest, float(verdict.roles[ROLES.index(side)][free].max(initial=0.0))
    (source, doers, unnamed), (target, others, untold) = (heard[side] for side in SIDES)
    return Heard(source, target, doers, unnamed, further), Heard(target, source, others, untold, further)


def words_of(sentence: Sentence, grounding: Grounding) -> tuple[list[Word], list[Span]]:
    """The words of a sentence that name states, and the places of all that mean somebody."""
    found, named = [], []
    for token in sentence.tokens:
        if actors := grounding.actors_of(token):
            named.append(token.span)
            if codes := states(actors):
                found.append(Word(token, frozenset(codes), actors[0].method))
        elif grounding.mention_at(token) is not None:
            named.append(token.span)
    return found, named


def read(party: Party, code: str, whose: str, *, at_home: float, spoken: bool) -> Features:
    """What the grammar says for a state: that it found it, and by which rule.

    Args:
        whose: "home" where it is the state of the other side, "away" where it is not, "nobody" where it is none.
        at_home: how much rather such a happening is within a state, in log odds.
        spoken: whether it is done in words.
    """
    for actor in party.actors:
        if actor.country == code and code:
            yield "told", 1.0
            yield f"told {actor.method}", 1.0
            yield f"told by {'words' if party.tokens else 'others'}", 1.0
            yield f"told {actor.sector or 'state'}", 1.0
            if whose == "home":
                yield "told at home", 1.0
                yield f"told at home {actor.method}", 1.0
    if states(party.actors):
        return
    if not code:
        yield "nobody told", 1.0
    for name in _people(party):
        yield f"{whose}: {name}", 1.0
        if whose == "home":
            yield f"home: {name}, at home", at_home
            yield f"home: {name}, {'said' if spoken else 'done'}", 1.0


def _people(party: Party) -> Iterator[str]:
    """What kind of people a side is that is told without a state."""
    if party.actors:
        sectors = {a.sector for a in party.actors}
        yield "of no state"
        if sectors <= FACTIONS:
            yield "factions of no state"
        elif sectors <= SUBJECTED:
            yield "common people of no state"
        else:
            yield "bodies of no state"


def _odds(chance: float) -> float:
    return math.log((chance + 0.02) / (1.02 - chance))
