"""What is put right in the actors of a phrase once it is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from detente.grounding.lexicon import CITIES, NAMES, STATES, Hit
from detente.model import Actor

# Codes in the country's place that already say what kind of body it is.
WORLD = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG"})
# Rules of which it is told that the name behind them is misspelt; those of people have marks of their own.
_MARKED = STATES | CITIES | {"party", "role", "modifier", "place", "town"}


def worldly(actor: Actor) -> Actor:
    """The actor without a sector where it is an official of an international body: these have no executive."""
    official = actor.country in WORLD and actor.sector == "GOV"
    return msgspec.structs.replace(actor, sector="") if official else actor


def marked(actors: Sequence[Actor], hits: Iterable[Hit]) -> tuple[Actor, ...]:
    """The actors, with those marked of whom a misspelt name among the forms found tells the country."""
    codes = {h.term.country for h in hits if h.term.misspelt and h.term.kind in NAMES}
    return tuple(misspelt(a) if a.country in codes and a.method in _MARKED else a for a in actors)


def misspelt(actor: Actor) -> Actor:
    """The actor, marked as told by a misspelt name."""
    return msgspec.structs.replace(actor, method="misspelt")
