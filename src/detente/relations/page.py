"""The analyst's page: two screens of what weighs most in a relation; what is left out is counted."""

from __future__ import annotations

from collections.abc import Sequence

from detente.relations.ahead import lying_ahead
from detente.relations.disputes import Dispute
from detente.relations.explanations import Explained
from detente.relations.happenings import Happening
from detente.relations.instruments import Instrument
from detente.relations.ledger_lines import (
    dispute_line,
    expectation_line,
    explanation_line,
    instrument_line,
    standing,
)
from detente.relations.lines import View, Writer
from detente.relations.sections import Material, Section, changes, happened_line, section
from detente.relations.weight import Weight, sure

CHANGES = 2
INSTRUMENTS = 6
DISPUTES = 2
AHEAD = 3
EXPLANATIONS = 2

# Two screens hold so many lines of text. A line takes so much of them on average, and a quote,
# with its own line among the sources and, in some parts, under its line.
LINES = 96.0
LINE = 1.3
QUOTE = 1.5

# The chronology has what the other parts leave, but no fewer lines than this.
CHRONOLOGY = 8


def page(told: Material, writer: Writer, view: View, weight: Weight) -> tuple[Section, ...]:
    """The parts of the page that have anything in them, in order."""
    parts = [
        changes(told, writer, CHANGES),
        _instruments(told.ledger.instruments, writer, view),
        _disputes(told.ledger.disputes, writer),
        _ahead(told, writer, view),
        _explanations(told, writer, weight),
    ]
    left = LINES - sum(map(_takes, parts))
    parts.append(_chronology(told, writer, weight, max(CHRONOLOGY, int(left / (LINE + QUOTE / 2)))))
    return tuple(part for part in parts if part.count)


def _takes(part: Section) -> float:
    """How many lines of text a part takes on average, with those of its sources."""
    lines = [line for group in part.groups for line in group.lines]
    quotes = sum(len(line.quotes) * (2 if part.inline else 1) for line in lines)
    return 3 + LINE * len(lines) + QUOTE * quotes if lines else 0.0


def _chronology(told: Material, writer: Writer, weight: Weight, most: int) -> Section:
    """The weightiest of what happened, in time order, one line an episode."""
    happened = [h for h in told.found if h.happened]
    chosen = weight.weightiest([h for h in happened if _tellable(h, writer)], most)
    chosen.sort(key=lambda h: h.episode.start or writer.reported(h) or "9999")
    rest = told.unread + len(happened) - len(chosen)
    return section("chronology", [happened_line(h, writer) for h in chosen], writer, rest)


def _tellable(happening: Happening, writer: Writer) -> bool:
    """Whether an episode is sure, its doer named by words, and there are words to tell it."""
    founded = sure(happening) and writer.founded(happening.best)
    return founded and bool(writer.sentences.said(happening.best, happening.episode.status))


def _instruments(found: Sequence[Instrument], writer: Writer, view: View) -> Section:
    """The instruments that changed last; of treaties, which are many, only the last."""
    ordered = sorted(found, key=lambda one: (standing(one).start or "", one.last.happened, one.name), reverse=True)
    by_name = {(one.name, one.by): one for one in reversed(ordered)}
    chosen = [one for one in ordered if by_name[one.name, one.by] is one and one.last.start][:INSTRUMENTS]
    return section(
        "instruments", [instrument_line(one, writer, view) for one in chosen], writer, len(found) - len(chosen)
    )


def _disputes(found: Sequence[Dispute], writer: Writer) -> Section:
    """Those that were last spoken of, first of all those that somebody denies."""

    def rank(one: Dispute) -> tuple[bool, bool, str, str]:
        parts = {voice.part for voice in one.voices}
        return ("denial" in parts, len(parts) > 1, one.last, one.about)

    answered = sorted(found, key=rank, reverse=True)
    chosen = answered[:DISPUTES]
    return section("disputes", [dispute_line(one, writer) for one in chosen], writer, len(found) - len(chosen))


def _ahead(told: Material, writer: Writer, view: View) -> Section:
    """What is still to be expected: first what has a day, in order of the days, then what was told last."""
    still = [one for one in told.ledger.expectations if one.state == "open"]
    fresh = lying_ahead(told, writer, view)
    shown = fresh[:AHEAD] if len(fresh) <= AHEAD or fresh[0].due_start else fresh[-AHEAD:]
    by_id = told.by_id
    lines = [expectation_line(one, by_id, writer) for one in shown]
    return section("ahead", lines, writer, len(still) - len(shown))


def _explanations(told: Material, writer: Writer, weight: Weight) -> Section:
    """What is explained in more ways than one, then the weightiest of the rest."""
    by_id = told.by_id

    def rank(one: Explained) -> tuple[bool, float, str]:
        found = [by_id[key] for key in one.episodes if key in by_id]
        return (one.competing, max((weight.of(h) for h in found), default=0.0), one.start or "")

    given = sorted(told.ledger.explanations, key=rank, reverse=True)
    chosen = sorted(given[:EXPLANATIONS], key=lambda one: (one.start or "9999", one.what))
    lines = [explanation_line(one, by_id, writer) for one in chosen]
    return section("explanations", lines, writer, len(given) - len(chosen))
