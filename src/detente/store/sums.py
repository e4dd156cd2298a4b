"""Relations summed up by period, as they are kept: which changed most, who stands with whom and against whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby, islice
from typing import Any, NamedTuple

import msgspec

from detente.errors import InputError
from detente.model import Status
from detente.store.connect import Database
from detente.store.lists import Page
from detente.store.where import marked, marks

# Two states, by the alphabet.
Pair = tuple[str, str]

# So many episodes of score 0 are counted with those of a period, so that a level that rests on little is near 0.
NEUTRAL = 5
# Before the first month that anything is told of.
FIRST = "1000-01"
# Sparklines show so many months, the last of the period.
MONTHS = 60

_SUMS = """sum(quad1) AS quad1, sum(quad2) AS quad2, sum(quad3) AS quad3, sum(quad4) AS quad4, sum(score) AS score,
    sum(episodes) AS episodes"""
# What happens inside a state is no relation.
_RELATED = "episodes > 0 AND one != two"
_HAPPENED = "status IN ('occurred', 'ongoing')"


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """What happened between two states in a period, summed up.

    ``one`` and ``two`` are codes by the alphabet; ``episodes`` how many happened, ``classes`` how many of these were of
    each quad class (verbal and material cooperation, verbal and material conflict). ``score`` is their mean PLOVER
    score, ``level`` the same with five neutral episodes counted with them, so that few do not weigh like many.
    """

    one: str
    two: str
    episodes: int
    classes: tuple[int, int, int, int]
    score: float
    level: float


class Month(NamedTuple):
    """How many episodes happened in a month (``2024-06``), and the sum of their scores."""

    month: str
    episodes: int
    score: float


class Glimpse(msgspec.Struct, frozen=True, kw_only=True):
    """An episode in short; ``day`` is that of its report where the texts do not date it."""

    id: str
    frame: str
    event: str
    status: Status
    day: str
    quad: int
    score: float


class RelationEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A relation in a list of relations.

    ``now`` sums up the period asked for and ``before`` the one of equal length before it; ``change`` is how far the
    level of the one is from that of the other. ``episodes`` counts all that the archive holds between the two, whatever
    became of them. ``months`` are the last with any that happened, ``last`` the last one that did. ``open`` counts the
    episodes that are planned or proposed by their latest word, and whose days are not over at the end of the period,
    or which name none and were told of in the year before it; the ledger tells more exactly what is to be expected.
    """

    one: str
    two: str
    episodes: int
    change: float
    now: Tie
    before: Tie
    months: tuple[Month, ...]
    last: Glimpse | None
    open: int


class Period(NamedTuple):
    """From one month to another, both included."""

    first: str
    last: str

    def before(self) -> Period:
        """The period of equal length before it."""
        length = _number(self.last) - _number(self.first) + 1
        return Period(_month(_number(self.first) - length), _month(_number(self.first) - 1))

    def keys(self) -> list[str]:
        """The years and months that make it up, as they are kept: whole years are summed up already."""
        found, month = [], _number(self.first)
        while month <= _number(self.last):
            whole = month % 12 == 0 and month + 11 <= _number(self.last)
            found.append(_month(month)[:4] if whole else _month(month))
            month += 12 if whole else 1
        return found


def span(db: Database, since: str, until: str) -> Period:
    """The months from one day to another; the last year of the archive where they are left open."""
    last = until or str(db.value("SELECT max(coalesce(published, '')) FROM articles") or "1970")
    end = last[:7] if len(last) >= 7 else f"{last}-12"
    first = since[:7] if len(since) >= 7 else f"{since}-01" if since else _month(_number(end) - 11)
    return Period(first, end)


