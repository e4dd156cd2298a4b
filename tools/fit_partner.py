"""Fit what speaks for a state as a side of a happening, on pages labelled by hand.

``python -m tools.fit_partner [--write] [--model FOLDER] [--held FILE …] PAGES…`` codes pages with labels in place, and
those of ``evaluation/pages``, fits ``counterparts.csv`` and prints, of the pages that were ``--held`` back, how often
the likeliest state is right. It is a conditional logit (McFadden 1974), drawn towards nought, by Newton's steps; where
a label names several states, any of them is right. Who was told before counts and may itself be filled in: run it
twice. The encoder hears too well on pages that it has learnt from: give a ``--model`` that was trained without PAGES.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import get_args

import numpy as np
import numpy.typing as npt
from evaluation.pages import GOLD, read
from tools.fit_policy import placed
from tools.fitting import remarks

from detente import reading
from detente.codebook.plover import Plover
from detente.coding.counterparts import NOBODY, Asked, Counterparts, Question, Story, considered
from detente.model import Article, Span
from detente.pipeline import Pipeline
from detente.training.pages import load

TABLE = Path(__file__).parent.parent / "src/detente/codebook/data/counterparts.csv"
# How strongly weights are drawn towards nought; a feature of fewer states has no row, nor one of less weight.
PULL, MET, LEAST = 5.0, 4, 0.02
STEPS, HALVINGS, ENOUGH = 60, 6, 1e-3
EDGES = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Told:
    """A label: where its trigger is in the page, its type, and its sides; equal ones are both in both."""

    at: Span
    event: str
    source: frozenset[str]
    target: frozenset[str]


@dataclass(frozen=True)
class Case:
    """A side that was asked for: the states with what speaks for each, and those that a label names."""

    side: str
    states: Mapping[str, Mapping[str, float]]
    right: frozenset[str]


class Recorder(Counterparts):
    """Keeps what is asked, the last time for each event and side."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[tuple[int, str], tuple[Asked, Question, dict[str, dict[str, float]]]] = {}

    def chances(self, asked: Asked, story: Story) -> dict[str, float]:
        """As the coder would have them."""
        self.asked[asked.at, asked.side] = asked, asked.question, considered(asked, story)  # before it is answered
        return super().chances(asked, story)


def hand_labelled() -> Iterator[tuple[Article, list[Told]]]:
    """The pages of ``evaluation/pages``; a side that a label does not name is not told there."""
    for page in (page for gold in (GOLD, *sorted(GOLD.parent.glob("*/gold.jsonl"))) for page in read(gold)):
        article = reading.article(page.raw, published=page.published, source=page.page)
        labels = [Told(at, x.event, frozenset(x.source), frozenset(x.target)) for at, x in placed(page)]
        yield article, labels


def in_place(paths: Sequence[Path], plover: Plover) -> Iterator[tuple[Article, list[Told]]]:
    """Pages with labels in place; a side that is not named is nobody."""
    for page in load(paths, plover.frames) if paths else ():
        labels = []
        for label in page.labels:
            source, target = (frozenset(side or (NOBODY,)) for side in (label.source, label.target))
            both = source | target
            kind = plover.event(label.frame)
            labels.append(Told(label.trigger, kind, *((both, both) if label.mutual else (source, target))))
        yield reading.article(page.text, published=page.published, source=page.slug), labels


def cases(model: Path | None, pages: Iterator[tuple[Article, list[Told]]]) -> Iterator[Case]:
    """The sides asked for that a label of that type tells."""
    pipeline, recorder = Pipeline(model=model), Recorder()
    pipeline.sides.counterparts = recorder
    for article, labels in pages:
        recorder.asked.clear()
        pipeline.code(article)
        for asked, question, states in recorder.asked.values():
            at = article.raw_span(asked.event.predicate.token.span)
            label = next((label for label in labels if at and label.at.overlaps(at)), None)
            if label is None or asked.kind != label.event:
                continue
            right, other = (label.target, label.source) if asked.side == "target" else (label.source, label.target)
            # Of equal sides, either is the other's; what is done at home has one alone.
            right -= asked.own if right == other and len(right) > 1 else frozenset()
            if right & states.keys():
                yield Case(question, states, right)


@dataclass(frozen=True)
class Table:
    """Cases as numbers: a row a state, with its features, the number of its case, and whether a label names it."""

    features: Floats
    case: Numbers
    right: Floats

    @classmethod
    def of(cls, found: Sequence[Case], names: Sequence[str]) -> Table:
        """The table of some cases and features."""
        rows = [(n, code in c.right, c.states[code]) for n, c in enumerate(found) for code in sorted(c.states)]
        features = np.array([[told.get(name, 0.0) for name in names] for _, _, told in rows])
        return cls(features, np.array([n for n, _, _ in rows]), np.array([float(right) for _, right, _ in rows]))


