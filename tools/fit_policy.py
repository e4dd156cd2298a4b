"""Choose what the rules' word counts beside the encoder's: ``python -m tools.fit_policy MODEL [PAGES …]``.

Codes the hand-labelled pages of ``evaluation/pages`` and further pages with labels in place, which the encoder must not
have learnt from, and finds the values of
:class:`detente.coding.deciding.Policy` under which the labels are likeliest, over all candidates of all pages. Prints
them with precision and recall by the least confidence and the reliability of the confidence, each fifth of the pages
judged with the values that the others give.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from evaluation import pages
from evaluation.pages_aspects import Label

from detente import reading
from detente.codebook.plover import Plover
from detente.coding.deciding import CLOSED, Decider, Policy
from detente.coding.encoder import MODEL, Encoder, Verdict
from detente.coding.events import Event
from detente.coding.predicates import NONE
from detente.evaluation.calibration import gap, table
from detente.model import Article, Span
from detente.pipeline import Pipeline
from detente.text.parse import parse
from detente.training.pages import load

FOLDS = 5
GRID = {
    "heat": np.arange(0.75, 3.1, 0.25),
    "vote": np.arange(0.0, 4.1, 0.25),
    "kept": np.arange(-1.0, 5.1, 0.25),
    "sure": np.arange(-1.0, 5.1, 0.25),
    "doubt": np.arange(-2.0, 5.1, 0.25),
    "bare": np.arange(-2.0, 5.1, 0.25),
}


@dataclass(frozen=True)
class Case:
    """A candidate of a page with what the encoder thinks of it and what it is by the gold labels."""

    page: str
    event: Event
    verdict: Verdict
    wanted: str
    status: str


def cases(model: Path, further: Sequence[Path]) -> Iterator[Case]:
    """All open candidates of the labelled pages."""
    pipeline = Pipeline(coder="encoder", model=model)
    for name, article, triggers in labelled(further, pipeline.plover):
        found = pipeline.read(parse(article))
        for event in (e for each in found.events.values() for e in each):
            if event.verdict is None or event.dropped.startswith(CLOSED):
                continue
            at = article.raw_span(event.predicate.token.span)
            event_type, status = next((told for span, *told in triggers if at and span.overlaps(at)), (NONE, ""))
            yield Case(name, event, event.verdict, event_type, status)


def labelled(further: Sequence[Path], plover: Plover) -> Iterator[tuple[str, Article, list[tuple[Span, str, str]]]]:
    """The pages, each with the places of its triggers, their types and statuses."""
    for page in pages.read():
        article = reading.article(page.raw, published=page.published, source=page.page)
        yield page.page, article, [(span, label.event, label.status) for span, label in placed(page)]
    for one in load(further, plover.frames):
        article = reading.article(one.text, published=one.published, source=one.slug)
        yield one.slug, article, [(each.trigger, plover.event(each.frame), each.status) for each in one.labels]


def placed(page: pages.Page) -> Iterator[tuple[Span, Label]]:
    """The labels of a page with all places of their triggers: a headline may stand in the head of a page, too."""
    for label in page.statements:
        inside = label.quote.index(label.trigger)
        for quote in re.finditer(re.escape(label.quote), page.raw):
            at = quote.start() + inside
            yield Span(at, at + len(label.trigger)), label


def loss(found: list[Case], decider: Decider) -> float:
    """Mean negative log likelihood of the labels."""
    types = decider.encoder.types
    return -float(np.mean([np.log(decider.chances(c.event, c.verdict)[types.index(c.wanted)] + 1e-6) for c in found]))


def fitted(found: list[Case], decider: Decider) -> Policy:
    """The likeliest policy, one value after the other until none changes."""
    best = decider.policy
    for _, (name, values) in itertools.product(range(4), GRID.items()):
        tried = [replace(best, **{name: float(v)}) for v in values]
        best = min(tried, key=lambda p: loss(found, replace(decider, policy=p)))
    known = [c for c in found if c.status and c.event.status]
    weights = [replace(best, status=float(v)) for v in np.arange(0, 4.1, 0.25)]
    return max(
        weights, key=lambda p: sum(replace(decider, policy=p).status(c.event, c.verdict)[0] == c.status for c in known)
    )


def main(model: str = str(MODEL), *further: str) -> int:
    """Fit and report."""
    encoder = Encoder(Path(model))
    found = list(cases(Path(model), [Path(path) for path in further]))
    decider = Decider(encoder, Plover.load())
    names = sorted({c.page for c in found})
    told: list[tuple[Case, str, float]] = []
    for fold in range(FOLDS):
        part = set(names[fold::FOLDS])
        policy = fitted([c for c in found if c.page not in part], decider)
        for case in (c for c in found if c.page in part):
            chances = replace(decider, policy=policy).chances(case.event, case.verdict)
            best = decider.likeliest(chances)
            told.append((case, decider.encoder.types[best], float(chances[best])))
    report(told)
    print(fitted(found, decider), f"on {len(found)} candidates of {len(names)} pages")
    return 0


def report(told: list[tuple[Case, str, float]]) -> None:
    """Print precision, recall and reliability."""
    wanted = sum(c.wanted != NONE for c, _, _ in told)
    for least in np.arange(0.1, 0.91, 0.1):
        kept = [(c, kind) for c, kind, p in told if p >= least]
        right = sum(kind == c.wanted for c, kind in kept)
        precision, recall = right / max(1, len(kept)), right / wanted
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        told_of = sum(bool(c.event.dropped) for c, _ in kept)
        print(f"least {least:.1f}: kept {len(kept)}, of them {told_of} not the rules'; ", end="")
        print(f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    bins = table((p, kind == c.wanted) for c, kind, p in told)
    for one in bins:
        print(f"  {one.low:.1f}  n {one.statements:4d}  confidence {one.confidence:.3f}  right {one.right:.3f}")
    print(f"  expected calibration error {gap(bins):.3f}")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
