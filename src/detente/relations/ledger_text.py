"""A ledger as text: one entry after the other, each line with its words and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from detente.relations.dates import interval, plain
from detente.relations.disputes import Dispute
from detente.relations.evidence import Cited
from detente.relations.expectations import Expectation
from detente.relations.explanations import Explained
from detente.relations.instruments import Instrument
from detente.relations.scoreboard import Score


def instruments(found: Sequence[Instrument], a: str, b: str) -> list[str]:
    """The instruments with their steps."""
    lines = _title("Instruments", found)
    for instrument in found:
        owner = {"a→b": f" of {a}", "b→a": f" of {b}"}.get(instrument.by, "")
        called = f" ({', '.join(instrument.called)})" if instrument.called else ""
        since = f" since {plain(instrument.since)}" if instrument.since and instrument.last.happened else ""
        lines.append(f"- {instrument.name}{called}{owner}: {instrument.state}{since}")
        for step in instrument.steps:
            when = interval(step.start, step.end) or (
                f"reported {plain(step.cited.published)}" if step.cited.published else ""
            )
            done = ", ".join(
                filter(None, (when, step.words, f"by {step.by}" if step.by and step.happened else step.by))
            )
            more = f" and {len(step.also)} more" if step.also else ""
            lines.append(f"    {done}: {_quote(step.cited)}{more}")
            lines += [f"        reason given by {r.by or 'the article'}: {_quote(r.cited)}" for r in step.reasons]
        lines += [f"    sources differ: {c.effect} {plain(c.one)} or {plain(c.other)}" for c in instrument.conflicts]
    return lines


def disputes(found: Sequence[Dispute]) -> list[str]:
    """The disputes with their voices."""
    lines = _title("Disputes", found)
    for dispute in found:
        span = interval(dispute.since or None, dispute.last or None)
        lines.append(f"- {dispute.about}: {', '.join(filter(None, (dispute.state, span)))}")
        lines += [f"    {v.part}{f' by {v.who}' if v.who else ''}: {_quote(v.cited)}" for v in dispute.voices]
    return lines


def expectations(found: Sequence[Expectation]) -> list[str]:
    """The expectations with the words that opened and closed them."""
    lines = _title("Expectations", found)
    for e in found:
        due = f", due {interval(e.due_start, e.due_end)}" if e.due_start else ""
        parties = " → ".join(filter(None, (e.source, e.target)))
        state = "open, no later word" if e.stale else e.state
        lines.append(f"- {parties}: {e.frame.replace('-', ' ')} ({e.kind}{due}): {state}")
        lines.append(f"    opened: {_quote(e.opened)}")
        if e.closed:
            after = f", after {e.days} days" if e.days is not None else ""
            lines.append(f"    closed{after}: {_quote(e.closed)}")
    return lines


def scores(found: Sequence[Score]) -> list[str]:
    """Whose announcements came true."""
    lines = _title("Scoreboard", found)
    for s in found:
        share = f", {s.share:.0%} ({s.low:.0%} to {s.high:.0%})" if s.share is not None else ""
        counts = f"{s.fulfilled} fulfilled, {s.refuted} refuted, {s.lapsed} lapsed, {s.open} open"
        lines.append(f"- {s.who} {s.name}: {s.n} expectation{'s' if s.n > 1 else ''}, {counts}{share}")
    return lines


def explanations(found: Sequence[Explained]) -> list[str]:
    """What is explained, and the reasons given."""
    lines = _title("Explanations", found)
    for e in found:
        competing = " (competing)" if e.competing else ""
        lines.append(f"- {', '.join(filter(None, (plain(e.start or ''), e.what)))}{competing}")
        lines += [f"    {r.by or 'the article'}: {_quote(r.cited)}" for r in e.reasons]
    return lines


def _title(title: str, found: Sequence[object]) -> list[str]:
    return [title.upper()] if found else []


def _quote(cited: Cited) -> str:
    where = ", ".join(filter(None, (cited.outlet, plain(cited.published))))
    return f"“{cited.words}” {where}".rstrip()
