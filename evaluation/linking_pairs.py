"""Pairs of labels of one story: whether they tell of one happening, and what linking makes of them.

Some who labelled gave an episode to whatever is told twice, others left many out (a headline and its first sentence).
So what linking joined counts as wrong only where one of the two labels has an episode, or both have two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from detente.linking import Linker
from detente.linking.kinds import EVERY, Kinds
from detente.linking.report import Report
from detente.model import Statement
from detente.training.pages import PageLabel
from evaluation.labelled import Page
from evaluation.linking_judged import Judged

# What a pair counts to fit weights on, of which neither label has an episode.
UNJUDGED = 0.3


class Told(NamedTuple):
    """A label with the statements on it and their episodes; without any where none was coded."""

    page: Page
    label: PageLabel
    statements: tuple[Statement, ...] = ()
    episodes: frozenset[str] = frozenset()

    @property
    def happening(self) -> str:
        """What it tells of: its episode, or itself."""
        return self.label.episode or f"{self.page.name}:{self.label.trigger.start}"

    @property
    def words(self) -> str:
        """Its trigger."""
        return self.label.trigger.of(self.page.article.raw)


class Pair(Judged[Told]):
    """Two labels of one story, and whether they tell of one happening."""

    @property
    def judged(self) -> bool:
        """Whether the labels tell: an episode was given to what is told repeatedly, though not always."""
        return bool(self.one.label.episode or self.other.label.episode)

    @property
    def across(self) -> bool:
        """Whether they stand on two pages."""
        return self.one.page is not self.other.page


class Share(NamedTuple):
    """Of pairs of one happening, how many were found and joined; and how many of those joined are right."""

    same: int
    found: int
    hits: int
    joined: int
    unjudged: int

    @property
    def precision(self) -> float:
        """The share of joined pairs that are of one happening."""
        return self.hits / max(1, self.joined)

    @property
    def recall(self) -> float:
        """The share of pairs of one happening that are joined, of those of which both have a statement."""
        return self.hits / max(1, self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.hits / max(1, self.joined + self.found)


def share(some: Iterable[Pair]) -> Share:
    """How pairs came out."""
    told = list(some)
    found = [pair for pair in told if pair.same and pair.found]
    joined = [pair for pair in told if pair.joined and pair.judged]
    unjudged = sum(pair.joined and not pair.judged for pair in told)
    return Share(sum(p.same for p in told), len(found), sum(p.joined for p in found), len(joined), unjudged)


def pairs(told: Sequence[Told], kinds: Kinds) -> Iterator[Pair]:
    """The pairs that are judged: of one happening, or alike in type and a party; and those joined although unlike."""
    stories: dict[str, list[Told]] = {}
    for one in told:
        stories.setdefault(one.page.story, []).append(one)
    for story in stories.values():
        for one, other in combinations(story, 2):
            pair = Pair(one, other, one.happening == other.happening)
            counts = _comparable(pair, kinds) if pair.same else pair.joined or _alike(one.label, other.label, kinds)
            if counts:
                yield pair


def _comparable(pair: Pair, kinds: Kinds) -> bool:
    """Whether two labels of one episode can tell of one happening: some writers count in what others said of it."""
    one, other = pair.one.label, pair.other.label
    kind = kinds.of(one.frame, one.status).shared(kinds.of(other.frame, other.status))
    if kind is None or (kind.kind.startswith(EVERY) and one.frame != other.frame):
        return False
    return any(
        _meet(one.source, source) and _meet(one.target, target)
        for source, target in ((other.source, other.target), (other.target, other.source))
    )


def _meet(one: Sequence[str], other: Sequence[str]) -> bool:
    return not one or not other or not set(one).isdisjoint(other)


def _alike(one: PageLabel, other: PageLabel, kinds: Kinds) -> bool:
    kind = kinds.of(one.frame).kinds[-1] == kinds.of(other.frame).kinds[-1]
    return kind and not {*one.source, *one.target}.isdisjoint((*other.source, *other.target))


class Compared(NamedTuple):
    """Two reports of one story, the later in order first; whether they are of one happening, and what they count."""

    new: Report
    old: Report
    same: bool
    weight: float = 1.0


def compared(told: Sequence[Told], linker: Linker) -> Iterator[Compared]:
    """The pairs of reports to fit weights on."""
    stories: dict[str, list[tuple[Report, Told]]] = {}
    for one in told:
        for statement in one.statements:
            stories.setdefault(one.page.story, []).append((report(one, statement, linker), one))
    for story in stories.values():
        story.sort(key=lambda pair: pair[0].order)
        for (old, one), (new, other) in combinations(story, 2):
            pair = Pair(one, other, one.happening == other.happening)
            if one is not other and (not pair.same or _comparable(pair, linker.kinds)):
                yield Compared(new, old, pair.same, 1.0 if pair.judged else UNJUDGED)


def report(told: Told, statement: Statement, linker: Linker) -> Report:
    """What is compared of a statement on a label."""
    article = told.page.article
    return linker.report(statement, article.published, statement.quote.of(article.text))


def b_cubed(told: Sequence[Told]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 over the labels found (Bagga and Baldwin 1998)."""
    found = [t for t in told if t.episodes]
    gold = Counter((t.page.story, t.happening) for t in found)
    said = Counter(min(t.episodes) for t in found)
    both = Counter((t.page.story, t.happening, min(t.episodes)) for t in found)
    number = max(1, len(found))
    precision = sum(n * n / said[key[2]] for key, n in both.items()) / number
    recall = sum(n * n / gold[key[:2]] for key, n in both.items()) / number
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
