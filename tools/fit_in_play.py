"""Fit what speaks for a state as that of a body, or of people, whose words name none, on pages labelled by hand.

``python -m tools.fit_in_play [--write] [--kind people body] [--held FILE …] PAGES…`` codes pages with labels in place,
fits ``in_play.csv`` and prints, of the pages that were ``--held`` back, how often the likeliest state is right. A body
is one of the side of a label's statement; where the label names several states on that side, any of them is right. It
is the conditional logit of ``tools/fit_partner.py``. Which states came up before a body may itself be told by the
table: run it twice.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from evaluation.labelled_pages import score
from tools.fit_partner import Case, Table, fit, names_of, report, write

from detente import reading
from detente.codebook.plover import Plover
from detente.codebook.tables import records
from detente.grounding.actors import Actors
from detente.grounding.in_play import Asked, InPlay, Kind, WeightRow
from detente.model import Span
from detente.pipeline import Pipeline
from detente.training.pages import LabelledPage, PageLabel, load

TABLE = Path(__file__).parent.parent / "src/detente/codebook/data/in_play.csv"


class Recorder(InPlay):
    """Keeps what is asked, the last time for each word."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[int, Asked] = {}

    def weigh(self, asked: Asked) -> dict[str, float]:
        """As the coder would have it."""
        self.asked[asked.head.i] = asked
        return super().weigh(asked)


def cases(pages: Sequence[LabelledPage]) -> Iterator[Case]:
    """The bodies and people of no stated state on a side that a label tells."""
    pipeline, recorder = Pipeline(), Recorder()
    pipeline.actors = Actors(in_play=recorder)
    for page in pages:
        recorder.asked.clear()
        coded = pipeline.code(reading.article(page.text, published=page.published, source=page.slug))
        for one in score(page, coded, pipeline.plover)[0]:
            if one.statement is None:
                continue
            spans = (one.statement.source_span, one.statement.target_span)
            for span, right in zip(spans, _sides(one.label), strict=True):
                yield from _told(recorder, span, right)


def _sides(label: PageLabel) -> tuple[frozenset[str], frozenset[str]]:
    source, target = frozenset(label.source), frozenset(label.target)
    return (source | target, source | target) if label.mutual else (source, target)


def _told(recorder: Recorder, span: Span | None, right: frozenset[str]) -> Iterator[Case]:
    """What was asked about the words of a side, if the right state was among those weighed."""
    for asked in recorder.asked.values():
        if span and span.covers(asked.head.span) and right & asked.signs.keys():
            yield Case(asked.kind, asked.signs, right)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, code the pages, fit, print and, if asked, write."""
    parser = argparse.ArgumentParser(prog="python -m tools.fit_in_play", description="Fit whose a bare body is.")
    parser.add_argument("pages", type=Path, nargs="+", metavar="PAGES")
    parser.add_argument("--held", type=Path, nargs="*", default=[], metavar="PAGES", help="pages to score on")
    parser.add_argument("--write", action="store_true", help="write the table of the codebook")
    parser.add_argument("--kind", choices=get_args(Kind), nargs="+", default=["people"], help="the rows to be fitted")
    options = parser.parse_args(arguments)
    frames = Plover.load().frames
    found = list(cases(load(options.pages, frames)))
    held = list(cases(load(options.held, frames))) if options.held else []
    fitted: dict[str, dict[str, float]] = {}
    for row in records(TABLE.name, WeightRow):
        fitted.setdefault(row.kind, {})[row.sign] = row.weight
    for kind in options.kind:
        asked = [case for case in found if case.side == kind]
        names = names_of(asked)
        fitted[kind] = dict(zip(names, fit(Table.of(asked, names)).tolist(), strict=True))
        print("\n".join(report(kind, fitted[kind], held or found)))
    if options.write:
        write(TABLE, ("kind", "sign", "weight"), fitted)


if __name__ == "__main__":
    main()
