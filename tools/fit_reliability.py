"""Fit how often statements of a probability are right: ``python -m tools.fit_reliability``.

Codes the pages of ``evaluation/pages`` and finds ``slope`` and ``shift`` of :class:`detente.coding.deciding.Policy`
(Platt, "Probabilistic outputs for support vector machines", 1999). Prints them with the reliability of the confidence
in use and of that fitted, each fifth of the pages judged by what the others teach.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from evaluation import pages
from numpy.typing import NDArray

from detente.coding.deciding import Policy
from detente.evaluation.calibration import gap, table
from detente.pipeline import Pipeline

FOLDS = 5
STEPS = 50

Floats = NDArray[np.float64]


def told(gold: Sequence[Path]) -> tuple[Floats, Floats, Floats]:
    """Of each statement on the pages: log odds of its confidence, whether it is right, the number of its page."""
    labelled = [page for path in gold for page in pages.read(path)]
    rows = []
    for number, one in enumerate(pages.run(labelled, Pipeline(coder="encoder"))):
        wrong = {statement.id for statement in one.unsupported}
        rows += [(logit(s.confidence), float(s.id not in wrong), float(number)) for s in one.coded.statements]
    odds, right, page = np.array(rows).T
    return odds, right, page


def logit(chance: float) -> float:
    """The log odds of a probability."""
    return float(np.log(chance / (1 - chance)))


def chances(odds: Floats, line: Floats) -> Floats:
    """The probabilities that a line gives to log odds."""
    found: Floats = 1 / (1 + np.exp(-(line[0] * odds + line[1])))
    return found


def fitted(odds: Floats, right: Floats) -> Floats:
    """Slope and shift under which what is right is likeliest (Newton's method)."""
    line, rows = np.array([1.0, 0.0]), np.stack([odds, np.ones_like(odds)], axis=1)
    for _ in range(STEPS):
        given = chances(odds, line)
        curvature = (rows * (given * (1 - given))[:, None]).T @ rows
        line = line + np.linalg.solve(curvature, rows.T @ (right - given))
    return line


def main(*files: str) -> int:
    """Fit and report, on the pages of these files or of all."""
    odds, right, page = told([Path(f) for f in files] or sorted(pages.GOLD.parent.rglob("gold.jsonl")))
    use = Policy()
    odds = (odds - use.shift) / use.slope  # as they were before
    held = np.zeros_like(odds)
    for fold in range(FOLDS):
        part = page % FOLDS == fold
        held[part] = chances(odds[part], fitted(odds[~part], right[~part]))
    given = chances(odds, np.array([use.slope, use.shift]))
    for name, confidence in (("in use", given), ("fitted on the other fifths", held)):
        bins = table(zip(confidence.tolist(), (right > 0).tolist(), strict=True))
        print(f"{name}: {len(odds)} statements, expected calibration error {gap(bins)}")
        for one in bins:
            print(f"  {one.low:.1f}  n {one.statements:4d}  confidence {one.confidence:.3f}  right {one.right:.3f}")
    slope, shift = fitted(odds, right)
    print(f"slope {slope:.2f}, shift {shift:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
