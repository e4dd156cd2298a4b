"""Chooses among the places of a name those that fit together.

Each name starts with a belief over its candidates by prominence; candidates gain by the states, provinces and
countries that the text names, and by nearness to what the other names of the text may mean, in proportion to the
belief in that. A few rounds of this let "Paris", "Dallas" and "Texas" agree (compare Leidner 2007, "Toponym Resolution
in Text": one referent a discourse, minimal distance).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from detente.grounding.place_gazetteer import POINTS, Candidate, Choice
from detente.grounding.place_names import Name, by_text
from detente.grounding.place_reasons import lies_in, reasons_for

_ROUNDS = 3
_MOST_CANDIDATES = 24
_MOST_NAMES = 60
_SHARPNESS = 1.3  # how fast belief falls with prominence
_NEAR = 120.0  # kilometres at which nearness counts a third
_CLOSE = 50.0  # kilometres within which two readings of a name are one
_TOLD = 0.01  # share from which on it is told what speaks for a reading
_LEAST = 1e-9
# How often the likeliest reading is wrong however sure the text makes it (places of LGL and TR-News: 0.02 and 0.08).
_DOUBT = {"state": 0.02, "other": 0.08}
_PULL = {"near": 2.6, "region": 2.0, "country": 1.3}

Belief = dict[Candidate, float]


def choices(names: Sequence[Name]) -> dict[str, tuple[Choice, ...]]:
    """What each name (keyed by its words) may mean in the whole text, likeliest first.

    Readings of one name that lie close together are one. The shares of a name come to less than one: the rest is for
    a place that the gazetteer does not have.
    """
    groups = by_text(names)
    beliefs = _beliefs(groups)
    best = {key: max(belief, key=lambda c: belief[c]) for key, belief in beliefs.items()}
    return {key: tuple(_weighed(groups[key], belief, best)) for key, belief in beliefs.items()}


def choose(names: Sequence[Name]) -> dict[str, Candidate]:
    """The place meant by each name (keyed by its words), one for the whole text."""
    return {key: found[0].candidate for key, found in choices(names).items()}


def within(found: Sequence[Choice], name: Name) -> tuple[Choice, ...]:
    """The choices for one mention: those of the whole text unless it says otherwise itself ("Birmingham, England")."""
    if name.inside is None or not found:
        return tuple(found)
    container, doubt = name.inside, _DOUBT["other"]
    if not (inside := {c.candidate: c.score for c in found if lies_in(c.candidate, container)}):
        there = {c: _SHARPNESS * c.prominence for c in name.candidates if lies_in(c, container)}
        inside = _normal(there) if there else {}
    if not inside:
        return tuple(found)
    total = max(sum(inside.values()), _LEAST)
    reasons = {c.candidate: c.reasons for c in found}
    address = (f"address “{name.text}, {container.text}”",)
    ranked = sorted(inside.items(), key=lambda pair: -pair[1])
    return tuple(Choice(c, share / total * (1 - doubt), reasons.get(c, address)) for c, share in ranked)


def _beliefs(groups: dict[str, list[Name]]) -> dict[str, Belief]:
    priors = {key: _prior(group) for key, group in groups.items() if group[0].candidates}
    counts = {key: len(groups[key]) for key in priors}
    beliefs = dict(priors)
    for _ in range(_ROUNDS):
        context = _Context(beliefs, counts)
        beliefs = {
            key: belief if len(belief) == 1 else _weigh({c: _log(b) for c, b in priors[key].items()}, key, context)
            for key, belief in beliefs.items()
        }
    return beliefs


def _weighed(group: Sequence[Name], belief: Belief, best: dict[str, Candidate]) -> Iterator[Choice]:
    """The readings of a name with their shares; those close to a likelier one are counted to it."""
    shares: Belief = {}
    for candidate in sorted(belief, key=lambda c: -belief[c]):
        same = next((c for c in shares if _same(c, candidate)), candidate)
        shares[same] = shares.get(same, 0.0) + belief[candidate]
    for candidate, share in sorted(shares.items(), key=lambda pair: -pair[1]):
        doubt = _DOUBT["state" if candidate.kind in ("country", "nation") else "other"]
        reasons = reasons_for(candidate, group, best) if share > _TOLD or len(shares) == 1 else ()
        yield Choice(candidate, share * (1 - doubt), tuple(reasons))


def _same(one: Candidate, other: Candidate) -> bool:
    return one.country == other.country and one.distance(other) < _CLOSE


def _prior(group: Sequence[Name]) -> Belief:
    """Belief by prominence; where the text says which ("Paris, Texas"), only places there count."""
    candidates = group[0].candidates[:_MOST_CANDIDATES]
    for name in group:
        if name.inside and (inside := [c for c in group[0].candidates if lies_in(c, name.inside)]):
            candidates = inside
            break
    return _normal({c: _SHARPNESS * c.prominence for c in candidates})


class _Context:
    """What the text as a whole speaks of: weight by country and region, and the places believed in."""

    def __init__(self, beliefs: dict[str, Belief], counts: dict[str, int]) -> None:
        self.countries: dict[str, float] = {}
        self.regions: dict[tuple[str, str], float] = {}
        self.points: list[tuple[str, Candidate, float]] = []
        for key, belief in list(beliefs.items())[:_MOST_NAMES]:
            weight = 1 + math.log(counts[key])
            for candidate, share in belief.items():
                if share > 0.05 and candidate.country:
                    self._count(key, candidate, share * weight)

    def _count(self, key: str, candidate: Candidate, weight: float) -> None:
        self.countries[candidate.country] = self.countries.get(candidate.country, 0) + weight
        if candidate.region:
            place = candidate.country, candidate.region
            self.regions[place] = self.regions.get(place, 0) + weight
        if candidate.kind in POINTS:
            self.points.append((key, candidate, weight))

    def support(self, candidate: Candidate, key: str, own: Belief) -> float:
        """How well a candidate fits to what else the text speaks of, its own name left out."""
        mine = own.get(candidate, 0.0)
        near = sum(w / (1 + candidate.distance(c) / _NEAR) ** 2 for k, c, w in self.points if k != key)
        region = max(0.0, self.regions.get((candidate.country, candidate.region), 0) - mine) if candidate.region else 0
        country = max(0.0, self.countries.get(candidate.country, 0) - mine)
        return (
            _PULL["near"] * math.log1p(near)
            + _PULL["region"] * math.log1p(region)
            + _PULL["country"] * math.log1p(country)
        )


def _weigh(prior: Belief, key: str, context: _Context) -> Belief:
    own = {c: math.exp(v) for c, v in prior.items()}
    return _normal({c: value + context.support(c, key, own) for c, value in prior.items()})


def _normal(values: Belief) -> Belief:
    top = max(values.values())
    shares = {c: math.exp(v - top) for c, v in values.items()}
    total = sum(shares.values())
    return {c: s / total for c, s in shares.items()}


def _log(value: float) -> float:
    return math.log(max(value, 1e-12))
