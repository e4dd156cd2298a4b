"""The sides of a happening: who does it, or to whom it is done, with the words that name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.grounding.mentions import Candidate, Grounding
from detente.model import Actor, Span
from detente.text.document import Token


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
