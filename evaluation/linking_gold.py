"""Statements grouped by hand into happenings: those of ``examples/``, and stories made up for it.

``evaluation/linking/happenings.txt`` names statements of the dispatches in ``examples/`` by where their triggers begin;
``stories.txt`` holds short articles with the triggers marked, ``sets.txt`` (``evaluation/linking_sets.py``) others.
All say at their top how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from detente import reading
from detente.linking import Linker
from detente.linking.report import Report
from detente.model import Article, Coded, Span, Statement
from evaluation.rows import plain

FOLDER = Path(__file__).parent / "linking"
ROOT = Path(__file__).parent.parent
_MARK = re.compile(r"\[(\w+)\|([^\]]+)\]")

# Where triggers stand in an article, and the happening that each is of.
Marks = dict[Span, str]


class Grouped(NamedTuple):
    """A statement, its article and the happening that a reader takes it to be of."""

    coded: Coded
    statement: Statement
    happening: str


def articles() -> list[tuple[Article, Marks]]:
    """All articles of the gold with their marks."""
    return [*examples(), *stories()]


def examples() -> Iterator[tuple[Article, Marks]]:
    """The dispatches of ``examples/``."""
    marks: dict[str, Marks] = {}
    for number, line in enumerate(_lines(FOLDER / "happenings.txt")):
        for place in line.split():
            where, _, start = place.partition(":")
            marks.setdefault(where, {})[Span(int(start), int(start) + 1)] = f"examples {number}"
    for article in reading.read(sorted(ROOT.glob("examples/*/")), metadata=ROOT / "examples" / "metadata.csv"):
        if isinstance(article, Article):
            yield article, marks.get(_short(article.source), {})


def _short(source: str) -> str:
    """``auschi/001`` for ``…/australia-china/001-inquiry-call.txt``."""
    path = Path(source)
    relation = path.parent.name
    return f"{relation[:3]}{relation.split('-')[1][:3]}/{path.name[:3]}"


def stories(name: str = "stories.txt", key: str = "story") -> Iterator[tuple[Article, Marks]]:
    """The articles of the stories of a file; ``key`` begins the names of their happenings."""
    text = "\n".join(_lines(FOLDER / name, keep="# "))
    for number, story in enumerate(re.split(r"^# .*$", text, flags=re.MULTILINE)):
        for place, told in enumerate(story.split("\n@ ")[1:]):
            published, _, marked = told.strip().partition("\n")
            yield _story(f"{key}-{number}-{place}", published, marked.strip())


def _story(key: str, published: str, marked: str) -> tuple[Article, Marks]:
    text, marks, end = "", {}, 0
    for found in _MARK.finditer(marked):
        text += marked[end : found.start()]
        marks[Span(len(text), len(text) + len(found[2]))] = f"{key.rpartition('-')[0]} {found[1]}"
        text += found[2]
        end = found.end()
    return plain(key, text + marked[end:], published), marks


def _lines(path: Path, keep: str = "") -> Iterator[str]:
    """The lines of a file after the remarks at its top."""
    lines = path.read_text(encoding="utf-8").splitlines()
    top = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    yield from (line for line in lines[top:] if keep or line.strip())


def grouped(coded: Sequence[Coded], marks: Sequence[Marks]) -> list[Grouped]:
    """The statements whose triggers are marked; of a mark that several stand on, each is of its happening."""
    found = []
    for one, own in zip(coded, marks, strict=True):
        for statement in one.statements:
            happening = next((own[span] for span in own if span.overlaps(statement.trigger)), None)
            if happening is not None:
                found.append(Grouped(one, statement, happening))
    return found


def pairs(gold: Sequence[Grouped], linker: Linker) -> Iterator[tuple[Report, Report, bool]]:
    """Reports that may be compared, the later in order first, and whether they are of one happening."""
    reports = [
        (linker.report(g.statement, g.coded.article.published, g.coded.quote(g.statement)), g.happening) for g in gold
    ]
    reports.sort(key=lambda pair: pair[0].order)
    for (old, one), (new, other) in combinations(reports, 2):
        if one.split()[0] == other.split()[0]:
            yield new, old, one == other
