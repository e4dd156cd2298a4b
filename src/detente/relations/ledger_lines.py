"""The lines that a brief makes of the ledgers: instruments, disputes, expectations, explanations."""

from __future__ import annotations

from collections.abc import Mapping

from detente.model import Statement
from detente.relations import dates
from detente.relations.disputes import Dispute, Voice
from detente.relations.expectations import Expectation
from detente.relations.explanations import Explained, Reason
from detente.relations.happenings import Happening
from detente.relations.instruments import Instrument
from detente.relations.lines import Line, View, Writer, tone
from detente.relations.quoting import SHORT_QUOTE, Quoted, folded, shortened
from detente.relations.reasons import WIDELY
from detente.relations.sentences import capital
from detente.relations.steps import Step

# Of the steps of an instrument, a whole brief quotes so many of the latest and cites the others by number.
STEPS = 4


def instrument_line(instrument: Instrument, writer: Writer, view: View) -> Line:
    """The line of an instrument: how it stands and since when, and the words for its steps.

    A page of two screens tells the step since which it stands so, the one before it that put the instrument into
    another state, and the last thing that is proposed.
    """
    now = standing(instrument)
    steps = instrument.steps if writer.full else telling(instrument)
    quotes: dict[int, Quoted] = {}
    for step in steps:
        role = "" if step is now and not writer.full else step_words(step, writer)
        if quoted := writer.cite(step.cited, role=role):
            quotes.setdefault(quoted.source.number, quoted)
    shown = tuple(quotes.values())[-STEPS:]
    return Line(
        lead=f"{called(instrument, writer, view)}: {_done(now, writer)}",
        when=writer.words.interval(now.start, now.end),
        reported="" if now.start else writer.words.day(now.cited.published),
        status=now.status,
        tone=tone(now.score),
        quotes=shown,
        more=tuple(number for number in quotes if number not in {q.source.number for q in shown}),
    )


def standing(instrument: Instrument) -> Step:
    """The step since which an instrument stands as it does: the first of those in a row that tell the same."""
    last = instrument.last
    same = (step for step in instrument.steps if step.happened and step.start and step.start == instrument.since)
    return next(same, last) if last.happened else last


def called(instrument: Instrument, writer: Writer, view: View) -> str:
    """What an instrument is called, and whose it is: ``Embargo of the United States``, ``Exercise (Steppe Eagle)``."""
    owner = {"a→b": view.a, "b→a": view.b}.get(instrument.by)
    named = writer.names.inside(writer.names.country(owner)) if owner else ""
    of = f" {writer.words('instrument.of', owner=named)}" if owner else ""
    own = f" ({folded(instrument.called[0])})" if instrument.called else ""
    return f"{capital(instrument.name)}{own}{of}"


def step_words(step: Step, writer: Writer) -> str:
    """What was done to an instrument, and when, or is to be done, and who says so: ``suspended, 2017``."""
    when = writer.words.interval(step.start, step.end)
    told = ", ".join(filter(None, (_done(step, writer), when)))
    # An outlet proposes nothing: its words tell that something is proposed.
    open_ = step.status in ("proposed", "hypothetical") and step.by != step.cited.outlet
    proposed = step.by if open_ else ""
    return writer.words("step.by", step=told, who=inside(proposed, writer)) if proposed else told


def _done(step: Step, writer: Writer) -> str:
    return writer.words(f"step.{step.effect}" if step.happened else f"step.{step.effect}.ahead")


def telling(instrument: Instrument) -> list[Step]:
    """The steps that tell how an instrument stands: the present one, the one before it, and the last proposal since.

    What is told of the same days and the other way is a misreading of one of the two; what was proposed before the last
    step is past.
    """
    now = standing(instrument)
    since = now.start or "9999"
    done = [s for s in instrument.steps if s.happened and s.start and s.effect != now.effect]
    before = [s for s in done if (s.end or s.start or "") < since]
    proposed = [s for s in instrument.proposals if s is not now and s.order[0] >= (instrument.last.start or "")]
    return [now, *before[-1:], *proposed[-1:]]


