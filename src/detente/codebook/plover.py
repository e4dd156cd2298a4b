"""PLOVER as data: event types, modes and contexts with their scores, and the frames that map to them.

Source: *PLOVER Manual*, draft 2.0 (Open Event Data Alliance, 2024). Frames are ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from detente.codebook.tables import records, rows
from detente.errors import CodebookError

Convention = Literal["plover", "plover2021"]


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
    describe or wish rather than report. ``plover2021`` is the type by the PLOVER project's CAMEO table of 2021 where it
    is another one.
    """

    frame: str
    event: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: str = ""
    plover2021: str = ""
    symmetric: bool = False
    weak: bool = False
    instrument: str = ""
    effect: str = ""
    label: str = ""


@dataclass(frozen=True)
class Plover:
    """The ontology: types, modes, contexts and frames, checked against each other."""

    events: Mapping[str, EventType]
    modes: Mapping[tuple[str, str], Mode]
    contexts: frozenset[str]
    frames: Mapping[str, Frame]

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
            if frame.plover2021 and frame.plover2021 not in events:
                raise CodebookError(path, line, f"unknown event type {frame.plover2021!r}; known: {', '.join(events)}")
            if unknown := set(frame.contexts) - contexts:
                raise CodebookError(path, line, f"unknown context {min(unknown)!r}")
            frames[frame.frame] = frame
        return cls(events, modes, contexts, frames)

    def event(self, frame: str, convention: Convention = "plover") -> str:
        """The type of a frame by the manual of 2024 or by the CAMEO table of 2021."""
        entry = self.frames[frame]
        return (entry.plover2021 if convention == "plover2021" else "") or entry.event

    def quad(self, frame: str) -> int:
        """Quad class of a frame: 1 verbal or 2 material cooperation, 3 verbal or 4 material conflict."""
        return self.events[self.frames[frame].event].quad

    def score(self, frame: str) -> float:
        """PLOVER conflict–cooperation score of a frame: its mode's (of several, the largest in size), or its type's."""
        entry = self.frames[frame]
        scores = [self.modes[entry.event, mode].score for mode in entry.modes]
        return max(scores, key=abs) if scores else self.events[entry.event].score

    def filed(self, event: str, status: str) -> str:
        """The type under which PLOVER files a happening of this status: cooperation to come is AGREE, a concession
        to come CONCEDE (manual, chapters AGREE, CONCEDE and RETREAT).
        """
        if status in ("planned", "proposed"):
            if event in ("CONSULT", "SUPPORT", "COOPERATE", "AID"):
                return "AGREE"
            if event == "RETREAT":
                return "CONCEDE"
        return event

    def label(self, frame: str) -> str:
        """The frame in words, to stand between source and target."""
        entry = self.frames.get(frame)
        return entry.label if entry and entry.label else frame.replace("-", " ")
