"""Where the reports of one happening differ: in what it was, what became of it, when and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from detente import Found
from detente.model import Statement
from detente.wording import STATUSES, Wording

Told = Sequence[tuple[str, tuple[str, ...]]]


def differences(reports: Sequence[Found]) -> list[tuple[str, Told]]:
    """What reports tell differently, with who tells which; what all tell alike, or only one tells, is left out."""
    found = [(name, _told(reports, of)) for name, of in _aspects()]
    return [(name, told) for name, told in found if len(told) > 1]


def _aspects() -> Iterator[tuple[str, Callable[[Statement], str]]]:
    words = Wording.built_in()
    yield "What", lambda one: words.frame(one.frame)
    yield "Status", lambda one: STATUSES[one.status]
    yield "Date", lambda one: words.interval(one.start, one.end)
    yield "Place", lambda one: one.place.name if one.place else ""


def _told(reports: Sequence[Found], of: Callable[[Statement], str]) -> Told:
    by_value: dict[str, dict[str, None]] = {}
    for report in reports:
        if value := of(report.statement):
            when = Wording.built_in().day(report.published)
            by_value.setdefault(value, {})[", ".join(filter(None, (report.outlet, when)))] = None
    return [(value, tuple(outlets)) for value, outlets in by_value.items()]
