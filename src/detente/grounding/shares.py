"""From the weights of candidates to the shares of the belief that each has."""

from __future__ import annotations

import math
from collections.abc import Sequence

from detente.grounding.mentions import Candidate


def shares(candidates: Sequence[Candidate]) -> list[tuple[Candidate, float]]:
    """The candidates with their shares, which come to one, the greatest first.

    Those who mean the same countries are one candidate: the text that speaks of a state twice does not speak of two.
    Shares are proportional to the exponential of the weights.
    """
    best: dict[tuple[str, ...], Candidate] = {}
    for candidate in candidates:
        key = tuple(sorted({a.country or a.name for a in candidate.actors}))
        if key not in best or candidate.weight > best[key].weight:
            best[key] = candidate
    top = max((c.weight for c in best.values()), default=0.0)
    worth = [(c, math.exp(c.weight - top)) for c in best.values()]
    total = sum(w for _, w in worth)
    return sorted(((c, w / total) for c, w in worth), key=lambda pair: -pair[1])
