"""What grounding finds in a document: mentions of actors, of times and of places, each over exact words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from detente.grounding.place_gazetteer import Choice
from detente.model import Actor, Person, Place, Span
from detente.text.document import Document, Token

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(slots=True, frozen=True)
class Candidate:
    """Somebody whom words may mean: the actors, how well they fit, and the words that name them, where others do.

    ``weight`` is in natural logarithms: one more is e times as likely.
    """

    actors: tuple[Actor, ...]
    weight: float
    words: Span | None = None


@dataclass(slots=True, frozen=True)
class Mention:
    """Words that name or describe actors. ``head`` is the token that heads the phrase.

    ``actors`` are those meant: one for "Ankara", two for "both sides", none where the words speak of a party that
    cannot be told. ``method`` names the rule that resolved them. ``candidates`` are all that were weighed, those
    meant among them, likeliest first; empty where there was no choice.
    """

    span: Span
    head: Token
    actors: tuple[Actor, ...]
    method: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(slots=True, frozen=True)
class TimeMention:
    """An expression of time: TIMEX3 ``type`` and ``value``, and the interval it denotes.

    ``start`` and ``end`` are ISO days of any precision, None where the expression does not tell (a duration with no
    anchor, "now"). Both ends belong to the interval: "June 2024" is ``2024-06`` to ``2024-06``. ``heads`` is the
    paragraph that the expression stands at the head of, as in a chronology, where it does.
    """

    span: Span
    type: TimeType
    value: str
    start: str | None = None
    end: str | None = None
    heads: Span | None = None


@dataclass(slots=True, frozen=True)
class PlaceMention:
    """The name of a place and where it is; ``place.lat`` is None where it could not be located.

    ``choices`` are all places that the name was weighed to mean, likeliest first.
    """

    span: Span
    place: Place
    choices: tuple[Choice, ...] = ()


@dataclass(slots=True)
class Grounding:
    """All mentions of a document, with look-up by token."""

    document: Document
    mentions: list[Mention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    people: tuple[Person, ...] = ()
    _index: dict[int, list[Mention]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def mention_at(self, token: Token) -> Mention | None:
        """The mention that covers a token: the one that it heads, or else the shortest."""
        covering = self._covering(token)
        return min(covering, key=lambda m: (m.head is not token, m.span.end - m.span.start), default=None)

    def actors_of(self, token: Token) -> tuple[Actor, ...]:
        """The actors meant by the noun phrase that a token heads; none where it is no actor."""
        return next((m.actors for m in self._covering(token) if m.head is token), ())

    def mention_of(self, actor: Actor, tokens: Iterable[Token]) -> Mention | None:
        """Of the phrases that some tokens head, the one that means an actor; None where none does.

        An actor who was given a country from elsewhere keeps the name under which the text has him.
        """
        found = [m for t in tokens if (m := self.mention_at(t)) is not None]
        exact = (m for m in found if any((a.name, a.country) == (actor.name, actor.country) for a in m.actors))
        return next(exact, None) or next((m for m in found if any(a.name == actor.name for a in m.actors)), None)

    def _covering(self, token: Token) -> list[Mention]:
        """The mentions that cover a token. The look-up is made at the first question, when all mentions are in."""
        if not self._index:
            for mention in self.mentions:
                for covered in self.document.tokens_in(mention.span):
                    self._index.setdefault(covered.i, []).append(mention)
        return self._index.get(token.i, [])
