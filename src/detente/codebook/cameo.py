"""CAMEO as data: its codes, and the rules that choose a finer one than the frame's own. See ``data/cameo.csv``.

Source: Schrodt and Yilmaz, *CAMEO Conflict and Mediation Event Observations Codebook*, version 1.1b3 (2012). Which
frame, status and context goes with which code follows the table of the PLOVER manual, read from the other side.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from detente.codebook.plover import Plover
from detente.codebook.tables import BUILT_IN, rows
from detente.errors import CodebookError
from detente.model import Status

# What CAMEO codes as done, where no rule asks for another status.
HAPPENED: tuple[Status, ...] = ("occurred", "ongoing")


class Code(msgspec.Struct, frozen=True):
    """A row of ``cameo_codes.csv``."""

    code: str
    label: str


class Rule(msgspec.Struct, frozen=True):
    """A row of ``cameo.csv``: the code of some frames, types (``AID``) or types with mode (``REQUEST-assist``).

    It holds for the given statuses, if all of ``contexts`` and one of ``words`` are there.
    """

    frames: tuple[str, ...]
    code: str
    status: tuple[Status, ...] = HAPPENED
    contexts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def fits(self, status: Status, contexts: Collection[str], words: Collection[str]) -> bool:
        """Whether status, contexts and words are as the rule asks."""
        return (
            status in self.status
            and all(context in contexts for context in self.contexts)
            and (not self.words or any(word in words for word in self.words))
        )


@dataclass(frozen=True)
class Cameo:
    """The codes, and the rules of each frame in the order in which they are tried."""

    codes: Mapping[str, str]
    rules: Mapping[str, tuple[Rule, ...]]
    own: Mapping[str, str]

    @classmethod
    def load(cls, plover: Plover, folders: Sequence[Path] = ()) -> Cameo:
        """Read and check the tables.

        Raises:
            CodebookError: a rule names a code, a context or a frame that no table has.
        """
        codes = {row.code: row.label for _, _, row in rows("cameo_codes.csv", Code, folders)}
        found: dict[str, list[Rule]] = {frame: [] for frame in plover.frames}
        # A user's rules are tried before the built-in ones.
        for path, line, rule in sorted(
            rows("cameo.csv", Rule, folders), key=lambda row: Path(row[0]).parent == BUILT_IN
        ):
            if rule.code not in codes:
                raise CodebookError(path, line, f"unknown CAMEO code {rule.code!r}; add it to cameo_codes.csv")
            if unknown := set(rule.contexts) - plover.contexts:
                raise CodebookError(path, line, f"unknown context {min(unknown)!r}")
            for name in rule.frames:
                if not (frames := _frames(name, plover)):
                    raise CodebookError(path, line, f"unknown frame or type {name!r}")
                for frame in frames:
                    found[frame].append(rule)
        own = {frame.frame: frame.cameo for frame in plover.frames.values()}
        return cls(codes, {frame: tuple(rules) for frame, rules in found.items()}, own)

    def code(self, frame: str, status: Status, contexts: Collection[str], words: Collection[str]) -> str:
        """The code of a happening; empty where CAMEO has none, as for what did not happen.

        Args:
            frame: its frame.
            status: whether it happened, or is to come.
            contexts: the contexts of its statement.
            words: the lemmas of its clause.
        """
        for rule in self.rules[frame]:
            if rule.fits(status, contexts, words):
                return rule.code
        return self.own[frame] if status in HAPPENED else ""


def _frames(name: str, plover: Plover) -> list[str]:
    """The frames that a name stands for: itself, those of a type, or those of a type with a mode."""
    if name in plover.frames:
        return [name]
    event, _, mode = name.partition("-")
    return [f.frame for f in plover.frames.values() if f.event == event and (not mode or mode in f.modes)]
