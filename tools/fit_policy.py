"""Choose what the rules' word counts beside the encoder's: ``python tools/fit_policy.py MODEL [GOLD]``.

Codes the hand-labelled pages of ``evaluation/pages`` and finds the values of
:class:`detente.coding.deciding.Policy` under which the labels are likeliest, over all candidates of all pages. Prints
them with precision and recall of the decisions, each page judged with the values that the others give, and the
reliability of the confidence.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from detente import reading
from detente.coding.deciding import Decider, Policy, candidate, is_open
from detente.coding.encoder import Encoder, Verdict
from detente.coding.events import Event
from detente.coding.predicates import NONE
from detente.model import Span
from detente.pipeline import Pipeline
from detente.text.parse import parse

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "evaluation" / "pages" / "gold.jsonl"
GRID = {"vote": np.arange(0, 4.1, 0.25), "doubt": np.arange(-1, 6.1, 0.5), "bare": np.arange(-1, 8.1, 0.5)}


@dataclass(frozen=True)
class Case:
    """A candidate of a page with what the encoder thinks of it and what it is by the gold labels."""

    page: str
    event: Event
    verdict: Verdict
    wanted: str
    status: str


def cases(model: Path, gold: Path) -> Iterator[Case]:
    """All open candidates of the labelled pages."""
    pipeline, encoder = Pipeline(coder="encoder", model=model), Encoder(model)
    for line in gold.read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        raw = (ROOT / page["page"]).read_text(encoding="utf-8")
        article = reading.article(raw, published=page["published"], source=page["page"])
        labels = list(placed(page["statements"], article.text))
        found = pipeline.read(parse(article))
        events = [e for each in found.events.values() for e in each if is_open(e)]
        verdicts = encoder.judge([candidate(e, found.around.grounding).marked for e in events])
        for event, verdict in zip(events, verdicts, strict=True):
            hit = next((s for span, s in labels if span.overlaps(event.predicate.token.span)), None)
            yield Case(page["page"], event, verdict, hit["event"] if hit else NONE, hit["status"] if hit else "")


def placed(statements: list[dict[str, Any]], text: str) -> Iterator[tuple[Span, dict[str, Any]]]:
    """The gold statements with the place of their trigger."""
    for statement in statements:
        quote = text.find(statement["quote"])
        at = text.find(statement["trigger"].split(" … ")[0], max(quote, 0))
        if quote >= 0 and at >= 0:
            yield Span(at, at + len(statement["trigger"].split(" … ")[0])), statement


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
        weights, key=lambda p: sum(replace(decider, policy=p).status(c.event, c.verdict) == c.status for c in known)
    )


def main(model: str, gold: str = str(GOLD)) -> int:
    """Fit and report."""
    found = list(cases(Path(model), Path(gold)))
    pipeline = Pipeline()
    decider = Decider(Encoder(Path(model)), pipeline.plover)
    pages = sorted({c.page for c in found})
    told: list[tuple[Case, str, float]] = []
    for page in pages:
        policy = fitted([c for c in found if c.page != page], decider)
        for case in (c for c in found if c.page == page):
            chances = replace(decider, policy=policy).chances(case.event, case.verdict)
            told.append((case, decider.encoder.types[int(chances.argmax())], float(chances.max())))
    report(told)
    print(fitted(found, decider), f"on {len(found)} candidates of {len(pages)} pages")
    return 0


def report(told: list[tuple[Case, str, float]]) -> None:
    """Print precision, recall and reliability."""
    kept = [(c, kind, p) for c, kind, p in told if kind != NONE]
    right = sum(kind == c.wanted for c, kind, _ in kept)
    wanted = sum(c.wanted != NONE for c, _, _ in told)
    print(f"kept {len(kept)}, right {right}, labelled {wanted}", end="; ")
    print(f"precision {right / len(kept):.3f}, recall {right / wanted:.3f}")
    for name, dropped in (("kept by the rules", False), ("dropped by the rules, or without cue", True)):
        part = [(c, kind) for c, kind, _ in kept if bool(c.event.dropped) == dropped]
        labelled = sum(c.wanted != NONE and bool(c.event.dropped) == dropped for c, _, _ in told)
        print(f"  {name}: kept {len(part)}, right {sum(k == c.wanted for c, k in part)}, labelled {labelled}")
    error = 0.0
    for low in np.arange(0.2, 1.0, 0.1):
        inside = [(p, kind == c.wanted) for c, kind, p in kept if low <= p < low + 0.1 + 1e-9]
        if inside:
            says, true = np.mean(inside, axis=0)
            error += len(inside) / len(kept) * abs(says - true)
            print(f"  {low:.1f}  n {len(inside):4d}  confidence {says:.3f}  right {true:.3f}")
    print(f"  expected calibration error {error:.3f}")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
