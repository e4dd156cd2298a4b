"""The lines that a brief makes of the ledgers: instruments, disputes, expectations, explanations."""

from __future__ import annotations

from detente.relations.instruments import Instrument
from detente.relations.lines import Line, View, Writer, tone
from detente.relations.quoting import Quoted
from detente.relations.steps import Step

# Of the steps of an instrument, a whole brief quotes so many of the latest and cites the others by number.
STEPS = 4


def instrument_line(instrument: Instrument, writer: Writer, view: View) -> Line:
    """The line of an instrument: how it stands, and the words for its steps.

    A page of two screens tells the last step, the one before it that put the instrument into another state, and the
    last thing that is proposed.
    """
    last = instrument.last
    steps = instrument.steps if writer.full else _telling(instrument)
    quotes: dict[int, Quoted] = {}
    for step in steps:
        role = "" if step is last and not writer.full else step_words(step, writer)
        if quoted := writer.cite(step.cited, role=role):
            quotes.setdefault(quoted.source.number, quoted)
    shown = tuple(quotes.values())[-STEPS:]
    return Line(
        lead=f"{called(instrument, writer, view)}: {last.words}",
        when=writer.words.interval(last.start, last.end),
        reported="" if last.start else writer.words.day(last.cited.published),
        status=last.status,
        tone=tone(last.score),
        quotes=shown,
        more=tuple(number for number in quotes if number not in {q.source.number for q in shown}),
    )


def called(instrument: Instrument, writer: Writer, view: View) -> str:
    """What an instrument is called, and whose it is: ``Embargo of the United States``."""
    owner = {"a→b": view.a, "b→a": view.b}.get(instrument.by)
    named = writer.names.inside(writer.names.country(owner)) if owner else ""
    of = f" {writer.words('instrument.of', owner=named)}" if owner else ""
    return f"{instrument.name[:1].upper()}{instrument.name[1:]}{of}"


def step_words(step: Step, writer: Writer) -> str:
    """What was done to an instrument, and when: ``suspended, 2017``."""
    when = writer.words.interval(step.start, step.end)
    return f"{step.words}, {when}" if when else step.words


def _telling(instrument: Instrument) -> list[Step]:
    last = instrument.last
    before = [step for step in instrument.steps if step.happened and step.start and step.effect != last.effect]
    open_ones = [step for step in instrument.proposals if step is not last]
    return [last, *(step for step in before[-1:] if (step.start or "") <= (last.start or "")), *open_ones[-1:]]
