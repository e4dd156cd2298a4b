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

from detente.model import Article
from detente.relations import changes, chart, page, pages, render, sections, state
from detente.relations.happenings import Happening
from detente.relations.lines import Line, View, Writer
from detente.relations.names import QUADS
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

    def _repr_html_(self) -> str:
        return render.notebook(self, self.words)

    @property
    def coverage(self) -> str:
        """Why the brief is empty, or ``""``."""
        return "" if self.sources else self.words("empty")


def make_brief(
    relation: Relation, *, full: bool = False, language: str = ENGLISH, codebook: Sequence[str | Path] = ()
) -> Brief:
    """Write the brief of a relation.

    Args:
        relation: its episodes, statements, articles and ledgers.
        full: tell everything; otherwise what weighs most, on two screens.
        language: of headings and sentences, as ``brief_words.csv`` has it; quotes stand as they are.
        codebook: folders with tables of the user's own.

    Returns:
        The brief; its sources are numbered in the order of their first use.

    Raises:
        InputError: there are no words for briefs in that language.
    """
    folders = tuple(map(Path, codebook))
    citations = Citations(relation.articles)
    writer = Writer(relation.names, citations, relation.articles, Words.of(language, folders), full=full)
    keys = dict.fromkeys(s.article for s in relation.own)
    read = [relation.articles[key] for key in keys if key in relation.articles]
    view = View(relation.a, relation.b, max((article.published or "" for article in read), default=""))
    moved = shifts(relation.points)
    told = Material(relation.happenings, relation.own, relation.others, relation.ledger(), moved)
    weight = Weight(relation.names, view.as_of)
    head = state.extremes(told.found, writer, view) if full else state.state(told, writer, view, weight)
    parts = sections.whole(told, writer, view) if full else page.page(told, writer, view, weight)
    return Brief(
        a=writer.names.country(relation.a),
        b=writer.names.country(relation.b),
        full=full,
        language=language,
        codebook=tuple(map(str, folders)),
        facts=_facts(told.found, read, writer.words),
        state=head,
        months=chart.months(told.found, min((a.published for a in read if a.published), default="")),
        levels=changes.levels(relation.points),
        turns=changes.turns(moved, writer.words),
        sections=parts,
        sources=citations.sources,
    )


def _facts(found: Sequence[Happening], read: Sequence[Article], words: Words) -> tuple[Fact, ...]:
    days = sorted(article.published for article in read if article.published)
    happened = [h for h in found if h.happened]
    classes = Counter(h.episode.quad for h in happened)
    statuses = Counter(h.episode.status for h in found if not h.happened)
    facts = [
        ("articles", [_articles(read, words), words.interval(days[0], days[-1]) if days else ""]),
        ("happened", [words.count("episodes", len(happened)), _years(happened, words)]),
        ("classes", [", ".join(f"{classes[quad]} {words(f'quad.{quad}')}" for quad in QUADS if classes[quad])]),
        ("otherwise", [", ".join(f"{count} {words(f'status.{status}')}" for status, count in statuses.most_common())]),
    ]
    told = ((words(f"fact.{name}"), "; ".join(filter(None, values))) for name, values in facts)
    return tuple(Fact(name, value) for name, value in told if value)


def _articles(read: Sequence[Article], words: Words) -> str:
    outlets = len({article.outlet for article in read if article.outlet})
    articles = words.count("articles", len(read))
    return f"{articles} {words.count('outlets', outlets)}" if outlets else articles


def _years(happened: Sequence[Happening], words: Words) -> str:
    years = sorted(h.episode.start[:4] for h in happened if h.episode.start)
    return words.interval(years[0], years[-1]) if years else ""
