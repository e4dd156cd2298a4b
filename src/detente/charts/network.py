"""The network: who deals with whom, how, and which blocs that makes.

Blocs are the communities of what joins: Louvain's method (Blondel et al. 2008) on the pairs whose mean score is above
zero, weighted by score and number of episodes. What parts two actors never puts them into one bloc and never takes them
out of one. Places come from a spring layout (Fruchterman and Reingold 1991) of the same ties. Both start from a fixed
seed: the same network gives the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from detente.charts.chart import Chart, specification

SEED = 7
CENTRE = ""
# Distances from the middle are drawn as their power: below 1, what is near the middle is drawn apart.
SPREAD = 0.65

Place = tuple[float, float]


class Bond(msgspec.Struct, frozen=True):
    """What two actors had to do with each other in a period: the mean score and the number of episodes."""

    a: str
    b: str
    score: float
    episodes: float

    @property
    def warmth(self) -> float:
        """How much joins the two: nothing where the mean is not above zero."""
        return max(self.score, 0.0) * self.episodes


class Node(NamedTuple):
    """An actor of the network: its bloc, counted from 1 by size, 0 for none; its episodes."""

    code: str
    bloc: int
    episodes: float


def blocs(bonds: Iterable[Bond]) -> list[frozenset[str]]:
    """The communities of at least two actors, the largest first."""
    from networkx.algorithms.community import louvain_communities

    found = louvain_communities(_warm(bonds), weight="weight", seed=SEED)
    return sorted((frozenset(c) for c in found if len(c) > 1), key=lambda c: (-len(c), sorted(c)))


@lru_cache(maxsize=8)
def layout(bonds: tuple[Bond, ...]) -> Mapping[str, Place]:
    """A place for each actor, in -1 to 1 both ways; a page of several periods lays out all of them at once.

    That takes a good part of a second, so the last ones are remembered.
    """
    from networkx import spring_layout

    graph = _warm(bonds)
    if not graph:
        return {}
    # What is in conflict has to do with each other, too: a weak tie keeps it on the page.
    graph.add_weighted_edges_from((b.a, b.b, 0.15 * b.episodes**0.5) for b in bonds if not b.warmth)
    # The root keeps a few close pairs from pressing all others to the rim.
    for _, _, tie in graph.edges(data=True):
        tie["weight"] = tie["weight"] ** 0.5
    # A centre that nobody sees keeps those on the page who have to do with nobody else.
    actors = sorted(graph)
    graph.add_weighted_edges_from((code, CENTRE, 0.4) for code in actors)
    placed = spring_layout(graph, weight="weight", seed=SEED, k=2.4 / len(graph) ** 0.5, iterations=200)
    return _spread({code: placed[code] - placed[CENTRE] for code in actors})


def _spread(placed: Mapping[str, Any]) -> dict[str, Place]:
    """The places within -1 to 1, those near the middle drawn apart, where most actors are."""
    far = max((math.hypot(x, y) for x, y in placed.values()), default=0.0) or 1.0
    found = {}
    for code, (x, y) in placed.items():
        stretch = (math.hypot(x, y) / far) ** (SPREAD - 1) / far if x or y else 0.0
        found[code] = (round(float(x) * stretch, 4), round(float(y) * stretch, 4))
    return found


def nodes(bonds: Sequence[Bond]) -> list[Node]:
    """The actors of the network, each with its bloc, by code."""
    bloc = {code: n for n, members in enumerate(blocs(bonds), 1) for code in members}
    episodes: dict[str, float] = {}
    for bond in bonds:
        for code in (bond.a, bond.b):
            episodes[code] = episodes.get(code, 0.0) + bond.episodes
    return [Node(code, bloc.get(code, 0), episodes[code]) for code in sorted(episodes)]


def told(title: str, found: Sequence[Node], bonds: Sequence[Bond]) -> str:
    """What a picture of the network shows, in a sentence."""
    number = len({node.bloc for node in found if node.bloc})
    return f"{title or 'The network'}: {len(found)} actors, {len(bonds)} relations, {number} blocs"


def network_chart(
    bonds: Sequence[Bond], *, names: Mapping[str, str], places: Mapping[str, Place] | None = None, title: str = ""
) -> Chart:
    """States and organisations as nodes, their ties of a period as lines coloured by their mean score.

    Args:
        bonds: the ties of the period.
        names: the names of the actors by code.
        places: where each is drawn; by default the layout of these ties.
        title: the period, as the text for those who cannot see the picture calls it.
    """
    found, at = nodes(bonds), places or layout(tuple(bonds))
    most = max((n.episodes for n in found), default=1.0)
    lines = [
        {"pair": f"{bond.a}–{bond.b}", "score": round(bond.score, 2), "episodes": bond.episodes, **_ends(bond, at)}
        for bond in sorted(bonds, key=lambda b: (b.episodes, b.a, b.b))
    ]
    dots = [
        {
            "code": n.code,
            "name": names.get(n.code, n.code),
            "bloc": _bloc(n.bloc),
            "episodes": n.episodes,
            "x": at[n.code][0],
            "y": at[n.code][1],
            "top": round(at[n.code][1] + _radius(n.episodes / most), 4),
        }
        for n in found
    ]
    return Chart(specification("network", bonds=lines, nodes=dots), told(title, found, bonds))


def _radius(share: float) -> float:
    """How far an actor's disc reaches, in the measure of places; ``specs/network.json`` gives sizes and height."""
    least, largest, height, span = 40, 900, 560, 2.24
    return math.sqrt((least + (largest - least) * math.sqrt(share)) / math.pi) * span / height


def _bloc(number: int) -> str:
    return f"bloc {number}" if number else "no bloc"


def _ends(bond: Bond, at: Mapping[str, Place]) -> dict[str, float]:
    (x, y), (x2, y2) = at[bond.a], at[bond.b]
    return {"x": x, "y": y, "x2": x2, "y2": y2}


def _warm(bonds: Iterable[Bond]) -> Any:
    """The graph of what joins; every actor is in it. In the order of codes, for the order decides between equals."""
    from networkx import Graph

    listed = sorted(bonds, key=lambda b: (b.a, b.b))
    graph = Graph()
    graph.add_nodes_from(sorted({code for b in listed for code in (b.a, b.b)}))
    graph.add_weighted_edges_from((b.a, b.b, b.warmth) for b in listed if b.warmth)
    return graph
