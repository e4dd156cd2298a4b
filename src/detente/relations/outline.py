"""A relation in outline: every episode without its words, so that the weightiest are chosen before they are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from detente.relations.days import days
from detente.relations.names import Names
from detente.relations.pairs import Direction
from detente.relations.points import Point
from detente.relations.weight import Weight

# So many of the latest steps of each instrument are read always, lest it be told to stand as it no longer does.
STEPS = 1

# In so many days there is an article of a relation, where how often something happens can be told.
APART = 92


class Coverage(NamedTuple):
    """In how many articles of how many outlets a relation is told, and from which day to which."""

    articles: int
    outlets: int
    first: str
    last: str

    @property
    def close(self) -> bool:
        """Whether articles come so close on each other that how much they tell of shows how much happened."""
        span = days(self.first, self.last)
        return bool(span and self.articles * APART >= (span.last - span.first).days)


def chosen(outline: Sequence[Point], names: Names, weight: Weight, most: int) -> set[str]:
    """The ids of the weightiest episodes, and of the latest steps of each instrument.

    Args:
        outline: all episodes.
        names: what frames do to instruments.
        weight: how to weigh.
        most: how many of the weightiest.
    """
    ranked = sorted(outline, key=lambda one: (-weight.outlined(one), one.episode))
    ids = {one.episode for one in ranked[:most]}
    steps: dict[tuple[str, Direction], list[Point]] = {}
    for one in outline:
        name, effect = names.effect(one.frame)
        if effect and one.start and one.happened:
            steps.setdefault((name, one.direction), []).append(one)
    for told in steps.values():
        ids |= {one.episode for one in sorted(told, key=lambda one: (one.start or "", one.episode))[-STEPS:]}
    return ids
