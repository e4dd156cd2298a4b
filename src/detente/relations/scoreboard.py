"""Whose announcements come true: expectations counted by outlet, by author, and by those whose word it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Literal

import msgspec

from detente.relations.evidence import Cited
from detente.relations.expectations import Expectation

Who = Literal["outlet", "author", "holder"]

# Of the normal distribution: 95 percent lie within so many standard deviations.
Z = 1.959964


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How the expectations that a source opened came out.

    ``share`` is that of the fulfilled among those that are no longer open; between ``low`` and ``high`` lies, with 95
    percent confidence, the share that many more of the same would show.
    """

    who: Who
    name: str
    n: int
    fulfilled: int
    refuted: int
    lapsed: int
    open: int
    share: float | None = None
    low: float | None = None
    high: float | None = None


def scoreboard(found: Sequence[Expectation]) -> tuple[Score, ...]:
    """Count expectations by source. One that several articles of an outlet tell counts once for it.

    Args:
        found: the expectations of one relation or of several.

    Returns:
        Outlets, then authors, then holders; within each those with most expectations first.
    """
    by_source: dict[tuple[Who, str], list[Expectation]] = {}
    for expectation in found:
        for source in sorted({s for cited in (expectation.opened, *expectation.also) for s in _sources(cited)}):
            by_source.setdefault(source, []).append(expectation)
    scores = [_score(who, name, told) for (who, name), told in by_source.items()]
    order = ("outlet", "author", "holder")
    return tuple(sorted(scores, key=lambda s: (order.index(s.who), -s.n, s.name)))


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 percent score interval of a share (Wilson, "Probable inference", JASA 22, 1927); n has to be positive."""
    share, squared = hits / n, Z * Z
    middle = share + squared / (2 * n)
    spread = Z * sqrt(share * (1 - share) / n + squared / (4 * n * n))
    return max(0.0, (middle - spread) / (1 + squared / n)), min(1.0, (middle + spread) / (1 + squared / n))


def _sources(cited: Cited) -> Iterator[tuple[Who, str]]:
    if cited.outlet:
        yield "outlet", cited.outlet
    if cited.author:
        yield "author", cited.author
    for name in (name for name in cited.by if name != cited.author):
        yield "holder", f"{name[4:5].upper()}{name[5:]}" if name.lower().startswith("the ") else name


def _score(who: Who, name: str, told: Sequence[Expectation]) -> Score:
    states = [expectation.state for expectation in told]
    fulfilled, closed = states.count("fulfilled"), len(states) - states.count("open")
    low, high = wilson(fulfilled, closed) if closed else (None, None)
    return Score(
        who=who,
        name=name,
        n=len(states),
        fulfilled=fulfilled,
        refuted=states.count("refuted"),
        lapsed=states.count("lapsed"),
        open=states.count("open"),
        share=fulfilled / closed if closed else None,
        low=low,
        high=high,
    )
