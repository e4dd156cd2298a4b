"""Whole pages with all their statements, coded and held against the gold by hand in ``pages/``.

``python -m evaluation.pages [--coder rules|encoder] [--model FOLDER] [--min-confidence P] [--errors]``. A development
set: thresholds may be chosen on it. A line a page, then the totals, also by status and by type.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import msgspec

from detente import reading
from detente.model import STATUSES, Actor, Article, Coded, Span, Statement
from detente.pipeline import Coder, Pipeline

ROOT = Path(__file__).parent.parent
GOLD = Path(__file__).parent / "pages" / "gold.jsonl"


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that a reader sees on a page; a side that is empty is not named there, and not compared."""

    quote: str
    trigger: str
    frame: str
    event: str
    status: str
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()


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
    """Counts of one page, or of many: ``found`` and ``full`` are of the gold, ``supported`` of the coded."""

    gold: int = 0
    coded: int = 0
    found: int = 0
    full: int = 0
    supported: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.gold + other.gold,
            self.coded + other.coded,
            self.found + other.found,
            self.full + other.full,
            self.supported + other.supported,
        )

    def line(self) -> str:
        """The figures in one line."""
        recall, precision = _share(self.found, self.gold), _share(self.supported, self.coded)
        f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        return (
            f"{self.gold:5} {self.coded:5}  {recall:.2f}  {precision:.2f}  {f1:.2f}  {_share(self.full, self.gold):.2f}"
        )


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
        label, supports = self.page.statements[place], self.supports[place]
        return Tally(gold=1, found=bool(supports), full=any(_full(label, s) for s in supports))


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
    head = " gold coded found  prec    F1  full"
    yield f"{'':{width}} {head}"
    for one in compared:
        yield f"{one.page.page:{width}} {one.tally.line()}"
        if errors:
            yield from _errors(one)
    yield f"{f'all {len(compared)} pages':{width}} {sum((one.tally for one in compared), Tally()).line()}"
    yield f"\n{'by status (precision: by the status coded)':{width}} {head}"
    for status in STATUSES:
        yield f"{status:{width}} {_by(compared, 'status', status).line()}"
    yield f"\n{'by type':{width}} {head}"
    for event in sorted({label.event for one in compared for label in one.page.statements}):
        yield f"{event:{width}} {_by(compared, 'event', event).line()}"


def _by(compared: Sequence[Compared], field: str, value: str) -> Tally:
    """The figures of the labels, and of the statements, that have a value in a field."""
    total = Tally()
    for one in compared:
        for place, label in enumerate(one.page.statements):
            if getattr(label, field) == value:
                total += one.of(place)
        coded = Counter(getattr(s, field) for s in one.coded.statements)[value]
        wrong = Counter(getattr(s, field) for s in one.unsupported)[value]
        total += Tally(coded=coded, supported=coded - wrong)
    return total


def _errors(one: Compared) -> Iterator[str]:
    for label, supports in zip(one.page.statements, one.supports, strict=True):
        if not any(_full(label, s) for s in supports):
            what = " ".join((label.frame, label.status, ",".join(label.source), ">", ",".join(label.target)))
            coded = "; ".join(_told(s) for s in supports) or "not found"
            yield f"    - {what} | {label.quote} | {coded}"
    for statement in one.unsupported:
        yield f"    + {_told(statement)} | {one.coded.quote(statement)}"


def _told(statement: Statement) -> str:
    sides = " > ".join(",".join(sorted(_countries(side))) for side in (statement.source, statement.target))
    return f"{statement.frame} {statement.status} {sides} {statement.confidence:.2f}"


def _place(article: Article, span: Span, raw: str) -> Span | None:
    """Where a span of an article's text stands in the page."""
    return article.raw_span(span) if article.raw == raw else span


def _full(label: Label, statement: Statement) -> bool:
    """Whether status and sides agree too; equal sides may trade places or stand together."""
    source, target = _countries(statement.source), _countries(statement.target)
    if statement.symmetric:
        source = target = source | target
    return statement.status == label.status and _meets(label.source, source) and _meets(label.target, target)


def _meets(gold: Sequence[str], coded: Set[str]) -> bool:
    return not gold or not set(gold).isdisjoint(coded)


def _countries(actors: Sequence[Actor]) -> Set[str]:
    return {actor.country for actor in actors if actor.country}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, code the pages, print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.pages", description="Score the coder on whole pages.")
    parser.add_argument("--coder", choices=get_args(Coder), default="encoder")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="folder of the trained encoder")
    parser.add_argument("--min-confidence", type=float, default=0.0, metavar="P")
    parser.add_argument("--errors", action="store_true", help="list what was missed, half right or coded for nothing")
    options = parser.parse_args(arguments)
    pipeline = Pipeline(coder=options.coder, model=options.model, min_confidence=options.min_confidence)
    compared = list(run(read(), pipeline))
    print("\n".join(report(compared, errors=options.errors)))


if __name__ == "__main__":
    main()
