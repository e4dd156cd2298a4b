"""An evaluation as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from detente.cli.output import left_out, safe

if TYPE_CHECKING:
    from detente import Evaluation
    from detente.evaluation.faults import Fault, Told
    from detente.evaluation.measures import Measure, Score

# So many pairs of classes that are taken for each other, and inputs left out, are listed.
LISTED = 12


def tell(found: Evaluation, console: Console, errors: int) -> None:
    """Write the figures, and so many errors of each kind."""
    for line in (*_head(found), *_scores(found), *_thresholds(found), *_calibration(found), *_confused(found)):
        console.print(line, markup=False)
    for line in _faults(found, errors):
        console.print(line, markup=False)


def _head(found: Evaluation) -> Iterator[str]:
    least = f", confidence from {found.min_confidence:.2f}" if found.min_confidence else ""
    statuses = f", status {' or '.join(found.statuses)}" if found.statuses else ""
    yield (
        f"{found.texts:,} texts, {found.events:,} events in gold, {found.statements:,} statements coded "
        f"by {', '.join(map(safe, found.coders)) or 'nobody'}"
    )
    filed = " as PLOVER files it" if found.filed else ""
    again = ", each event once" if found.once else ""
    yield f"Compared by {found.by}{filed}, parties by {found.actors}{statuses}{least}{again}"
    yield f"Texts without event: {found.without_event:,}, of which {found.falsely_coded:,} with a statement"
    if found.status_of:
        yield f"Right status: {_figure(found.status)} of {found.status_of:,}"


def _scores(found: Evaluation) -> Iterator[str]:
    yield ""
    header = ("", "gold", "coded", "right", "precision", "recall", "F1", "F1 with sides")
    named = [(safe(s.name), s) for s in found.classes]
    rows = [_score(name, s) for name, s in (*named, ("all events (micro)", found.micro))]
    mean = _score("mean of classes (macro)", found.macro)
    yield from _table([header, *rows, (mean[0], "", "", "", *mean[4:])])


def _score(name: str, score: Score) -> tuple[str, ...]:
    counts = (f"{score.gold:,}", f"{score.coded:,}", f"{score.right:,}")
    return (name, *counts, *map(_figure, (score.precision, score.recall, score.f1, score.f1_sides)))


def _thresholds(found: Evaluation) -> Iterator[str]:
    if len(found.thresholds) < 2:
        return
    yield ""
    header = ("confidence from", "coded", "right", "precision", "recall", "F1", "macro F1")
    rows = [
        (
            f"{t.min_confidence:.2f}",
            f"{t.micro.coded:,}",
            f"{t.micro.right:,}",
            *map(_figure, (t.micro.precision, t.micro.recall, t.micro.f1, t.macro_f1)),
        )
        for t in found.thresholds
    ]
    yield from _table([header, *rows])


def _calibration(found: Evaluation) -> Iterator[str]:
    if not found.calibration:
        return
    yield ""
    rows = [
        (f"{b.low:.1f}–{b.high:.1f}", f"{b.statements:,}", f"{b.confidence:.2f}", f"{b.right:.2f}")
        for b in found.calibration
    ]
    yield from _table([("confidence", "statements", "mean", "right"), *rows])
    yield f"Expected calibration error: {found.calibration_error:.3f}"


def _confused(found: Evaluation) -> Iterator[str]:
    wrong = Counter({(c.gold, c.coded): c.count for c in found.confusion if c.gold != c.coded})
    if not wrong:
        return
    yield ""
    rows = [(safe(gold), safe(coded), str(count)) for (gold, coded), count in wrong.most_common(LISTED)]
    yield from _table([("gold", "coded as", "times"), *rows], left=2)
    if len(wrong) > LISTED:
        yield f"and {len(wrong) - LISTED:,} more kinds; --html and --json have the whole table"


def _faults(found: Evaluation, listed: int) -> Iterator[str]:
    # The words for each kind of error come with what finds them.
    from detente.evaluation.faults import TITLES

    for kind, title in TITLES.items():
        of_kind = [fault for fault in found.faults if fault.kind == kind]
        if not of_kind:
            continue
        yield ""
        yield f"{title} ({len(of_kind):,})"
        for fault in of_kind[:listed]:
            yield from _fault(fault)
        if listed and len(of_kind) > listed:
            yield f"  and {len(of_kind) - listed:,} more; --errors {len(of_kind)}, --html or --json tell all"


def _fault(fault: Fault) -> Iterator[str]:
    yield f"  {safe(fault.id)}: {safe(fault.text)}"
    if fault.gold:
        yield f"    gold:  {_told(fault.gold)}"
    if fault.coded:
        yield f"    coded: {_told(fault.coded)}; {fault.confidence:.2f} by {safe(fault.coder)}"
    if fault.why:
        yield f"    why:   {safe(fault.why)}"


def _told(told: Told) -> str:
    sides = f"{', '.join(told.source) or '–'} → {', '.join(told.target) or '–'}"
    status = f", {told.status}" if told.status else ""
    quote = f", “{safe(told.quote)}”" if told.quote else ""
    return f"{safe(told.name)} {sides}{status}{quote}"


def tell_left_out(found: Evaluation, console: Console) -> None:
    """Write what of the sample could not be used, and why."""
    if not found.left_out:
        return
    console.print(f"Left out {len(found.left_out):,} of the sample:", markup=False)
    for item in found.left_out[:LISTED]:
        console.print(f"  {left_out(item)}", markup=False)
    if len(found.left_out) > LISTED:
        console.print(f"  and {len(found.left_out) - LISTED:,} more; --json tells all", markup=False)


def _table(rows: Sequence[Sequence[str]], left: int = 1) -> Iterator[str]:
    """Lines of columns, not cut to the terminal: the first ``left`` of them to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if n < left else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _figure(measure: Measure) -> str:
    """``0.86 (.79–.92)``; a dash where it is not defined."""
    if measure.value is None:
        return "–"
    if measure.low is None or measure.high is None:
        return f"{measure.value:.2f}"
    bounds = "–".join(f"{bound:.2f}".removeprefix("0") for bound in (measure.low, measure.high))
    return f"{measure.value:.2f} ({bounds})"
