"""Fit what speaks for a state as the side that a sentence leaves out, on the pages labelled by hand.

``python -m tools.fit_counterparts`` codes ``evaluation/pages``, fits ``counterparts.csv`` (a conditional logit, drawn
towards nought) and prints how often the likeliest state is right on pages that the weights were not fitted to;
``--write`` puts them into the codebook. Who was told before counts and may itself be filled in: run it twice.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from evaluation.pages import GOLD, read
from tools.fit_policy import placed

from detente import reading
from detente.coding.counterparts import Asked, Counterparts, Story, considered
from detente.pipeline import Pipeline

TABLE = Path(__file__).parent.parent / "src/detente/codebook/data/counterparts.csv"
HEAD = """\
# What speaks for a state as the side that a sentence leaves out, in log odds: for another state ("share" to "on that
# side of the like last"), for the known side's own ("home"), for nobody. Made by tools/fit_counterparts.py on pages
# labelled by hand; a user's row for a side and feature wins.
"""
GOLDS = (GOLD, *sorted(GOLD.parent.glob("*/gold.jsonl")))
# How strongly weights are drawn towards nought, and how the fit descends (Adam, Kingma and Ba 2015).
PULL, STEPS, STRIDE = 1.5, 800, 0.05
FOLDS, SMALL = 5, 0.005
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A side that was asked for: its page, the states with what speaks for each, and those that a label names."""

    page: str
    side: str
    states: Mapping[str, Mapping[str, float]]
    right: frozenset[str]


class Recorder(Counterparts):
    """Keeps what is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Asked, dict[str, dict[str, float]]]] = []

    def chances(self, asked: Asked, story: Story) -> dict[str, float]:
        """As the coder would have them."""
        self.asked.append((asked, considered(asked, story)))
        return super().chances(asked, story)


def cases() -> Iterator[Case]:
    """The sides asked for on all pages that a label tells, where the side that is known is right."""
    recorder, pipeline = Recorder(), Pipeline()
    pipeline.sides.counterparts = recorder
    for page in (page for gold in GOLDS for page in read(gold)):
        article = reading.article(page.raw, published=page.published, source=page.page)
        labels = list(placed(page))
        recorder.asked.clear()
        pipeline.code(article)
        for asked, states in recorder.asked:
            at = article.raw_span(asked.event.predicate.token.span)
            label = next((label for span, label in labels if at and span.overlaps(at)), None)
            if label is None:
                continue
            sides = [frozenset(label.source), frozenset(label.target)]
            right, known = sides[::-1] if asked.side == "target" else sides
            if right & states.keys() and (not asked.own or asked.own & known):
                yield Case(page.page, asked.side, states, right)


def fit(found: Sequence[Case]) -> dict[str, float]:
    """The weights under which the labels are likeliest, the mean of those that a label names taken together."""
    names = sorted({name for case in found for told in case.states.values() for name in told})
    rows = np.array([[told.get(name, 0.0) for name in names] for case in found for told in case.states.values()])
    of = np.repeat(np.arange(len(found)), [len(case.states) for case in found])
    right = np.array([code in case.right for case in found for code in case.states], dtype=float)
    weights, mean, spread = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        chance = _shares(np.exp(np.clip(rows @ weights, -50, 50)), of)
        slope = rows.T @ (chance - _shares(chance * right, of)) + PULL * weights
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        weights -= STRIDE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, weights.tolist(), strict=True))


def _shares(worth: Floats, of: npt.NDArray[np.int64]) -> Floats:
    """The share of each row in its case."""
    return worth / np.maximum(np.bincount(of, worth), 1e-12)[of]


def likeliest(weights: Mapping[str, float], case: Case) -> str:
    """The state that the weights choose."""

    def score(code: str) -> float:
        return sum(weights.get(name, 0.0) * value for name, value in case.states[code].items())

    return max(sorted(case.states), key=score)


def held_out(found: Sequence[Case]) -> float:
    """How often the likeliest state is right, each fifth of the pages by what the others teach."""
    pages = sorted({case.page for case in found})
    fold = {page: n % FOLDS for n, page in enumerate(random.Random(0).sample(pages, len(pages)))}
    right = 0
    for one in range(FOLDS):
        weights = fit([case for case in found if fold[case.page] != one])
        right += sum(likeliest(weights, case) in case.right for case in found if fold[case.page] == one)
    return right / len(found)


def lines(sides: Mapping[str, Sequence[Case]]) -> Iterator[str]:
    """The lines of the codebook table."""
    yield "side,feature,weight"
    for side, found in sorted(sides.items()):
        for name, weight in fit(found).items():
            feature = f'"{name}"' if "," in name else name
            if abs(weight) >= SMALL:
                yield f"{side},{feature},{weight:.2f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, code the pages, fit, print and, if asked, write."""
    parser = argparse.ArgumentParser(prog="python -m tools.fit_counterparts", description="Fit who is meant.")
    parser.add_argument("--write", action="store_true", help="write the table of the codebook")
    options = parser.parse_args(arguments)
    sides: dict[str, list[Case]] = defaultdict(list)
    for case in cases():
        sides[case.side].append(case)
    for side, found in sorted(sides.items()):
        print(f"{side}: {len(found)} asked for, {held_out(found):.2f} right by what other pages teach")
    if options.write:
        TABLE.write_text(HEAD + "\n".join(lines(sides)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
