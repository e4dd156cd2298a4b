"""Who does it and to whom by the trained encoder, where the grammar does not tell.

The encoder says of each word of a sentence how likely it names the doer, or the other side, of a happening; here these
words are matched with the actors that grounding found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.encoder import Verdict
from detente.coding.events import Event
from detente.coding.party import Party
from detente.grounding.mentions import Grounding
from detente.model import Span
from detente.text.document import Sentence, Token


@dataclass(frozen=True, slots=True)
class Named:
    """A word that names actors, with the probabilities that it is the source and the target."""

    token: Token
    source: float
    target: float


def settle(event: Event, verdict: Verdict, grounding: Grounding, least: float) -> None:
    """Give an event the sides that the grammar left empty, in place.

    Where the grammar names somebody, it is left: to let the encoder overrule it brought nothing on labelled pages.

    Args:
        least: the probability from which on a word is taken for a side.
    """
    if event.source.actors and event.target.actors:
        return
    named = list(_named(event.predicate.token.sentence, verdict, grounding))
    if not event.source.actors:
        doers = [n.token for n in named if n.source >= least and n.source > n.target]
        event.source = _party(doers, grounding).without(event.target)
    if not event.target.actors:
        others = [n.token for n in named if n.target >= least and n.target > n.source]
        event.target = _party(others, grounding).without(event.source)


def _named(sentence: Sentence, verdict: Verdict, grounding: Grounding) -> Iterator[Named]:
    start = sentence.span.start
    for token in sentence.tokens:
        if grounding.actors_of(token):
            span = Span(token.start - start, token.end - start)
            yield Named(token, verdict.role("S", span), verdict.role("T", span))


def _party(tokens: list[Token], grounding: Grounding) -> Party:
    party = Party()
    for token in tokens:
        party.add(grounding.actors_of(token), token)
    return party
