"""What speaks for a reading of a place name, in words: its address, what is near, what else the text names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.grounding.place_gazetteer import POINTS, Candidate
from detente.grounding.place_names import Name

_NEAR = 300.0  # kilometres within which a place counts as near
_NAMED = 3  # so many other names are told


def lies_in(candidate: Candidate, container: Name) -> bool:
    """Whether a place may lie in what the text names as its container: a country or a region."""
    return any(
        candidate != c
        and candidate.country == c.country
        and (c.kind == "country" or (c.kind == "region" and _in_region(candidate, c)))
        for c in container.candidates
    )


def _in_region(candidate: Candidate, region: Candidate) -> bool:
    """By the code of the region where towns carry one, else by nearness to its middle."""
    if region.region and candidate.region:
        return region.region == candidate.region
    return candidate.distance(region) < 400


def reasons_for(candidate: Candidate, group: Sequence[Name], best: dict[str, Candidate]) -> Iterator[str]:
    """What speaks for a reading, the strongest first.

    Args:
        candidate: the place that the name may mean.
        group: the mentions of the name.
        best: the likeliest reading of each name of the text, by its words.
    """
    containers = [n.inside for n in group if n.inside and lies_in(candidate, n.inside)]
    if containers:
        yield f"address “{group[0].text}, {containers[0].text}”"
    others = {key: place for key, place in best.items() if key != group[0].text}
    near = [(candidate.distance(c), key) for key, c in others.items() if c.kind in POINTS and candidate.kind in POINTS]
    if near and min(near)[0] < _NEAR:
        yield f"{min(near)[0]:.0f} km from “{min(near)[1]}”"
    if shared := [f"“{key}”" for key, c in others.items() if c.country and c.country == candidate.country]:
        yield f"{candidate.country} by {', '.join(shared[:_NAMED])}"
    yield _standing(candidate)
    if len(group[0].candidates) == 1:
        yield "the only place of that name"


def _standing(candidate: Candidate) -> str:
    """How well known a place is: the people of a town, or its kind."""
    if candidate.kind == "town":
        return f"about {float(f'{10**candidate.prominence:.1g}'):,.0f} people"
    return candidate.kind
