"""Which way a word looks: back, ahead or neither, by the tense of the clause that it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from detente.codebook.tables import records
from detente.text.document import Token

_FUTURE = frozenset(("will", "'ll", "’ll", "shall", "wo"))
_MODAL = frozenset(("would", "could", "may", "might", "should", "can", "must", "ought"))
MODALS = _FUTURE | _MODAL
_TOWARDS = frozenset(("until", "till", "by", "as", "through"))
# Behind which the dates that a preposition leads to lie behind: "had until May", "has fallen through May".
_PERFECT = defaultdict(lambda: frozenset(("had",)), through=frozenset(("had", "has", "have")))
_ARRANGED = frozenset(("", "for", "to", "until", "till", "through"))
_MAIN = frozenset(("ROOT", "conj", "ccomp", "parataxis"))
_LINKS = frozenset(("conj", "xcomp", "acl", "advcl", "ccomp", "relcl", "pcomp", "dep"))


class Turn(msgspec.Struct, frozen=True):
    """A row of ``times_verbs.csv``."""

    lemma: str
    turn: int = 0
    role: str = ""


@dataclass(slots=True, frozen=True)
class Look:
    """Which way a word looks: -1 back, 1 ahead, 0 neither; ``firm`` where it hangs on the verb that tells so.

    ``main`` is whether that verb carries the sentence, not a clause inside one of its phrases.
    """

    direction: int
    firm: bool
    main: bool


class Tense:
    """Reads tense from the dependency tree."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        rows = records("times_verbs.csv", Turn, folders)
        self._turns = {row.lemma: row.turn for row in rows if row.turn}
        self._roles = {row.lemma: row.role for row in rows if row.role}

    def role(self, verb: Token) -> str:
        """``speech`` for verbs of saying, ``light`` for those whose object names the happening, else ``""``."""
        return self._roles.get(verb.lemma, "")

    def turns_ahead(self, verb: Token) -> bool:
        """Whether what the verb speaks of lies ahead: "scheduled to", "promised to"."""
        return self._turns.get(verb.lemma) == 1

    def look(self, token: Token) -> Look:
        """The direction of the words around ``token``."""
        firm, preposition = True, ""
        for above in (token, *token.ancestors()):
            if above.pos in ("VERB", "AUX"):
                arranged = self.role(above) == "arrange"
                direction = self.of_verb(above, turned=not arranged or preposition in _ARRANGED)
                if arranged and preposition in _ARRANGED:
                    direction = 1
                if self._turns.get(above.lemma) == 1 and not firm:
                    direction = 1
                past = above.tag == "VBD" or any(c.lower in _PERFECT[preposition] for c in above.children_of("aux"))
                if preposition in _TOWARDS and not past:
                    direction = 1
                if not direction and self.role(above) == "speech":
                    direction = -1  # "says on Tuesday"
                if preposition == "since":
                    direction = -1
                return Look(direction, firm and not (direction > 0 and _of_past(above)), above.dep in _MAIN)
            if self._ahead(above):
                return Look(1, True, False)
            if above.pos == "ADP":
                preposition = preposition or above.lower
            elif above is not token:
                firm = False
        return Look(0, False, True)

    def _ahead(self, word: Token) -> bool:
        """Whether a noun or adjective speaks of what lies ahead: "the planned talks", "due"."""
        return self._turns.get(word.lemma) == 1 or any(self._turns.get(c.lemma) == 1 for c in word.children_of("amod"))

    def direction(self, token: Token) -> int:
        """-1 where the words around ``token`` tell of the past, 1 of the future, 0 where they leave it open."""
        return self.look(token).direction

    def of_verb(self, verb: Token, *, turned: bool = True) -> int:
        """The direction of one verb, by its form, its auxiliaries and, where it has no tense, the verb above it."""
        helpers = [c for c in verb.children if c.dep in ("aux", "auxpass")]
        lowers = {h.lower for h in helpers}
        if lowers & _FUTURE:
            return 1
        if _going_to(verb):
            return 1
        perfect = bool(lowers & {"have", "has", "had", "'ve", "having"}) and (
            verb.tag in ("VBN", "VBD") or "been" in lowers
        )
        if lowers & _MODAL:
            return -1 if perfect else 1
        if perfect:
            return -1
        if turned and self._turns.get(verb.lemma) == 1 and verb.tag == "VBN" and verb.pos == "VERB":
            return 1
        if "to" in lowers or verb.tag in ("VB", "VBG", "VBN"):
            return self._untensed(verb, helpers)
        return -1 if verb.tag == "VBD" else 0

    def _untensed(self, verb: Token, helpers: Sequence[Token]) -> int:
        tensed = next((h for h in helpers if h.tag in ("VBD", "VBZ", "VBP")), None)
        if tensed is not None:
            return -1 if tensed.tag == "VBD" else int(verb.tag == "VBG")
        if verb.tag == "VBN" and not helpers:
            return -1
        above = verb.head
        if above is verb or verb.dep not in _LINKS:
            return 0
        if any(h.lower == "to" for h in helpers) and verb.dep in ("xcomp", "acl"):
            turn = self._turns.get(above.lemma, 1)
            return self.direction(above) if turn < 0 else 1
        return self.direction(above)


def _of_past(verb: Token) -> bool:
    """Whether what lies ahead lies ahead of a time gone by: "threatened to close the port on 3 May"."""
    while verb.dep in ("xcomp", "pcomp") and verb.head is not verb and verb.head.pos in ("VERB", "AUX"):
        verb = verb.head
        if verb.tag == "VBD":
            return True
    return False


def _going_to(verb: Token) -> bool:
    above = verb.head
    return verb.dep == "xcomp" and above.lower == "going" and any(c.lower == "to" for c in verb.children_of("aux"))
