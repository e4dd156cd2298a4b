"""Settling reports into groups of one happening each, so that no order of arrival shows in the result.

Reports have an order of their own, the most exactly dated first. Each joins the likeliest of the groups that begin
before it, or begins one; it is compared with the report that leads the group. What a report does thus depends on
leaders before it alone. When reports are added, those whose leaders changed are settled anew, in order, and nothing
else is: the groups are the same as if all had been there from the start.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from detente.linking.odds import Weights, log_odds
from detente.linking.report import Report
from detente.linking.shelves import Settled, Shelves, looks, stands


def settle(new: Iterable[Report], shelves: Shelves, weights: Weights) -> set[str]:
    """Settle new reports, and those settled before whose group they change.

    Args:
        new: the reports to be added.
        shelves: those that are settled.
        weights: what each piece of evidence counts for.

    Returns:
        The leaders of all groups that are new, have changed or are no more.
    """
    waiting = {report.order: report for report in new}
    line = list(waiting)
    heapify(line)
    changed: set[str] = set()
    while line:
        report = waiting.pop(heappop(line))
        old = shelves.get(report.order)
        settled = _choose(report, shelves, weights)
        if old is not None and old.leader == settled.leader:
            continue
        changed |= {settled.leader} | ({old.leader} if old else set())
        for other in _upset(settled, old, shelves, weights):
            if other.order not in waiting:
                waiting[other.order] = other
                heappush(line, other.order)
        shelves.put(settled, dict.fromkeys(stands(report)))
    return changed


def _choose(report: Report, shelves: Shelves, weights: Weights) -> Settled:
    """The likeliest group that begins before a report, or its own; of two as likely, the one that begins first."""
    best = Settled(report, report.order, weights.threshold)
    for leader in shelves.leaders(looks(report), report.order):
        odds = log_odds(report, leader, weights)
        if odds is None or odds <= weights.threshold:
            continue
        if odds > best.odds or (odds == best.odds and leader.order < best.leader):
            best = Settled(report, leader.order, odds)
    return best


def _upset(settled: Settled, old: Settled | None, shelves: Shelves, weights: Weights) -> list[Report]:
    """Later reports that a report draws to itself by becoming a leader, or leaves alone by being one no more."""
    report = settled.report
    led = old is not None and old.leads
    if settled.leads and not led:
        near = shelves.after(looks(report), report.order)
        return [other.report for other in near if _draws(report, other, weights)]
    if led and not settled.leads:
        return [other for other in shelves.group(report.order) if other.order != report.order]
    return []


def _draws(leader: Report, other: Settled, weights: Weights) -> bool:
    odds = log_odds(other.report, leader, weights)
    return odds is not None and odds >= other.odds
