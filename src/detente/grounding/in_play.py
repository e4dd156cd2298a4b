"""Whose a bare body is: "the army", "parliament", "the president", where no word beside it tells the state.

Each state that the article names is weighed by how lately and how often it was named, and by whether the scene is set
there: "In Cairo …", towns of its own, the dateline. The weights were fitted to pages of our own, labelled by hand, as
a conditional logit (McFadden 1974, "Conditional logit analysis of qualitative choice behavior").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from detente.codebook.tables import records
from detente.text.document import Token

# Whether a body of state is asked for, or people and bodies that are of no state by their kind.
Kind = Literal["body", "people"]


class WeightRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``in_play.csv``: what a sign of a state counts, in natural logarithms."""

    kind: Kind
    sign: str
    weight: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A body or people whose state is asked for: the head of their phrase, and what speaks for each state."""

    head: Token
    kind: Kind
    signs: Mapping[str, Mapping[str, float]]


class InPlay:
    """Weighs the states of an article. Built once from the codebook, then only read."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        rows = records("in_play.csv", WeightRow, folders)
        self._weights: Mapping[tuple[str, str], float] = {(row.kind, row.sign): row.weight for row in rows}

    def weigh(self, asked: Asked) -> dict[str, float]:
        """How likely each state is the one asked for, in natural logarithms, likeliest first."""
        weights, kind = self._weights, asked.kind
        found = {
            code: sum(weights.get((kind, sign), 0.0) * value for sign, value in told.items())
            for code, told in asked.signs.items()
        }
        return dict(sorted(found.items(), key=lambda pair: -pair[1]))
