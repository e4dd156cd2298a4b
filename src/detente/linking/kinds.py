"""Kinds of happening: which frames may tell of one, how long it lasts and how often it comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from detente.codebook.plover import Plover
from detente.codebook.tables import rows
from detente.errors import CodebookError


class Kind(msgspec.Struct, frozen=True):
    """A kind of happening. ``linking_frames.csv`` says what the fields mean."""

    kind: str
    frames: tuple[str, ...]
    days: int = 1
    rare: int = 30
    mutual: bool = False
    personal: bool = False
    undone_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kinds:
    """The kinds to which each frame belongs."""

    by_frame: Mapping[str, tuple[Kind, ...]]

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Kinds:
        """Read ``linking_frames.csv``.

        Raises:
            CodebookError: a row names a frame that the codebook does not have.
        """
        known = Plover.load(folders).frames
        found: dict[str, Kind] = {}
        for path, line, kind in rows("linking_frames.csv", Kind, folders):
            for frame in (*kind.frames, *kind.undone_by):
                if frame not in known:
                    raise CodebookError(path, line, f"unknown frame {frame!r}; frames.csv must define it")
            found[kind.kind] = kind
        by_frame: dict[str, list[Kind]] = {}
        for kind in found.values():
            for frame in kind.frames:
                by_frame.setdefault(frame, []).append(kind)
        return cls(
            {frame: tuple(sorted(kinds, key=lambda k: k.frames[0] != frame)) for frame, kinds in by_frame.items()}
        )

    def of(self, frame: str) -> tuple[Kind, ...]:
        """The kinds of a frame, its own first; only that if no row names it."""
        return self.by_frame.get(frame) or (Kind(frame, (frame,)),)


def shared(one: Sequence[Kind], other: Sequence[Kind]) -> Kind | None:
    """The kind by which to compare happenings of two frames: their own if it is the same, else one they share.

    What a shared kind allows is bounded by the more frequent of the two: an invasion begins with an attack, but not
    every attack of the next weeks is the invasion.
    """
    if one[0] == other[0]:
        return one[0]
    common = [kind for kind in one if kind in other]
    if not common:
        return None
    closest = min((common[0], one[0], other[0]), key=lambda kind: (kind.rare, kind.days, kind.kind))
    return msgspec.structs.replace(common[0], days=closest.days, rare=closest.rare)
