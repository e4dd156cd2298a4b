"""How certain it is who is meant: what the rules that told an actor are worth, and what else was weighed.

A party is right if every rule on the way to it is: the one that took a pronoun back to a person, and the one that knew
the person's state. How often each rule is right, and how often where another candidate came near, is counted on pages
labelled by hand; the figures stand in ``actor_certainty.csv`` and are made by ``tools/fit_certainty.py``. Of a name
that several bear the pages have too few cases: there the shares of the bearers count (``namesakes.csv``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from detente.codebook.tables import records
from detente.grounding.mentions import Candidate, Mention
from detente.grounding.shares import shares
from detente.model import Actor, Alternative

# Rules that only lead to somebody named elsewhere: what they are worth counts beside what told him there.
LEADING = frozenset({"pronoun", "relative", "speaker"})
# A description stands for states as such, whatever told them.
DESCRIBING = "description"
# What is told of an actor of whom no country is known.
NO_COUNTRY = "no country"
# Rules whose candidates are weighed by the text. The shares that the weights come to were not borne out by the pages,
# only whether anybody came near: from which share on that is so.
WEIGHING, NEAR, CONTESTED = LEADING | {DESCRIBING, "in play"}, 0.1, ", contested"
# Rows of the table that are no rules: for rules without a row; how often a wrong choice had the right one beside it.
OTHER, BESIDE = "other", "beside"
# Alternatives below this share are not kept, nor more than so many.
LEAST, KEPT = 0.02, 4


class CertaintyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``actor_certainty.csv`` or ``date_certainty.csv``: how often a rule is right, in how many cases."""

    rule: str
    right: Annotated[float, msgspec.Meta(gt=0.0, lt=1.0)]
    cases: int = 0


@dataclass(frozen=True, slots=True)
class Followed:
    """The rules that led to an actor, the last one first, and who else came into question with which shares.

    ``own`` is the actor's share; it counts where the shares say how often a name means whom (``counted``).
    """

    rules: tuple[str, ...]
    own: float
    others: tuple[tuple[Candidate, float], ...]
    counted: bool


class Certainty:
    """Gives actors their certainty and their alternatives. Built once from the codebook, then only read."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        rows = records("actor_certainty.csv", CertaintyRow, folders)
        self._worth: Mapping[str, float] = {row.rule: row.right for row in rows}

    def of(self, actor: Actor, mention: Mention | None, weighed: Sequence[Candidate], among: Sequence[Actor]) -> Actor:
        """An actor with its certainty and its alternatives.

        Args:
            actor: the actor as resolved.
            mention: the words that stand for it, if any do.
            weighed: who came into question.
            among: all actors that the words mean, the actor among them: those are no alternatives to each other.
        """
        way = followed(actor, mention, weighed, among)
        certainty = math.prod(self._worth.get(rule, self._worth[OTHER]) for rule in way.rules)
        # What the others have among them: their shares of the name, or the chance that one of them is meant instead.
        left = certainty if way.counted else (1 - certainty) * self._worth[BESIDE] / max(1 - way.own, 1e-9)
        certainty = certainty * way.own if way.counted else certainty
        kept = [(c, share * left) for c, share in way.others if share * left >= LEAST][:KEPT]
        alternatives = tuple(_alternative(actor, c, share) for c, share in kept)
        return msgspec.structs.replace(actor, certainty=round(certainty, 3), alternatives=alternatives)


def followed(actor: Actor, mention: Mention | None, weighed: Sequence[Candidate], among: Sequence[Actor]) -> Followed:
    """How an actor was told: the arguments are those of :meth:`Certainty.of`."""
    own, others = _parted(actor, weighed, among)
    rules = _rules(actor, mention)
    weighing = rules[0] in WEIGHING
    if weighing and others and others[0][1] >= NEAR:
        rules = (rules[0] + CONTESTED, *rules[1:])
    return Followed(rules, own, tuple(others), not weighing)


def _rules(actor: Actor, mention: Mention | None) -> tuple[str, ...]:
    """The rules that led to an actor, the last one first: ``("pronoun", "person")``."""
    if not actor.country:
        return (NO_COUNTRY,)
    if mention is None or all(a.method != actor.method for a in mention.actors):
        return (actor.method,)
    if mention.method in LEADING:
        return (mention.method, actor.method)
    return (DESCRIBING,) if mention.method == DESCRIBING else (actor.method,)


def _parted(
    actor: Actor, weighed: Sequence[Candidate], among: Sequence[Actor]
) -> tuple[float, list[tuple[Candidate, float]]]:
    """The share of an actor among the candidates, and those of its alternatives, the greatest first.

    Others who are meant by the same words do not count: of "both sides" one is no alternative to the other.
    """
    meant = {a.country for a in among} - {actor.country}
    found = shares([c for c in weighed if not (meant & {a.country for a in c.actors})])
    own = [share for c, share in found if any(a.country == actor.country for a in c.actors)]
    if not own:
        return 1.0, []
    return sum(own), [(c, s) for c, s in found if all(a.country != actor.country for a in c.actors)]


def _alternative(actor: Actor, candidate: Candidate, share: float) -> Alternative:
    """Somebody else whom the words may mean; of a description ("the police") only the state is another."""
    other = candidate.actors[0]
    described = actor.method == "in play" and actor.sector
    return Alternative(
        name=actor.name if described else other.name,
        country=other.country,
        sector=actor.sector if described else other.sector,
        score=round(share, 3),
    )
