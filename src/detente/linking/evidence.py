"""What two reports have in common, and what sets them apart: the evidence that they tell of one happening.

Each piece of evidence has a name, and in ``linking_weights.csv`` the log odds that it counts for. ``prior`` follows
from dates and habits: two reports of one kind of happening between the same parties whose dates leave ``u`` days open
are of one happening with odds of about ``rare / u``, where such a thing happens every ``rare`` days. A report without a
date tells of something near its publication, so the days from there count as open.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from detente.linking.kinds import EVERY, Kind
from detente.linking.report import AHEAD, FAR, HAPPENED, SLACK, Days, Report
from detente.model import Place, Status

OPEN: frozenset[Status] = frozenset({"proposed", "hypothetical"})
# From so much likeness on, log odds grow no more.
MOST_PRIOR = 5.0
MOST_UNDATED = 3.0
# The chance that a party is wrong is never less.
LEAST_WRONG = 0.05
# From so many parties that one has beside those of both, log odds fall no more.
MOST_FURTHER = 3.0
# What comes more often than once in so many days may well be planned anew after it came.
OFTEN = 120

# A visit as its guest and its host have it, and what is done on one.
VISITS = ("visit", "host")
TALKS = frozenset({"meet", "talk", "negotiate", "attend-summit", "brief", "sign-agreement"})
# A gathering, and talks of two that may be held at its edge.
SUMMIT = "attend-summit"
BESIDE = frozenset({"meet", "talk", "negotiate"})

Piece = tuple[str, float]
Side = Mapping[str, float]


def evidence(new: Report, old: Report) -> list[Piece] | None:
    """The pieces of evidence with their amounts; None where two reports cannot be of one happening."""
    kind = new.kindred.shared(old.kindred)
    if not kind or not _may_meet(new, old):
        return None
    gap = new.days.gap(old.days)
    if gap > kind.days and gap > max(new.reach(kind), old.reach(kind)):
        return None
    found: list[Piece] = [("bias", 1.0), *_sides(new, old, kind), *_parties(new, old)]
    found += _dates(new, old, kind, gap)
    found += _frames(new, old, kind)
    found += _status(new, old, kind)
    found += _text(new, old)
    found += _places(new.place, old.place)
    found += _hosts(new, old)
    found += _persons(new, old, "other_person" if kind.personal else "other_agent")
    return found


def _may_meet(new: Report, old: Report) -> bool:
    """Whether two reports share a party; or a page or a place, since then their parties may be wrong."""
    return not new.parties.keys().isdisjoint(old.parties) or _on_one_page(new, old) or _there(new) == _there(old) != ""


def _there(report: Report) -> str:
    return report.place.name.casefold() if report.place else ""


def swapped(new: Report, old: Report) -> bool:
    """Whether two reports agree on the parties once those of one trade places, and not as they stand."""
    return not _straight(new, old) and _crosswise(new, old)


def _straight(new: Report, old: Report) -> bool:
    return _overlap(new.source, old.source) and _overlap(new.target, old.target)


def _crosswise(new: Report, old: Report) -> bool:
    return _overlap(new.source, old.target) and _overlap(new.target, old.source)


def _overlap(one: Side, other: Side) -> bool:
    return not one or not other or not one.keys().isdisjoint(other)


def _sides(new: Report, old: Report, kind: Kind) -> list[Piece]:
    """What the sides of two reports share, and by how much they are somebody else's, as far as the parties are sure."""
    hosts = _hosting(new, old) if kind.mutual else frozenset()
    found = _agreement((new.source, old.source), (new.target, old.target), hosts=hosts)
    mutual = kind.mutual and _frames_differ(new, old)
    if new.statement.symmetric or old.statement.symmetric or mutual:
        turned = _agreement((new.source, old.target), (new.target, old.source), hosts=hosts)
        if turned.shared - turned.other > found.shared - found.other:
            return [("crosswise", 1.0), *turned.pieces()]
    return [*found.pieces()]


