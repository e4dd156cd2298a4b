"""The evaluation of a coder on a hand-coded sample: every figure and every error in one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from detente.errors import InputError
from detente.evaluation.calibration import Bin, gap, reliability
from detente.evaluation.classes import BYS, By
from detente.evaluation.faults import Fault, Why, faults
from detente.evaluation.gold import GoldText, Sample
from detente.evaluation.measures import RESAMPLES, Measure, Score, scores, tally
from detente.evaluation.pairing import Comparison, Matched, match
from detente.evaluation.sides import LEVELS, Level
from detente.model import STATUSES, Coded, Skipped, Status

MISSED, EXTRA = "(missed)", "(extra)"


class Cell(msgspec.Struct, frozen=True):
    """How often a gold event of one class was coded as another; ``(missed)`` and ``(extra)`` have no pair."""

    gold: str
    coded: str
    count: int


class Threshold(msgspec.Struct, frozen=True):
    """What comes of leaving out statements less sure than ``min_confidence``: all events together, and the mean F1."""

    min_confidence: float
    micro: Score
    macro_f1: Measure


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """What a hand-coded sample says of a coder.

    ``texts``, ``events`` and ``statements`` count what was compared, ``without_event`` the texts in which gold has
    none, ``falsely_coded`` those of them with a statement. ``by``, ``actors``, ``statuses`` (all if empty), ``filed``
    and ``once`` tell what was compared, ``min_confidence`` the least confidence that counted, ``coders`` what made the
    statements.

    ``classes``, ``micro`` (over all events) and ``macro`` (the mean of the classes that gold has) hold precision,
    recall and F1 with their intervals of so many ``resamples``, ``status`` the share of right statuses among the
    ``status_of`` right pairs of which gold tells it. ``confusion`` is the table of classes, ``calibration`` that of
    confidence, with ``calibration_error`` (empty and None for few statements), ``thresholds`` what other least
    confidences would give, ``faults`` the errors, ``left_out`` what of the sample could not be used.
    """

    texts: int
    events: int
    statements: int
    without_event: int
    falsely_coded: int
    by: By
    actors: Level
    statuses: tuple[Status, ...]
    filed: bool
    once: bool
    min_confidence: float
    coders: tuple[str, ...]
    resamples: int
    classes: tuple[Score, ...]
    micro: Score
    macro: Score
    status: Measure
    status_of: int
    confusion: tuple[Cell, ...]
    calibration: tuple[Bin, ...]
    calibration_error: float | None
    thresholds: tuple[Threshold, ...]
    faults: tuple[Fault, ...]
    left_out: tuple[Skipped, ...]

    def html(self) -> str:
        """The evaluation as a page of its own."""
        # The templates are loaded only where a page is asked for.
        from detente.evaluation.page import page

        return page(self)


def comparison(how: Comparison, sample: Sample, by: By | None) -> tuple[Comparison, Sample]:
    """Settle what is compared: the class asked for, or that which the sample uses, and the texts that tell it.

    Raises:
        InputError: there is no such class, level or status, or no text tells the class.
    """
    for name, value, known in (("by", by or BYS[0], BYS), ("actors", how.actors, LEVELS)):
        if value not in known:
            raise InputError(f"{name}: {value!r} is none of {', '.join(known)}")
    if unknown := how.statuses.difference(STATUSES):
        raise InputError(f"unknown status {min(unknown)!r}; use {', '.join(STATUSES)}")
    chosen = by or how.classes.default(event.meaning for text in sample.texts for event in text.events)
    settled = replace(how, by=chosen)
    told: list[GoldText] = []
    silent: list[GoldText] = []
    for text in sample.texts:
        (told if all(settled.wanted(event) for event in text.events) else silent).append(text)
    if not told:
        raise InputError(f"no event of the sample has a {chosen}; compare by another class")
    left_out = [
        Skipped(source=t.place, reason=f"an event has no {chosen}", remedy="name it, or compare by another class")
        for t in silent
    ]
    return settled, Sample(tuple(told), (*sample.left_out, *left_out))


def evaluation(
    sample: Sample,
    coded: Sequence[Coded],
    how: Comparison,
    thresholds: Sequence[float] = (0.0,),
    why: Why | None = None,
) -> Evaluation:
    """Hold what was coded against a sample.

    Args:
        sample: the gold.
        coded: what was coded in each of its texts, in order.
        how: what is compared, as :func:`comparison` settled it.
        thresholds: least confidences. All figures are for the first; the others are lines of a table.
        why: tells why words gave no statement.
    """
    least = thresholds[0]
    matched = _matched(sample.texts, coded, how, least)
    found = scores(tally(matched, how))
    bins = reliability(matched)
    empty = [one for one in matched if not how.gold(one.text)]
    return Evaluation(
        texts=len(matched),
        events=found.micro.gold,
        statements=found.micro.coded,
        without_event=len(empty),
        falsely_coded=sum(bool(one.extra) for one in empty),
        by=how.by,
        actors=how.actors,
        statuses=tuple(status for status in STATUSES if status in how.statuses),
        filed=how.classes.filed,
        once=how.once,
        min_confidence=least,
        coders=tuple(sorted({s.coder.partition("/")[0] for one in coded for s in one.statements if s.coder})),
        resamples=RESAMPLES,
        classes=found.classes,
        micro=found.micro,
        macro=found.macro,
        status=found.status,
        status_of=found.status_of,
        confusion=_confusion(matched, how),
        calibration=bins,
        calibration_error=gap(bins),
        thresholds=tuple(_threshold(sample, coded, how, least) for least in thresholds),
        faults=tuple(fault for one in matched for fault in faults(one, how, least, why)),
        left_out=sample.left_out,
    )


def _matched(texts: Sequence[GoldText], coded: Sequence[Coded], how: Comparison, least: float) -> list[Matched]:
    return [match(text, one, how, least) for text, one in zip(texts, coded, strict=True)]


def _threshold(sample: Sample, coded: Sequence[Coded], how: Comparison, least: float) -> Threshold:
    found = scores(tally(_matched(sample.texts, coded, how, least), how))
    return Threshold(least, found.micro, found.macro.f1)


def _confusion(matched: Sequence[Matched], how: Comparison) -> tuple[Cell, ...]:
    cells = Counter((pair.wanted, pair.made) for one in matched for pair in one.pairs)
    cells.update((how.wanted(event)[0], MISSED) for one in matched for event in one.missed)
    cells.update((EXTRA, how.made(statement)) for one in matched for statement in one.extra)
    return tuple(Cell(gold, made, count) for (gold, made), count in sorted(cells.items()))
