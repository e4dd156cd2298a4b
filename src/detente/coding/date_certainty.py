"""How certain a date is: how often the reading that gave it is right, and what else came into question.

How often each reading is right, with and without other dates in its sentence, is counted on pages labelled by hand;
the figures stand in ``date_certainty.csv`` and are made by ``tools/fit_date_certainty.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from detente.codebook.tables import records
from detente.coding.story import interval
from detente.grounding.certainty import BESIDE, CONTESTED, LEAST, OTHER, CertaintyRow
from detente.grounding.when import Dated
from detente.model import OtherDate

# A row of the table that is no reading: of what bears no date.
NO_DATE = "no date"
# So many alternatives are kept at most.
KEPT = 3


class Weighed(NamedTuple):
    """A date with the reading that gave it, and the others that came into question, the likeliest first."""

    dated: Dated
    rule: str = ""
    others: tuple[Dated, ...] = ()


class DateCertainty:
    """Gives dates their certainty and their alternatives."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        rows = records("date_certainty.csv", CertaintyRow, folders)
        self._worth: Mapping[str, float] = {row.rule: row.right for row in rows}

    def of(self, weighed: Weighed) -> tuple[float, tuple[OtherDate, ...]]:
        """The probability that a careful reader agrees with a date, and what else it may be."""
        certainty = worth(self._worth, weighed)
        others = apart(weighed)[:KEPT]
        left = (1 - certainty) * self._worth[BESIDE]
        shares = [2.0**-n for n in range(len(others))]  # each half as likely as the one before
        scored = [(other, left * share / sum(shares)) for other, share in zip(others, shares, strict=True)]
        kept = [
            OtherDate(start=other.start, end=other.end, words=other.words, score=round(score, 3))
            for other, score in scored
            if score >= LEAST
        ]
        return round(certainty, 3), tuple(kept)


def key_of(weighed: Weighed) -> str:
    """The row of the table that speaks for a date."""
    rule = weighed.rule if weighed.dated[0] or weighed.dated[1] else NO_DATE
    return rule + CONTESTED if apart(weighed) else rule


def worth(table: Mapping[str, float], weighed: Weighed) -> float:
    """How often such a date is right: by its row, by that of the reading, or by that of all others."""
    key = key_of(weighed)
    return table.get(key) or table.get(key.removesuffix(CONTESTED)) or table[OTHER]


def apart(weighed: Weighed) -> list[Dated]:
    """The other dates that share no day with the one taken."""
    taken = interval(*weighed.dated[:2])
    found = []
    for other in weighed.others:
        when = interval(*other[:2])
        shares = taken and when and taken.first <= when.last and when.first <= taken.last
        if when and not shares:
            found.append(other)
    return found
