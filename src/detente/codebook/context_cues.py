"""Context cues: the words and the kinds of actor that show what a text is about. See ``data/context_cues.csv``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from detente.codebook.plover import Plover
from detente.codebook.tables import rows
from detente.errors import CodebookError

Part = Literal["noun", "name", "verb", "adj"]
# Words that may stand inside a phrase without being written in the table.
SKIPPED = frozenset({"the", "a", "an", "-", "–"})


class ContextRow(msgspec.Struct, frozen=True):
    """A row of ``context_cues.csv``."""

    contexts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    pos: tuple[Part, ...] = ()
    near: tuple[str, ...] = ()
    weak: bool = False
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContextCue:
    """A phrase, or an actor's sector, that shows contexts; none, where it only keeps its words from showing one.

    ``pos`` restricts the part of speech of the last word, ``near`` are words of which one must stand in the same
    clause. A ``weak`` cue proves nothing alone. ``where`` is the file and line that it came from.
    """

    contexts: tuple[str, ...]
    words: tuple[str, ...]
    pos: tuple[Part, ...]
    near: frozenset[str]
    weak: bool
    where: str


@dataclass(frozen=True)
class ContextCues:
    """All cues: phrases by their first word, the longest first, and sectors by code."""

    phrases: Mapping[str, tuple[ContextCue, ...]]
    sectors: Mapping[str, tuple[ContextCue, ...]]

    @classmethod
    def load(cls, plover: Plover, folders: Sequence[Path] = ()) -> ContextCues:
        """Read and check the table.

        Raises:
            CodebookError: a row names an unknown context, has neither words nor sectors, or a blank among its words.
        """
        phrases: dict[str, list[ContextCue]] = defaultdict(list)
        sectors: dict[str, list[ContextCue]] = defaultdict(list)
        for path, line, row in rows("context_cues.csv", ContextRow, folders):
            _check(row, plover, path, line)
            where = f"{Path(path).name}:{line}"
            for phrase in row.words:
                words = tuple(word for word in phrase.split() if word not in SKIPPED)
                cue = ContextCue(row.contexts, words, row.pos, frozenset(row.near), row.weak, where)
                phrases[words[0]].append(cue)
            for sector in row.sectors:
                cue = ContextCue(row.contexts, (sector,), (), frozenset(row.near), row.weak, where)
                sectors[sector].append(cue)
        longest = {first: tuple(sorted(found, key=lambda c: -len(c.words))) for first, found in phrases.items()}
        return cls(longest, {sector: tuple(found) for sector, found in sectors.items()})


def _check(row: ContextRow, plover: Plover, path: str, line: int) -> None:
    if unknown := set(row.contexts) - plover.contexts:
        raise CodebookError(path, line, f"unknown context {min(unknown)!r}; add it to plover_contexts.csv")
    if not row.words and not row.sectors:
        raise CodebookError(path, line, "neither words nor sectors")
    if not all(set(phrase.split()) - SKIPPED for phrase in row.words):
        raise CodebookError(path, line, "a blank between two |")
