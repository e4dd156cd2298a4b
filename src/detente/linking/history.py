"""Reports of one happening → the episode: what it was, what became of it, and the steps towards it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from detente.linking import shelves as at
from detente.linking.evidence import swapped
from detente.linking.kinds import Kinds
from detente.linking.report import HAPPENED, Report, party
from detente.linking.shelves import OFF, Shelves
from detente.model import Actor, Episode, Place, Statement, Status, stable_id

Step = tuple[str, Status]

# Of several statuses that one article gives, the one that says most about what is; and what a later article can't undo.
STRENGTH: tuple[Status, ...] = ("occurred", "ongoing", "negated", "denied", "planned", "proposed", "hypothetical")
FACTS: frozenset[Status] = HAPPENED | {"negated"}
# After every order there is.
LAST = "~"
PLANS: frozenset[Status] = frozenset({"planned", "denied"})


def episode(group: Sequence[Report], called_off: Step | None = None) -> Episode:
    """The episode of a group of reports, of which the first leads it.

    Args:
        group: reports of one happening.
        called_off: the day on which, by a statement of its own, it was called off.
    """
    told = sorted(group, key=lambda r: (r.published or "9999", r.statement.article, r.statement.sentence, r.order))
    own = [r for r in group if not r.shifted]
    steps = _steps(told, own) + ([called_off] if called_off else [])
    main = _main(own or group)
    dated = _dated(own or group)
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


class Calls:
    """Which happenings called off a plan. Calling off is a deed of its own and stays an episode of its own."""

    def __init__(self, kinds: Kinds, shelves: Shelves) -> None:
        self._kinds, self._shelves = kinds, shelves

    def called_off(self, group: Sequence[Report]) -> Step | None:
        """The step to add to a group of plans that another happening called off: done by or to its parties, told no
        earlier than the plan, and near it in time."""
        plan = group[0]
        if any(r.status not in PLANS for r in group):
            return None
        days = [end.published for end in self._shelves.leaders(_ends(plan), LAST) if _ends_plan(end, plan)]
        return (min(days), "negated") if days else None

    def plans_near(self, leaders: Iterable[str], cleared: Iterable[at.Place] = ()) -> set[str]:
        """The leaders of groups that a happening led by one of ``leaders``, or standing there before, may have called
        off."""
        ends = [place for order in leaders if (one := self._shelves.get(order)) for place in at.stands(one.report)]
        places = [place for end in (*ends, *cleared) for place in self._plans(end)]
        return {plan.order for plan in self._shelves.leaders(places, LAST)}

    def _plans(self, end: at.Place) -> Iterator[at.Place]:
        """Where the plans may stand that a happening in a place called off."""
        name = end.shelf.removeprefix(OFF)
        if name != end.shelf:
            frame, _, one = name.partition("|")
            for kind in self._kinds.undone_by(frame):
                yield at.Place(f"{kind.kind}|{one}", end.low - kind.rare, end.high + kind.rare)


def _ends(plan: Report) -> Iterator[at.Place]:
    """Where what called a plan off may stand: its frame's own kind, under each party of the plan."""
    for kind in plan.kinds:
        for frame, one in product(kind.undone_by, sorted(plan.parties)):
            yield at.Place(f"{OFF}{frame}|{one}", plan.days.first - kind.rare, plan.days.last + kind.rare)


def _ends_plan(end: Report, plan: Report) -> bool:
    same = end.parties.keys() <= plan.parties.keys() or end.parties.keys() >= plan.parties.keys()
    return same and plan.published <= end.published and end.status in HAPPENED


def _steps(told: Sequence[Report], own: Sequence[Report]) -> list[Step]:
    """The status that each day of publication gives: by words that carry a date, if any do.

    Where all that is known is that another day was set (``own`` is empty), that is what has happened.
    """
    if not own:
        return [(day, "occurred") for day in sorted({r.published for r in told})]
    by_day: dict[str, list[Report]] = {}
    for r in told:
        by_day.setdefault(r.published, []).append(r)
    best = {day: min(rs, key=lambda r: (not r.days.sure, STRENGTH.index(r.status))) for day, rs in by_day.items()}
    return [(day, r.status) for day, r in sorted(best.items())]


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
    facts = [r for r in dated if r.status in FACTS]
    return min(facts or dated or group, key=lambda r: r.precision).statement


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
