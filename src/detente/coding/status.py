"""Has it happened? The status of a happening from tense, modality, negation and the words that govern it.

The rule walks from the trigger upwards, as in de Marneffe, Manning and Potts, "Did it happen?" (2012), where each
governing word may lower the author's commitment; the lowest commitment found decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from detente.codebook.tables import own_records
from detente.coding import syntax
from detente.model import Status
from detente.text.document import Token

Via = Literal["auxiliary", "complement", "object", "modifier", "mark", "govern"]


class StatusCue(msgspec.Struct, frozen=True):
    """A row of ``status_cues.csv``."""

    status: Status
    via: Via
    words: tuple[str, ...]
    value: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status, the author's commitment (+3 certainly happened, -3 certainly did not) and the word that decided."""

    status: Status
    value: float
    cue: Token | None = None


class StatusCues:
    """The cue words by how they stand to the happening. A user's row wins, else the first counts."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        table: dict[str, dict[str, StatusCue]] = defaultdict(dict)
        for folder in (*reversed(folders), None):
            for row in own_records("status_cues.csv", StatusCue, folder):
                for word in row.words:
                    table[row.via].setdefault(word, row)
        self._table: Mapping[str, Mapping[str, StatusCue]] = dict(table)

    def get(self, via: Via, *words: str) -> StatusCue | None:
        """The cue for the first of the words that has one."""
        entries = self._table.get(via, {})
        return next((entries[w] for w in words if w in entries), None)


@cache
def default_cues() -> StatusCues:
    """The built-in cues."""
    return StatusCues()


# How far a status is from "it happened": the farthest found on the way up decides.
_FORCE: dict[Status, int] = {
    "occurred": 0,
    "ongoing": 1,
    "planned": 2,
    "proposed": 3,
    "hypothetical": 4,
    "denied": 5,
    "negated": 6,
}


def judge(trigger: Token, cues: StatusCues | None = None) -> Judgement:
    """The status of the happening that the trigger tells of."""
    cues = cues or default_cues()
    found = list(_evidence(trigger, cues))
    if not found:
        return _plain(trigger)
    return max(found, key=lambda j: _FORCE[j.status])


def factuality(token: Token) -> float:
    """The author's commitment to an event word's happening, from -3 (did not happen) to +3 (did).

    Scale of the unified factuality corpus (Stanovsky et al., ACL 2017).
    """
    return judge(token).value


def _plain(trigger: Token) -> Judgement:
    verb = trigger if syntax.is_verb(trigger) else None
    if verb is not None and verb.tag == "VBG" and any(c.dep == "aux" and c.lemma == "be" for c in verb.children):
        return Judgement("ongoing", 3.0)
    return Judgement("occurred", 3.0)


def _evidence(trigger: Token, cues: StatusCues) -> Iterator[Judgement]:
    token, first = trigger, True
    while True:
        yield from _own(token, cues, first=first)
        above = token.head
        if above is token:
            return
        found, goes_on = _step(token, above, cues)
        if found is not None:
            yield found
        if not goes_on:
            return
        token, first = above, False


def _own(token: Token, cues: StatusCues, *, first: bool) -> Iterator[Judgement]:
    """What the token's own auxiliaries, negation, marks and modifiers say."""
    for child in token.children:
        via = _VIA_CHILD.get(child.dep)
        if child.dep == "neg" or (child.dep in ("det", "preconj", "advmod") and child.lower in _NEGATIVE):
            if syntax.is_verb(token) or first:
                yield Judgement("negated", -3.0, child)
        elif via is not None and (first or via != "modifier"):
            cue = cues.get(via, child.lower, child.lemma)
            if cue is not None and not (via == "mark" and child.lower == "should"):
                yield Judgement(cue.status, cue.value, child)
    if syntax.is_verb(token):
        yield from _verb_form(token)


_VIA_CHILD: dict[str, Via] = {
    "aux": "auxiliary",
    "mark": "mark",
    "advmod": "modifier",
    "amod": "modifier",
    "det": "modifier",
}
_NEGATIVE = frozenset({"never", "neither", "nobody", "nor", "no", "hardly", "scarcely"})


