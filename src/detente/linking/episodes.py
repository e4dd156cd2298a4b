"""Statements → episodes: which of them, within and across articles, are about the same happening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from detente.codebook.parties import Party
from detente.codebook.tables import records
from detente.linking.groups import settle
from detente.linking.history import Calls, episode
from detente.linking.kinds import Kinds
from detente.linking.odds import Weights
from detente.linking.report import HAPPENED, Report, report
from detente.linking.shelves import Memory, Place, Shelves
from detente.linking.sureness import CERTAIN, Sureness
from detente.linking.words import NONE, Vocabulary
from detente.model import Episode, Span, Statement, stable_id

# Raised where the same tables give other groups than before.
RULES = 5


@dataclass(frozen=True)
class Linker:
    """Links statements by the tables of the codebook."""

    kinds: Kinds
    weights: Weights
    vocabulary: Vocabulary
    states: frozenset[str] = frozenset()
    sureness: Sureness = CERTAIN

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Linker:
        """Read the tables."""
        rows = records("countries.csv", Party, folders)
        names = frozenset(name.casefold() for row in rows for name in (row.name, *row.names))
        return cls(Kinds.load(folders), Weights.load(folders), Vocabulary.load(folders), names, Sureness.load(folders))

    @property
    def fingerprint(self) -> str:
        """Tells one set of rules from another."""
        kinds, families = self.kinds, self.vocabulary.families
        return stable_id(
            "r",
            RULES,
            sorted(self.weights.by_name.items()),
            self.weights.threshold,
            sorted(map(msgspec.structs.astuple, self.sureness.by_method.values())),
            sorted(
                (frame, [msgspec.structs.astuple(kind) for kind in own.kinds]) for frame, own in kinds.by_frame.items()
            ),
            sorted((key, [kind.kind for kind in turned.kinds]) for key, turned in kinds.turned.items()),
            sorted(self.vocabulary.shares.items()),
            sorted(self.vocabulary.moving),
            sorted((word, sorted(names)) for word, names in families.by_word.items()),
        )

    def report(self, statement: Statement, published: str | None, quote: str = "") -> Report:
        """What is compared of a statement.

        Args:
            statement: the statement.
            published: the day of publication of its article, None where it is not known.
            quote: the words that carry it; without them only the rest is compared.
        """
        words = self.vocabulary.words(quote, _trigger(statement, quote)) if quote else NONE
        shifted = words.moved and statement.status in HAPPENED and statement.frame in self.kinds.shifting
        kindred = self.kinds.of(statement.frame, statement.status, shifted=shifted)
        return report(statement, published, kindred, words, self.states, sureness=self.sureness, shifted=shifted)

    def settle(self, reports: Iterable[Report], shelves: Shelves) -> Changes:
        """Add reports to those on shelves, and settle anew what they change."""
        return Changes(self, shelves, settle(reports, shelves, self.weights))


@dataclass(frozen=True)
class Changes:
    """What became of the groups when reports were added."""

    linker: Linker
    shelves: Shelves
    leaders: set[str]

    def episodes(self, cleared: Iterable[Place] = ()) -> Iterator[Episode]:
        """The episodes that are new, have changed, or were called off by one of these.

        Args:
            cleared: places from which reports were taken; plans that these may have called off are seen to as well.
        """
        calls = Calls(self.linker.kinds, self.shelves)
        for leader in sorted(self.leaders | calls.plans_near(self.leaders, cleared)):
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
