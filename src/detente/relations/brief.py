"""The brief of a relation: what articles say of it, each line with its words and where they stand.

Nothing is said that no quote says. A line is made of the record's own parts (parties, what was done, status, date)
and followed by the words that it was coded from; counts in the head are of episodes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from detente.model import Article, Statement
from detente.relations import chart, dates, render, sections
from detente.relations.happenings import Happening
from detente.relations.lines import Line, Writer
from detente.relations.names import QUADS, STATUS_WORDS, Names
from detente.relations.quoting import Citations, Source
from detente.relations.render import Format
from detente.relations.sections import Section


class Fact(msgspec.Struct, frozen=True):
    """One thing to know of the record at a glance."""

    name: str
    value: str


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """A relation on a page: facts, its state, its sections, and the numbered sources of every line."""

    a: str
    b: str
    facts: tuple[Fact, ...] = ()
    state: tuple[Line, ...] = ()
    months: tuple[chart.Month, ...] = ()
    sections: tuple[Section, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def title(self) -> str:
        """The two sides by name."""
        return f"{self.a} – {self.b}"

    def render(self, format: Format = "text") -> str:  # noqa: A002
        """Write the brief out.

        Args:
            format: ``"text"``, ``"markdown"`` or ``"html"`` (one self-contained page: no script, nothing from outside).
        """
        return render.render(self, self.months, format)

    def _repr_html_(self) -> str:
        return render.notebook(self)

    @property
    def coverage(self) -> str:
        """Why the brief is empty, or ``""``."""
        return "" if self.sources else "No article of the record tells of anything between the two."


def make_brief(
    a: str,
    b: str,
    found: Sequence[Happening],
    own: Sequence[Statement],
    others: Sequence[Statement],
    articles: Mapping[str, Article],
    names: Names,
) -> Brief:
    """Write the brief of a relation.

    Args:
        a: code of one side.
        b: code of the other.
        found: the episodes between the two, in time order.
        own: the statements between the two.
        others: statements of one of them and a third party.
        articles: by id.
        names: how to call countries and frames.

    Returns:
        The brief; its sources are numbered in the order of their first use.
    """
    citations = Citations(articles)
    writer = Writer(names, citations, articles)
    read = [articles[key] for key in dict.fromkeys(s.article for s in own) if key in articles]
    as_of = max((article.published or "" for article in read), default="")
    state = sections.state(found, writer, as_of)
    written = sections.all_sections(found, own, others, writer, sections.View(a, b, as_of))
    return Brief(
        a=names.country(a),
        b=names.country(b),
        facts=_facts(found, read),
        state=state,
        months=chart.months(found),
        sections=written,
        sources=citations.sources,
    )


def _facts(found: Sequence[Happening], read: Sequence[Article]) -> tuple[Fact, ...]:
    days = sorted(article.published for article in read if article.published)
    happened = [h for h in found if h.happened]
    classes = [(word, sum(h.episode.quad == quad for h in happened)) for quad, word in QUADS.items()]
    statuses = Counter(h.episode.status for h in found if not h.happened)
    facts = [
        ("Articles", "; ".join(filter(None, (_articles(read), dates.interval(days[0], days[-1]) if days else "")))),
        ("Happened", "; ".join(filter(None, (_episodes(len(happened)), _years(happened))))),
        ("By class", ", ".join(f"{count} {word}" for word, count in classes if count)),
        ("Told of otherwise", ", ".join(f"{count} {STATUS_WORDS[status]}" for status, count in statuses.most_common())),
    ]
    return tuple(Fact(name, value) for name, value in facts if value)


def _articles(read: Sequence[Article]) -> str:
    outlets = len({article.outlet for article in read if article.outlet})
    articles = f"{len(read)} article{'s' if len(read) != 1 else ''}"
    return f"{articles} from {outlets} outlet{'s' if outlets != 1 else ''}" if outlets else articles


def _episodes(count: int) -> str:
    return f"{count} episode{'s' if count != 1 else ''}"


def _years(happened: Sequence[Happening]) -> str:
    years = sorted(h.episode.start[:4] for h in happened if h.episode.start)
    return dates.interval(years[0], years[-1]) if years else ""