def _verb_form(verb: Token) -> Iterator[Judgement]:
    subject = verb.child(*syntax.SUBJECTS)
    for party in (subject, verb.child(*syntax.OBJECTS)):
        if party is not None and (word := _denying(party)) is not None:
            yield Judgement("negated", -3.0, word)
    first = verb.child("aux")
    if subject is not None and first is not None and first.i < subject.i and first.lower in ("should", "were", "had"):
        yield Judgement("hypothetical", 0.0, first)
    to = next((c for c in verb.children if c.dep == "aux" and c.lower == "to"), None)
    if to is None:
        return
    be_to = verb.dep in ("xcomp", "ccomp") and verb.head.lemma == "be"
    headline = verb.head is verb or (verb.dep in ("acl", "relcl") and verb.head.dep == "ROOT")
    if be_to or headline:
        yield Judgement("planned", 1.5, to)
    elif verb.dep == "advcl":
        # A purpose ("sent envoys to sign the pact") is no fact yet.
        yield Judgement("hypothetical", 1.25, to)


def _denying(party: Token) -> Token | None:
    """ "*no* troops", "*neither* side", "signed *nothing*": the word in a party that says it did not happen."""
    if party.lower in ("none", "nobody", "neither", "nothing"):
        return party
    own = [c for c in party.children if c.dep in ("det", "amod", "nummod", "advmod")]
    near = [*own, *(c for child in own for c in child.children if c.dep == "advmod")]
    return next((w for w in near if w.lower in ("no", "neither", "hardly", "scarcely", "barely")), None)


def _step(token: Token, above: Token, cues: StatusCues) -> tuple[Judgement | None, bool]:
    """What the governing word makes of the token, and whether words farther up still bear on it."""
    dep = token.dep
    if syntax.is_clause_before(token):
        return None, False
    if dep in ("xcomp", "ccomp", "acomp", "oprd", "attr"):
        cue = cues.get("complement", syntax.lemma(above), above.lower)
        if cue is not None and not _bears(token, cue):
            cue = None
        if cue is None and dep == "ccomp" and token.tag == "VB" and token.child("aux") is None:
            # "having them lift the ban", "insist that he resign": wanted, not told as done.
            return Judgement("hypothetical", 0.0, above), True
        return _because(cue, above), cue is not None or dep != "ccomp"
    if dep in (*syntax.OBJECTS, "nsubjpass", "dative"):
        return _because(cues.get("object", syntax.lemma(above), above.lower), above), True
    if dep in ("pobj", "pcomp"):
        return _through(token, above, cues)
    if dep == "acl":
        cue = cues.get("govern", above.lemma)
        return _because(cue, above), cue is not None
    if dep == "conj":
        # "will visit Rome and meet the Pope" shares its auxiliary; a clause with a subject of its own does not.
        return None, not (token.child(*syntax.SUBJECTS) or token.child("aux"))
    return None, dep in ("compound", "poss", "aux", "prep")


def _through(token: Token, preposition: Token, cues: StatusCues) -> tuple[Judgement | None, bool]:
    """What a word says of the token that hangs on it by a preposition: "the risk *of* war", "called *for* talks"."""
    governor = preposition.head
    if governor.lemma in syntax.PORTIONS and preposition.lower == "of":
        return None, True
    if not syntax.is_verb(governor):
        cue = cues.get("govern", governor.lemma, governor.lower)
    elif preposition.lower in _GOVERNED:
        cue = cues.get("complement" if token.dep == "pcomp" else "object", governor.lemma)
    else:
        cue = None
    return _because(cue, governor), cue is not None


_GOVERNED = frozenset({"for", "to", "of", "from", "on", "out", "about", "against", "with"})


def _because(cue: StatusCue | None, word: Token) -> Judgement | None:
    return Judgement(cue.status, cue.value, word) if cue else None


def _bears(token: Token, cue: StatusCue) -> bool:
    """Whether the cue reaches into its complement: "decided to go" does, "decided that he went" does not."""
    if token.dep != "ccomp":
        return token.tag != "VBN" or cue.status != "planned"
    finite = token.child("aux") is None and token.tag in ("VBD", "VBZ", "VBP", "VBN")
    return not (finite and cue.status == "planned")