class Agreement(NamedTuple):
    """How sides agree: how sure the parties are that both reports have on a side, how unlikely it is that a party is
    wrong where a side is somebody else's (as a logarithm), and how sure those are that one report has beside them."""

    shared: float
    other: float
    further: float

    def pieces(self) -> Iterator[Piece]:
        """The pieces of evidence."""
        yield "shared_side", self.shared
        if self.other:
            yield "other_side", self.other
        if self.further:
            yield "further_parties", min(MOST_FURTHER, self.further)


def _hosting(new: Report, old: Report) -> frozenset[str]:
    """Where the two took place: who hosts talks may be told as a party of them, or as their place."""
    places = (new.statement.place, old.statement.place)
    return frozenset(place.country for place in places if place and place.country)


def _agreement(*sides: tuple[Side, Side], hosts: frozenset[str]) -> Agreement:
    shared = other = further = 0.0
    for one, two in sides:
        common = one.keys() & two.keys()
        if common:
            shared += max(one[party] * two[party] for party in common)
            beside = sum(sure for side in (one, two) for party, sure in side.items() if party not in common)
            further += beside / len(common)
        elif one and two and not (one.keys() <= hosts or two.keys() <= hosts):
            other -= math.log(max(LEAST_WRONG, 1 - max(one.values()) * max(two.values())))
    return Agreement(shared, other, further)


def _parties(new: Report, old: Report) -> Iterator[Piece]:
    """How the parties of two reports, whichever their sides, can be those of one happening."""
    one, other = new.parties, old.parties
    common = one.keys() & other.keys()
    if not common:
        yield "nobody_shared", 1.0
    elif len(common) == len(one) == len(other):
        yield "same_parties", min(*one.values(), *other.values())
    elif min(len(one), len(other)) == 1:
        yield "side_missing", 1.0
    if len(one.keys() | other.keys()) == 1:
        yield "at_home", 1.0


def _frames_differ(new: Report, old: Report) -> bool:
    return new.statement.frame != old.statement.frame


def _dated(new: Report, old: Report) -> bool:
    return new.days.sure and old.days.sure


def _dates(new: Report, old: Report, kind: Kind, gap: int) -> Iterator[Piece]:
    if gap > kind.days:
        yield _why_apart(new, old), 1.0
        return
    prior = math.log(kind.rare / _open_days(new, old))
    if _dated(new, old):
        yield ("prior", min(prior, MOST_PRIOR)) if prior > 0 else ("vague", -prior)
        if gap == 0 and new.days.width == old.days.width == 1:
            yield "same_day", 1.0
        elif gap:
            yield "days_apart", min(1.0, gap / kind.days)
            if gap > 1 and not kind.lasts and new.exact and old.exact:
                yield "two_days", gap - 1.0
        return
    # Where nobody knows when it was told, it may be as far off as a report without a date can be.
    yield (
        ("prior_on_page" if _on_one_page(new, old) else "prior_undated"),
        max(-math.log(FAR), min(prior, MOST_UNDATED)),
    )
    if new.days.sure or old.days.sure:
        yield "one_undated", 1.0
    else:
        yield "both_undated", 1.0
        if new.told is not None and old.told is not None and abs(new.told - old.told) <= 1:
            yield "told_together", 1.0


def _on_one_page(new: Report, old: Report) -> bool:
    return new.statement.article == old.statement.article


def _why_apart(new: Report, old: Report) -> str:
    """Why two reports whose days are far apart may be of one happening."""
    if new.words.moved or old.words.moved:
        return "day_changed"
    return "as_news" if new.as_news or old.as_news or new.unworded or old.unworded else "came_late"


def _open_days(new: Report, old: Report) -> int:
    """How many days come into question, where one report may speak of another's happening."""
    if _dated(new, old):
        return max(new.days.width, old.days.width) + new.days.gap(old.days)
    one, other = _told(new), _told(old)
    return max(SLACK, one.gap(other), one.width, other.width)


def _told(report: Report) -> Days:
    """The days of a report; of one without a date, the day on which it was told."""
    if report.days.sure or report.told is None:
        return report.days
    return Days(report.told, report.told, False)


