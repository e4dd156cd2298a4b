"""The picture of a relation: scores, their level and turns above, episodes by quad class below, a brush to zoom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from detente.charts.chart import Chart, specification

# In the order in which they are stacked: what joins nearest to the line, what parts above.
CLASSES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A month of a relation: the mean score of what happened, the level it came to, episodes by quad class."""

    start: date
    score: float | None
    level: float
    episodes: Mapping[str, float]


class Turn(msgspec.Struct, frozen=True):
    """A day from which a relation was another, in words."""

    start: date
    words: str


def relation_chart(spans: Sequence[Span], turns: Sequence[Turn] = (), *, title: str) -> Chart:
    """The scores and episodes of a relation by month, coloured by quad class; dragging below chooses a period.

    Args:
        spans: the months, oldest first.
        turns: the shifts of the relation.
        title: the relation, as the text for those who cannot see the picture calls it.
    """
    months = [
        {
            "start": span.start.isoformat(),
            "month": span.start.strftime("%B %Y"),
            "score": span.score,
            "level": round(span.level, 3),
            "episodes": round(sum(span.episodes.values()), 3),
        }
        for span in spans
    ]
    classes = [
        {
            "start": span.start.isoformat(),
            "month": span.start.strftime("%B %Y"),
            "quad": quad,
            "order": CLASSES.index(quad),
            "episodes": round(number, 3),
        }
        for span in spans
        for quad, number in span.episodes.items()
        if number
    ]
    # Both ends are in each view, so that all begin and end alike.
    classes += [
        {
            "start": span.start.isoformat(),
            "month": span.start.strftime("%B %Y"),
            "quad": CLASSES[0],
            "order": 0,
            "episodes": 0,
        }
        for span in (*spans[:1], *spans[-1:])
    ]
    shifts = [{"start": turn.start.isoformat(), "words": turn.words} for turn in turns]
    return Chart(specification("relation", months=months, classes=classes, turns=shifts), _told(title, spans, turns))


def _told(title: str, spans: Sequence[Span], turns: Sequence[Turn]) -> str:
    if not spans:
        return f"{title}: nothing is dated"
    number = sum(sum(span.episodes.values()) for span in spans)
    last = spans[-1]
    shifts = f", {len(turns)} shifts" if len(turns) != 1 else ", one shift"
    return (
        f"{title}, {spans[0].start:%B %Y} to {last.start:%B %Y}: {number:.0f} episodes{shifts}, "
        f"level at the end {last.level:+.1f} on a scale from -10 to +10"
    )
