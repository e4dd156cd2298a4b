"""Fit how often each rule that tells an actor is right, on the pages labelled by hand.

``python -m tools.fit_certainty`` codes ``evaluation/pages``, fits ``actor_certainty.csv`` and prints how well the
figures hold on pages that they were not fitted to; ``--write`` puts them into the codebook. An actor is right if a
label that its statement belongs to names its country on that side; sides that no label names are left out, save for
actors without a country, who are right there.

The certainty of an actor is the product of the worth of the rules that led to it. The worth is drawn towards the mean
(that of a contested rule towards the rule) by a few imagined cases, so that a rule seen twice is not thought perfect.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from evaluation.pages import Compared, compare, read
from evaluation.pages_aspects import Label

from detente import reading
from detente.coding.arguments import Party
from detente.coding.statements import weighed_for
from detente.grounding.certainty import BESIDE, CONTESTED, OTHER, Followed, followed
from detente.grounding.mentions import Grounding
from detente.model import Statement
from detente.pipeline import Pipeline

TABLE = Path(__file__).parent.parent / "src/detente/codebook/data/actor_certainty.csv"
HEAD = """\
# How often each rule that tells who is meant is right as a party of a statement, and in how many cases of
# evaluation/pages that was counted (drawn towards the mean where these are few). "contested": where another candidate
# came near. "beside": how often, where such a choice is wrong, the right one was among the others. "other": all other
# rules. Made by tools/fit_certainty.py; a user's row for a rule wins.
"""
# Cases of the mean that are added to each rule's own.
IMAGINED = 5.0
BOUND = 0.99
# A rule that was met less often has no row of its own.
MET = 3
FOLDS = 5
# How the pages fall into fifths matters with so few of them: they are dealt anew so many times.
DEALINGS = 8
ROUNDS = 30
EDGES = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)


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


Worth = Mapping[str, float]


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
    asked = [c.beside for c in found if c.beside is not None]
    return worth | {BESIDE: (sum(asked) + 1) / (len(asked) + 2)}


def _bettered(worth: Worth, rule: str, own: Sequence[Case], mean: float) -> float:
    drawn_to = worth.get(rule.removesuffix(CONTESTED), mean) if rule.endswith(CONTESTED) else mean
    right = sum(c.right for c in own) + IMAGINED * drawn_to
    expected = sum(chance(worth, c) for c in own) + IMAGINED * worth[rule]
    return min(BOUND, worth[rule] * right / expected)


def held_out(found: Sequence[Case]) -> list[tuple[float, bool]]:
    """The certainty of each case by what other pages teach and whether it is right, once for each dealing of pages."""
    out, pages = [], sorted({c.page for c in found})
    for seed in range(DEALINGS):
        fold = {page: place % FOLDS for place, page in enumerate(random.Random(seed).sample(pages, len(pages)))}
        for one in range(FOLDS):
            taught = fit([c for c in found if fold[c.page] != one])
            out += [(chance(taught, c), c.right) for c in found if fold[c.page] == one]
    return out


def table(pairs: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """The certainties by size, as a table in Markdown, and the expected calibration error."""
    error = 0.0
    yield "| certainty | actors | mean certainty | share right |"
    yield "|---|---|---|---|"
    for low, high in pairwise(EDGES):
        if inside := [(p, right) for p, right in pairs if low <= p < high]:
            mean, right = (sum(x[i] for x in inside) / len(inside) for i in (0, 1))
            error += abs(mean - right) * len(inside) / len(pairs)
            yield f"| {low:.2f}–{min(high, 1):.2f} | {len(inside) / DEALINGS:.0f} | {mean:.2f} | {right:.2f} |"
    yield f"\nExpected calibration error: {error:.3f}"


def rows(found: Sequence[Case], worth: Worth) -> Iterator[str]:
    """The lines of the codebook table."""
    yield "rule,right,cases"
    met = Counter(rule for case in found for rule in case.way.rules)
    met |= Counter({OTHER: len(found), BESIDE: sum(c.beside is not None for c in found)})
    for rule in sorted(worth, key=lambda r: (r in (OTHER, BESIDE), r)):
        name = f'"{rule}"' if "," in rule else rule
        yield f"{name},{worth[rule]:.3f},{met[rule]}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, code the pages, fit, print and, if asked, write."""
    parser = argparse.ArgumentParser(prog="python -m tools.fit_certainty", description="Fit the certainty of actors.")
    parser.add_argument("--write", action="store_true", help="write the table of the codebook")
    options = parser.parse_args(arguments)
    found = list(cases(Pipeline()))
    fitted = fit(found)
    lines = list(rows(found, fitted))
    print("\n".join(lines))
    pairs = held_out(found)
    mean = sum(right for _, right in pairs) / len(pairs)
    print(f"\n{len(found)} actors, {mean:.3f} right; each fifth of the pages by what the others taught:\n")
    print("\n".join(table(pairs)))
    brier = sum((p - right) ** 2 for p, right in pairs) / len(pairs)
    print(f"Brier score: {brier:.4f}; of the mean alone: {mean * (1 - mean):.4f}")
    if options.write:
        TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
