"""The words that tie causes to effects, from ``causes.csv``."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

from detente.codebook import tables
from detente.coding.phrases import Phrases
from detente.text.document import Token

Form = Literal[
    "conjunction",
    "preposition",
    "sequel",
    "purpose",
    "adverb",
    "verb",
    "impact",
    "reason",
    "harm",
    "event",
    "bare",
    "address",
    "aim",
    "mood",
    "upshot",
    "charge",
    "protest",
    "weak",
    "condition",
    "own",
    "explain",
    "deed",
    "move",
    "send",
    "credit",
    "act",
]
Side = Literal["inside", "outside", "subject", "object"]


class CauseRow(msgspec.Struct, frozen=True):
    """A row of ``causes.csv``; the head of the file tells what the columns mean."""

    form: Form
    words: tuple[str, ...]
    cause: Side


@functools.cache
def causal_words() -> Mapping[Form, Mapping[str, Side]]:
    """The words of each form, with the side on which their cause stands."""
    table: dict[Form, dict[str, Side]] = {form: {} for form in get_args(Form)}
    for row in tables.records("causes.csv", CauseRow):
        table[row.form].update(dict.fromkeys(row.words, row.cause))
    return table


@functools.cache
def phrases() -> Phrases[Form]:
    """Conjunctions, prepositions and adverbs."""
    forms: tuple[Form, ...] = ("conjunction", "preposition", "sequel", "adverb")
    return Phrases((phrase, form) for form in forms for phrase in causal_words()[form])


def is_event(noun: Token) -> bool:
    """Whether a noun names something that happens."""
    events = causal_words()["event"]
    endings = tuple(e[1:] for e in events if e[0] == "-")
    return noun.pos == "NOUN" and (noun.lemma in events or noun.lemma.endswith(endings))
