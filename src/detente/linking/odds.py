"""How likely it is that a report tells of a happening already reported, as log odds.

The prior follows from dates and habits: two reports of one kind of happening between the same parties whose dates
leave ``u`` days open are of one happening with odds of about ``rare / u``, where such a thing happens every ``rare``
days. A report without a date tells of something near its publication, so the days from there count as open. The rest
(frames, parties, persons, place, status) adds to that or takes away.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from detente.linking.kinds import Kind, shared
from detente.linking.report import AHEAD, HAPPENED, SLACK, Days, Report
from detente.model import Place, Status

OPEN: frozenset[Status] = frozenset({"proposed", "hypothetical"})


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds of each piece of evidence, set by judgement; from ``threshold`` on, two reports are of one happening."""

    same_frame: float = 1.0
    same_parties: float = 0.3
    side_missing: float = -0.7
    undated: float = -1.5
    undated_most: float = 0.7
    same_article: float = 0.4
    same_person: float = 1.0
    other_person: float = -7.0
    other_agent: float = -0.5
    same_place: float = 1.0
    other_place: float = -0.5
    other_country: float = -2.5
    only_an_idea: float = -1.5
    plan_after_fact: float = -2.0
    threshold: float = 0.0


def log_odds(new: Report, old: Report, weights: Weights) -> float | None:
    """The log odds that two reports are of one happening; None where they cannot be."""
    kind = shared(new.kinds, old.kinds)
    if not kind or new.days.gap(old.days) > kind.days or not _fit(new, old, kind):
        return None
    w = weights
    dated = new.days.sure and old.days.sure
    total = math.log(kind.rare / _open_days(new, old))
    total = total if dated else min(total, w.undated_most) + w.undated
    total += w.same_article if not dated and new.statement.article == old.statement.article else 0.0
    total += w.same_frame if new.statement.frame == old.statement.frame else 0.0
    total += w.only_an_idea if (new.statement.status in OPEN) != (old.statement.status in OPEN) else 0.0
    total += w.plan_after_fact if _is_past(old, new) or _is_past(new, old) else 0.0
    total += _sides(new, old, w) + _places(new.statement.place, old.statement.place, w)
    return total + _persons(new, old, w.other_person if kind.personal else w.other_agent, w)


def _fit(new: Report, old: Report, kind: Kind) -> bool:
    """Whether the parties of two reports can be those of one happening."""
    if not new.parties & old.parties:
        return False
    if _overlap(new.source, old.source) and _overlap(new.target, old.target):
        return True
    return _may_trade_places(new, old, kind) and swapped(new, old)


def swapped(new: Report, old: Report) -> bool:
    """Whether two reports agree on the parties once those of one trade places, and not as they stand."""
    straight = _overlap(new.source, old.source) and _overlap(new.target, old.target)
    return not straight and _overlap(new.source, old.target) and _overlap(new.target, old.source)


def _may_trade_places(new: Report, old: Report, kind: Kind) -> bool:
    if new.statement.symmetric or old.statement.symmetric:
        return True
    return kind.mutual and new.statement.frame != old.statement.frame


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


def _open_days(new: Report, old: Report) -> int:
    """How many days come into question, where one report may speak of another's happening."""
    if new.days.sure and old.days.sure:
        return max(new.days.width, old.days.width) + new.days.gap(old.days)
    one, other = _told(new), _told(old)
    return max(SLACK, one.gap(other), one.width, other.width)


def _told(report: Report) -> Days:
    """The days of a report; of one without a date, the day on which it was told."""
    if report.days.sure or report.told is None:
        return report.days
    return Days(report.told, report.told, False)


def _is_past(fact: Report, plan: Report) -> bool:
    """Whether a plan without a date was told when the other report's happening was over, or known to have begun."""
    if plan.days.sure or plan.statement.status not in AHEAD or fact.statement.status not in HAPPENED:
        return False
    if plan.told is None:
        return False
    return (fact.told is not None and plan.told >= fact.told) or (fact.days.sure and plan.told > fact.days.last)


def _sides(new: Report, old: Report, w: Weights) -> float:
    if new.parties == old.parties:
        return w.same_parties
    return w.side_missing if min(len(new.parties), len(old.parties)) == 1 else 0.0


def _persons(new: Report, old: Report, other: float, w: Weights) -> float:
    """Persons of one party speak for one happening if any is named in both, and against it if none is."""
    total = 0.0
    for side, names in new.persons.items():
        if others := old.persons.get(side):
            total += w.same_person if names & others else other
    return total


def _places(new: Place | None, old: Place | None, w: Weights) -> float:
    if not new or not old:
        return 0.0
    if new.name.casefold() == old.name.casefold():
        return w.same_place
    if new.country and old.country and new.country != old.country:
        return w.other_country
    # A country holds its towns: only two places below the level of a country can differ.
    return w.other_place if new.lat is not None and old.lat is not None else 0.0
