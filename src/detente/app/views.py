"""What pictures show: a relation by month, the world as one state sees it, the network of a period."""

from __future__ import annotations

from typing import NamedTuple

from starlette.exceptions import HTTPException

from detente import Tie as Sum
from detente.app.asking import NetworkAsked, RelationsAsked
from detente.archive import Archive
from detente.charts import Bond, Chart, Tie, network_chart, world_chart
from detente.charts.network import Node, layout, nodes
from detente.errors import InputError
from detente.wording import Wording


class World(NamedTuple):
    """The relations of one state, as picture and as rows, those with the most episodes first."""

    chosen: str
    name: str
    ties: list[Tie]
    chart: Chart


class Network(NamedTuple):
    """The relations of a period, as picture and as rows, and its actors with their blocs."""

    sums: list[Sum]
    nodes: list[Node]
    chart: Chart


def relation_chart(archive: Archive, a: str, b: str) -> Chart:
    """A relation by month.

    Raises:
        HTTPException: 404, one of the two is not known.
    """
    try:
        return archive.relation(a, b).chart()
    except InputError as error:
        raise HTTPException(404, str(error)) from error


def world(archive: Archive, asked: RelationsAsked) -> World:
    """How all states stand to the one that is asked for, or to the one that most is told of."""
    words = Wording.built_in()
    found = archive.ties(asked.country, since=asked.since, until=asked.until)
    chosen = words.code(asked.country) or asked.country.upper() if asked.country else _busiest(found)
    ties = [
        Tie(other, words.country(other), round(tie.level, 2), tie.episodes)
        for tie in found
        if chosen in (tie.one, tie.two)
        for other in [tie.two if tie.one == chosen else tie.one]
    ]
    name = words.country(chosen) if chosen else "nobody"
    return World(chosen, name, ties, world_chart(ties, chosen=chosen, name=name, shapes=False))


def network(archive: Archive, asked: NetworkAsked) -> Network:
    """Who dealt with whom in a period. Actors keep their places from one period to the other."""
    words = Wording.built_in()
    ever = _bonds(archive.ties(least=asked.least))[: asked.most]
    actors = {code for bond in ever for code in (bond.a, bond.b)}
    timed = bool(asked.since or asked.until)
    told = archive.ties(since=asked.since, until=asked.until, least=1 if timed else asked.least)
    sums = [tie for tie in told if tie.one in actors and tie.two in actors]
    bonds = _bonds(sums)
    places = layout(ever)
    names = {code: words.country(code) for code in actors}
    title = words.interval(asked.since, asked.until) if timed else "The network"
    return Network(sums, nodes(bonds, places), network_chart(bonds, names=names, places=places, title=title))


def _bonds(sums: list[Sum]) -> list[Bond]:
    return [Bond(tie.one, tie.two, tie.score, tie.episodes) for tie in sums]


def _busiest(sums: list[Sum]) -> str:
    """The state that most episodes are told of."""
    told: dict[str, int] = {}
    for tie in sums:
        for code in (tie.one, tie.two):
            told[code] = told.get(code, 0) + tie.episodes
    return max(sorted(told), key=lambda code: told[code], default="")
