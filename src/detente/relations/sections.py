"""The parts of a brief: what happened, what is planned and proposed, claims and denials, reasons, other relations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from detente.model import Statement
from detente.relations import dates
from detente.relations.happenings import HAPPENED, Happening
from detente.relations.instruments import Instrument, instruments
from detente.relations.lines import Line, Writer, tone, voices
from detente.relations.names import STATUS_WORDS
from detente.relations.pairs import belongs
from detente.relations.quoting import Quoted, folded

# Of what a third party has to do with one side, a brief shows so many lines and counts the rest.
TOUCHED_LINES = 4

# Of the steps of an instrument, so many of the latest are quoted; the others are cited by number.
STEPS = 4

DENIALS = ("denies", "doubts")


class View(NamedTuple):
    """From where a brief looks: the two sides, and the day of the latest article."""

    a: str
    b: str
    as_of: str


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Lines under a heading of their own, such as a year."""

    title: str
    lines: tuple[Line, ...]
    note: str = ""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a brief. ``note`` says what is in it and, where it is empty, that it is."""

    key: str
    title: str
    note: str = ""
    groups: tuple[Group, ...] = ()

    @property
    def count(self) -> int:
        """How many lines it holds."""
        return sum(len(group.lines) for group in self.groups)


def state(found: Sequence[Happening], writer: Writer, as_of: str) -> tuple[Line, ...]:
    """A few lines that tell where the relation stands: latest, best, worst, what is ahead, what is disputed."""
    dated = [h for h in found if h.happened and h.episode.start and not _denials(h)]
    picks: list[tuple[str, Happening | None]] = [
        ("Latest", max(dated, key=lambda h: (h.episode.start or "", abs(h.episode.score)), default=None)),
        ("Announced", next((h for h in found if _fate(h, as_of) == "ahead"), None)),
        ("Most cooperative", _extreme(dated, 1)),
        ("Most hostile", _extreme(dated, -1)),
        ("In dispute", next((h for h in reversed(found) if _denials(h)), None)),
    ]
    tags: dict[str, list[str]] = {}
    for tag, happening in picks:
        if happening:
            tags.setdefault(happening.episode.id, []).append(tag)
    chosen = {h.episode.id: h for _, h in picks if h}
    return tuple(
        writer.line(h, tag=", ".join(tags[key]).capitalize(), claim=bool(_denials(h))) for key, h in chosen.items()
    )


def all_sections(
    found: Sequence[Happening],
    own: Sequence[Statement],
    others: Sequence[Statement],
    writer: Writer,
    view: View,
) -> tuple[Section, ...]:
    """Every section in order; those with nothing in them are left out, but for *What happened*."""
    written = (
        _happened(found, writer),
        _planned(found, writer, view),
        _proposed(found, writer),
        _claims(found, writer),
        _instruments(found, writer, view),
        _reasons(found, writer),
        _touched(own, others, writer, view),
    )
    return tuple(section for section in written if section.groups or section.key == "happened")


def _happened(found: Sequence[Happening], writer: Writer) -> Section:
    """Dated episodes by year, undated ones apart."""
    happened = [h for h in found if h.happened]
    groups = [
        Group(title=year, lines=tuple(writer.line(h, remark=_disputed(h), claim=bool(_denials(h))) for h in of_year))
        for year, of_year in groupby((h for h in happened if h.episode.start), lambda h: (h.episode.start or "")[:4])
    ]
    undated = tuple(
        writer.line(h, remark=_disputed(h), claim=bool(_denials(h))) for h in happened if not h.episode.start
    )
    if undated:
        note = "The articles do not tell when; in the order in which they were reported."
        groups.append(Group(title="Undated", lines=undated, note=note))
    note = "In time order, one line an episode." if groups else "Nothing in the record is told as having happened."
    return Section(key="happened", title="What happened", note=note, groups=tuple(groups))


_FATES = {
    "ahead": "Ahead",
    "took place": "Announced, and took place",
    "called off": "Announced, and did not happen",
    "unknown": "No later word in the record",
}


def _planned(found: Sequence[Happening], writer: Writer, view: View) -> Section:
    """What was announced for later, by what became of it."""
    by_fate: dict[str, list[Line]] = {fate: [] for fate in _FATES}
    for happening in found:
        if fate := _fate(happening, view.as_of):
            by_fate[fate].append(_planned_line(happening, fate, writer))
    groups = tuple(Group(title=_FATES[fate], lines=tuple(lines)) for fate, lines in by_fate.items() if lines)
    note = "Announced for later, and what became of it"
    note += f"; the latest article is of {dates.plain(view.as_of)}." if view.as_of else "."
    return Section(key="planned", title="Planned", note=note, groups=groups)


def _fate(happening: Happening, as_of: str) -> str | None:
    """What became of what was announced, as far as the record tells; None of what was never announced."""
    if not happening.ever("planned"):
        return None
    if happening.happened:
        return "took place" if _announced(happening) else None
    if happening.episode.status in ("negated", "denied"):
        return "called off" if _announced(happening) else None
    start = happening.episode.end or happening.episode.start
    return "ahead" if start and dates.later(start, as_of) else "unknown"


def _announced(happening: Happening) -> list[Statement]:
    """The statements that announce an episode, in other words than those that tell what became of it."""
    best = happening.best
    if best.status == "planned":
        return [best]
    return [s for s in happening.with_status("planned") if (s.article, s.quote) != (best.article, best.quote)]


def _planned_line(happening: Happening, fate: str, writer: Writer) -> Line:
    outcome = {"took place": "took place", "called off": "did not happen"}.get(fate)
    announced = _cite_first(writer, _announced(happening), "announced")
    if not outcome:
        passed = fate == "unknown" and happening.episode.start
        return writer.line(happening, [announced], remark="its date has passed" if passed else "")
    return writer.line(happening, [announced, writer.cite(happening.best, role=outcome)])


def _proposed(found: Sequence[Happening], writer: Writer) -> Section:
    """What was proposed or only thought of, and what is known to have come of it."""
    lines = []
    for happening in found:
        said = happening.with_status("proposed", "hypothetical")
        if not said:
            continue
        moved_on = happening.episode.status not in ("proposed", "hypothetical")
        later = writer.cite(happening.best, role=STATUS_WORDS[happening.episode.status]) if moved_on else None
        lines.append(writer.line(happening, [_cite_first(writer, said, STATUS_WORDS[said[0].status]), later]))
    groups = (Group(title="", lines=tuple(lines)),) if lines else ()
    return Section(key="proposed", title="Proposed", note="Proposed, offered or only considered.", groups=groups)


def _claims(found: Sequence[Happening], writer: Writer) -> Section:
    """What somebody says and somebody denies, and what is said not to have happened."""
    contested, negated = [], []
    for happening in found:
        denials = _denials(happening)
        if denials:
            claims = [s for s in happening.statements if s not in denials and s.status != "negated"]
            claim = _cite_first(writer, claims, _said(claims[:1]))
            quotes = [claim, *(writer.cite(s, role=_said([s])) for s in denials)]
            contested.append(writer.line(happening, quotes, claim=True))
        elif happening.episode.status == "negated" and not _announced(happening):
            negated.append(writer.line(happening))
    named = (("Denied or doubted", contested), ("Said not to have happened", negated))
    groups = tuple(Group(title=title, lines=tuple(lines)) for title, lines in named if lines)
    return Section(key="claims", title="Claims and denials", note="Who says so, and who denies it.", groups=groups)


def _denials(happening: Happening) -> list[Statement]:
    return [s for s in happening.statements if s.status == "denied" or s.stance in DENIALS]


def _disputed(happening: Happening) -> str:
    return "disputed, see Claims and denials" if _denials(happening) else ""


def _said(statements: Sequence[Statement]) -> str:
    """What the holder of a statement does with it: ``said by …``, ``denied by …``, ``reported``."""
    if not statements:
        return ""
    by = f" by {voices(statements)}" if voices(statements) else ""
    if statements[0].stance == "doubts":
        return f"doubted{by}"
    if statements[0].status == "denied" or statements[0].stance == "denies":
        return f"denied{by}"
    return f"said{by}" if by else "reported"


def _instruments(found: Sequence[Happening], writer: Writer, view: View) -> Section:
    """How each instrument stands by the last word on it, with the steps that led there."""
    told = instruments(found, writer.names, writer.articles, (view.a, view.b))
    lines = tuple(_instrument_line(instrument, writer, view) for instrument in told)
    groups = (Group(title="", lines=lines),) if lines else ()
    note = "Exercises, aid, sanctions and the like: how each stands by the last dated word on it."
    return Section(key="instruments", title="Instruments", note=note, groups=groups)


def _instrument_line(instrument: Instrument, writer: Writer, view: View) -> Line:
    owner = {"a→b": view.a, "b→a": view.b}.get(instrument.by)
    of = f" of {writer.names.inside(writer.names.country(owner))}" if owner else ""
    last = instrument.last
    quotes = {}
    for step in instrument.steps:
        when = dates.interval(step.start, step.end)
        if quoted := writer.cite(step.cited, role=f"{step.words}, {when}" if when else step.words):
            quotes[quoted.source.number] = quoted
    shown = tuple(quotes.values())[-STEPS:]
    return Line(
        lead=f"{instrument.name.capitalize()}{of}: {last.words}",
        when=dates.interval(last.start, last.end),
        reported="" if last.start else dates.plain(last.cited.published),
        status=STATUS_WORDS[last.status],
        tone=tone(last.score),
        quotes=shown,
        more=tuple(number for number in quotes if number not in {q.source.number for q in shown}),
    )


def _reasons(found: Sequence[Happening], writer: Writer) -> Section:
    """What articles, or those they quote, give as the reason of a deed."""
    lines = []
    for happening in found:
        given: dict[int, Quoted] = {}
        for statement in happening.statements:
            for cause in statement.because:
                role = (
                    f"reason given by {folded(', '.join(cause.by))}"
                    if cause.by
                    else "reason, in the article's own words"
                )
                if quoted := writer.cite(statement, cause.span, role):
                    given.setdefault(quoted.source.number, quoted)
        if given:
            lines.append(writer.line(happening, [writer.cite(happening.best), *given.values()]))
    groups = (Group(title="", lines=tuple(lines)),) if lines else ()
    note = "Reasons as the articles give them, not as the record judges them."
    return Section(key="reasons", title="Reasons given", note=note, groups=groups)


def _touched(own: Sequence[Statement], others: Sequence[Statement], writer: Writer, view: View) -> Section:
    """What the same articles tell of one of the two sides and a third party."""
    same_articles = {s.article for s in own}
    by_pair: dict[str, list[Statement]] = {}
    for statement in others:
        if statement.article in same_articles and (pair := _pair(statement, writer, view)):
            by_pair.setdefault(pair, []).append(statement)
    ordered = sorted(by_pair.items(), key=lambda item: (-len(item[1]), item[0]))
    groups = tuple(_touched_group(pair, statements, writer) for pair, statements in ordered)
    note = "Told in the same articles, of one of the two and a third party."
    return Section(key="touched", title="Other relations touched", note=note, groups=groups)


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
    return Group(title=pair, lines=lines, note=f"{rest} more statements in the same articles." if rest else "")


def _touched_line(statement: Statement, writer: Writer) -> Line:
    quoted = writer.cite(statement)
    return Line(
        lead=writer.lead(statement, told_as_fact=statement.status in HAPPENED and not statement.attributed_to),
        when=dates.interval(statement.start, statement.end),
        reported="" if statement.start or not quoted else dates.plain(quoted.source.published),
        status=STATUS_WORDS[statement.status],
        tone=tone(statement.score),
        quotes=(quoted,) if quoted else (),
    )


def _cite_first(writer: Writer, statements: Iterable[Statement], role: str) -> Quoted | None:
    first = next(iter(statements), None)
    return writer.cite(first, role=role) if first else None


def _extreme(dated: Sequence[Happening], sign: int) -> Happening | None:
    """The episode of the highest (``1``) or lowest (``-1``) score, the later of equals."""
    key: Callable[[Happening], tuple[float, str]] = lambda h: (sign * h.episode.score, h.episode.start or "")  # noqa: E731
    best = max(dated, key=key, default=None)
    return best if best and sign * best.episode.score > 0 else None
