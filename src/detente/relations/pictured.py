"""A relation as a picture: its series by month and its shifts, as the chart takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from detente.charts import Chart, Span, Turn, relation_chart
from detente.relations.names import QUADS
from detente.relations.series import CLASSES
from detente.relations.shifts import Shift

KINDS = {
    "tone": "mean score",
    "cooperation": "cooperative episodes a month",
    "conflict": "conflictual episodes a month",
    "standing": "ties, traffic, embargo or war",
}


def pictured(course: pl.DataFrame, shifts: Iterable[Shift], title: str) -> Chart:
    """The chart of a relation.

    Args:
        course: its months, as :meth:`detente.relations.relation.Relation.course` has them.
        shifts: its shifts by month.
        title: the relation in words.
    """
    return relation_chart([_span(row) for row in course.iter_rows(named=True)], [_turn(s) for s in shifts], title=title)


def _span(row: Mapping[str, Any]) -> Span:
    episodes = {QUADS[quad]: row[name] for quad, name in CLASSES.items() if row[name]}
    return Span(start=row["period"], score=row["score_mean"], level=row["level"], episodes=episodes)


def _turn(shift: Shift) -> Turn:
    return Turn(shift.at, f"{KINDS[shift.kind]}: {shift.before:+.1f} → {shift.after:+.1f}, from {shift.at:%B %Y}")
