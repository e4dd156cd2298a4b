"""How sure the rules are: the probability that the type of an event is right, fitted on the corpus.

A logistic regression over what supports an event; the weights stand in ``confidence.csv`` and are made by
``tools/fit_confidence.py``, which also prints how well they hold on sentences that they were not fitted to.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from detente.codebook.tables import records
from detente.coding import syntax
from detente.coding.events import Event
from detente.model import FROM_STORY, Actor


class Weight(msgspec.Struct, frozen=True):
    """A row of ``confidence.csv``."""

    feature: str
    weight: float


class Confidence:
    """Gives the probability that a careful reader would give an event the same type."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        rows = records("confidence.csv", Weight, folders)
        self._weights: Mapping[str, float] = {row.feature: row.weight for row in rows}

    def __call__(self, event: Event, kind: str) -> float:
        """The probability for an event of PLOVER type ``kind``."""
        score = sum(value * self._weights.get(name, 0.0) for name, value in features(event, kind))
        return round(1 / (1 + math.exp(-score)), 3)


def features(event: Event, kind: str) -> Iterator[tuple[str, float]]:
    """What supports an event, by name and value."""
    cue = event.predicate.cue
    yield "always", 1.0
    yield f"type {kind}", 1.0
    yield "needs", float(min(cue.needs, 2))
    yield "verb", float(syntax.is_verb(event.predicate.token))
    yield f"status {event.status}", 1.0
    for name, actors in (("source", event.source.actors), ("target", event.target.actors)):
        yield f"{name} {_known(actors)}", 1.0


def _known(actors: Sequence[Actor]) -> str:
    # A party that the article alone tells says nothing about how the sentence was read.
    told = [a for a in actors if a.method not in FROM_STORY]
    if any(a.country for a in told):
        return "country"
    return "sector" if told else "none"
