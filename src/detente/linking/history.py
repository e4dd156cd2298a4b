"""Reports of one happening → the episode: what it was, what became of it, and the steps towards it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from detente.linking.kinds import Kinds
from detente.linking.odds import swapped
from detente.linking.report import HAPPENED, Report, party
from detente.model import Actor, Episode, Place, Statement, Status, stable_id

Step = tuple[str, Status]

# Of several statuses that one article gives, the one that says most about what is; and what a later article can't undo.
STRENGTH: tuple[Status, ...] = ("occurred", "ongoing", "negated", "denied", "planned", "proposed", "hypothetical")
FACTS: frozenset[Status] = HAPPENED | {"negated"}
PLANS: frozenset[Status] = frozenset({"planned", "denied"})


def episode(group: Sequence[Report], called_off: Step | None = None) -> Episode:
    """The episode of a group of reports, of which the first is the most exactly dated.

    Args:
        group: reports of one happening.
        called_off: the day on which, by a statement of its own, it was called off.
    """
    told = sorted(group, key=lambda r: (r.published or "9999", r.statement.article, r.statement.sentence, r.order))
    steps = _steps(told) + ([called_off] if called_off else [])
    main = _main(group)
    dated = _dated(group)
    source, target = _sides(group)
    return Episode(
        id=stable_id("e", told[0].statement.id),
        event=main.event,
        frame=main.frame,
        source=source,
        target=target,
        symmetric=main.symmetric,
        start=dated.start,
        end=dated.end,
        status=_outcome(steps),
        history=tuple(_changes(sorted(steps, key=lambda step: step[0]))),
        place=_place(group),
        quad=main.quad,
        score=main.score,
        statements=tuple(r.statement.id for r in told),
        articles=len({r.statement.article for r in group}),
    )


def undone(groups: Sequence[Sequence[Report]], kinds: Kinds) -> Mapping[int, Step]:
    """Plans that another happening called off: the step to add, by the number of the group.

    Calling off is a deed of its own and stays an episode of its own.
    """
    by_frame: dict[tuple[str, str], list[Report]] = {}
    for group in groups:
        for side in group[0].parties:
            by_frame.setdefault((group[0].statement.frame, side), []).append(group[0])
    found: dict[int, Step] = {}
    for number, group in enumerate(groups):
        planned = all(r.statement.status in PLANS for r in group)
        if planned and (ends := [end.published for end in _enders(group[0], by_frame)]):
            found[number] = (min(ends), "negated")
    return found


def _enders(plan: Report, by_frame: Mapping[tuple[str, str], Sequence[Report]]) -> Iterator[Report]:
    """What called a plan off: done by or to its parties, told no earlier than the plan, and near it in time."""
    for kind in plan.kinds:
        for key in product(kind.undone_by, plan.parties):
            for end in by_frame.get(key, ()):
                in_time = plan.published <= end.published and plan.days.gap(end.days) <= kind.rare
                same = end.parties <= plan.parties or end.parties >= plan.parties
                if same and in_time and end.statement.status in HAPPENED:
                    yield end


def _steps(told: Sequence[Report]) -> list[Step]:
    """The status that each day of publication gives: by words that carry a date, if any do."""
    by_day: dict[str, list[Report]] = {}
    for r in told:
        by_day.setdefault(r.published, []).append(r)
    best = {
        day: min(rs, key=lambda r: (not r.days.sure, STRENGTH.index(r.statement.status))) for day, rs in by_day.items()
    }
    return [(day, r.statement.status) for day, r in sorted(best.items())]


def _changes(steps: Sequence[Step]) -> Iterator[Step]:
    last: Status | None = None
    for day, status in steps:
        if status != last:
            yield day, status
        last = status


def _outcome(steps: Sequence[Step]) -> Status:
    """What became of it: the latest fact; where there is none, the latest plan or denial; else the latest idea."""
    ordered = sorted(steps, key=lambda step: step[0])
    for level in (FACTS, PLANS):
        if known := [status for _, status in ordered if status in level]:
            return known[-1]
    return ordered[-1][1]


def _main(group: Sequence[Report]) -> Statement:
    """The statement that shows best what it was: one of the frame that most reports give."""
    frames = Counter(r.statement.frame for r in group)
    return min((r.statement for r in group), key=lambda s: (-frames[s.frame], -s.confidence, s.frame, s.id))


def _dated(group: Sequence[Report]) -> Statement:
    """The statement with the narrowest days, of those that tell of it as a fact if any of them has a date."""
    dated = [r for r in group if r.days.sure]
    facts = [r for r in dated if r.statement.status in FACTS]
    return min(facts or dated or group, key=lambda r: r.order).statement


def _sides(group: Sequence[Report]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actor codes of both sides, as the first report points."""
    first = group[0]
    sources: list[Actor] = []
    targets: list[Actor] = []
    for r in group:
        turned = r is not first and swapped(r, first)
        sources += r.statement.target if turned else r.statement.source
        targets += r.statement.source if turned else r.statement.target
    return _codes(sources), _codes(targets)


def _codes(actors: Sequence[Actor]) -> tuple[str, ...]:
    """One code for each party, the one given most often; parties in order of how often they are named."""
    parties = Counter(party(actor) for actor in actors)
    codes = Counter((party(actor), actor.code) for actor in actors)
    best = {side: min((-n, code) for (of, code), n in codes.items() if of == side)[1] for side in parties}
    return tuple(dict.fromkeys(best[side] for side, _ in sorted(parties.items(), key=lambda kv: (-kv[1], kv[0]))))


def _place(group: Sequence[Report]) -> Place | None:
    """The place given most often, one on the map before one that is not."""
    places = [r.statement.place for r in group if r.statement.place]
    names = Counter(place.name.casefold() for place in places)
    return min(places, key=lambda p: (-names[p.name.casefold()], p.lat is None, p.name), default=None)
