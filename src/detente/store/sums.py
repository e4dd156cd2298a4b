"""Relations summed up by period, as they are kept: which changed most, who stands with whom and against whom."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from detente.errors import InputError
from detente.model import Status
from detente.store.connect import Database
from detente.store.lists import Page

# So many episodes of score 0 are counted with those of a period, so that a level that rests on little is near 0.
NEUTRAL = 5
# Before the first month that anything is told of.
FIRST = "1000-01"
# Sparklines show so many months, the last of the period.
MONTHS = 60

_SUMS = """sum(quad1) AS quad1, sum(quad2) AS quad2, sum(quad3) AS quad3, sum(quad4) AS quad4, sum(score) AS score,
    sum(episodes) AS episodes"""
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


def ties(db: Database, period: Period | None, *, country: str = "", least: int = 1) -> list[Tie]:
    """What happened between states in a period, the most first; of one country or all, with at least so many episodes.

    None stands for all time, with what is not dated.
    """
    rows = db.rows(_summed(country, "HAVING sum(episodes) >= :least"), _values(period, country, least))
    found = [_tie(*row) for row in rows]
    return sorted(found, key=lambda tie: (-tie.episodes, tie.one, tie.two))


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
    whose = "AND (one = :country OR two = :country)" if country else ""
    sql = f"SELECT one, two, episodes FROM pairs WHERE episodes > 0 AND one != two {whose}"
    rows = db.rows(sql, {"country": country})
    ranked = sorted((-abs(_change(now, before, (a, b))), -number, a, b) for a, b, number in rows)
    start = 0
    if after:
        one, _, two = after.partition(" ")
        start = next((n for n, (*_, a, b) in enumerate(ranked, 1) if (a, b) == (one, two)), 0)
        if not start:
            raise InputError(f"{db.path} has no relation {after!r}; go on with the last one shown")
    shown = ranked[start : start + limit]
    items = tuple(_entry(db, period, (a, b), -number, now, before) for _, number, a, b in shown)
    following = f"{items[-1].one} {items[-1].two}" if start + limit < len(ranked) else ""
    return Page(items=items, after=following, count=len(ranked))


# What happened between two states: how much of each quad class, the sum of the scores in thousandths, and how much.
Ties = dict[tuple[str, str], tuple[int, ...]]
NONE = (0, 0, 0, 0, 0, 0)


def _all(db: Database, period: Period, country: str) -> Ties:
    rows = db.rows(_summed(country, ""), _values(period, country, 1))
    return {(one, two): tuple(rest) for one, two, *rest in rows}


def _entry(db: Database, period: Period, pair: tuple[str, str], number: int, now: Ties, before: Ties) -> RelationEntry:
    one, two = pair
    return RelationEntry(
        one=one,
        two=two,
        episodes=number,
        change=_change(now, before, pair),
        now=_tie(one, two, *now.get(pair, NONE)),
        before=_tie(one, two, *before.get(pair, NONE)),
        months=_months(db, period, pair),
        last=_last(db, period, pair),
        open=_open(db, period, pair),
    )


def _months(db: Database, period: Period, pair: tuple[str, str]) -> tuple[Month, ...]:
    sql = """SELECT period, episodes, score FROM sums
        WHERE one = ? AND two = ? AND period BETWEEN ? AND ? AND length(period) = 7 ORDER BY period"""
    first = _month(_number(period.last) - MONTHS + 1)
    rows = db.rows(sql, (*pair, first, period.last))
    return tuple(Month(month, episodes, score / 1000) for month, episodes, score in rows)


def _last(db: Database, period: Period, pair: tuple[str, str]) -> Glimpse | None:
    """The last episode of two states that happened by the end of a period."""
    sql = f"""SELECT id, frame, event, status, day, quad, score FROM episode_pairs
        WHERE one = :one AND two = :two AND long = :long AND day <= :last AND day > '' AND {_HAPPENED}
        ORDER BY day DESC, id DESC LIMIT 1"""
    values = {"one": pair[0], "two": pair[1], "last": period.last + "~"}
    found = [row for long in (0, 1) if (row := db.row(sql, values | {"long": long})) is not None]
    return Glimpse(**max(found, key=lambda row: (row["day"], row["id"]))) if found else None


def _open(db: Database, period: Period, pair: tuple[str, str]) -> int:
    ahead = "one = :one AND two = :two AND status IN ('planned', 'proposed')"
    sql = f"""SELECT
        (SELECT count(*) FROM episode_pairs WHERE {ahead} AND long = 0 AND day >= :year
            AND (start IS NULL OR last >= :month))
        + (SELECT count(*) FROM episode_pairs WHERE {ahead} AND long = 1 AND last || '~' >= :month)"""
    year = _month(_number(period.last) - 11)
    return int(db.value(sql, {"one": pair[0], "two": pair[1], "month": period.last, "year": year}))


def _summed(country: str, having: str) -> str:
    """Sums over the kept periods; of a country, as the first or the second of two."""

    def part(condition: str) -> str:
        return f"SELECT one, two, {_SUMS} FROM sums WHERE {condition} AND one != two GROUP BY one, two {having}"

    periods = "period IN (SELECT value FROM json_each(:periods))"
    if not country:
        return part(periods)
    return f"{part(f'one = :country AND {periods}')} UNION ALL {part(f'two = :country AND {periods}')}"


def _values(period: Period | None, country: str, least: int) -> dict[str, object]:
    keys = msgspec.json.encode(period.keys() if period else [""]).decode()
    return {"periods": keys, "country": country, "least": least}


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


def _change(now: Ties, before: Ties, pair: tuple[str, str]) -> float:
    levels = [_level(*found.get(pair, NONE)[-2:]) for found in (now, before)]
    return round(levels[0] - levels[1], 4)


def _number(month: str) -> int:
    """A month as a number, counted from year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
