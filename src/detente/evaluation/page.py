"""An evaluation as a page of HTML that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment

from detente.evaluation.faults import TITLES, Fault
from detente.evaluation.measures import LEVEL, SEED, Measure
from detente.templates import environment

if TYPE_CHECKING:
    from detente.evaluation.result import Cell, Evaluation


class Square(NamedTuple):
    """A cell of the confusion table: how many, what share of its row, and whether it is right, wrong or empty."""

    number: int
    percent: int
    tone: str
    words: str


class Row(NamedTuple):
    """A row of the confusion table."""

    name: str
    squares: tuple[Square, ...]


class Group(NamedTuple):
    """Errors of one kind, by class."""

    title: str
    number: int
    classes: tuple[tuple[str, tuple[Fault, ...]], ...]


def page(evaluation: Evaluation) -> str:
    """Write an evaluation as a page."""
    columns, rows = confusion(evaluation.confusion)
    template = _templates().get_template("evaluation.html")
    return template.render(
        e=evaluation, columns=columns, rows=rows, groups=groups(evaluation.faults), level=round(LEVEL * 100), seed=SEED
    )


def confusion(cells: Sequence[Cell]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The table of classes: the names of its columns, and its rows. What has no counterpart stands last."""
    counts = {(cell.gold, cell.coded): cell.count for cell in cells}
    columns = sorted({cell.coded for cell in cells}, key=_last)
    rows = []
    for gold in sorted({cell.gold for cell in cells}, key=_last):
        total = sum(counts.get((gold, coded), 0) for coded in columns)
        squares = tuple(_square(gold, coded, counts.get((gold, coded), 0), total) for coded in columns)
        rows.append(Row(gold, squares))
    return tuple(columns), tuple(rows)


def groups(faults: Sequence[Fault]) -> tuple[Group, ...]:
    """Errors by kind and, within these, by the class in gold, or that coded where gold has none."""
    found = []
    for kind, title in TITLES.items():
        of_kind = [fault for fault in faults if fault.kind == kind]
        names = sorted({_name(fault) for fault in of_kind})
        classes = tuple((name, tuple(f for f in of_kind if _name(f) == name)) for name in names)
        if of_kind:
            found.append(Group(title, len(of_kind), classes))
    return tuple(found)


def _name(fault: Fault) -> str:
    told = fault.gold or fault.coded
    return told.name if told else ""


def _last(name: str) -> tuple[bool, str]:
    return name.startswith("("), name


def _square(gold: str, coded: str, count: int, total: int) -> Square:
    percent = round(100 * count / total) if total else 0
    tone = "none" if not count else "right" if gold == coded else "wrong"
    return Square(count, percent, tone, f"gold {gold}, coded {coded}: {count} of {total}")


def figure(measure: Measure) -> str:
    """A figure with its interval in words: ``0.86 (0.79–0.92)``; a dash where it is not defined."""
    if measure.value is None:
        return "–"
    if measure.low is None or measure.high is None:
        return f"{measure.value:.2f}"
    return f"{measure.value:.2f} ({measure.low:.2f}–{measure.high:.2f})"


@cache
def _templates() -> Environment:
    templates = environment("detente.evaluation")
    templates.filters["figure"] = figure
    return templates