def names_of(found: Sequence[Case]) -> list[str]:
    """The features that were met often enough."""
    met = Counter(name for case in found for told in case.states.values() for name, value in told.items() if value)
    return sorted(name for name, n in met.items() if n >= MET)


def fit(table: Table) -> Floats:
    """The weights that make what the labels name likeliest."""
    x, case, number = table.features, table.case, int(table.case[-1]) + 1
    weights: Floats = np.zeros(x.shape[1])

    def likely(tried: Floats) -> tuple[float, Floats, Floats]:
        """How likely weights make the labels, less what draws them to nought, and the chances they give."""
        chances = _shares(np.exp(np.clip(x @ tried, -50, 50)), case, number)
        right = np.bincount(case, chances * table.right, number)
        return float(np.log(right + 1e-12).sum() - PULL / 2 * (tried**2).sum()), chances, tried

    worth, chances, weights = likely(weights)
    for _ in range(STEPS):
        named = _shares(chances * table.right, case, number)
        means = np.zeros((number, x.shape[1]))
        np.add.at(means, case, x * chances[:, None])
        curve = x.T @ (x * chances[:, None]) - means.T @ means + PULL * np.eye(len(weights))
        step = np.linalg.solve(curve, x.T @ (chances - named) + PULL * weights)
        # A whole step may lead too far.
        better = max((likely(weights - step / 2**halved) for halved in range(HALVINGS)), key=lambda one: one[0])
        if better[0] - worth < ENOUGH:
            break
        worth, chances, weights = better
    return weights


def _shares(worth: Floats, case: Numbers, number: int) -> Floats:
    shares: Floats = worth / np.maximum(np.bincount(case, worth, number)[case], 1e-12)
    return shares


def likeliest(weights: Mapping[str, float], case: Case) -> tuple[float, str]:
    """The likeliest state of a case and its probability."""
    scores = {c: sum(weights.get(f, 0.0) * v for f, v in told.items()) for c, told in case.states.items()}
    best = min(scores, key=lambda c: (-scores[c], c))
    return 1 / sum(math.exp(s - scores[best]) for s in scores.values()), best


def report(side: str, weights: Mapping[str, float], found: Sequence[Case]) -> Iterator[str]:
    """How often the likeliest state is right, by its probability."""
    told = [(*likeliest(weights, case), case) for case in found if case.side == side]
    yield f"{side}: {len(told)} asked for, {sum(best in c.right for _, best, c in told)} right"
    for low, high in pairwise(EDGES):
        if inside := [best in c.right for p, best, c in told if low <= p < high]:
            yield f"  {low:.1f}–{min(high, 1.0):.1f}: {len(inside)}, {sum(inside) / len(inside):.2f} right"


def write(table: Path, columns: Sequence[str], fitted: Mapping[str, Mapping[str, float]]) -> None:
    """Put weights into a table of the codebook, under the remarks that stand there."""
    head = remarks(table)
    with table.open("w", encoding="utf-8", newline="") as file:
        file.writelines(head)
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(columns)
        rows.writerows(
            [side, name, f"{weight:.2f}"]
            for side, weights in fitted.items()
            for name, weight in sorted(weights.items())
            if abs(weight) >= LEAST
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, code the pages, fit, print and, if asked, write."""
    parser = argparse.ArgumentParser(prog="python -m tools.fit_partner", description="Fit who a sentence leaves out.")
    parser.add_argument("pages", type=Path, nargs="*", metavar="PAGES")
    parser.add_argument("--held", type=Path, nargs="*", default=[], metavar="PAGES", help="pages to score on")
    parser.add_argument("--write", action="store_true", help="write the table of the codebook")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="an encoder that has not learnt from the pages")
    options = parser.parse_args(arguments)
    plover = Plover.load()
    found = [*cases(options.model, hand_labelled()), *cases(options.model, in_place(options.pages, plover))]
    held = list(cases(None, in_place(options.held, plover)))
    fitted = {}
    for side in get_args(Question):
        asked = [case for case in found if case.side == side]
        names = names_of(asked)
        fitted[side] = dict(zip(names, fit(Table.of(asked, names)).tolist(), strict=True))
        print("\n".join(report(side, fitted[side], held)))
    if options.write:
        write(TABLE, ("side", "feature", "weight"), fitted)


if __name__ == "__main__":
    main()