def _frames(new: Report, old: Report, kind: Kind) -> Iterator[Piece]:
    if not _frames_differ(new, old):
        yield "same_frame", 1.0
    elif kind.kind.startswith(EVERY):
        yield "only_type", 1.0
    elif kind.close:
        yield "close_frame", 1.0
    elif kind.kind == new.kinds[0].kind or kind.kind == old.kinds[0].kind:
        yield "near_frame", 1.0
    frames = {new.statement.frame, old.statement.frame}
    if SUMMIT in frames and frames & BESIDE:
        yield "sidelines", 1.0
    elif frames & TALKS and not frames.isdisjoint(VISITS):
        yield "on_visit", 1.0


def _status(new: Report, old: Report, kind: Kind) -> Iterator[Piece]:
    if new.shifted or old.shifted:
        return
    one, other = new.status, old.status
    if (one in OPEN) != (other in OPEN):
        idea, fact = (new, old) if one in OPEN else (old, new)
        first = idea.told is not None and fact.told is not None and idea.told < fact.told
        yield ("idea_before" if first else "only_an_idea"), 1.0
    if _is_past(old, new) or _is_past(new, old):
        # What is rare is hardly planned again: such a plan tells of the decision that was taken.
        yield "plan_after_fact", min(2.0, OFTEN / kind.rare)
    elif (one == "planned" and other in HAPPENED) or (other == "planned" and one in HAPPENED):
        yield "came_true", 1.0
    if (one == "negated" and other in HAPPENED) or (other == "negated" and one in HAPPENED):
        yield "done_and_not", 1.0


def _is_past(fact: Report, plan: Report) -> bool:
    """Whether a plan without a date was told when the other report's happening was over, or known to have begun."""
    if plan.days.sure or plan.status not in AHEAD or fact.status not in HAPPENED:
        return False
    if plan.told is None:
        return False
    return (fact.told is not None and plan.told >= fact.told) or (fact.days.sure and plan.told > fact.days.last)


def _text(new: Report, old: Report) -> Iterator[Piece]:
    if _on_one_page(new, old):
        # A page tells several things, but a visit with the talks held on it, and what is put off with its plan.
        if not (new.shifted or old.shifted or ("met_there", 1.0) in _hosts(new, old)):
            yield "same_article", 1.0
        if not _dated(new, old):
            yield "same_article_undated", 1.0
        if new.statement.sentence == old.statement.sentence:
            yield "same_sentence", 1.0
        elif 0 in (new.statement.sentence, old.statement.sentence):
            yield "opening", 1.0
    if new.words.trigger and new.words.trigger == old.words.trigger:
        yield "same_trigger", 1.0
    if new.words.length and old.words.length:
        yield "words", new.words.likeness(old.words)
        yield "worded", 1.0


def _persons(new: Report, old: Report, other: str) -> Iterator[Piece]:
    """Persons of one party speak for one happening if any is named in both, and against it if none is."""
    for side, names in new.persons.items():
        if others := old.persons.get(side):
            yield ("same_person" if names & others else other), 1.0


def _places(new: Place | None, old: Place | None) -> Iterator[Piece]:
    if not new or not old:
        return
    if new.name.casefold() == old.name.casefold():
        yield "same_place", 1.0
    elif new.country and old.country and new.country != old.country:
        yield "other_country", 1.0
    # A country holds its towns: only two places below the level of a country can differ.
    elif new.lat is not None and old.lat is not None:
        yield "other_place", 1.0


def _hosts(new: Report, old: Report) -> Iterator[Piece]:
    """Talks are of a visit where they are held in the country visited; where that is not told, abroad."""
    for visit, talks in ((new, old), (old, new)):
        place = talks.statement.place
        if visit.statement.frame in VISITS and talks.statement.frame in TALKS and place and place.country:
            guest, host = visit.source, visit.target
            if visit.statement.frame != VISITS[0]:
                guest, host = host, guest
            if known := host.keys() - guest.keys():
                yield ("met_there" if place.country in known else "met_elsewhere"), 1.0
            elif host and place.country not in guest:
                yield "met_there", 1.0
