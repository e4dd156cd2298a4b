"""The analyst's page: two screens of what weighs most in a relation; what is left out is counted."""

from __future__ import annotations

from collections.abc import Sequence

from detente.relations.happenings import Happening
from detente.relations.instruments import Instrument
from detente.relations.ledger_lines import instrument_line
from detente.relations.lines import View, Writer
from detente.relations.sections import (
    Material,
    Section,
    changes,
    claim_line,
    fate,
    happened_line,
    planned_line,
    reasons,
    section,
)
from detente.relations.weight import Weight, denials, sure

CHANGES = 3
INSTRUMENTS = 8
DISPUTES = 3
AHEAD = 4
EXPLANATIONS = 3

# So many lines of the body in all; the chronology has what the other parts leave, but no fewer than its least.
LINES = 28
CHRONOLOGY = 10


def page(told: Material, writer: Writer, view: View, weight: Weight) -> tuple[Section, ...]:
    """The parts of the page that have anything in them, in order."""
    parts = [
        changes(told, writer, CHANGES),
        _instruments(told.instruments, writer, view),
        _disputes(told.found, writer, weight),
        _ahead(told.found, writer, view, weight),
        _explanations(told.found, writer, weight),
    ]
    left = max(CHRONOLOGY, LINES - sum(part.count for part in parts))
    parts.append(_chronology(told.found, writer, weight, left))
    return tuple(part for part in parts if part.count)


def _chronology(found: Sequence[Happening], writer: Writer, weight: Weight, most: int) -> Section:
    """The weightiest of what happened, in time order, one line an episode."""
    happened = [h for h in found if h.happened]
    chosen = weight.weightiest([h for h in happened if sure(h)], most)
    chosen.sort(key=lambda h: h.episode.start or writer.reported(h))
    return section("chronology", [happened_line(h, writer) for h in chosen], writer, len(happened) - len(chosen))


def _instruments(found: Sequence[Instrument], writer: Writer, view: View) -> Section:
    """The instruments that changed last; of treaties, which are many, only the last."""
    ordered = sorted(found, key=lambda one: (one.last.start or "", one.last.happened, one.name), reverse=True)
    by_name = {(one.name, one.by): one for one in reversed(ordered)}
    chosen = [one for one in ordered if by_name[one.name, one.by] is one and one.last.start][:INSTRUMENTS]
    return section(
        "instruments", [instrument_line(one, writer, view) for one in chosen], writer, len(found) - len(chosen)
    )


def _disputes(found: Sequence[Happening], writer: Writer, weight: Weight) -> Section:
    disputed = [h for h in found if denials(h)]
    chosen = weight.weightiest([h for h in disputed if sure(h)], DISPUTES)
    return section("disputes", [claim_line(h, writer) for h in chosen], writer, len(disputed) - len(chosen))


def _ahead(found: Sequence[Happening], writer: Writer, view: View, weight: Weight) -> Section:
    open_ones = [h for h in found if fate(h, view.as_of) in ("ahead", "unknown")]
    chosen = weight.weightiest([h for h in open_ones if sure(h)], AHEAD)
    lines = [planned_line(h, fate(h, view.as_of) or "", writer) for h in chosen]
    return section("ahead", lines, writer, len(open_ones) - len(chosen))


def _explanations(found: Sequence[Happening], writer: Writer, weight: Weight) -> Section:
    given = [h for h in found if any(s.because for s in h.statements)]
    chosen = weight.weightiest([h for h in given if sure(h)], EXPLANATIONS)
    lines = [writer.line(h, [writer.cite(h.best), *reasons(h, writer)]) for h in chosen]
    return section("explanations", lines, writer, len(given) - len(chosen))
