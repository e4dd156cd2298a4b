"""A statement seen as a report of some happening: its parties, persons, words and the days in which it may fall."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from detente import days
from detente.linking.kinds import Kind, Kindred
from detente.linking.sureness import CERTAIN, Sureness
from detente.linking.words import NONE, Words
from detente.model import FROM_STORY, Actor, Place, Statement, Status

# Those who act apart from the state whose country they belong to.
APART = frozenset({"REB", "UAF", "PRM", "OPP", "CRM"})
# Codes that many organisations share: only the name tells them apart.
SHARED = frozenset({"IGO", "NGO", "MNC", "IMG"})
# Methods of grounding that resolve somebody by name.
PERSONAL = frozenset({"person", "title", "misspelt", "index"})
# Methods that take a party from what the text deals with, not from the words of the statement.
GUESSED = FROM_STORY | {"discourse", "in play"}
# What may follow a last name.
AFTER_NAME = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})

HAPPENED: frozenset[Status] = frozenset({"occurred", "ongoing"})
AHEAD: frozenset[Status] = frozenset({"planned", "proposed", "hypothetical"})
# News tells of what is a few days off as if it were there: time zones, and articles dated by their first version.
SLACK = 3
# An article that gives no date may go back, or look ahead, over so many of what usually passes between two happenings.
FAR = 4
# A plan with more days than these is as vague as it is wide: it may come true later by as much.
EXACT_PLAN = 7
# A date that was read out of its being told as news may be earlier by up to this share of what passes between two.
READ_BACK, MOST_BACK = 2, 90
# A day that no words give is off by so many at most.
NEAR = 10
# Days before the year 1 come of reckoning back from it; shifted, they sort as text.
_SHIFT = 1_000_000


@dataclass(frozen=True, slots=True)
class Days:
    """The days (ordinals) in which a happening falls, both ends included; ``sure`` if the text gives them."""

    first: int
    last: int
    sure: bool

    @property
    def width(self) -> int:
        """How many days there are."""
        return self.last - self.first + 1

    def gap(self, other: Days) -> int:
        """The days between two intervals, 0 where they meet."""
        return max(0, self.first - other.last, other.first - self.last)


@dataclass(frozen=True, slots=True)
class Report:
    """A statement with all that linking compares. ``source`` and ``target`` tell how sure each party of a side is.

    ``place`` is none where only a state is told: its parties say as much. What is ``shifted`` tells that another day
    was set for what shall happen: it is a report of that, and not of a deed of its own.
    """

    statement: Statement
    published: str
    told: int | None
    days: Days
    kindred: Kindred
    source: Mapping[str, float]
    target: Mapping[str, float]
    persons: Mapping[str, frozenset[str]]
    words: Words = NONE
    place: Place | None = None
    shifted: bool = False
    parties: Mapping[str, float] = field(init=False)
    order: str = field(init=False)

    def __post_init__(self) -> None:
        """Both sides together; and what sorts the surest and narrowest dates first, no two reports alike."""
        days = self.days
        # What tells of a changed day comes first: it alone is near both the old day and the new one. A fact comes
        # before a plan, from which later reports differ in more.
        ahead = int(self.status not in HAPPENED)
        vague = f"{int(not self.words.moved)}{int(not days.sure)}{int(self.as_news)}{days.width:07}{ahead}"
        order = f"{vague}{days.first + _SHIFT:08}{self.published:10}{self.statement.id}"
        both = {one: max(self.source.get(one, 0.0), self.target.get(one, 0.0)) for one in {*self.source, *self.target}}
        object.__setattr__(self, "parties", both)
        object.__setattr__(self, "order", order)

    @property
    def status(self) -> Status:
        """What it says of its happening: what is shifted is still to come."""
        return "planned" if self.shifted else self.statement.status

    @property
    def as_news(self) -> bool:
        """Whether it is dated by nothing but that an article tells it as its news: "has withdrawn its troops"."""
        days = self.days
        return days.sure and days.width > 1 and days.last == self.told and not self.statement.date_text

    @property
    def unworded(self) -> bool:
        """Whether no words of the text date it, but its place in the article: it may be off by some days."""
        own = self.statement
        return self.days.sure and not own.date_text and own.date_certainty < 1

    @property
    def exact(self) -> bool:
        """Whether words of the text give its day, or somebody who knows."""
        return self.days.sure and self.days.width == 1 and not self.unworded

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of happening that it may tell of, its own first."""
        return self.kindred.kinds

    def reach(self, kind: Kind) -> int:
        """By how many days another report of the same happening may be off: far, where its day was changed."""
        if self.words.moved:
            return kind.rare
        if self.as_news:
            return max(kind.days, min(kind.rare // READ_BACK, MOST_BACK))
        if self.unworded:
            return max(kind.days, min(kind.rare // READ_BACK, NEAR))
        vague = self.status == "planned" and self.days.sure and self.days.width > EXACT_PLAN
        return max(kind.days, min(kind.rare, self.days.width)) if vague else kind.days

    @property
    def precision(self) -> tuple[bool, bool, int, str]:
        """Sorts reports with the surest and narrowest dates first."""
        return (not self.days.sure, self.as_news, self.days.width, self.order)


def report(
    statement: Statement,
    published: str | None,
    kindred: Kindred,
    words: Words = NONE,
    states: Container[str] = frozenset(),
    *,
    sureness: Sureness = CERTAIN,
    shifted: bool = False,
) -> Report:
    """What linking compares of a statement.

    Args:
        statement: the statement.
        published: the day of publication of its article, None where it is not known.
        kindred: the kinds of happening that it may tell of, its own first.
        words: the words of its quote.
        states: the names of states in lower case.
        sureness: how far to trust the parties of a statement; wholly, by default.
        shifted: whether it tells that another day was set for what shall happen.
    """
    place = statement.place
    told = bounds(published)
    return Report(
        statement=statement,
        published=published or "",
        told=told[1] if told else None,
        days=_days(statement, published, kindred.kinds[0].rare),
        kindred=kindred,
        source=_parties(statement.source, sureness.source),
        target=_parties(statement.target, sureness.target),
        persons=_persons((*statement.source, *statement.target)),
        words=words,
        place=None if place is None or place.name.casefold() in states else place,
        shifted=shifted,
    )


def _parties(side: Sequence[Actor], sure: Callable[[Actor], float]) -> dict[str, float]:
    """The parties of a side, each as sure as the surest actor that stands for it."""
    found: dict[str, float] = {}
    for actor in side:
        if name := party(actor):
            found[name] = max(found.get(name, 0.0), sure(actor))
    return found


def party(actor: Actor) -> str:
    """Whom an actor stands for: its state, the armed group or opposition in it, or the organisation by name."""
    if actor.country in SHARED:
        return f"{actor.country}:{actor.name.casefold()}"
    if actor.sector in APART:
        return actor.code
    return actor.country


def _persons(actors: Iterable[Actor]) -> dict[str, frozenset[str]]:
    """The last names of the persons named for each party."""
    found: dict[str, set[str]] = {}
    for actor in actors:
        if actor.method in PERSONAL and actor.name:
            words = [word for word in actor.name.casefold().split() if word not in AFTER_NAME]
            found.setdefault(party(actor), set()).update(words[-1:])
    return {side: frozenset(names) for side, names in found.items()}


def _days(statement: Statement, published: str | None, rare: int) -> Days:
    """The interval of the text; without one, what is told as past came before publication, what is planned after."""
    first, last = bounds(statement.start), bounds(statement.end)
    if first:
        # What has a beginning and no end goes on: its beginning is what happened.
        return Days(first[0], max(first[0], (last or first)[1]), True)
    if last:
        return Days(last[0] - rare, last[1], False)
    told = bounds(published)
    if not told:
        return Days(date.min.toordinal(), date.max.toordinal(), False)
    ahead = statement.status in AHEAD
    far = FAR * rare
    return Days(told[0] - (SLACK if ahead else far), told[1] + (far if ahead else SLACK), False)


def bounds(day: str | None) -> tuple[int, int] | None:
    """The first and the last day of an ISO date of any precision as ordinals, or None where it is no such date."""
    found = days.bounds(day)
    return (found[0].toordinal(), found[1].toordinal()) if found else None
