"""Fit the rules' confidence on the corpus: ``python tools/fit_confidence.py corpus/ [SAMPLE]``.

Codes a sample of the corpus by the rules, compares the type at each marked trigger with the corpus's label, fits a
logistic regression on two thirds, writes ``confidence.csv`` and prints reliability and expected calibration error on
the remaining third (Guo et al., ICML 2017).
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from detente.codebook.plover import Plover
from detente.codebook.tables import BUILT_IN
from detente.coding.confidence import features
from detente.coding.events import Event
from detente.evaluation.calibration import gap, table
from detente.model import Article
from detente.pipeline import Pipeline
from detente.text.parse import parse_many
from detente.training.check import load
from detente.training.corpus import NONE, Example

STEPS, PULL = 4000, 2e-3
HEAD = """# How far each thing supports an event of the rules: weights of a logistic regression, fitted on the corpus by
# `python tools/fit_confidence.py corpus/`. A thing that is not listed weighs nothing.
feature,weight
"""


def judged(examples: list[Example], plover: Plover) -> Iterator[tuple[dict[str, float], bool]]:
    """What supports each event that the rules find at a marked trigger, and whether its type is right."""
    pipeline = Pipeline(coder="rules")
    articles = (Article(id=str(i), text=e.text, published="2015-06-15") for i, e in enumerate(examples))
    for example, document in zip(examples, parse_many(articles), strict=True):
        wanted = NONE if example.frame == NONE else plover.event(example.frame)
        for events in pipeline.read(document).events.values():
            kept = [e for e in events if not e.dropped and _at_trigger(e, example)]
            for event in kept[:1]:
                kind = plover.event(event.frame)
                yield dict(features(event, kind)), kind == wanted


def _at_trigger(event: Event, example: Example) -> bool:
    return any(event.predicate.token.span.overlaps(s) for s in example.spans["V"])


def main(corpus: str, sample: int = 4500) -> int:
    """Fit, write and report."""
    plover = Plover.load()
    examples, _ = load([Path(corpus)])
    rows = list(judged(random.Random(9).sample(list(examples), min(sample, len(examples))), plover))
    names = sorted({name for row, _ in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row, _ in rows])
    y = np.array([float(right) for _, right in rows])
    order = np.random.default_rng(0).permutation(len(rows))
    fit, held = order[: len(rows) * 2 // 3], order[len(rows) * 2 // 3 :]
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-x[fit] @ weights))
        weights -= 0.5 * (x[fit].T @ (chance - y[fit]) / len(fit) + PULL * weights)
    lines = [f"{name},{weight:.3f}" for name, weight in zip(names, weights, strict=True)]
    (BUILT_IN / "confidence.csv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    report(1 / (1 + np.exp(-x[held] @ weights)), y[held], len(fit))
    return 0


def report(chance: np.ndarray, right: np.ndarray, fitted: int) -> None:
    """Print the reliability table and the expected calibration error."""
    print(f"fitted on {fitted} events, held out {len(right)}, of which right {right.mean():.3f}")
    bins = table(zip(chance.tolist(), right.astype(bool).tolist(), strict=True), bins=20)
    for one in bins:
        print(f"{one.low:.2f}  n {one.statements:4d}  confidence {one.confidence:.3f}  right {one.right:.3f}")
    print(f"expected calibration error {gap(bins):.3f}; from {chance.min():.2f} to {chance.max():.2f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:3])))
