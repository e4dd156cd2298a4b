"""Episodes → who did how much of what towards whom in which period."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Literal, get_args

from detente.errors import InputError
from detente.export.columns import Row
from detente.model import Episode, Status

Period = Literal["day", "month", "year"]
PERIODS: tuple[Period, ...] = get_args(Period)

_LENGTH: dict[Period, int] = {"day": 10, "month": 7, "year": 4}
_QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}
_COUNTED_AS: dict[Status, str] = {
    "occurred": "episodes",
    "ongoing": "episodes",
    "planned": "announced",
    "proposed": "announced",
    "hypothetical": "considered",
    "denied": "denied",
    "negated": "denied",
}


def dyad_rows(episodes: Iterable[Episode], by: Period = "month") -> list[Row]:
    """Count episodes by directed pair of countries and by period.

    An episode counts once for a pair, however many articles tell of it; one of equal sides counts in both directions.
    Actors of no known country, and what happens inside one country, are left out.

    Args:
        episodes: those to count.
        by: length of a period. An episode that the texts date less precisely has the period null.

    Raises:
        InputError: there is no period of that name.
    """
    if by not in PERIODS:
        raise InputError(f"no period {by!r}; periods are {', '.join(PERIODS)}")
    found: dict[tuple[str, str, str], Row] = {}
    for episode in episodes:
        period = _period(episode.start, by)
        for source, target in sorted(_pairs(episode)):
            key = (source, target, period or "")
            _count(found.setdefault(key, _empty(source, target, period)), episode)
    return [_rounded(found[key]) for key in sorted(found, key=lambda key: (*key[:2], not key[2], key[2]))]


def _period(start: str | None, by: Period) -> str | None:
    length = _LENGTH[by]
    return start[:length] if start and len(start) >= length else None


def _pairs(episode: Episode) -> set[tuple[str, str]]:
    sources, targets = _countries(episode.source), _countries(episode.target)
    pairs = set(product(sources, targets))
    if episode.symmetric:
        sides = sources | targets
        pairs |= set(product(sides, sides))
    return {(one, two) for one, two in pairs if one != two}


def _countries(codes: Iterable[str]) -> set[str]:
    return {code.partition(":")[0].strip("-") for code in codes} - {""}


def _empty(source: str, target: str, period: str | None) -> Row:
    counts = ("episodes", *_QUADS.values(), "symmetric", "announced", "considered", "denied")
    return {
        "source": source,
        "target": target,
        "period": period,
        **dict.fromkeys(counts, 0),
        "score_sum": 0.0,
        "score_mean": None,
        "episode_ids": [],
    }


def _count(row: Row, episode: Episode) -> None:
    counted_as = _COUNTED_AS[episode.status]
    row[counted_as] += 1
    row["episode_ids"].append(episode.id)
    if counted_as != "episodes":
        return
    row["symmetric"] += episode.symmetric
    row["score_sum"] += episode.score
    if episode.quad in _QUADS:
        row[_QUADS[episode.quad]] += 1


def _rounded(row: Row) -> Row:
    mean = row["score_sum"] / row["episodes"] if row["episodes"] else None
    return row | {"score_sum": round(row["score_sum"], 4), "score_mean": None if mean is None else round(mean, 4)}
