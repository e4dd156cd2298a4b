"""What is worth a line where space is short: how much an episode weighs, how sure it is, and the weightiest of many."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from detente.model import Statement
from detente.relations.days import Days, days
from detente.relations.evidence import status_sure
from detente.relations.grounds import guessed_party
from detente.relations.happenings import Happening
from detente.relations.names import Names

# The probability that a careful reader agrees with the statement, and takes its parties for the same countries.
LEAST = (0.75, 0.75)
LEAST_OF_HEAD = (0.85, 0.85)

# An episode of ten years before the latest article weighs half of one of today.
HALF_AGE = 10.0

# Two episodes of one type may be one happening where both lie within so many days.
SHORT = 31

WORDS = 0.5

# What no word tells of one of the two sides is as often wrong as right.
GUESS = 0.5

# What may have happened on any of so many days, or on any at all, is worth less in a chronology.
VAGUE = 360

DENIALS = ("denies", "doubts")

# Of what is told so much oftener, a denial is a misreading, or is of something else.
ODD = 0.15


class Dated(Protocol):
    """What has days and a score."""

    @property
    def start(self) -> str | None:
        """Its first day, of any precision."""

    @property
    def end(self) -> str | None:
        """Its last day."""

    @property
    def score(self) -> float:
        """Its PLOVER score."""


class Outlined(Dated, Protocol):
    """An episode without its words."""

    @property
    def frame(self) -> str:
        """Its frame."""

    @property
    def quad(self) -> int:
        """Its quad class."""


class Weight(NamedTuple):
    """How to weigh episodes: what frames do to instruments, and the day from which one looks back."""

    names: Names
    as_of: str

    def of(self, happening: Happening) -> float:
        """The weight of an episode: its score, how sure it is, in how many articles, how recent, what it changes."""
        episode = happening.episode
        told = 1 + math.log2(max(1, episode.articles))
        day = episode.start or max((day for day, _ in episode.history), default="")
        words = episode.quad in (1, 3) and episode.event != "CONSULT"
        founded = GUESS if guessed_party(happening.best) else 1.0
        return _sureness(happening.best) * founded * told * self._of(episode, episode.frame, words) * self._age(day)

    def outlined(self, one: Outlined) -> float:
        """The weight as far as it is known without the words."""
        return self._of(one, one.frame, one.quad in (1, 3)) * self._age(one.start or "")

    def _of(self, dated: Dated, frame: str, words: bool) -> float:
        force = 0.1 + abs(dated.score) / 10
        # Words alone weigh less than deeds and meetings, but for those that change an instrument.
        changes = 1.5 if self.names.effect(frame)[1] else WORDS if words else 1.0
        span = days(dated.start, dated.end)
        return force * changes * (1.0 if span and _length(span) < VAGUE else 0.5)

    def weightiest(self, found: Iterable[Happening], most: int) -> list[Happening]:
        """The weightiest episodes in the order given, of those that may tell of the same days and deed the one."""
        ordered = list(found)
        chosen: list[Happening] = []
        for happening in sorted(ordered, key=lambda h: (-self.of(h), h.episode.id)):
            if len(chosen) == most:
                break
            if not any(_alike(happening, other) for other in chosen):
                chosen.append(happening)
        kept = {happening.episode.id for happening in chosen}
        return [happening for happening in ordered if happening.episode.id in kept]

    def _age(self, day: str) -> float:
        years = (_year(self.as_of) - _year(day)) if day and self.as_of else HALF_AGE
        return HALF_AGE / (HALF_AGE + max(0.0, years))


def certainty(statement: Statement) -> float:
    """The probability that the least certain of its parties with a country is taken for the right one."""
    return min((actor.certainty for actor in (*statement.source, *statement.target) if actor.country), default=1.0)


def _sureness(statement: Statement) -> float:
    return certainty(statement) * statement.confidence


def sure(happening: Happening, least: tuple[float, float] = LEAST) -> bool:
    """Whether the words that show an episode best are right three times of four, and its parties too."""
    best = happening.best
    return best.confidence >= least[0] and certainty(best) >= least[1] and status_sure(best)


def denials(happening: Happening) -> list[Statement]:
    """The statements that deny or doubt an episode."""
    return [s for s in happening.statements if s.status == "denied" or s.stance in DENIALS]


def disputed(happening: Happening) -> bool:
    """Whether an episode is not to be told as a fact: somebody denies it, and not just one of many who tell of it."""
    denied = denials(happening)
    return len(denied) > ODD * len(happening.statements)


def fit_for_head(happening: Happening) -> bool:
    """Whether an episode may stand at the head of a brief: it happened, dated, sure beyond doubt, nobody denies it."""
    plain = happening.happened and happening.episode.start is not None
    founded = sure(happening, LEAST_OF_HEAD) and not guessed_party(happening.best)
    return plain and founded and not disputed(happening)


def extreme(found: Sequence[Happening], sign: int) -> Happening | None:
    """The episode of the highest (``1``) or lowest (``-1``) score, the later of equals; None where none is of it."""
    of_sign = [h for h in found if sign * h.episode.score > 0]
    return max(of_sign, key=lambda h: (sign * h.episode.score, h.episode.start or ""), default=None)


def _alike(one: Happening, other: Happening) -> bool:
    """Whether two episodes may tell of one happening: the same type of event on days that meet."""
    if one.episode.event != other.episode.event:
        return False
    first, second = (days(h.episode.start, h.episode.end) for h in (one, other))
    if not first or not second:
        return first is second and one.episode.frame == other.episode.frame
    narrow = max(_length(first), _length(second)) <= SHORT
    return first.apart(second) <= 1 and (narrow or one.episode.frame == other.episode.frame)


def _length(span: Days) -> int:
    return (span.last - span.first).days


def _year(day: str) -> float:
    """A day of any precision as years: ``2024-07`` is 2024.5."""
    months = int(day[5:7]) - 1 if len(day) >= 7 else 0
    return int(day[:4]) + months / 12
