"""The words that put a happening into another status, by how they stand to it: the table ``status_cues.csv``.

Each has two readings, for where it holds itself and for where it is negated: "managed to go" and "did not manage to
go" (the signatures of Nairn, Condoravdi and Karttunen, "Computing relative polarity for textual inference", 2006).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from detente.codebook.tables import own_records, records
from detente.model import Status

Via = Literal[
    "auxiliary",
    "modifier",
    "negation",
    "mark",
    "time",
    "preposition",
    "infinitive",
    "gerund",
    "clause",
    "complement",
    "object",
    "subject",
    "govern",
    "claim",
    "form",
    "said",
    "named",
    "open",
    "self",
]

# A commitment beyond this is one that the happening is so, or is not so; between them it is open.
OPEN = 1.0
CERTAIN = 3.0


class StatusCue(msgspec.Struct, frozen=True):
    """A row of ``status_cues.csv``: what a word makes of a happening, and what it makes of it when negated.

    ``mild``: what is proposed stays proposed under it.
    Without a reading for negation, what denies confirms ("did not fail to go"), and all else denies ("did not plan").
    """

    status: Status
    via: Via
    words: tuple[str, ...]
    value: float
    not_status: Status | None = None
    not_value: float | None = None
    mild: Literal["", "yes"] = ""

    @property
    def negated(self) -> tuple[Status, float]:
        """The reading under negation."""
        if self.value < -OPEN:
            status, value = "occurred", CERTAIN
        else:
            status, value = "negated", -CERTAIN if self.value > OPEN else -2.0
        return self.not_status or status, value if self.not_value is None else self.not_value  # type: ignore[return-value]


class StatusShare(msgspec.Struct, frozen=True):
    """A row of ``status_confidence.csv``."""

    status: Status
    right: float


class StatusCues:
    """The cue words by how they stand to the happening. A user's row wins, else the first counts.

    ``right``: how often a status that the rules read is right.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        table: dict[str, dict[str, StatusCue]] = defaultdict(dict)
        for folder in (*reversed(folders), None):
            for row in own_records("status_cues.csv", StatusCue, folder):
                for word in row.words:
                    table[row.via].setdefault(word, row)
        self._table: Mapping[str, Mapping[str, StatusCue]] = dict(table)
        shares = records("status_confidence.csv", StatusShare, folders)
        self.right: Mapping[Status, float] = {row.status: row.right for row in shares}

    def get(self, via: Via, *words: str) -> StatusCue | None:
        """The cue for the first of the words that has one."""
        entries = self._table.get(via)
        return next((entries[w] for w in words if w in entries), None) if entries else None


@cache
def default_cues() -> StatusCues:
    """The built-in cues."""
    return StatusCues()
