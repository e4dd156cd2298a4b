"""Whole pages with all their statements, coded and held against the gold by hand in ``pages/``.

``python -m evaluation.pages [--coder rules|encoder] [--model FOLDER] [--min-confidence P] [--errors]
[--markdown] [--gold FILE]``. A development set: thresholds may be chosen on it. A line a page, then the totals, also
by status and by type; ``--markdown`` prints the totals as ``pages.md``.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import get_args

import msgspec

from detente import reading
from detente.model import STATUSES, Article, Coded, Span, Statement
from detente.pipeline import Coder, Pipeline
from evaluation.pages_aspects import ASPECTS, Label, aspects, full

ROOT = Path(__file__).parent.parent
GOLD = Path(__file__).parent / "pages" / "gold.jsonl"
COLUMNS = ("gold", "coded", "found", "prec", "F1", *ASPECTS, "full")
MARKDOWN = """## Whole pages labelled by hand

42 pages of our own (`evaluation/pages`), `python -m evaluation.pages --markdown > evaluation/pages.md`. A development
set on which thresholds were chosen. From `source` to `place`: of the labels found that ask for it, the share that is
right; `full`, of all labels: found, with source, target, status, date and holder right.
"""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page, by its path in the repository, with all statements that a reader sees on it."""

    page: str
    published: str
    statements: tuple[Label, ...]
    complete: bool = True

    @property
    def raw(self) -> str:
        """The page as it stands in the repository."""
        return (ROOT / self.page).read_text(encoding="utf-8")


@dataclass
class Tally:
    """Counts of one page, or of many: ``found`` and ``full`` are of the gold, ``supported`` of the coded.

    ``asked`` and ``right`` count, among the labels found, those that ask for an aspect and those that have it right.
    """

    gold: int = 0
    coded: int = 0
    found: int = 0
    full: int = 0
    supported: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def figures(self) -> list[str]:
        """The figures under :data:`COLUMNS`; a share of nothing is told as such."""
        recall, precision = _share(self.found, self.gold), _share(self.supported, self.coded)
        f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        of_found = [f"{self.right[n] / self.asked[n]:.2f}" if self.asked[n] else "-" for n in ASPECTS]
        full = _share(self.full, self.gold)
        return [
            f"{self.gold}",
            f"{self.coded}",
            f"{recall:.2f}",
            f"{precision:.2f}",
            f"{f1:.2f}",
            *of_found,
            f"{full:.2f}",
        ]

    def line(self) -> str:
        """The figures in one line."""
        return _line(self.figures())


@dataclass(frozen=True)
class Compared:
    """A page with what was coded on it, and which belongs to which."""

    page: Page
    coded: Coded
    supports: tuple[tuple[Statement, ...], ...]
    unsupported: tuple[Statement, ...]

    @property
    def tally(self) -> Tally:
        """The figures of the page."""
        total = sum((self.of(place) for place in range(len(self.supports))), Tally())
        total.coded = len(self.coded.statements)
        total.supported = total.coded - len(self.unsupported)
        return total

    def of(self, place: int) -> Tally:
        """The figures of one label."""
        best = self.best(place)
        if best is None:
            return Tally(gold=1)
        found = aspects(self.page.statements[place], best)
        right = Counter(name for name, is_right in found.items() if is_right)
        return Tally(gold=1, found=1, full=int(full(found)), asked=Counter(list(found)), right=right)

    def best(self, place: int) -> Statement | None:
        """The statement that a label is held against: on its trigger if there is one, then that most like it."""
        label = self.page.statements[place]

        def likeness(statement: Statement) -> tuple[bool, int]:
            word = statement.trigger.of(self.coded.article.text)
            return word in label.trigger.split(), sum(aspects(label, statement).values())

        return max(self.supports[place], key=likeness, default=None)


def read(path: Path = GOLD) -> list[Page]:
    """The pages of the gold."""
    return [msgspec.json.decode(line, type=Page) for line in path.read_bytes().splitlines() if line.strip()]


def compare(page: Page, coded: Coded) -> Compared:
    """Hold what was coded on a page against its gold: they belong together where words overlap and types agree."""
    raw = page.raw
    places = [(s, _place(coded.article, s.quote, raw)) for s in coded.statements]
    supports = []
    for label in page.statements:
        spans = [Span(*found.span()) for found in re.finditer(re.escape(label.quote), raw)]
        supports.append(
            tuple(s for s, at in places if s.event == label.event and at and any(at.overlaps(span) for span in spans))
        )
    kept = {s.id for group in supports for s in group}
    return Compared(page, coded, tuple(supports), tuple(s for s in coded.statements if s.id not in kept))


def run(pages: Sequence[Page], pipeline: Pipeline) -> Iterator[Compared]:
    """Read, code and compare the pages."""
    articles = [reading.article(page.raw, published=page.published, source=page.page) for page in pages]
    for page, article, coded in zip(pages, articles, pipeline.code_many(articles), strict=True):
        yield compare(page, coded if isinstance(coded, Coded) else Coded(article=article))


