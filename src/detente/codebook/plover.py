"""PLOVER as data: event types, modes and contexts with their scores, and the frames that map to them.

Source: *PLOVER Manual*, draft 2.0 (Open Event Data Alliance, 2024). Frames are ours.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import msgspec

from detente.codebook.tables import records, rows
from detente.errors import CodebookError
from detente.model import STATUSES

Convention = Literal["plover", "plover2021", "hu2024"]
"""Whose types: ``plover``, the manual of 2024; ``plover2021``, the PLOVER project's CAMEO table of 2021; ``hu2024``,
the data of Hu et al. (ACL 2024), which follows CAMEO's roots and files what is to come by a table of modalities."""
CONVENTIONS: tuple[Convention, ...] = get_args(Convention)


class EventType(msgspec.Struct, frozen=True):
    """One of the 16 event types: quad class (1–4), conflict–cooperation score, whether it needs a recipient."""

    event: str
    quad: int
    score: float
    recipient_required: bool


class Mode(msgspec.Struct, frozen=True):
    """A mode of an event type with its own score."""

    event: str
    mode: str
    score: float


class Context(msgspec.Struct, frozen=True):
    """One of the 37 general contexts."""

    context: str


class Frame(msgspec.Struct, frozen=True):
    """The finest class that the coder knows, with its place in PLOVER and CAMEO.

    ``label`` says the frame in words, between source and target ("imposed sanctions on"). ``effect`` is what it
    does to an ``instrument`` of a relation: starts, suspends, resumes or ends. The words of a ``weak`` frame often
    describe or wish rather than report. ``plover2021`` and ``hu2024`` are the types by other conventions where they are
    other ones (see :data:`Convention`).
    """

    frame: str
    event: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: str = ""
    plover2021: str = ""
    hu2024: str = ""
    symmetric: bool = False
    weak: bool = False
    instrument: str = ""
    effect: str = ""
    label: str = ""


class Filing(msgspec.Struct, frozen=True):
    """A row of ``filing.csv``: the type under which a convention files happenings of a type and status."""

    convention: str
    status: tuple[str, ...]
    events: tuple[str, ...]
    filed: str


@dataclass(frozen=True)
class Plover:
    """The ontology: types, modes, contexts and frames, checked against each other."""

    events: Mapping[str, EventType]
    modes: Mapping[tuple[str, str], Mode]
    contexts: frozenset[str]
    frames: Mapping[str, Frame]
    filing: Mapping[tuple[str, str, str], str]

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Plover:
        """Read and check the tables.

        Raises:
            CodebookError: a frame names a type, mode or context that no table has.
        """
        events = {e.event: e for e in records("plover_events.csv", EventType, folders)}
        modes = {(m.event, m.mode): m for m in records("plover_modes.csv", Mode, folders)}
        contexts = frozenset(c.context for c in records("plover_contexts.csv", Context, folders))
        frames: dict[str, Frame] = {}
        for path, line, frame in rows("frames.csv", Frame, folders):
            if frame.event not in events:
                raise CodebookError(path, line, f"unknown event type {frame.event!r}; known: {', '.join(events)}")
            for mode in frame.modes:
                if (frame.event, mode) not in modes:
                    raise CodebookError(path, line, f"{frame.event} has no mode {mode!r}")
            for other in (frame.plover2021, frame.hu2024):
                if other and other not in events:
                    raise CodebookError(path, line, f"unknown event type {other!r}; known: {', '.join(events)}")
            if unknown := set(frame.contexts) - contexts:
                raise CodebookError(path, line, f"unknown context {min(unknown)!r}")
            frames[frame.frame] = frame
        return cls(events, modes, contexts, frames, _filing(events, folders))

    def event(self, frame: str, convention: Convention = "plover") -> str:
        """The type of a frame by a convention."""
        entry = self.frames[frame]
        others = {"plover": "", "plover2021": entry.plover2021, "hu2024": entry.hu2024 or entry.plover2021}
        return others[convention] or entry.event

    def quad(self, frame: str) -> int:
        """Quad class of a frame: 1 verbal or 2 material cooperation, 3 verbal or 4 material conflict."""
        return self.events[self.frames[frame].event].quad

    def score(self, frame: str) -> float:
        """PLOVER conflict–cooperation score of a frame: its mode's (of several, the largest in size), or its type's."""
        entry = self.frames[frame]
        scores = [self.modes[entry.event, mode].score for mode in entry.modes]
        return max(scores, key=abs) if scores else self.events[entry.event].score

    def filed(self, event: str, status: str, convention: Convention = "plover") -> str:
        """The type under which a convention files a happening of this status: cooperation to come is AGREE, say."""
        return self.filing.get((convention, event, status), event)

    def label(self, frame: str) -> str:
        """The frame in words, to stand between source and target."""
        entry = self.frames.get(frame)
        return entry.label if entry and entry.label else frame.replace("-", " ")


def _filing(events: Collection[str], folders: Sequence[Path]) -> dict[tuple[str, str, str], str]:
    filing: dict[tuple[str, str, str], str] = {}
    for path, line, row in rows("filing.csv", Filing, folders):
        if unknown := {*row.events, row.filed} - set(events):
            raise CodebookError(path, line, f"unknown event type {min(unknown)!r}; known: {', '.join(events)}")
        if row.convention not in CONVENTIONS:
            raise CodebookError(path, line, f"unknown convention {row.convention!r}; known: {', '.join(CONVENTIONS)}")
        if unknown := set(row.status) - set(STATUSES):
            raise CodebookError(path, line, f"unknown status {min(unknown)!r}; known: {', '.join(STATUSES)}")
        filing |= {(row.convention, event, status): row.filed for event in row.events for status in row.status}
    return filing
