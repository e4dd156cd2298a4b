"""Sentences that borrow the words of politics for something else: sport, markets, weather."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import msgspec

from detente.codebook.tables import records
from detente.text.document import Sentence

# So many words of a subject that each alone proves nothing; one that is the sentence's subject counts twice.
WEAK_WORDS = 3


class GuardRow(msgspec.Struct, frozen=True):
    """A row of ``guards.csv``."""

    subject: str
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guards:
    """Tells which sentences are about something that is no politics."""

    rows: tuple[tuple[str, frozenset[str], frozenset[str]], ...]

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Guards:
        """Read the table."""
        found = records("guards.csv", GuardRow, folders)
        return cls(tuple((r.subject, frozenset(r.strong), frozenset(r.weak)) for r in found))

    def subject(self, sentence: Sentence) -> str:
        """The subject that a sentence is about instead; empty where it may be politics."""
        words = [t.lemma for t in sentence.tokens]
        seen = {*words, *(f"{a} {b}" for a, b in pairwise(words))}
        doer = sentence.root.child("nsubj")
        for subject, strong, weak in self.rows:
            borrowed = len(seen & weak)
            borrowed += bool(doer and doer.lemma in weak)
            if seen & strong or borrowed >= WEAK_WORDS:
                return subject
        return ""
