"""Statements → episodes: which of them, within and across articles, are about the same happening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.linking.groups import settle
from detente.linking.history import Calls, episode
from detente.linking.kinds import Kinds
from detente.linking.odds import Weights
from detente.linking.report import Report, report
from detente.linking.shelves import Memory, Shelves
from detente.linking.words import NONE, Vocabulary
from detente.model import Episode, Span, Statement


@dataclass(frozen=True)
class Linker:
    """Links statements by the tables of the codebook."""

    kinds: Kinds
    weights: Weights
    vocabulary: Vocabulary

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Linker:
        """Read the tables."""
        return cls(Kinds.load(folders), Weights.load(folders), Vocabulary.load(folders))

    def report(self, statement: Statement, published: str | None, quote: str = "") -> Report:
        """What is compared of a statement.

        Args:
            statement: the statement.
            published: the day of publication of its article, None where it is not known.
            quote: the words that carry it; without them only the rest is compared.
        """
        words = self.vocabulary.words(quote, _trigger(statement, quote)) if quote else NONE
        return report(statement, published, self.kinds.of(statement.frame, statement.status), words)

    def settle(self, reports: Iterable[Report], shelves: Shelves) -> Changes:
        """Add reports to those on shelves, and settle anew what they change."""
        return Changes(self, shelves, settle(reports, shelves, self.weights))


@dataclass(frozen=True)
class Changes:
    """What became of the groups when reports were added."""

    linker: Linker
    shelves: Shelves
    leaders: set[str]

    def episodes(self) -> Iterator[Episode]:
        """The episodes that are new, have changed, or were called off by one of these."""
        calls = Calls(self.linker.kinds, self.shelves)
        for leader in sorted(self.leaders | calls.plans_near(self.leaders)):
            if group := self.shelves.group(leader):
                yield episode(group, calls.called_off(group))


def link(
    statements: Sequence[Statement],
    published: Mapping[str, str | None],
    *,
    quotes: Mapping[str, str] | None = None,
    linker: Linker | None = None,
) -> list[Episode]:
    """Join statements about the same happening into episodes.

    Args:
        statements: statements of any number of articles, in any order.
        published: the day of publication by article id, None where it is not known.
        quotes: the words that carry each statement, by its id; without them only the rest is compared.
        linker: what links; by the tables of the built-in codebook if left out.

    Returns:
        The episodes; every statement is in exactly one. They stand in order of their days, undated ones last.
    """
    linker, words = linker or Linker.load(), quotes or {}
    reports = [linker.report(s, published.get(s.article), words.get(s.id, "")) for s in statements]
    found = linker.settle(reports, Memory()).episodes()
    return sorted(found, key=lambda e: (e.start is None, e.start or "", e.end or "", e.id))


def _trigger(statement: Statement, quote: str) -> str:
    start = statement.quote.start
    return Span(statement.trigger.start - start, statement.trigger.end - start).of(quote)
