"""Fit how often each rule that tells an actor is right, on the pages labelled by hand.

``python -m tools.fit_certainty`` codes ``evaluation/pages``, fits ``actor_certainty.csv`` and prints how well the
figures hold on pages that they were not fitted to; ``--write`` puts them into the codebook. An actor is right if a
label that its statement belongs to names its country on that side; sides that no label names are left out, save for
actors without a country, who are right there.

The certainty of an actor is the product of the worth of the rules that led to it. The worth is drawn towards the mean
(that of a contested rule towards the rule) by a few imagined cases, so that a rule seen twice is not thought perfect.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from evaluation.pages import Compared, compare, read
from evaluation.pages_aspects import Label
from tools.fitting import BOUND, IMAGINED, MET, Fitting, Worth, beside

from detente import reading
from detente.coding.party import Party
from detente.coding.statements import weighed_for
from detente.grounding.certainty import BESIDE, CONTESTED, OTHER, Followed, followed
from detente.grounding.mentions import Grounding
from detente.model import Statement
from detente.pipeline import Pipeline

HEAD = """\
# How often each rule that tells who is meant is right as a party of a statement, and in how many cases of
# evaluation/pages that was counted (drawn towards the mean where these are few). "contested": where another candidate
# came near. "beside": how often, where such a choice is wrong, the right one was among the others. "other": all other
# rules. Made by tools/fit_certainty.py; a user's row for a rule wins.
"""
ROUNDS = 30


class Case(NamedTuple):
    """An actor in a statement: the number of its page, how it was told, whether it is right, and who would be."""

    page: int
    way: Followed
    right: bool
    gold: frozenset[str]

    @property
    def beside(self) -> bool | None:
        """Whether the right one was among the others, where that can be asked."""
        if self.right or self.way.counted or not self.way.others or not self.gold:
            return None
        return any(a.country in self.gold for c, _ in self.way.others for a in c.actors)


def chance(worth: Worth, case: Case) -> float:
    """The certainty of an actor."""
    certainty = math.prod(worth.get(rule, worth[OTHER]) for rule in case.way.rules)
    return certainty * case.way.own if case.way.counted else certainty


def cases(pipeline: Pipeline) -> Iterator[Case]:
    """Every actor of the statements that belong to a label."""
    for number, page in enumerate(read()):
        article = reading.article(page.raw, published=page.published, source=page.page)
        looked, coded = pipeline.examine(article)
        events = {(e.predicate.token.span, e.frame): e for e in looked.kept()}
        labels = _labels(compare(page, coded))
        for statement in coded.statements:
            event = events[statement.trigger, statement.frame]
            for name, party in (("source", event.source), ("target", event.target)):
                yield from _of_side(number, statement, name, party, labels[statement.id], looked.around.grounding)


def _labels(compared: Compared) -> Mapping[str, list[Label]]:
    """The labels that each statement belongs to, those of its trigger alone where there are any."""
    text, found = compared.coded.article.text, defaultdict(list)
    for label, supports in zip(compared.page.statements, compared.supports, strict=True):
        for statement in supports:
            found[statement.id].append((statement.trigger.of(text).lower() in label.trigger.lower(), label))
    return defaultdict(
        list, {key: [x for same, x in pairs if same] or [x for _, x in pairs] for key, pairs in found.items()}
    )


def _of_side(
    page: int, statement: Statement, name: str, party: Party, labels: Sequence[Label], grounding: Grounding
) -> Iterator[Case]:
    if not labels:
        return
    sides = ("source", "target") if statement.symmetric else (name,)
    gold = {code for label in labels for side in sides for code in getattr(label, side)}
    for actor in party.actors:
        mention = grounding.mention_of(actor, party.tokens)
        if gold or not actor.country:
            right = actor.country in gold or not (gold or actor.country)
            among = (*party.actors, *(mention.actors if mention else ()))
            way = followed(actor, mention, weighed_for(actor, mention, party), among)
            yield Case(page, way, right, frozenset(gold))


def fit(found: Sequence[Case]) -> Worth:
    """The worth of each rule: such that the certainties of the cases it had a part in come to those that are right."""
    mean = sum(c.right for c in found) / len(found)
    by_rule: dict[str, list[Case]] = defaultdict(list)
    for case in found:
        for rule in case.way.rules:
            by_rule[rule].append(case)
    worth = dict.fromkeys((*sorted(r for r in by_rule if len(by_rule[r]) >= MET), OTHER), mean)
    for _ in range(ROUNDS):
        worth = {rule: _bettered(worth, rule, by_rule.get(rule, ()), mean) for rule in worth}
    return worth | {BESIDE: beside(found)}


def _bettered(worth: Worth, rule: str, own: Sequence[Case], mean: float) -> float:
    drawn_to = worth.get(rule.removesuffix(CONTESTED), mean) if rule.endswith(CONTESTED) else mean
    right = sum(c.right for c in own) + IMAGINED * drawn_to
    expected = sum(chance(worth, c) for c in own) + IMAGINED * worth[rule]
    return min(BOUND, worth[rule] * right / expected)


FITTING = Fitting("actors", "actor_certainty.csv", HEAD, cases, lambda case: case.way.rules, fit, chance)

if __name__ == "__main__":
    FITTING.main("tools.fit_certainty")