def ties(
    db: Database,
    period: Period | None,
    *,
    country: str = "",
    among: Collection[str] = (),
    least: int = 1,
    most: int | None = None,
) -> list[Tie]:
    """What happened between states in a period, the most first; None stands for all time, with what is not dated.

    Args:
        db: the archive.
        period: when.
        country: one of the two.
        among: those of which both are.
        least: with at least so many episodes.
        most: so many records at most.
    """
    asked = _Asked(period, country, among)
    sql = f"{asked.sql('HAVING sum(episodes) >= :least')} ORDER BY episodes DESC, one, two LIMIT :most"
    return [_tie(*row) for row in db.rows(sql, asked.values | {"least": least, "most": -1 if most is None else most})]


def busiest(db: Database, period: Period | None) -> str:
    """The state of which most episodes with others are told in a period; ``""`` where there are none."""
    sums = _Asked(period).sql()
    sql = f"""WITH summed AS MATERIALIZED ({sums}) SELECT code FROM (
            SELECT one AS code, episodes FROM summed UNION ALL SELECT two, episodes FROM summed)
        GROUP BY code ORDER BY sum(episodes) DESC, code LIMIT 1"""
    return str(db.value(sql, _Asked(period).values) or "")


def relations(db: Database, period: Period, *, country: str = "", limit: int, after: str = "") -> Page[RelationEntry]:
    """The relations of the archive, or of a country, those first whose level changed most.

    Args:
        db: the archive.
        period: what to hold against the period before it.
        country: one of the two, or ``""``.
        limit: how many.
        after: the last relation of the page before, its two codes with a space between.

    Raises:
        InputError: there is no relation ``after``.
    """
    now, before = (_all(db, of, country) for of in (period, period.before()))
    ranked = _ranked(db, country, {pair: _change(now, before, pair) for pair in now.keys() | before.keys()})
    if after and not any(f"{one} {two}" == after for one, two in ranked):
        raise InputError(f"{db.path} has no relation {after!r}; go on with the last one shown")
    shown = list(islice(ranked, limit + 1))
    items = tuple(_entry(db, period, pair, now, before) for pair in shown[:limit])
    count = db.value(f"SELECT count(*) FROM pairs WHERE {_RELATED} {_whose(country)}", {"country": country})
    return Page(items=items, after=" ".join(shown[limit - 1]) if len(shown) > limit else "", count=int(count))


# What happened between two states: how much of each quad class, the sum of the scores in thousandths, and how much.
Ties = dict[Pair, tuple[int, ...]]
NONE = (0, 0, 0, 0, 0, 0)


def _all(db: Database, period: Period, country: str) -> Ties:
    asked = _Asked(period, country)
    return {(one, two): tuple(rest) for one, two, *rest in db.rows(asked.sql(), asked.values)}


def _ranked(db: Database, country: str, changes: Mapping[Pair, float]) -> Iterator[Pair]:
    """All relations, of a country if one is given: by how far they changed, then by how many episodes they have.

    One after the other, since most of the many are asked for by nobody: those at rest come as they are kept.
    """
    far = {pair: abs(change) for pair, change in changes.items() if change}
    for _, alike in groupby(sorted(far, key=lambda pair: -far[pair]), key=lambda pair: far[pair]):
        yield from sorted(alike, key=lambda pair: (-_number_of(db, pair), pair))
    sql = f"SELECT one, two FROM pairs WHERE {_RELATED} {_whose(country)} ORDER BY episodes DESC, one, two"
    for one, two in db.rows(sql, {"country": country}):
        if (one, two) not in far:
            yield one, two


def _whose(country: str) -> str:
    return "AND (one = :country OR two = :country)" if country else ""


def _number_of(db: Database, pair: Pair) -> int:
    """How many episodes there are between two states, whatever became of them."""
    return int(db.value("SELECT episodes FROM pairs WHERE one = ? AND two = ?", pair) or 0)


