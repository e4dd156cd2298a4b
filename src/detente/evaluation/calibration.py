"""Whether the confidence of statements is worth what it says: a reliability table and the mean gap.

The expected calibration error is that of Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks"
(ICML 2017), over tenths of the confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from detente.evaluation.pairing import Matched

BINS = 10
# With fewer statements a table says more of chance than of the coder.
ENOUGH = 30


class Bin(msgspec.Struct, frozen=True):
    """The statements whose confidence lies from ``low`` to ``high``: how many, its mean, the share that is right."""

    low: float
    high: float
    statements: int
    confidence: float
    right: float


def reliability(matched: Sequence[Matched]) -> tuple[Bin, ...]:
    """The reliability table of statements, those that gold has not included; empty where there are too few."""
    told = [(pair.statement.confidence, pair.right) for one in matched for pair in one.pairs]
    told += [(statement.confidence, False) for one in matched for statement in one.extra]
    return table(told) if len(told) >= ENOUGH else ()


def table(told: Iterable[tuple[float, bool]], bins: int = BINS) -> tuple[Bin, ...]:
    """The reliability table of confidences, each with whether it was right, in so many bins of like width."""
    parted: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in told:
        parted[min(int(confidence * bins), bins - 1)].append((confidence, right))
    return tuple(_bin(number / bins, (number + 1) / bins, several) for number, several in enumerate(parted) if several)


def gap(bins: Sequence[Bin]) -> float | None:
    """The expected calibration error: the mean distance of confidence and share right; None without a table."""
    total = sum(b.statements for b in bins)
    return round(sum(b.statements * abs(b.confidence - b.right) for b in bins) / total, 4) if total else None


def _bin(low: float, high: float, told: Sequence[tuple[float, bool]]) -> Bin:
    return Bin(
        low=low,
        high=high,
        statements=len(told),
        confidence=round(sum(confidence for confidence, _ in told) / len(told), 4),
        right=round(sum(right for _, right in told) / len(told), 4),
    )
