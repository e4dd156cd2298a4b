"""Whole pages with all their statements, coded and held against the gold by hand in ``pages/``.

``python -m evaluation.pages [--coder rules|encoder] [--model FOLDER] [--min-confidence P] [--errors]``. A development
set: thresholds may be chosen on it. A line a page, then the totals, also by status and by type.
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

    def line(self) -> str:
        """The figures in one line."""
        recall, precision = _share(self.found, self.gold), _share(self.supported, self.coded)
        f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        shares = (_share(self.right[name], self.asked[name]) for name in ASPECTS)
        of_found = " ".join(
            f"{f'{share:.2f}' if self.asked[name] else '-':>6}" for name, share in zip(ASPECTS, shares, strict=True)
        )
        head = f"{self.gold:5} {self.coded:5}  {recall:.2f}  {precision:.2f}  {f1:.2f}"
        return f"{head} {of_found}  {_share(self.full, self.gold):.2f}"


HEAD = f" gold coded found  prec    F1 {' '.join(f'{name:>6}' for name in ASPECTS)}  full"


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
    yield f"{'':{width}} {HEAD}"
    for one in compared:
        yield f"{one.page.page:{width}} {one.tally.line()}"
        if errors:
            yield from _errors(one)
    yield f"{f'all {len(compared)} pages':{width}} {sum((one.tally for one in compared), Tally()).line()}"
    yield f"\n{'by status (precision: by the status coded)':{width}} {HEAD}"
    for status in STATUSES:
        yield f"{status:{width}} {_by(compared, 'status', status).line()}"
    yield f"\n{'by type':{width}} {HEAD}"
    for event in sorted({label.event for one in compared for label in one.page.statements}):
        yield f"{event:{width}} {_by(compared, 'event', event).line()}"


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
    parser.add_argument("--errors", action="store_true", help="list what was missed, half right or coded for nothing")
    options = parser.parse_args(arguments)
    pipeline = Pipeline(coder=options.coder, model=options.model, min_confidence=options.min_confidence)
    compared = list(run(read(), pipeline))
    print("\n".join(report(compared, errors=options.errors)))


if __name__ == "__main__":
    main()