def _entry(db: Database, period: Period, pair: Pair, now: Ties, before: Ties) -> RelationEntry:
    one, two = pair
    return RelationEntry(
        one=one,
        two=two,
        episodes=_number_of(db, pair),
        change=_change(now, before, pair),
        now=_tie(one, two, *now.get(pair, NONE)),
        before=_tie(one, two, *before.get(pair, NONE)),
        months=_months(db, period, pair),
        last=_last(db, period, pair),
        open=_open(db, period, pair),
    )


def _months(db: Database, period: Period, pair: Pair) -> tuple[Month, ...]:
    sql = """SELECT period, episodes, score FROM sums
        WHERE one = ? AND two = ? AND period BETWEEN ? AND ? AND length(period) = 7 ORDER BY period"""
    first = _month(_number(period.last) - MONTHS + 1)
    rows = db.rows(sql, (*pair, first, period.last))
    return tuple(Month(month, episodes, score / 1000) for month, episodes, score in rows)


def _last(db: Database, period: Period, pair: Pair) -> Glimpse | None:
    """The last episode of two states that happened by the end of a period."""
    sql = f"""SELECT id, frame, event, status, day, quad, score FROM episode_pairs
        WHERE one = :one AND two = :two AND long = :long AND day <= :last AND day > '' AND {_HAPPENED}
        ORDER BY day DESC, id DESC LIMIT 1"""
    values = {"one": pair[0], "two": pair[1], "last": period.last + "~"}
    found = [row for long in (0, 1) if (row := db.row(sql, values | {"long": long})) is not None]
    return Glimpse(**max(found, key=lambda row: (row["day"], row["id"]))) if found else None


def _open(db: Database, period: Period, pair: Pair) -> int:
    ahead = "one = :one AND two = :two AND status IN ('planned', 'proposed')"
    sql = f"""SELECT
        (SELECT count(*) FROM episode_pairs WHERE {ahead} AND long = 0 AND day >= :year
            AND (start IS NULL OR last >= :month))
        + (SELECT count(*) FROM episode_pairs WHERE {ahead} AND long = 1 AND last || '~' >= :month)"""
    year = _month(_number(period.last) - 11)
    return int(db.value(sql, {"one": pair[0], "two": pair[1], "month": period.last, "year": year}))


class _Asked(NamedTuple):
    """Sums of a period, of all time without one: of a country, or of two among several, where such are given."""

    period: Period | None = None
    country: str = ""
    among: Collection[str] = ()

    @property
    def keys(self) -> list[str]:
        """The kept periods that make it up."""
        return self.period.keys() if self.period else [""]

    @property
    def values(self) -> dict[str, Any]:
        """The values of the question."""
        return marked("period", self.keys) | marked("among", self.among) | {"country": self.country}

    def sql(self, having: str = "") -> str:
        """The question; of a country, as the first or the second of two."""
        clauses = [f"period IN ({marks('period', self.keys)})", "one != two"]
        if self.among:
            known = marks("among", self.among)
            clauses += [f"one IN ({known})", f"two IN ({known})"]
        sides = [f"{side} = :country" for side in ("one", "two")] if self.country else ["1"]
        return " UNION ALL ".join(
            f"SELECT one, two, {_SUMS} FROM sums WHERE {' AND '.join((side, *clauses))} GROUP BY one, two {having}"
            for side in sides
        )


def _tie(one: str, two: str, quad1: int, quad2: int, quad3: int, quad4: int, score: int, episodes: int) -> Tie:
    return Tie(
        one=one,
        two=two,
        episodes=episodes,
        classes=(quad1, quad2, quad3, quad4),
        score=round(score / 1000 / episodes, 4) if episodes else 0.0,
        level=_level(score, episodes),
    )


def _level(score: int, episodes: int) -> float:
    return round(score / 1000 / (episodes + NEUTRAL), 4)


def _change(now: Ties, before: Ties, pair: Pair) -> float:
    levels = [_level(*found.get(pair, NONE)[-2:]) for found in (now, before)]
    return round(levels[0] - levels[1], 4)


def _number(month: str) -> int:
    """A month as a number, counted from year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
