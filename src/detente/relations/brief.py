"""The brief of a relation: what articles say of it, each line with its words and where they stand.

Nothing is said that no quote says. A line is made of the record's own parts (parties, what was done, status, date)
and followed by the words that it was coded from; counts in the head are of episodes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from detente.model import Status
from detente.relations import changes, chart, page, pages, render, sections, state
from detente.relations.lines import Line, View, Writer
from detente.relations.names import QUADS
from detente.relations.outline import Coverage
from detente.relations.points import Point
from detente.relations.quoting import Citations, Source
from detente.relations.render import Format
from detente.relations.sections import Material, Section
from detente.relations.shifts import shifts
from detente.relations.weight import Weight
from detente.relations.words import ENGLISH, Words

if TYPE_CHECKING:
    from detente.relations.relation import Relation


class Fact(msgspec.Struct, frozen=True):
    """One thing to know of the record at a glance."""

    name: str
    value: str


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """A relation on a page: facts, its state, its sections, and the numbered sources of every line.

    ``full`` is whether it tells everything, with every quote in its place, or what weighs most on two screens.
    """

    a: str
    b: str
    full: bool = False
    language: str = ENGLISH
    codebook: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    state: tuple[Line, ...] = ()
    months: tuple[chart.Month, ...] = ()
    levels: tuple[chart.Level, ...] = ()
    turns: tuple[chart.Turn, ...] = ()
    sections: tuple[Section, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def title(self) -> str:
        """The two sides by name."""
        return f"{self.a} – {self.b}"

    @property
    def words(self) -> Words:
        """The words of its language."""
        return Words.of(self.language, tuple(map(Path, self.codebook)))

    def render(self, format: Format = "text") -> str:  # noqa: A002
        """Write the brief out.

        Args:
            format: ``"text"``, ``"markdown"`` or ``"html"`` (one self-contained page: no script, nothing from outside).
        """
        return render.render(self, self.words, format)

    def pdf(self) -> bytes:
        """The brief as pages for print.

        Raises:
            InputError: the typesetter is not installed; the extra ``pdf`` brings it.
        """
        return pages.pdf(self)

    def __repr__(self) -> str:
        return f"Brief({self.a!r}, {self.b!r}: {len(self.sources)} sources); render() writes it"

    def _repr_html_(self) -> str:
        return render.notebook(self, self.words)

    @property
    def coverage(self) -> str:
        """Why the brief is empty, or ``""``."""
        return "" if self.sources else self.words("empty")


def make_brief(
    relation: Relation,
    part: Relation,
    *,
    full: bool = False,
    language: str = ENGLISH,
    codebook: Sequence[str | Path] = (),
) -> Brief:
    """Write the brief of a relation.

    Args:
        relation: its episodes in outline, and in how many articles it is told.
        part: what is read of it: all, or its weightiest episodes.
        full: tell everything; otherwise what weighs most, on two screens.
        language: of headings and sentences, as ``brief_words.csv`` has it; quotes stand as they are.
        codebook: folders with tables of the user's own.

    Returns:
        The brief; its sources are numbered in the order of their first use.

    Raises:
        InputError: there are no words for briefs in that language.
    """
    folders = tuple(dict.fromkeys((*relation.names.folders, *map(Path, codebook))))
    words = Words.of(language, folders)
    citations = Citations(part.articles)
    writer = Writer(relation.names, citations, part.articles, words, full=full, as_of=relation.coverage.last)
    view = View(relation.a, relation.b, relation.coverage.last)
    found = shifts(relation.points, covered=relation.coverage.first)
    moved = [shift for shift in found if relation.coverage.close or shift.kind in ("tone", "standing")]
    left_out = sum(one.happened for one in relation.outline) - sum(h.happened for h in part.happenings)
    others = part.others if full else ()
    ledger = part.ledger(view.as_of)
    told = Material(part.happenings, part.own, others, ledger, moved, max(0, left_out) if part is not relation else 0)
    weight = Weight(relation.names, view.as_of)
    head = state.extremes(told.found, writer, view) if full else state.state(told, writer, view, weight)
    parts = sections.whole(told, writer, view) if full else page.page(told, writer, view, weight)
    return Brief(
        a=writer.names.country(relation.a),
        b=writer.names.country(relation.b),
        full=full,
        language=language,
        codebook=tuple(map(str, folders)),
        facts=_facts(relation, None if part is relation else part, words),
        state=head,
        months=chart.months(relation.outline, relation.coverage.first),
        levels=changes.levels(relation.points),
        turns=changes.turns(moved, words),
        sections=parts,
        sources=citations.sources,
    )


def _facts(relation: Relation, part: Relation | None, words: Words) -> tuple[Fact, ...]:
    covered, outline = relation.coverage, relation.outline
    happened = [one for one in outline if one.happened]
    classes = Counter(one.quad for one in happened)
    statuses = Counter(one.status for one in outline if not one.happened)
    read = words("read", n=len(part.happenings), all=words.count("episodes", len(outline))) if part else ""
    facts = [
        ("articles", [_articles(covered, words), words.interval(covered.first or None, covered.last or None)]),
        ("happened", [words.count("episodes", len(happened)), _years(happened, words)]),
        ("classes", [", ".join(f"{classes[quad]} {words(f'quad.{quad}')}" for quad in QUADS if classes[quad])]),
        ("otherwise", [", ".join(f"{count} {words(f'status.{status}')}" for status, count in _most_common(statuses))]),
        ("read", [read]),
        ("left_out", [words.count("earlier", relation.left_out) if relation.left_out else ""]),
    ]
    told = ((words(f"fact.{name}"), "; ".join(filter(None, values))) for name, values in facts)
    return tuple(Fact(name, value) for name, value in told if value)


def _most_common(statuses: Counter[Status]) -> list[tuple[Status, int]]:
    return sorted(statuses.items(), key=lambda item: (-item[1], item[0]))


def _articles(covered: Coverage, words: Words) -> str:
    articles = words.count("articles", covered.articles)
    return f"{articles} {words.count('outlets', covered.outlets)}" if covered.outlets else articles


def _years(happened: Sequence[Point], words: Words) -> str:
    years = sorted(one.start[:4] for one in happened if one.start)
    return words.interval(years[0], years[-1]) if years else ""
