"""The state of a relation in five sentences: only what is sure, dated and denied by nobody, each with its quotes."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from detente.relations.ahead import lying_ahead
from detente.relations.disputes import Dispute
from detente.relations.grounds import guessed_party
from detente.relations.happenings import Happening
from detente.relations.instruments import Instrument
from detente.relations.ledger_lines import about, called, dispute_line, expectation_line, step_words, telling
from detente.relations.lines import Line, View, Writer, tone
from detente.relations.quoting import Quoted
from detente.relations.sections import Material, fate
from detente.relations.weight import LEAST_OF_HEAD, Weight, denials, disputed, extreme, fit_for_head, sure

SENTENCES = 5

# The latest is the weightiest of what happened in so many years before the last sure word.
RECENT = 1

# What is so many years older than the last article is the last on record, and no news.
OLD = 2

# What scores less the other way is no step.
STEP = 3.0

# A sentence cites at most so many quotes.
QUOTES = 2


def state(told: Material, writer: Writer, view: View, weight: Weight) -> tuple[Line, ...]:
    """Five sentences at most: the latest, the latest the other way, an instrument, what is disputed, what is ahead.

    Where one of them is wanting, the next weightiest episode takes its place; where too little is sure, there are
    fewer.
    """
    dated = [h for h in told.found if h.happened and h.episode.start and _fit(h, writer, view)]
    sure_ones = [h for h in dated if fit_for_head(h)]
    latest = _latest(_recent(dated, sure_ones), weight)
    against = _against(sure_ones, latest, weight)
    later = [h for h in sure_ones if latest and _begins(h) > _ends(latest)]
    picked: list[tuple[str, Happening]] = [(_latest_tag(latest, later, view), latest)] if latest else []
    picked += [("easing" if against.episode.score > 0 else "setback", against)] if against else []
    lines = [_line(happening, tag, writer, view) for tag, happening in picked]
    used = {h.episode.id for _, h in picked}
    standing = _standing(told, used)
    used |= {step.cited.episode for step in standing.steps} if standing else set()
    ledger = (
        _instrument(standing, writer, view) if standing else None,
        _dispute(told.ledger.disputes, writer),
        _ahead(told, writer, view),
    )
    lines += [line for line in ledger if line]
    others = [h for h in sure_ones if h.episode.id not in used]
    turns = weight.weightiest(others, SENTENCES - len(lines)) if len(lines) < SENTENCES else []
    since = {h.episode.id for h in later}
    lines += [
        _line(happening, "since" if happening.episode.id in since else "turn", writer, view)
        for happening in reversed(turns)
    ]
    return tuple(lines[:SENTENCES])


def _fit(happening: Happening, writer: Writer, view: View) -> bool:
    """Whether an episode is sure, both its parties named by words, and there are words to tell it."""
    best, by = happening.best, writer.told_by(happening)
    founded = sure(happening) and not guessed_party(best) and writer.founded(best)
    told = founded and not disputed(happening) and by != writer.words("somebody")
    return told and bool(writer.sentence(happening, view.as_of))


def _recent(dated: Sequence[Happening], surest: Sequence[Happening]) -> Sequence[Happening]:
    """What the latest is chosen from: what is sure beyond doubt, unless that ends long before the rest does."""
    last, last_surest = (max(map(_begins, several), default="") for several in (dated, surest))
    return surest if last_surest >= years_before(last, RECENT) else dated


def _latest_tag(latest: Happening, later: Sequence[Happening], view: View) -> str:
    old = _ends(latest) < years_before(view.as_of, OLD)
    return "recent" if later else "last" if old else "latest"


def years_before(day: str, years: int) -> str:
    """The day so many years before; ``""`` of no day."""
    return f"{int(day[:4]) - years:04}{day[4:]}" if day else ""


def _begins(happening: Happening) -> str:
    return happening.episode.start or ""


def _ends(happening: Happening) -> str:
    return f"{happening.episode.end or happening.episode.start or ''}~"


def extremes(found: Sequence[Happening], writer: Writer, view: View) -> tuple[Line, ...]:
    """The head of a whole brief: latest, announced, best, worst, disputed."""
    dated = [h for h in found if h.happened and h.episode.start and not disputed(h) and sure(h)]
    picks: list[tuple[str, Happening | None]] = [
        ("latest", max(dated, key=lambda h: (h.episode.start or "", abs(h.episode.score)), default=None)),
        ("announced", next((h for h in found if fate(h, view.as_of) == "ahead"), None)),
        ("cooperative", extreme(dated, 1)),
        ("hostile", extreme(dated, -1)),
        ("dispute", next((h for h in reversed(found) if denials(h)), None)),
    ]
    tags: dict[str, list[str]] = {}
    for tag, happening in picks:
        if happening:
            tags.setdefault(happening.episode.id, []).append(writer.words(f"tag.{tag}"))
    chosen = {h.episode.id: h for _, h in picks if h}
    return tuple(
        writer.line(h, tag=", ".join(tags[key]).capitalize(), claim=bool(denials(h))) for key, h in chosen.items()
    )


def _latest(found: Sequence[Happening], weight: Weight) -> Happening | None:
    """The weightiest episode of the last year on record."""
    since = years_before(max(map(_begins, found), default=""), RECENT)
    recent = [h for h in found if (h.episode.start or "") >= since]
    return max(recent, key=lambda h: (weight.of(h), h.episode.id), default=None)


def _against(found: Sequence[Happening], latest: Happening | None, weight: Weight) -> Happening | None:
    """The weightiest step the other way, of the latest of them."""
    if latest is None or not latest.episode.score:
        return None
    sign = 1 if latest.episode.score > 0 else -1
    other = [h for h in found if -sign * h.episode.score >= STEP]
    return _latest(other, weight)


def _line(happening: Happening, tag: str, writer: Writer, view: View) -> Line:
    told = dict.fromkeys(s.id for s in (happening.best, *happening.with_status(happening.episode.status)))
    by_id = {s.id: s for s in happening.statements}
    quotes = [writer.cite(by_id[key]) for key in list(told)[:QUOTES]]
    return _said(writer.sentence(happening, view.as_of), tag, happening.episode.score, quotes, writer)


def _said(sentence: str, tag: str, score: float, quotes: Sequence[Quoted | None], writer: Writer) -> Line:
    cited = {quoted.source.number: quoted for quoted in quotes if quoted}
    return Line(
        lead=f"{sentence.rstrip('.')}.",
        tag=writer.words(f"tag.{tag}"),
        tone=tone(score),
        status="occurred",
        quotes=tuple(cited.values()),
    )


def _standing(told: Material, used: set[str]) -> Instrument | None:
    """The instrument that changed last by a step that no other sentence tells; treaties are told as episodes."""
    by_id = told.by_id
    changed = [
        one
        for one in told.ledger.instruments
        if one.last.happened and one.last.start and one.last.cited.episode not in used and one.name != "treaty"
    ]
    # Its owner is named by words; whom else it is about, the relation tells.
    least = (LEAST_OF_HEAD[0], 0.0)
    surest = [one for one in changed if (h := by_id.get(one.last.cited.episode)) and sure(h, least)]
    return max(surest, key=lambda one: (one.last.start or "", one.name), default=None)


def _instrument(last: Instrument, writer: Writer, view: View) -> Line:
    """How an instrument stands by its last two steps."""
    steps = sorted((step for step in telling(last) if step.happened and step.start), key=lambda step: step.order)
    told = "; ".join(step_words(step, writer).replace(",", "", 1) for step in steps)
    quotes = [writer.cite(step.cited) for step in reversed(steps)]
    return _said(f"{called(last, writer, view)}: {told}", "instrument", last.last.score, quotes, writer)


def _dispute(found: Sequence[Dispute], writer: Writer) -> Line | None:
    """The matter last spoken of that one says and another denies."""
    answered = [one for one in found if one.state == "open" and any(voice.part == "denial" for voice in one.voices)]
    last = max(answered, key=lambda one: (len(one.voices) > 1, one.last, one.about), default=None)
    if last is None:
        return None
    line = _said(about(last), "dispute", -1.0, dispute_line(last, writer).quotes, writer)
    return msgspec.structs.replace(line, lead=about(last))


def _ahead(told: Material, writer: Writer, view: View) -> Line | None:
    """What is to be expected on the first day after the latest article; where no day is told, what was told last."""
    fresh = lying_ahead(told, writer, view)
    chosen = fresh[0 if fresh[0].due_start else -1] if fresh else None
    if chosen is None:
        return None
    happening = told.by_id.get(chosen.opened.episode)
    if happening is None or not sure(happening, LEAST_OF_HEAD):
        return None
    line = expectation_line(chosen, told.by_id, writer)
    when = writer.sentences.on(chosen.due_start, chosen.due_end) if chosen.due_start else ""
    reported = writer.words("on.reported", when=line.reported) if line.reported else ""
    return _said(
        writer.sentences.after(when or reported, line.lead), "ahead", happening.episode.score, line.quotes, writer
    )