def dispute_line(dispute: Dispute, writer: Writer) -> Line:
    """The line of a dispute: what it is about, and who says so, fears so, and denies it.

    A page of two screens tells the first word of each part, and of denials the last.
    """
    told = dispute.voices if writer.full else claim_and_denial(dispute)
    quotes = [
        writer.cite(voice.cited, role=by(writer, writer.words(f"part.{voice.part}"), voice.who)) for voice in told
    ]
    return Line(
        lead=f"{about(dispute)}: {writer.words(f'state.{dispute.state}')}",
        when=writer.words.interval(dispute.since or None, dispute.last or None),
        status="occurred",
        tone="conflict" if dispute.state == "open" else "neutral",
        quotes=tuple(quoted for quoted in quotes if quoted),
    )


def about(dispute: Dispute) -> str:
    """What a dispute is about: a name, or words of an article, which stand in quotation marks."""
    words = folded(dispute.about)
    named = words[:1].isupper() and not any(folded(voice.cited.words) == words for voice in dispute.voices)
    return words if named else f"“{shortened(words, SHORT_QUOTE)}”"


def expectation_line(expected: Expectation, by_id: Mapping[str, Happening], writer: Writer) -> Line:
    """The line of an expectation: what was to come by whom, the words that opened it and those that closed it."""
    happening = by_id.get(expected.opened.episode)
    opening = _opening(expected, happening)
    said = writer.sentences.lead(opening, opening.status) if opening else ""
    parties = " → ".join(filter(None, (expected.source, expected.target)))
    who = ", ".join(expected.by)
    opened = writer.cite(expected.opened, role=by(writer, writer.words("role.said"), who) if who else "")
    closed = expected.closed and writer.cite(expected.closed, role=writer.words(f"state.{expected.state}"))
    stale = expected.stale and expected.state == "open"
    return Line(
        lead=said or f"{parties}: {writer.names.frame(expected.frame)}",
        when=writer.words.interval(expected.due_start, expected.due_end),
        reported="" if expected.due_start else writer.words.day(expected.opened_on),
        status=opening.status if opening else "planned",
        tone=tone(happening.episode.score) if happening else "neutral",
        remark=writer.words("state.stale") if stale else "",
        quotes=tuple(quoted for quoted in (opened, closed) if quoted),
    )


def coming(expected: Expectation, view: View) -> bool:
    """Whether the day of what is expected is still to come, so that nothing unread can have fulfilled it."""
    return expected.due_start is not None and dates.later(expected.due_start, view.as_of)


def explanation_line(explained: Explained, by_id: Mapping[str, Happening], writer: Writer) -> Line:
    """The line of what is explained, with the reasons given and by whom; different reasons stand side by side."""
    happening = next((by_id[key] for key in explained.episodes if key in by_id), None)
    shown = [writer.cite(happening.best)] if happening else []
    shown += [writer.cite(reason.cited, role=_given_by(reason, writer)) for reason in explained.reasons]
    return Line(
        lead=writer.lead(happening) if happening else capital(folded(explained.what)),
        when=writer.words.interval(explained.start, None),
        status=happening.episode.status if happening else "occurred",
        tone=tone(happening.episode.score) if happening else "neutral",
        remark=writer.words("remark.competing") if explained.competing else "",
        quotes=tuple(quoted for quoted in shown if quoted),
    )


def _given_by(reason: Reason, writer: Writer) -> str:
    """Who gives a reason; one that is widely held is nobody's own."""
    if reason.by == WIDELY:
        return writer.words("role.reason.widely")
    return writer.words("role.reason.by", who=reason.by) if reason.by else writer.words("role.reason")


def by(writer: Writer, what: str, who: str) -> str:
    """What somebody does with a statement, and who: ``denied by Cambodia``; without a name, what is done alone."""
    return writer.words("role.by", what=what, who=inside(who, writer)) if who else what


def inside(who: str, writer: Writer) -> str:
    """Those who say something, as they stand inside a sentence: ``the United States (Wendy Sherman)``."""
    country, bracket, rest = folded(who).partition(" (")
    return f"{writer.names.inside(country)}{bracket}{rest}"


def claim_and_denial(dispute: Dispute) -> list[Voice]:
    """The first claim, the first concern and the last denial of a dispute, or what else there is of it."""
    first: dict[str, Voice] = {}
    for voice in dispute.voices:
        if voice.part == "denial" or voice.part not in first:
            first[voice.part] = voice
    main = [first[part] for part in ("claim", "concern", "denial", "doubt") if part in first]
    return sorted(main or first.values(), key=lambda voice: voice.cited.order)


def _opening(expected: Expectation, happening: Happening | None) -> Statement | None:
    told = happening.statements if happening else ()
    return next((s for s in told if s.id == expected.opened.statement), None)
