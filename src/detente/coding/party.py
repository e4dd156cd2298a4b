"""The sides of a happening: who does it, or to whom it is done, with the words that name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from detente.coding import syntax
from detente.grounding.lexicon import CITIES
from detente.grounding.mentions import Candidate, Grounding
from detente.model import Actor, Span
from detente.text.document import Token

# Prepositions behind a noun that is no actor, through which an actor may still be meant ("positions of the army").
REACHED = ("of", "by", "from", "between", "in")


@dataclass(slots=True)
class Party:
    """Actors on one side of a happening, with the words that name them.

    ``weighed`` is who came into question where no words name them, likeliest first.
    """

    actors: list[Actor] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    weighed: tuple[Candidate, ...] = ()

    def add(self, actors: Iterable[Actor], token: Token) -> None:
        """Add actors that are not there yet."""
        fresh = [a for a in actors if not any(same_actor(a, b) for b in self.actors)]
        if fresh:
            self.actors.extend(fresh)
            self.tokens.append(token)

    def without(self, other: Party) -> Party:
        """This side less the actors of the other side."""
        kept = [a for a in self.actors if not any(same_actor(a, b) for b in other.actors)]
        return Party(kept, self.tokens if kept else [])

    def spans(self, grounding: Grounding) -> list[Span]:
        """The words that name the side, a span for each of its tokens."""
        return [m.span if (m := grounding.mention_at(t)) else t.span for t in self.tokens]

    def span(self, grounding: Grounding) -> Span | None:
        """From the first to the last word that names the side."""
        spans = self.spans(grounding)
        return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def same_actor(one: Actor, other: Actor) -> bool:
    """Whether two names mean one party: the same code, and no two different persons or bodies within it."""
    if one.code != other.code:
        return False
    return one.name == other.name or bool(one.country and one.sector in ("", "GOV"))


def split(everyone: Party) -> tuple[Party, Party]:
    """The parties of a mutual event told in one list: the first as source, the others as target."""
    tokens = everyone.tokens
    return Party(everyone.actors[:1], tokens[:1]), Party(everyone.actors[1:], tokens[1:] or tokens[:1])


def party_of(tokens: Iterable[Token], grounding: Grounding) -> Party:
    """The actors that some noun phrases mean or name inside, as one side."""
    party = Party()
    for token in tokens:
        for actors, word in actors_in(token, grounding):
            if (listed := _listed(word, grounding)) is not None:
                party.add(grounding.actors_of(listed), listed)
            party.add(actors, word)
    return party


def _listed(noun: Token, grounding: Grounding) -> Token | None:
    """The adjective that stands before another with a comma alone, as headlines do: "*Thai*, Khmer troops"."""
    mention = grounding.mention_at(noun)
    if noun.tag not in ("NNS", "NNPS") or mention is None:
        return None
    before = [t for t in noun.sentence.tokens if t.end <= mention.span.start][-2:]
    if len(before) < 2 or before[1].text != "," or before[0].pos not in ("ADJ", "PROPN"):
        return None
    actors = grounding.actors_of(before[0])
    alone = bool(actors) and all(a.method == "adjective" or a.method == "people" for a in actors)
    return before[0] if alone else None


def actors_in(noun: Token, grounding: Grounding) -> Iterator[tuple[tuple[Actor, ...], Token]]:
    """The actors that a noun phrase means or, where it means none, those that it names inside.

    "the Turkish army" is one actor; "Turkish positions" is none, but Turkey is in it.
    """
    if actors := grounding.actors_of(noun):
        yield actors, noun
        return
    found = False
    for word in syntax.inner_words(noun):
        if actors := grounding.actors_of(word):
            found = True
            yield actors, word
    if found:
        return
    for name, word in syntax.prepositions(noun):
        if name in REACHED and (actors := grounding.actors_of(word)):
            if name in ("by", "between") or not all(a.method in CITIES for a in actors):
                yield actors, word  # not "the accord of Lima": signed there
            if name != "between":
                return
            found = True
        if name == "of" and (noun.lemma in syntax.PORTIONS or noun.pos == "NUM"):
            yield from actors_in(word, grounding)
            return
    if found:
        return
    for clause in noun.children_of("acl"):  # "a draft circulated by Tunisia"
        for word in syntax.agents(clause):
            if actors := grounding.actors_of(word):
                yield actors, word
