"""Several relations side by side: their paths over the same periods, their sums, and whether they move together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import polars as pl

from detente.relations.dates import By
from detente.relations.points import Coarse, placeable
from detente.relations.relation import Relation
from detente.relations.series import CLASSES, HALF_LIFE, SCHEMA, axis, series_frame

# Two paths are held against each other only over so many changes or more.
FEWEST = 12

_PATHS: dict[str, Any] = {"relation": pl.String, **{name: t for name, t in SCHEMA.items() if name != "direction"}}
_SUMS: dict[str, Any] = {
    "relation": pl.String,
    "a": pl.String,
    "b": pl.String,
    "first": pl.Date,
    "last": pl.Date,
    "episodes": pl.Int64,
    **dict.fromkeys(CLASSES.values(), pl.Int64),
    "score_mean": pl.Float64,
    "level": pl.Float64,
    "weight": pl.Float64,
}
_CORRELATION: dict[str, Any] = {
    "relation": pl.String,
    "other": pl.String,
    "correlation": pl.Float64,
    "periods": pl.Int64,
}


class Comparison:
    """Relations side by side. All views are worked out from their series."""

    def __init__(self, relations: Sequence[Relation]) -> None:
        """Take the relations, in the order in which they are to be shown."""
        self.relations = tuple(relations)

    def paths(
        self,
        by: By = "month",
        *,
        half_life: float = HALF_LIFE,
        coarse: Coarse = "spread",
        since: str = "",
        until: str = "",
    ) -> pl.DataFrame:
        """One row for every period and relation, over the same periods for all.

        Args:
            by: ``"month"`` or ``"week"``.
            half_life: days after which an episode counts half in the level.
            coarse: as for :meth:`Relation.series`.
            since: the first day to show; that on which something first happened in any of the relations by default.
            until: the last day to show, likewise.

        Returns:
            ``relation`` and the columns of :meth:`Relation.series`, each episode counted once.
        """
        on = axis([point for one in self.relations for point in one.points], by, since=since, until=until)
        frames = [
            series_frame(one.points, on, half_life=half_life, coarse=coarse)
            .filter(pl.col("direction") == "joint", pl.col("period").is_not_null())
            .select(pl.lit(_name(one)).alias("relation"), pl.exclude("direction"))
            for one in self.relations
        ]
        return pl.concat([pl.DataFrame(schema=_PATHS), *frames]).sort("period", maintain_order=True)

    def sums(self, *, half_life: float = HALF_LIFE, until: str = "") -> pl.DataFrame:
        """One row a relation: its episodes by class, their mean score, the first and the last day, and the level.

        The level is that at the end of the same month for all, the last in which something happened in any of them.
        """
        last = self.paths(half_life=half_life, until=until).group_by("relation", maintain_order=True).last()
        ends = {row["relation"]: row for row in last.iter_rows(named=True)}
        return pl.DataFrame([_sums(one, ends.get(_name(one), {})) for one in self.relations], schema=_SUMS)

    def correlation(self, by: By = "month", *, half_life: float = HALF_LIFE) -> pl.DataFrame:
        """One row for each two relations: how far their levels rise and fall in the same periods.

        Pearson's correlation of the changes of the two levels from each period to the next, since both have begun; of
        the levels themselves any two would show one, because each goes on from where it was. Null for fewer than
        twelve changes. That two move together tells nothing of why.
        """
        levels = {name: _levels(frame) for (name,), frame in self.paths(by, half_life=half_life).group_by("relation")}
        rows = [
            {"relation": one, "other": other, **_together(levels[one], levels[other])}
            for one, other in combinations([_name(r) for r in self.relations if _name(r) in levels], 2)
        ]
        return pl.DataFrame(rows, schema=_CORRELATION)


def _name(relation: Relation) -> str:
    return f"{relation.a}–{relation.b}"


def _sums(relation: Relation, end: dict[str, Any]) -> dict[str, Any]:
    points = relation.points
    days = [day for point in points if placeable(point) for day in point.days or ()]
    return {
        "relation": _name(relation),
        "a": relation.a,
        "b": relation.b,
        "first": min(days, default=None),
        "last": max(days, default=None),
        "episodes": len(points),
        **{name: sum(point.quad == quad for point in points) for quad, name in CLASSES.items()},
        "score_mean": sum(point.score for point in points) / len(points) if points else None,
        "level": end.get("level"),
        "weight": end.get("weight"),
    }


def _levels(frame: pl.DataFrame) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The level at the end of each period, not a number before anything happened."""
    begun = frame.sort("period").select(pl.when(pl.col("weight") > 0).then("level").otherwise(None))
    return begun.to_series().cast(pl.Float64).fill_null(float("nan")).to_numpy()


def _together(
    one: np.ndarray[Any, np.dtype[np.float64]], other: np.ndarray[Any, np.dtype[np.float64]]
) -> dict[str, Any]:
    changes = np.array([np.diff(one), np.diff(other)])
    changes = changes[:, ~np.isnan(changes).any(axis=0)]
    number = changes.shape[1]
    moves = number >= FEWEST and bool((changes.std(axis=1) > 0).all())
    return {"correlation": float(np.corrcoef(changes)[0, 1]) if moves else None, "periods": number}
