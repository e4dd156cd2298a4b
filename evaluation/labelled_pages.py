"""Pages with labels in place, coded and scored: ``python -m evaluation.labelled_pages FILE|FOLDER …``.

``[--coder rules|encoder] [--model FOLDER] [--errors]``. Found: a statement of the label's type whose words cover
its trigger. Of the labels found: both sides right, as far as the label tells them, and the status. Precision: the
statements of whose type a label stands in their words.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from detente import reading
from detente.codebook.plover import Plover
from detente.model import Coded, Statement
from detente.pipeline import Coder, Pipeline
from detente.training.pages import LabelledPage, PageLabel, load
from evaluation.pages_aspects import countries


@dataclass(frozen=True)
class Scored:
    """A label with the statement that tells of it, if one does."""

    page: LabelledPage
    label: PageLabel
    event: str
    statement: Statement | None

    @property
    def sides(self) -> bool:
        """Whether both sides are right, as far as the label tells them."""
        if self.statement is None:
            return False
        source, target = countries(self.statement.source), countries(self.statement.target)
        if self.label.mutual or self.statement.symmetric:
            source = target = source | target
        told = ((self.label.source, source), (self.label.target, target))
        return all(not codes or not found.isdisjoint(codes) for codes, found in told)

    @property
    def status(self) -> bool:
        """Whether the status is right."""
        return self.statement is not None and self.statement.status == self.label.status


def score(page: LabelledPage, coded: Coded, plover: Plover) -> tuple[list[Scored], int]:
    """The labels of a page with what was found of them, and how many statements some label supports."""
    raw = {s.id: (coded.article.raw_span(s.trigger), coded.article.raw_span(s.quote)) for s in coded.statements}
    supported: set[str] = set()
    scored = []
    for label in page.labels:
        event = plover.event(label.frame)
        told = [s for s in coded.statements if s.event == event and (at := raw[s.id][1]) and at.overlaps(label.trigger)]
        supported.update(s.id for s in told)
        exact = [s for s in told if (at := raw[s.id][0]) and at.overlaps(label.trigger)]
        scored.append(Scored(page, label, event, next(iter([*exact, *told]), None)))
    return scored, len(supported)


def _line(name: str, of: Sequence[Scored], precision: str = "") -> str:
    found = [one for one in of if one.statement]
    sides, status = (sum(getattr(one, n) for one in found) / max(1, len(found)) for n in ("sides", "status"))
    full = sum(one.sides and one.status for one in found) / max(1, len(of))
    return (
        f"{name:24} {len(of):6} found {len(found) / max(1, len(of)):.3f}{precision} sides {sides:.3f} "
        f"status {status:.3f} all {full:.3f}"
    )


def report(found: Sequence[tuple[list[Scored], int, int]]) -> Iterator[str]:
    """The figures, of all and by status and type."""
    every = [one for scored, _, _ in found for one in scored]
    supported, coded = sum(n for _, n, _ in found), sum(n for _, _, n in found)
    yield _line("all", every, f" precision {supported / max(1, coded):.3f}")
    for key in ("status", "event"):
        for name, _ in Counter(_key(one, key) for one in every).most_common():
            yield _line(name, [one for one in every if _key(one, key) == name])


def _key(one: Scored, key: str) -> str:
    return one.label.status if key == "status" else one.event


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, code the pages, print."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.labelled_pages", description="Score pages labelled in place."
    )
    parser.add_argument("paths", type=Path, nargs="+", metavar="FILE|FOLDER")
    parser.add_argument("--coder", choices=get_args(Coder), default="encoder")
    parser.add_argument("--model", type=Path, metavar="FOLDER")
    parser.add_argument("--errors", action="store_true", help="print each label that is missed or wrong")
    options = parser.parse_args(arguments)
    pipeline = Pipeline(coder=options.coder, model=options.model)
    found = []
    for page in load(options.paths, pipeline.plover.frames):
        coded = pipeline.code(reading.article(page.text, published=page.published, source=page.slug))
        scored, supported = score(page, coded, pipeline.plover)
        found.append((scored, supported, len(coded.statements)))
        if options.errors:
            print("\n".join(_error(one) for one in scored if not (one.sides and one.status)))
    print("\n".join(report(found)))


def _error(one: Scored) -> str:
    label, at = one.label, one.label.trigger
    before, after = one.page.text[max(0, at.start - 70) : at.start], one.page.text[at.end : at.end + 60]
    words = f"{before}[{at.of(one.page.text)}]{after}".replace("\n", " ")
    wanted = f"{label.frame} {label.status} {','.join(label.source)}>{','.join(label.target)}"
    if one.statement is None:
        return f"{one.page.slug}: missed {wanted} | {words}"
    sides = (",".join(sorted(countries(side))) for side in (one.statement.source, one.statement.target))
    return f"{one.page.slug}: {wanted} told as {one.statement.status} {'>'.join(sides)} | {words}"


if __name__ == "__main__":
    main()
