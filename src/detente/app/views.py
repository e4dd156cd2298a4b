"""What pictures show: a relation by month, the world as one state sees it, the network of a period."""

from __future__ import annotations

from typing import NamedTuple

from detente import Tie as Sum
from detente.app.asking import NetworkAsked, RelationsAsked
from detente.app.questions import found_or_404
from detente.archive import Archive
from detente.charts import Bond, Chart, Tie, network_chart, world_chart
from detente.charts.network import layout
from detente.charts.world import told as told_of_world


class World(NamedTuple):
    """The relations of one state, those with the most episodes first."""

    chosen: str
    name: str
    ties: list[Tie]

    @property
    def told(self) -> str:
        """What the map shows, in a sentence."""
        return told_of_world(self.name, self.ties)


class Network(NamedTuple):
    """The relations of a period, as rows; ``ever`` are those of all time, by which actors have their places.

    ``names`` are those of the actors by their codes.
    """

    sums: list[Sum]
    ever: tuple[Bond, ...]
    title: str
    names: dict[str, str]

    @property
    def bonds(self) -> tuple[Bond, ...]:
        """The relations as the picture takes them."""
        return _bonds(self.sums)


def relation_chart(archive: Archive, a: str, b: str) -> Chart:
    """A relation by month.

    Raises:
        HTTPException: 404, one of the two is not known.
    """
    with found_or_404():
        return archive.relation(a, b).chart()


def world(archive: Archive, asked: RelationsAsked) -> World:
    """How all states stand to the one that is asked for, or to the one that most is told of."""
    words = archive.wording
    if asked.country:
        chosen = words.code(asked.country) or asked.country.upper()
    else:
        chosen = archive.busiest(since=asked.since, until=asked.until)
    found = archive.ties(asked.country or chosen, since=asked.since, until=asked.until) if chosen else []
    ties = [
        Tie(other, words.country(other), round(tie.level, 2), tie.episodes)
        for tie in found
        if chosen in (tie.one, tie.two)
        for other in [tie.two if tie.one == chosen else tie.one]
    ]
    return World(chosen, words.country(chosen) if chosen else "nobody", ties)


def world_map(seen: World) -> Chart:
    """The map of it."""
    return world_chart(seen.ties, chosen=seen.chosen, name=seen.name, shapes=False)


def network(archive: Archive, asked: NetworkAsked) -> Network:
    """Who dealt with whom in a period."""
    ever = _bonds(archive.ties(least=asked.least, most=asked.most))
    actors = sorted({code for bond in ever for code in (bond.a, bond.b)})
    timed = bool(asked.since or asked.until)
    least = 1 if timed else asked.least
    told = archive.ties(since=asked.since, until=asked.until, least=least, among=actors) if actors else []
    words = archive.wording
    title = words.interval(asked.since, asked.until) if timed else "The network"
    return Network(told, ever, title, {code: words.country(code) for code in actors})


def network_picture(seen: Network) -> Chart:
    """The picture of it. Actors keep their places from one period to the other."""
    return network_chart(seen.bonds, names=seen.names, places=layout(seen.ever), title=seen.title)


def _bonds(sums: list[Sum]) -> tuple[Bond, ...]:
    return tuple(Bond(tie.one, tie.two, tie.score, tie.episodes) for tie in sums)
