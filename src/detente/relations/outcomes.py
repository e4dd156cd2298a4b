"""Which frames show what came of a plan, a promise, a threat or a proposal, as ``expectations.csv`` has it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from detente.codebook import tables
from detente.codebook.plover import Frame
from detente.errors import CodebookError
from detente.model import Statement
from detente.relations.happenings import HAPPENED
from detente.relations.names import Folders

# What is looked for within so many days at most comes often.
FREQUENT = 180

# The mark of a frame that the other side does.
TURNED_MARK = "~"

Kind = Literal["planned", "promised", "threatened", "proposed"]


class Outcomes(msgspec.Struct, frozen=True):
    """A row of ``expectations.csv``, which says what the fields mean."""

    frames: tuple[str, ...]
    fulfilled_by: tuple[str, ...]
    kind: Literal["promised", "threatened", "proposed"] | None = None
    refuted_by: tuple[str, ...] = ()
    mutual: bool = False
    horizon: int = 365

    @property
    def frequent(self) -> bool:
        """Whether it comes so often that another of its kind may well be meant."""
        return self.horizon <= FREQUENT


def opened(statement: Statement, folders: Folders = ()) -> tuple[Kind, Outcomes] | None:
    """What a statement gives to expect, and how to tell what came of it; None where it gives nothing to expect."""
    plans, words = _by_frame(folders)
    if statement.status in ("planned", "proposed") and statement.frame in plans:
        kind: Kind = "planned" if statement.status == "planned" else "proposed"
        return kind, plans[statement.frame]
    row = words.get(statement.frame)
    return (row.kind, row) if row and row.kind and statement.status in HAPPENED else None


@cache
def _by_frame(folders: Folders) -> tuple[dict[str, Outcomes], dict[str, Outcomes]]:
    """The row of each frame: told as planned or proposed, and as a promise or threat by itself.

    Raises:
        CodebookError: a row names a frame that the codebook does not have, or a frame stands in two rows of a sort.
    """
    plans: dict[str, Outcomes] = {}
    words: dict[str, Outcomes] = {}
    known = {frame.frame for frame in tables.records("frames.csv", Frame, folders)}
    for path, line, row in tables.rows("expectations.csv", Outcomes, folders):
        if unknown := [frame for frame in _frames(row) if frame not in known]:
            raise CodebookError(path, line, f"unknown frame {unknown[0]!r}; frames.csv must define it")
        by_frame = words if row.kind else plans
        if twice := [frame for frame in row.frames if frame in by_frame]:
            raise CodebookError(path, line, f"{twice[0]!r} stands in an earlier row")
        by_frame |= dict.fromkeys(row.frames, row)
    return plans, words


def _frames(row: Outcomes) -> Iterator[str]:
    yield from (frame.removeprefix(TURNED_MARK) for frame in (*row.frames, *row.fulfilled_by, *row.refuted_by))
