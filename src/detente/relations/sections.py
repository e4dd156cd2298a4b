"""The parts of a whole brief: what happened, what is planned and proposed, claims and denials, reasons, others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from detente.model import Statement
from detente.relations import dates
from detente.relations.changes import change_line, made_by, telling
from detente.relations.happenings import HAPPENED, Happening
from detente.relations.instruments import Instrument
from detente.relations.ledger import Ledger
from detente.relations.ledger_lines import dispute_line, expectation_line, instrument_line
from detente.relations.lines import Line, View, Writer, tone
from detente.relations.pairs import belongs
from detente.relations.quoting import Quoted, folded
from detente.relations.shifts import Shift
from detente.relations.weight import denials, disputed

# Of what a third party has to do with one side, a brief shows so many lines and counts the rest.
TOUCHED_LINES = 4

INLINE = frozenset({"disputes", "explanations", "ahead"})


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Lines under a heading of their own, such as a year."""

    title: str
    lines: tuple[Line, ...]
    note: str = ""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a brief. ``note`` says what is in it and, where it is empty, that it is; ``rest`` what is left out."""

    key: str
    title: str
    note: str = ""
    groups: tuple[Group, ...] = ()
    rest: str = ""

    @property
    def inline(self) -> bool:
        """Whether its quotes say what its lines do not, so that a page of two screens shows them, too."""
        return self.key in INLINE

    @property
    def count(self) -> int:
        """How many lines it holds."""
        return sum(len(group.lines) for group in self.groups)


class Material(NamedTuple):
    """What a brief is made of: episodes in time order, statements between the two and of others, ledger, shifts.

    ``unread`` counts what happened besides, and was not read for want of weight.
    """

    found: Sequence[Happening]
    own: Sequence[Statement]
    others: Sequence[Statement]
    ledger: Ledger
    shifts: Sequence[Shift]
    unread: int = 0

    @property
    def by_id(self) -> dict[str, Happening]:
        """The episodes by id."""
        return {happening.episode.id: happening for happening in self.found}


def whole(told: Material, writer: Writer, view: View) -> tuple[Section, ...]:
    """Every section in order; those with nothing in them are left out, but for *What happened*."""
    written = (
        changes(told, writer, len(told.shifts)),
        _happened(told.found, writer),
        _planned(told.found, writer, view),
        _proposed(told.found, writer),
        _claims(told.found, writer),
        section("disputes", [dispute_line(one, writer) for one in told.ledger.disputes], writer),
        _instruments(told.ledger.instruments, writer, view),
        _expectations(told, writer),
        _reasons(told.found, writer),
        _touched(told.own, told.others, writer, view),
    )
    return tuple(section for section in written if section.groups or section.key == "happened")


def section(key: str, lines: Iterable[Line], writer: Writer, rest: int = 0) -> Section:
    """A section without headings of its own; ``rest`` counts what is left out of it."""
    shown = tuple(lines)
    return Section(
        key=key,
        title=writer.words(f"section.{key}"),
        note=writer.words(f"note.{key}"),
        groups=(Group(title="", lines=shown),) if shown else (),
        rest=writer.words.count(f"rest.{key}", rest) if rest else "",
    )


def changes(told: Material, writer: Writer, most: int) -> Section:
    """The latest shifts, with the episodes that made them."""
    by_id = told.by_id
    shown = told.shifts if writer.full else telling(told.shifts)
    chosen = [(shift, made) for shift in shown if (made := made_by(shift, by_id, writer))][-most:]
    lines = [line for shift, made in chosen if (line := change_line(shift, made, writer))]
    return section("changed", lines, writer, len(told.shifts) - len(lines))


def happened_line(happening: Happening, writer: Writer) -> Line:
    """The line of an episode that happened; what somebody denies is not told as a fact."""
    denied = disputed(happening)
    quotes = [] if writer.full else [writer.cite(happening.best), _foretold(happening, writer)]
    return writer.line(happening, quotes, remark=writer.words("remark.disputed") if denied else "", claim=denied)


def _foretold(happening: Happening, writer: Writer) -> Quoted | None:
    """The words that announced what happened, where an earlier article has them."""
    best = writer.articles.get(happening.best.article)
    days = [(a.published, s) for s in announced(happening) if (a := writer.articles.get(s.article)) and a.published]
    if not best or not days:
        return None
    day, first = min(days, key=lambda pair: (pair[0], pair[1].id))
    if day >= (best.published or ""):
        return None
    return writer.cite(first, role=writer.words("role.announced.on", when=writer.words.day(day)))


def _happened(found: Sequence[Happening], writer: Writer) -> Section:
    """Dated episodes by year, undated ones apart."""
    happened = [h for h in found if h.happened]
    groups = [
        Group(title=year, lines=tuple(happened_line(h, writer) for h in of_year))
        for year, of_year in groupby((h for h in happened if h.episode.start), lambda h: (h.episode.start or "")[:4])
    ]
    if undated := tuple(happened_line(h, writer) for h in happened if not h.episode.start):
        groups.append(Group(title=writer.words("group.undated"), lines=undated, note=writer.words("note.undated")))
    note = writer.words("note.happened" if groups else "note.happened.none")
    return Section(key="happened", title=writer.words("section.happened"), note=note, groups=tuple(groups))


EXPECTED = ("open", "fulfilled", "refuted", "lapsed")
FATES = ("ahead", "took_place", "called_off", "unknown")


def _planned(found: Sequence[Happening], writer: Writer, view: View) -> Section:
    """What was announced for later, by what became of it."""
    by_fate: dict[str, list[Line]] = {fate: [] for fate in FATES}
    for happening in found:
        if told := fate(happening, view.as_of):
            by_fate[told].append(planned_line(happening, told, writer))
    groups = tuple(
        Group(title=writer.words(f"group.{fate}"), lines=tuple(lines)) for fate, lines in by_fate.items() if lines
    )
    key = "note.planned.asof" if view.as_of else "note.planned"
    note = writer.words(key, when=writer.words.day(view.as_of))
    return Section(key="planned", title=writer.words("section.planned"), note=note, groups=groups)


def fate(happening: Happening, as_of: str) -> str | None:
    """What became of what was announced, as far as the record tells; None of what was never announced."""
    if not happening.ever("planned"):
        return None
    if happening.happened:
        return "took_place" if announced(happening) else None
    if happening.episode.status in ("negated", "denied"):
        return "called_off" if announced(happening) else None
    start = happening.episode.end or happening.episode.start
    return "ahead" if start and dates.later(start, as_of) else "unknown"


def announced(happening: Happening) -> list[Statement]:
    """The statements that announce an episode, in other words than those that tell what became of it."""
    best = happening.best
    if best.status == "planned":
        return [best]
    return [s for s in happening.with_status("planned") if (s.article, s.quote) != (best.article, best.quote)]


def planned_line(happening: Happening, fate: str, writer: Writer) -> Line:
    """The line of what was announced, with the words that announce it and those that tell what became of it."""
    first = _cite_first(writer, announced(happening), writer.words("role.announced"))
    if fate in ("took_place", "called_off"):
        return writer.line(happening, [first, writer.cite(happening.best, role=writer.words(f"role.{fate}"))])
    passed = fate == "unknown" and happening.episode.start
    return writer.line(happening, [first], remark=writer.words("remark.passed") if passed else "")


def _proposed(found: Sequence[Happening], writer: Writer) -> Section:
    """What was proposed or only thought of, and what is known to have come of it."""
    lines = []
    for happening in found:
        said = happening.with_status("proposed", "hypothetical")
        if not said:
            continue
        moved_on = happening.episode.status not in ("proposed", "hypothetical")
        later = writer.cite(happening.best, role=writer.status(happening.episode.status)) if moved_on else None
        lines.append(writer.line(happening, [_cite_first(writer, said, writer.status(said[0].status)), later]))
    return section("proposed", lines, writer)


def _claims(found: Sequence[Happening], writer: Writer) -> Section:
    """What somebody says and somebody denies, and what is said not to have happened."""
    contested = [claim_line(happening, writer) for happening in found if denials(happening)]
    negated = [
        writer.line(happening)
        for happening in found
        if happening.episode.status == "negated" and not denials(happening) and not announced(happening)
    ]
    groups = tuple(
        Group(title=writer.words(f"group.{key}"), lines=tuple(lines))
        for key, lines in (("denied", contested), ("negated", negated))
        if lines
    )
    return msgspec.structs.replace(section("claims", (), writer), groups=groups)


def claim_line(happening: Happening, writer: Writer) -> Line:
    """The line of what somebody says and somebody denies."""
    denied = denials(happening)
    claims = [s for s in happening.statements if s not in denied and s.status != "negated"]
    claim = _cite_first(writer, claims, writer.said(claims[:1]))
    return writer.line(happening, [claim, *(writer.cite(s, role=writer.said([s])) for s in denied)], claim=True)


def _instruments(found: Sequence[Instrument], writer: Writer, view: View) -> Section:
    """How each instrument stands by the last word on it, with the steps that led there."""
    return section("instruments", [instrument_line(one, writer, view) for one in found], writer)


def _expectations(told: Material, writer: Writer) -> Section:
    """What was to be expected, by what became of it."""
    by_id = told.by_id
    groups = []
    for state in EXPECTED:
        lines = [expectation_line(one, by_id, writer) for one in told.ledger.expectations if one.state == state]
        groups += [Group(title=writer.words(f"group.{state}"), lines=tuple(lines))] if lines else []
    return msgspec.structs.replace(section("expectations", (), writer), groups=tuple(groups))


def _reasons(found: Sequence[Happening], writer: Writer) -> Section:
    """What articles, or those they quote, give as the reason of a deed."""
    given = ((happening, reasons(happening, writer)) for happening in found)
    lines = [writer.line(h, [writer.cite(h.best), *quotes]) for h, quotes in given if quotes]
    return section("reasons", lines, writer)


def reasons(happening: Happening, writer: Writer) -> list[Quoted]:
    """The reasons that are given for an episode, each with who gives it."""
    given: dict[int, Quoted] = {}
    for statement in happening.statements:
        for cause in statement.because:
            who = folded(", ".join(cause.by))
            role = writer.words("role.reason.by", who=who) if who else writer.words("role.reason")
            if quoted := writer.cite(statement, cause.span, role):
                given.setdefault(quoted.source.number, quoted)
    return list(given.values())


def _touched(own: Sequence[Statement], others: Sequence[Statement], writer: Writer, view: View) -> Section:
    """What the same articles tell of one of the two sides and a third party."""
    same_articles = {s.article for s in own}
    by_pair: dict[str, list[Statement]] = {}
    for statement in others:
        if statement.article in same_articles and (pair := _pair(statement, writer, view)):
            by_pair.setdefault(pair, []).append(statement)
    ordered = sorted(by_pair.items(), key=lambda item: (-len(item[1]), item[0]))
    groups = tuple(_touched_group(pair, statements, writer) for pair, statements in ordered)
    return msgspec.structs.replace(section("touched", (), writer), groups=groups)


def _pair(statement: Statement, writer: Writer, view: View) -> str:
    """The name of the relation with the first third party that a statement tells of, or ``""``."""
    parties = (*statement.source, *statement.target)
    side = next((s for s in (view.a, view.b) if any(belongs(actor, s) for actor in parties)), "")
    third = next((x for x in parties if x.country and not belongs(x, view.a) and not belongs(x, view.b)), None)
    if not side or not third:
        return ""
    return folded(f"{writer.names.country(side)} – {writer.names.side(third)}")


def _touched_group(pair: str, statements: Sequence[Statement], writer: Writer) -> Group:
    ordered = sorted(statements, key=lambda s: (-s.confidence, s.id))
    lines = tuple(_touched_line(s, writer) for s in ordered[:TOUCHED_LINES])
    rest = len(ordered) - len(lines)
    return Group(title=pair, lines=lines, note=writer.words.count("remark.same", rest) if rest else "")


def _touched_line(statement: Statement, writer: Writer) -> Line:
    quoted = writer.cite(statement)
    by = writer.voices([statement]) if statement.status in HAPPENED else ""
    lead = writer.sentences.lead(statement, statement.status)
    return Line(
        lead=f"{writer.words('according', who=by)}: {lead}" if by else lead,
        when=writer.words.interval(statement.start, statement.end),
        reported="" if statement.start or not quoted else writer.words.day(quoted.source.published),
        status=statement.status,
        tone=tone(statement.score),
        quotes=(quoted,) if quoted else (),
    )


def _cite_first(writer: Writer, statements: Iterable[Statement], role: str) -> Quoted | None:
    first = next(iter(statements), None)
    return writer.cite(first, role=role) if first else None
