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

from detente import reading
from detente.coding.counterparts import Asked, Counterparts, Story, considered
from detente.model import Span
from detente.pipeline import Pipeline
from tools.fit_policy import placed

TABLE = Path(__file__).parent.parent / "src/detente/codebook/data/counterparts.csv"
HEAD = """\
# What speaks for a state as the side that a sentence leaves out, in log odds: for another state ("share" to "on that
# side of the like last"), for the known side's own ("home"), for nobody. Made by tools/fit_counterparts.py on pages
# labelled by hand; a user's row for a side and feature wins.
"""
GOLDS = (GOLD, *sorted(GOLD.parent.glob("*/gold.jsonl")))
# How strongly weights are drawn towards nought, and how the fit descends (Adam, Kingma and Ba 2015).
PULL, STEPS, STRIDE = 1.5, 800, 0.05
FOLDS = 5
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
    recorder = Recorder()
    pipeline = Pipeline(counterparts=recorder)
    for page in (page for gold in GOLDS for page in read(gold)):
        article = reading.article(page.raw, published=page.published, source=page.page)
        labels = list(placed(page))
        recorder.asked.clear()
        pipeline.code(article)
        for asked, states in recorder.asked:
            at = article.raw_span(asked.event.predicate.token.span)
            label = next((label for span, label in labels if at and span.overlaps(Span(*at))), None)
            if label is None:
                continue
            sides = {"source": frozenset(label.source), "target": frozenset(label.target)}
            right = sides.pop("target" if asked.side == "target" else "source")
            if right & states.keys() and (not asked.own or asked.own & next(iter(sides.values()))):
                yield Case(page.page, asked.side, states, right)
