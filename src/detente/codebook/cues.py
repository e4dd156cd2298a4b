"""Cues: the words that evoke a frame, with the company they must keep. See ``data/cues.csv`` for the columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from detente.codebook.plover import Plover
from detente.codebook.tables import BUILT_IN, rows
from detente.errors import CodebookError

# In `object`: there must be none; a named place. In `object`, `prep_object`, `subject`: any actor. In `subject`: a
# state or its government.
NOTHING, PLACE, ACTOR, STATE = "-", "PLACE", "ACTOR", "STATE"
# In `target`: people who own the noun undergo it; the verb's object acts ("a tour took *him* to Oslo"); its subject
# undergoes it ("the *town* fell").
OWNER, DOER, UNDERGOER = "owner", "doer", "subject"


class CueRow(msgspec.Struct, frozen=True):
    """A row of ``cues.csv``."""

    frame: str
    pos: Literal["verb", "noun"]
    words: tuple[str, ...]
    object: tuple[str, ...] = ()
    prep: tuple[str, ...] = ()
    prep_object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    target: tuple[str, ...] = ()


class ClassRow(msgspec.Struct, frozen=True):
    """A row of ``word_classes.csv``: a name for a set of lemmas. A name used twice joins its sets."""

    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cue:
    """One word or phrase that evokes a frame.

    ``lemma`` is the head's lemma, ``before`` and ``after`` the words that must stand next to it ("hunger" *strike*;
    *call* "off"). The sets hold lemmas; empty means no constraint. ``where`` is the file and line that it came from.
    """

    frame: str
    lemma: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    object: frozenset[str]
    prep: frozenset[str]
    prep_object: frozenset[str]
    subject: frozenset[str]
    target: tuple[str, ...]
    where: str
    verb: bool

    @cached_property
    def needs(self) -> int:
        """How many things must be there besides the word itself: the measure of how specific the cue is."""
        company = (self.object, self.prep_object, self.subject, self.prep if self.verb else ())
        return len(self.before) + len(self.after) + sum(map(bool, company))


@dataclass(frozen=True)
class Cues:
    """All cues, by part of speech and lemma, most specific first."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    classes: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, plover: Plover, folders: Sequence[Path] = ()) -> Cues:
        """Read and check the tables.

        Raises:
            CodebookError: a cue names a frame or a word class that no table has.
        """
        classes: dict[str, frozenset[str]] = {}
        for _, _, row in rows("word_classes.csv", ClassRow, folders):
            classes[row.name] = classes.get(row.name, frozenset()) | frozenset(row.words)
        index: dict[str, dict[str, list[Cue]]] = {"verb": defaultdict(list), "noun": defaultdict(list)}
        # Of equally specific cues the earlier row wins, so the user's come before the built-in ones.
        found = sorted(rows("cues.csv", CueRow, folders), key=lambda row: Path(row[0]).parent == BUILT_IN)
        for path, line, cue_row in found:
            if cue_row.frame not in plover.frames:
                raise CodebookError(path, line, f"unknown frame {cue_row.frame!r}; add it to frames.csv")
            for cue in _cues(cue_row, classes, path, line):
                index[cue_row.pos][cue.lemma].append(cue)
        verbs, nouns = (
            {lemma: tuple(sorted(cues, key=lambda c: -c.needs)) for lemma, cues in index[pos].items()}
            for pos in ("verb", "noun")
        )
        return cls(verbs, nouns, classes)


def _cues(row: CueRow, classes: Mapping[str, frozenset[str]], path: str, line: int) -> list[Cue]:
    def words(cells: tuple[str, ...]) -> frozenset[str]:
        found: set[str] = set()
        for cell in cells:
            if cell.startswith("@"):
                if cell[1:] not in classes:
                    raise CodebookError(path, line, f"unknown word class {cell!r}; add it to word_classes.csv")
                found |= classes[cell[1:]]
            else:
                found.add(cell)
        return frozenset(found)

    cues = []
    for phrase in row.words:
        parts = phrase.split()
        # "exchange of prisoners" and all verbs are headed by their first word, other nouns by their last.
        head = 0 if row.pos == "verb" or "of" in parts else len(parts) - 1
        cues.append(
            Cue(
                frame=row.frame,
                lemma=parts[head],
                before=tuple(parts[:head]),
                after=tuple(parts[head + 1 :]),
                object=words(row.object),
                prep=frozenset(row.prep),
                prep_object=words(row.prep_object),
                subject=words(row.subject),
                target=row.target,
                where=f"{Path(path).name}:{line}",
                verb=row.pos == "verb",
            )
        )
    return cues
