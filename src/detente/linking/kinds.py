"""Kinds of happening: which frames may tell of one, how long it lasts and how often it comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from detente.codebook.plover import Frame, Plover
from detente.codebook.tables import keyed, rows
from detente.errors import CodebookError
from detente.model import Status

# Before a PLOVER type it stands for all frames of the type.
EVERY = "@"


class Kind(msgspec.Struct, frozen=True):
    """A kind of happening. ``linking_frames.csv`` says what the fields mean."""

    kind: str
    frames: tuple[str, ...]
    days: int = 1
    rare: int = 30
    mutual: bool = False
    personal: bool = False
    lasts: bool = False
    close: bool = False
    undone_by: tuple[str, ...] = ()


class Turned(msgspec.Struct, frozen=True):
    """A frame that, with a status, tells the same as another frame. ``linking_turned.csv`` has the rows."""

    frame: str
    status: Status
    means: str


@dataclass(frozen=True, eq=False)
class Kindred:
    """The kinds of which a report may tell, its own first."""

    kinds: tuple[Kind, ...]
    _shared: dict[Kindred, Kind | None] = field(default_factory=dict, repr=False)

    def shared(self, other: Kindred) -> Kind | None:
        """The kind by which to compare happenings of two frames: their own if it is the same, else one they share.

        What a shared kind allows is bounded by the more frequent of the two: an invasion begins with an attack, but not
        every attack of the next weeks is the invasion.
        """
        if other not in self._shared:
            self._shared[other] = _shared(self.kinds, other.kinds)
        return self._shared[other]


def _shared(one: tuple[Kind, ...], other: tuple[Kind, ...]) -> Kind | None:
    if one[0] == other[0]:
        return one[0]
    common = [kind for kind in one if kind in other]
    if not common:
        return None
    closest = min((common[0], one[0], other[0]), key=lambda kind: (kind.rare, kind.days, kind.kind))
    return msgspec.structs.replace(common[0], days=closest.days, rare=closest.rare)


@dataclass(frozen=True)
class Kinds:
    """The kinds to which each frame belongs."""

    by_frame: Mapping[str, Kindred]
    turned: Mapping[tuple[str, str], Kindred]
    undoing: Mapping[str, tuple[Kind, ...]]
    shifting: Mapping[str, Kindred]

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Kinds:
        """Read ``linking_frames.csv`` and ``linking_turned.csv``.

        Raises:
            CodebookError: a row names a frame, or a type, that the codebook does not have.
        """
        known = Plover.load(folders).frames
        for path, line, kind in rows("linking_frames.csv", Kind, folders):
            _check(path, line, (*_frames(kind.frames, known), *kind.undone_by), known)
        listed = keyed("linking_frames.csv", Kind, lambda row: row.kind, folders).values()
        kinds = [msgspec.structs.replace(kind, frames=tuple(_frames(kind.frames, known))) for kind in listed]
        means: dict[tuple[str, str], str] = {}
        for path, line, turn in rows("linking_turned.csv", Turned, folders):
            _check(path, line, (turn.frame, turn.means), known)
            means[turn.frame, turn.status] = turn.means
        undoing = {frame: tuple(kind for kind in kinds if frame in kind.undone_by) for frame in known}
        own = {frame: _kinds(frame, kinds) for frame in known}
        turned = {key: Kindred(tuple(dict.fromkeys((*own[key[0]], *own[other])))) for key, other in means.items()}
        shifting = {frame: Kindred((*off, *own[frame])) for frame, off in undoing.items() if off}
        return cls({frame: Kindred(of) for frame, of in own.items()}, turned, undoing, shifting)

    def of(self, frame: str, status: Status = "occurred", *, shifted: bool = False) -> Kindred:
        """The kinds of a frame, and of what it tells as well with a status; those that it puts off, if ``shifted``."""
        if shifted and frame in self.shifting:
            return self.shifting[frame]
        found = self.turned.get((frame, status)) or self.by_frame.get(frame)
        return found or Kindred((Kind(frame, (frame,)),))

    def undone_by(self, frame: str) -> tuple[Kind, ...]:
        """The kinds of which a happening of this frame calls off planned ones."""
        return self.undoing.get(frame, ())


def _frames(names: Sequence[str], known: Mapping[str, Frame]) -> Sequence[str]:
    """The frames that a cell names, one by one or by their type."""
    found: list[str] = []
    for name in names:
        of_type = [frame for frame, row in known.items() if row.event == name.removeprefix(EVERY)]
        found += (of_type or [name]) if name.startswith(EVERY) else [name]
    return found


def _check(path: str, line: int, frames: Sequence[str], known: Mapping[str, Frame]) -> None:
    if unknown := [frame for frame in frames if frame not in known]:
        raise CodebookError(path, line, f"unknown frame {unknown[0]!r}; frames.csv must define it")


def _kinds(frame: str, kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """The kinds of a frame: those that it begins, those that name it, those of its whole type."""
    having = [kind for kind in kinds if frame in kind.frames]
    own = [kind for kind in having if not _whole_type(kind)]
    first = sorted(own, key=lambda kind: kind.frames[0] != frame) or [Kind(frame, (frame,))]
    return (*first, *(kind for kind in having if _whole_type(kind)))


def _whole_type(kind: Kind) -> bool:
    return kind.kind.startswith(EVERY)
