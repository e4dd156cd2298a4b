"""Headlines whose verb the parser takes for a noun: "Putin, Kim *sign* pact", "Beirut *bars* envoy".

In the past, which is seldom written like a noun, it knows the verb. ``headline_verbs.csv`` lists the verbs
(``tools/headline_verbs.py``).
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent / "headline_verbs.csv"

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "MD"})
_DOER = frozenset({"NN", "NNS", "NNP", "NNPS"})
# What opens an object, or follows a verb that has none.
_OBJECT = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "DT", "PRP$", "PRP", "``", "RBS", "$"})
_BEHIND = frozenset({"IN", "TO", "RP", "RB"})


class _Verb(NamedTuple):
    past: str
    noun: bool


def in_past(words: Sequence[str], tags: Sequence[str]) -> list[str] | None:
    """The words of a headline without a verb, with the one that may be its verb in the past; None where none may be.

    Args:
        words: the words as the parser got them.
        tags: the Penn tags that it gave them.
    """
    if _FINITE.intersection(tags):
        return None
    for at in range(1, len(words) - 1):
        verb = _verbs().get(words[at].lower())
        if verb is not None and tags[at - 1] in _DOER and _goes_on(verb, tags[at + 1]):
            return [*words[:at], verb.past, *words[at + 1 :]]
    return None


def _goes_on(verb: _Verb, following: str) -> bool:
    """Whether what follows fits a verb: "Turkey *raids* camps", "minister *quits* over"; not "peace *talks* in"."""
    return following in _OBJECT or (following in _BEHIND and not verb.noun)


@cache
def _verbs() -> dict[str, _Verb]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["form"]: _Verb(row["past"], bool(row["noun"])) for row in csv.DictReader(file)}