def report(compared: Sequence[Compared], *, errors: bool = False) -> Iterator[str]:
    """The lines of the report."""
    width = max(len(one.page.page) for one in compared)
    yield f"{'':{width}} {_line(COLUMNS)}"
    for one in compared:
        yield f"{one.page.page:{width}} {one.tally.line()}"
        if errors:
            yield from _errors(one)
    yield f"{f'all {len(compared)} pages':{width}} {sum((one.tally for one in compared), Tally()).line()}"
    yield f"\n{'by status (precision: by the status coded)':{width}} {_line(COLUMNS)}"
    for status in STATUSES:
        yield f"{status:{width}} {_by(compared, 'status', status).line()}"
    yield f"\n{'by type':{width}} {_line(COLUMNS)}"
    for event in sorted({label.event for one in compared for label in one.page.statements}):
        yield f"{event:{width}} {_by(compared, 'event', event).line()}"


def markdown(compared: Sequence[Compared]) -> Iterator[str]:
    """The totals as a page that stands at the end of the results."""
    yield MARKDOWN
    yield f"| | {' | '.join(COLUMNS)} |"
    yield f"| --- |{' --- |' * len(COLUMNS)}"
    yield _row("all", sum((one.tally for one in compared), Tally()))
    own = [one for one in compared if not one.page.page.startswith("examples/")]
    yield _row("dispatches of `examples/`", sum((one.tally for one in compared if one not in own), Tally()))
    yield _row("pages of `evaluation/pages/`", sum((one.tally for one in own), Tally()))
    for status in STATUSES:
        yield _row(status, _by(compared, "status", status))
    for event in sorted({label.event for one in compared for label in one.page.statements}):
        yield _row(event, _by(compared, "event", event))


def _row(name: str, tally: Tally) -> str:
    return f"| {name} | {' | '.join(tally.figures())} |"


def _line(figures: Sequence[str]) -> str:
    return " ".join(f"{figure:>6}" for figure in figures)


def _by(compared: Sequence[Compared], name: str, value: str) -> Tally:
    """The figures of the labels, and of the statements, that have a value in a field."""
    total = Tally()
    for one in compared:
        for place, label in enumerate(one.page.statements):
            if getattr(label, name) == value:
                total += one.of(place)
        coded = Counter(getattr(s, name) for s in one.coded.statements)[value]
        wrong = Counter(getattr(s, name) for s in one.unsupported)[value]
        total += Tally(coded=coded, supported=coded - wrong)
    return total


def _errors(one: Compared) -> Iterator[str]:
    for place, label in enumerate(one.page.statements):
        best = one.best(place)
        wrong = [name for name, right in aspects(label, best).items() if not right] if best else []
        if best is None or wrong:
            coded = f"{'/'.join(wrong)} wrong: {_told(best)}" if best else "not found"
            yield f"    - {_wanted(label)} | {label.quote} | {coded}"
    for statement in one.unsupported:
        yield f"    + {_told(statement)} | {one.coded.quote(statement)}"


def _wanted(label: Label) -> str:
    sides = " > ".join(",".join(side) for side in (label.source, label.target))
    date = f"{label.start}..{label.end}" if label.date else "any date"
    holder = ";".join(label.attributed_to) if label.holder else "anybody"
    place = label.place.name if label.place else ""
    return f"{label.frame} {label.status} {sides} [{date}] by [{holder}] at [{place}]"


def _told(statement: Statement) -> str:
    sides = " > ".join(",".join(sorted({a.country for a in side})) for side in (statement.source, statement.target))
    date, holder = f"{statement.start}..{statement.end}", ";".join(statement.attributed_to)
    place = statement.place.name if statement.place else ""
    what = f"{statement.frame} {statement.status} {sides} [{date}] by [{holder}] at [{place}]"
    return f"{what} {statement.confidence:.2f}"


def _place(article: Article, span: Span, raw: str) -> Span | None:
    """Where a span of an article's text stands in the page."""
    return article.raw_span(span) if article.raw == raw else span


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, code the pages, print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.pages", description="Score the coder on whole pages.")
    parser.add_argument("--coder", choices=get_args(Coder), default="encoder")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="folder of the trained encoder")
    parser.add_argument("--min-confidence", type=float, default=0.0, metavar="P")
    parser.add_argument("--gold", type=Path, metavar="FILE", default=GOLD, help="other pages with their labels")
    parser.add_argument("--errors", action="store_true", help="list what was missed, half right or coded for nothing")
    parser.add_argument("--markdown", action="store_true", help="print the totals as tables")
    options = parser.parse_args(arguments)
    pipeline = Pipeline(coder=options.coder, model=options.model, min_confidence=options.min_confidence)
    compared = list(run(read(options.gold), pipeline))
    print("\n".join(markdown(compared) if options.markdown else report(compared, errors=options.errors)))


if __name__ == "__main__":
    main()
