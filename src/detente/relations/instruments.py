"""The instruments of a relation (exercises, an embargo, aid, …): what started, suspended, resumed or ended each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from detente.model import Article
from detente.relations.days import days, meet
from detente.relations.evidence import Cited
from detente.relations.explanations import once as once_given
from detente.relations.happenings import Happening
from detente.relations.instrument_words import InstrumentRow, learn, rows
from detente.relations.names import Folders, Names
from detente.relations.pairs import TURNED, Direction
from detente.relations.steps import Step, Told, coded_steps
from detente.relations.steps_read import read_steps

State = Literal["active", "suspended", "ended", "planned", "proposed"]

MAX_DAYS = 10**6

STATES: dict[str, State] = {"starts": "active", "resumes": "active", "suspends": "suspended", "ends": "ended"}


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Two sources give different days for what can have been done but once."""

    effect: str
    one: str
    other: str
    cited: tuple[Cited, Cited]


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """An instrument with its steps in time order.

    ``by`` is the side whose instrument it is; exercises, treaties and the like are of both. ``state`` is as the last
    dated step tells, ``since`` the day from which it has been so. ``called`` are names of its own.
    """

    name: str
    by: Direction
    state: State
    since: str | None
    steps: tuple[Step, ...]
    called: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def last(self) -> Step:
        """The step that gives the state."""
        return _last(self.steps)

    @property
    def proposals(self) -> tuple[Step, ...]:
        """What is planned or proposed and not known to have been done since."""
        done = [step for step in self.steps if step.happened]
        return tuple(
            step
            for step in self.steps
            if not step.happened and not any(d.effect == step.effect and d.order[0] >= step.order[0] for d in done)
        )


def instruments(
    found: Sequence[Happening], names: Names, articles: Mapping[str, Article], sides: tuple[str, str]
) -> tuple[Instrument, ...]:
    """The instruments that the articles of a relation tell of, by name.

    Args:
        found: the episodes of the relation.
        names: what each frame does to which instrument.
        articles: by id.
        sides: the codes of the two sides.
    """
    coded = list(coded_steps(found, articles, names))
    return _assemble([*coded, *read_steps(found, articles, names, coded, sides)], rows(names.folders), names.folders)


def _assemble(told: Iterable[Told], known: Mapping[str, InstrumentRow], folders: Folders) -> tuple[Instrument, ...]:
    """Steps of one instrument under one heading, in order of its name and since when."""
    by_name: dict[tuple[str, Direction, str], list[Step]] = {}
    for name, way, step in told:
        # Two sides may have several treaties; without a name of their own they are told apart by their episodes.
        own = step.cited.episode if name in known and known[name].many else ""
        by_name.setdefault((name, way, own), []).append(step)
    whole = _same_owner(by_name, known)
    made = (_instrument(name, way, steps, known.get(name), folders) for (name, way, _), steps in sorted(whole.items()))
    return tuple(sorted(made, key=lambda i: (i.name, i.by, i.since or "9999", i.steps[0].order)))


def _same_owner(
    by_name: Mapping[tuple[str, Direction, str], list[Step]], known: Mapping[str, InstrumentRow]
) -> dict[tuple[str, Direction, str], list[Step]]:
    """What a side did to an instrument that it never started, while the other side did: it is the other's instrument.

    A recipient ends an aid programme as well as a donor does.
    """
    whole: dict[tuple[str, Direction, str], list[Step]] = {}
    for (name, way, own), steps in by_name.items():
        other = by_name.get((name, TURNED[way], own), []) if way != "both" else []
        either = name in known and known[name].either
        theirs = either and _begun(other) and not _begun(steps)
        whole.setdefault((name, TURNED[way] if theirs else way, own), []).extend(steps)
    return whole


def _begun(steps: Iterable[Step]) -> bool:
    return any(step.effect == "starts" and step.happened for step in steps)


def _instrument(
    name: str, way: Direction, told: Sequence[Step], row: InstrumentRow | None, folders: Folders
) -> Instrument:
    once = frozenset(row.once if row else ())
    steps = tuple(_merged(sorted(told, key=lambda step: step.order), once))
    last = _last(steps)
    words = [cited.words for step in steps for cited in (step.cited, *step.also)]
    called = dict.fromkeys(n for w in words for n in learn(w, name, folders)) if row else {}
    return Instrument(
        name=name,
        by=way,
        state=_state(last),
        since=_since(steps, last, once),
        steps=steps,
        called=tuple(called),
        conflicts=tuple(_conflicts(steps, once)),
    )


def _state(step: Step) -> State:
    if step.happened:
        return STATES[step.effect]
    return "planned" if step.status == "planned" else "proposed"


def _last(steps: Sequence[Step]) -> Step:
    """The last step that happened, a dated one if there is any; else the last that is announced or proposed."""
    happened = [step for step in steps if step.happened]
    dated = [step for step in happened if step.start]
    return (dated or happened or steps)[-1]


def _since(steps: Sequence[Step], last: Step, once: frozenset[str]) -> str | None:
    """The day of the first of the steps in a row that put the instrument into the state of the last.

    What comes in parts, as tariffs on this and that, is over with the last of them.
    """
    if not last.happened or (_state(last) != "active" and last.effect not in once):
        return last.start
    since = last.start
    for step in reversed([s for s in steps if s.happened and s.start]):
        if _state(step) != _state(last):
            break
        since = step.start
    return since


def _merged(steps: Sequence[Step], once: frozenset[str]) -> Iterator[Step]:
    """Steps with those of them as one that tell the same: what is undated, and what can be done but once."""
    kept: list[Step] = []
    for step in sorted(steps, key=lambda s: (s.start is None, s.order)):
        place = next((n for n in reversed(range(len(kept))) if _same(kept[n], step, once)), None)
        if place is None:
            kept.append(step)
        else:
            also = (*kept[place].also, step.cited, *step.also)
            narrow = min((kept[place], step), key=_width)
            why = once_given((*kept[place].reasons, *step.reasons))
            kept[place] = msgspec.structs.replace(
                kept[place], also=also, reasons=why, start=narrow.start, end=narrow.end
            )
    yield from sorted(kept, key=lambda s: s.order)


def _width(step: Step) -> int:
    """How many days are left open for a step; all where none is told."""
    when = days(step.start, step.end)
    return (when.last - when.first).days if when else MAX_DAYS


def _same(one: Step, other: Step, once: frozenset[str]) -> bool:
    """Whether two steps may be one: the same deed, both done or both ahead, and no days that part them."""
    if one.effect != other.effect or one.happened != other.happened:
        return False
    if not one.happened:
        alike = one.status == other.status == "planned" or one.by == other.by
        return alike and meet(days(one.start, one.end), days(other.start, other.end))
    if not other.start:
        return (one.start or "") <= (other.cited.published or "9999")
    return one.effect in once and meet(days(one.start, one.end), days(other.start, other.end))


def _conflicts(steps: Sequence[Step], once: frozenset[str]) -> Iterator[Conflict]:
    """Neighbouring steps that do twice in a row what can be done but once, told by different articles."""
    dated = [step for step in steps if step.happened and step.start]
    for one, other in pairwise(dated):
        if one.effect == other.effect and one.effect in once and one.cited.article != other.cited.article:
            yield Conflict(
                effect=one.effect, one=one.start or "", other=other.start or "", cited=(one.cited, other.cited)
            )
