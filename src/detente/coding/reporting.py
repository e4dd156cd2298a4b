"""The words that report: verbs, nouns, adjectives and prepositions of saying and thinking, from ``reporting.csv``."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal, get_args

import msgspec

from detente.codebook import tables
from detente.model import Stance

Pos = Literal[
    "verb",
    "noun",
    "adjective",
    "preposition",
    "speaker",
    "light",
    "linking",
    "person",
    "medium",
    "viewpoint",
    "as",
    "matter",
]


class ReportingRow(msgspec.Struct, frozen=True):
    """A row of ``reporting.csv``; the head of the file tells what the columns mean."""

    pos: Pos
    words: tuple[str, ...]
    takes: tuple[str, ...] = ()
    stance: Stance = "asserts"


@dataclass(slots=True, frozen=True)
class Reporting:
    """What a reporting word may hold its content in, and what its holder does with the content."""

    takes: frozenset[str]
    stance: Stance


@functools.cache
def reporting_words() -> dict[Pos, dict[str, Reporting]]:
    """The reporting words by part of speech. A word in several rows takes all that they allow; the first row's
    stance holds."""
    table: dict[Pos, dict[str, Reporting]] = {pos: {} for pos in get_args(Pos)}
    for row in tables.records("reporting.csv", ReportingRow):
        for word in row.words:
            known = table[row.pos].get(word, Reporting(frozenset(), row.stance))
            table[row.pos][word] = Reporting(known.takes | set(row.takes), known.stance)
    return table
