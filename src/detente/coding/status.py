"""Has it happened? The status of a happening from tense, modality, negation and the words that govern it.

The words that bear on a happening are gathered on the way up from it and applied on the way down: each may deny,
confirm or leave open what stands below it (Nairn, Condoravdi and Karttunen 2006; de Marneffe, Manning and Potts, "Did
it happen?", 2012).
"""

from __future__ import annotations

from detente.coding import syntax
from detente.coding.commitment import AFFIRMED, Judgement, under
from detente.coding.governing import climb
from detente.coding.moods import own
from detente.coding.reporting import reporting_words
from detente.coding.status_cues import StatusCues, default_cues
from detente.text.document import Token

__all__ = ["Judgement", "StatusCues", "factuality", "judge"]


def judge(trigger: Token, cues: StatusCues | None = None) -> Judgement:
    """The status of the happening that the trigger tells of."""
    cues = cues or default_cues()
    state, way = AFFIRMED, list(climb(trigger, cues))
    for (token, governed), below in reversed(list(zip(way, (None, *(s.token for s in way)), strict=False))):
        if governed is not None:
            state = under(state, *governed)
        for cue, word in own(token, cues, below):
            state = under(state, cue, word)
    if state.status == "occurred" and _is_progressive(trigger):
        return Judgement("ongoing", state.value, state.cue)
    if state.status == "negated" and _is_reported(trigger):
        return Judgement("denied", state.value, state.cue)
    return state


def factuality(token: Token) -> float:
    """The author's commitment to an event word's happening, from -3 (did not happen) to +3 (did).

    Scale of the unified factuality corpus (Stanovsky et al., ACL 2017).
    """
    return judge(token).value


def _is_progressive(trigger: Token) -> bool:
    if not syntax.is_verb(trigger) or trigger.tag != "VBG":
        return False
    helpers = trigger.children_of("aux")
    told = trigger.dep in ("ROOT", "ccomp") and trigger.child(*syntax.SUBJECTS) is not None
    return any(c.lemma == "be" for c in helpers) or (told and not helpers)


def _is_reported(token: Token) -> bool:
    """Whether the words are in somebody's mouth: "did not go, the minister said"."""
    while True:
        above = token.head
        if any(_reports(c) for c in token.children_of("advcl", "parataxis", "ccomp") if c.i > token.i and _is_loose(c)):
            return True
        if above is token:
            return False
        if token.dep in ("ccomp", "parataxis") and _reports(above):
            return True
        token = above


def _reports(verb: Token) -> bool:
    word = reporting_words()["verb"].get(verb.lemma)
    return word is not None and "clause" in word.takes


def _is_loose(clause: Token) -> bool:
    """Whether a clause is one that the parser only appended: "..., a spokesman said"."""
    return not clause.child("mark", "ccomp", "dobj") and clause.tag in ("VBD", "VBZ")
