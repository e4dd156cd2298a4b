"""What a class is: names as coders write them → types, modes, frames, and the class by which both are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import msgspec

from detente.codebook.plover import Plover
from detente.codebook.tables import own_records
from detente.errors import InputError
from detente.model import Statement

By = Literal["event", "frame", "mode", "quad"]
BYS: tuple[By, ...] = get_args(By)

QUADS = {1: "1 verbal cooperation", 2: "2 material cooperation", 3: "3 verbal conflict", 4: "4 material conflict"}
CAMEO_ROOTS = range(1, 21)


class OtherName(msgspec.Struct, frozen=True):
    """A row of ``names.csv``: a name of another convention, and the types that it covers."""

    name: str
    events: tuple[str, ...]


class Meaning(msgspec.Struct, frozen=True):
    """What a coder's name for an event means: the types that count as right, and mode and frame where it tells them."""

    events: tuple[str, ...]
    modes: tuple[str, ...] = ()
    frame: str = ""


@dataclass(frozen=True)
class Classes:
    """Names and classes of an ontology.

    ``filed`` asks for types as PLOVER files them: a visit to come is AGREE, not CONSULT.
    """

    plover: Plover
    filed: bool = False

    def meaning(self, name: str, mode: str = "") -> Meaning:
        """What a name means: a type, ``TYPE-mode``, a frame, a CAMEO code, or a name of another convention.

        Raises:
            InputError: the codebook has no such name; says which there are.
        """
        told = " ".join(name.split())
        found = self._exactly(told) or self._type(told) or self._other(told) or self._frame(told) or self._cameo(told)
        if found is None:
            types = ", ".join(self.plover.events)
            raise InputError(
                f"unknown event {name!r}; write a type ({types}), a frame, a CAMEO code, "
                "or give the codebook that has it (--codebook)"
            )
        if not mode:
            return found
        if not any((event, mode) in self.plover.modes for event in found.events):
            raise InputError(f"{found.events[0]} has no mode {mode!r}")
        return msgspec.structs.replace(found, modes=(mode,))

    def default(self, meanings: Iterable[Meaning]) -> By:
        """The class that a sample uses: frames where every event names one, else types."""
        told = list(meanings)
        return "frame" if told and all(m.frame for m in told) else "event"

    def of_gold(self, meaning: Meaning, by: By, status: str = "") -> tuple[str, ...]:
        """The classes that count as right for a gold event, the likeliest first; none where it does not tell."""
        if by == "frame":
            return (meaning.frame,) if meaning.frame else ()
        events = dict.fromkeys(self._filed(event, status) for event in meaning.events)
        if by == "mode" and meaning.modes:
            return tuple(f"{event}-{mode}" for event in events for mode in meaning.modes)
        return tuple(dict.fromkeys(self._quad(event) for event in events)) if by == "quad" else tuple(events)

    def of_statement(self, statement: Statement, by: By) -> str:
        """The class of a statement."""
        if by == "frame":
            return statement.frame
        event = self._filed(statement.event, statement.status)
        if by == "mode":
            return f"{event}-{statement.modes[0]}" if statement.modes and event == statement.event else event
        return self._quad(event) if by == "quad" else event

    def _filed(self, event: str, status: str) -> str:
        return self.plover.filed(event, status) if self.filed else event

    def _quad(self, event: str) -> str:
        quad = self.plover.events[event].quad
        return QUADS.get(quad, str(quad))

    def _exactly(self, name: str) -> Meaning | None:
        """A type or a frame as the codebook writes it; only case tells AGREE from agree."""
        frame = self.plover.frames.get(name)
        if name in self.plover.events:
            return Meaning((name,))
        return Meaning((frame.event,), frame.modes, frame.frame) if frame else None

    def _frame(self, name: str) -> Meaning | None:
        return self._exactly(name.casefold().replace(" ", "-").replace("_", "-"))

    def _type(self, name: str) -> Meaning | None:
        event, _, mode = name.upper().partition("-")
        if name.upper() in self.plover.events:
            return Meaning((name.upper(),))
        return Meaning((event,), (mode.casefold(),)) if (event, mode.casefold()) in self.plover.modes else None

    def _cameo(self, name: str) -> Meaning | None:
        """The types under which the frames with this CAMEO code, or with one below it, are filed."""
        if not name.isdecimal() or len(name) > 4:
            return None
        code = name if len(name) > 1 and int(name[:2]) in CAMEO_ROOTS else f"0{name}"
        events = Counter(f.event for f in self.plover.frames.values() if f.cameo.startswith(code))
        return Meaning(tuple(event for event, _ in events.most_common())) if events else None

    def _other(self, name: str) -> Meaning | None:
        events = other_names().get(name.upper().replace("_", " "), ())
        known = tuple(event for event in events if event in self.plover.events)
        return Meaning(known) if known else None


@cache
def other_names() -> Mapping[str, tuple[str, ...]]:
    """The names of other conventions, as ``names.csv`` has them."""
    return {row.name: row.events for row in own_records("names.csv", OtherName, Path(__file__).parent)}
