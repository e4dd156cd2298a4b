"""Has it happened? The status of a happening from tense, modality, negation and the words that govern it.

The words that bear on a happening are gathered on the way up from it and applied on the way down: each may deny,
confirm or leave open what stands below it (Nairn, Condoravdi and Karttunen 2006; de Marneffe, Manning and Potts, "Did
it happen?", 2012).
"""

from __future__ import annotations

from detente.coding import syntax
from detente.coding.commitment import AFFIRMED, Judgement, under
from detente.coding.governing import climb
from detente.coding.moods import denials, own
from detente.coding.reporting import reporting_words
from detente.coding.status_cues import StatusCues, default_cues
from detente.text.document import Token

__all__ = ["Judgement", "StatusCues", "factuality", "judge"]


def judge(trigger: Token, cues: StatusCues | None = None) -> Judgement:
    """The status of the happening that the trigger tells of."""
    cues = cues or default_cues()
    way = list(climb(trigger, cues))
    state, below = AFFIRMED, [None, *(step.token for step in way)]
    for (token, governed), lower in reversed(list(zip(way, below, strict=False))):
        for cue, word in (*denials(token, cues), *([governed] if governed else ()), *own(token, cues, lower)):
            state = under(state, cue, word)
    status = state.status
    if status == "occurred" and _is_ongoing(trigger, cues):
        status = "ongoing"
    elif status == "negated" and _is_reported(trigger):
        status = "denied"
    return Judgement(status, state.value, state.cue, cues.right.get(status))


def factuality(token: Token) -> float:
    """The author's commitment to an event word's happening, from -3 (did not happen) to +3 (did).

    Scale of the unified factuality corpus (Stanovsky et al., ACL 2017).
    """
    return judge(token).value


def _is_ongoing(trigger: Token, cues: StatusCues) -> bool:
    """Whether a verb tells of what is going on: "is building", "are being built", "keeps building"."""
    if not syntax.is_verb(trigger):
        return False
    helpers = trigger.children_of("aux", "auxpass")
    if trigger.tag == "VBG":
        told = trigger.dep in ("ROOT", "ccomp") and trigger.child(*syntax.SUBJECTS) is not None
        return any(c.lemma == "be" for c in helpers) or (told and not helpers)
    if any(c.lower == "being" for c in helpers):
        return True
    going = cues.get("gerund", trigger.lemma) if trigger.child("xcomp") is not None else None
    return going is not None and going.status == "ongoing"


def _is_reported(token: Token) -> bool:
    """Whether the words are in somebody's mouth: "did not go, the minister said"."""
    words = token.sentence.tokens
    for word in (token, *token.ancestors()):
        above = word.head
        if word.dep == "relcl":
            return False  # what a relative clause adds is the article's own
        if word.dep in ("ccomp", "parataxis") and _reports(above) and not _is_parted(words, word, above):
            return True
    return any(_reports(verb) and _is_appended(words, at) for at, verb in enumerate(words))


def _reports(verb: Token) -> bool:
    word = reporting_words()["verb"].get(verb.lemma)
    return word is not None and "clause" in word.takes


def _is_parted(words: list[Token], word: Token, above: Token) -> bool:
    """Whether a semicolon parts a clause from the verb behind it."""
    return any(word.i < t.i < above.i and t.text == ";" for t in words)


def _is_appended(words: list[Token], at: int) -> bool:
    """Whether a verb closes a clause like "..., a spokesman in Rome said", wherever the parser hangs it."""
    if words[at].tag not in ("VBD", "VBZ", "VBN"):
        return False
    for back in range(at - 1, max(at - _LONGEST, 0), -1):
        if words[back].text == ",":
            first = words[back + 1]
            return (
                first is not words[at]
                and first.pos in _NOMINAL
                and first.tag[0] != "W"
                and words[back - 1].pos != "SCONJ"
            )
        if words[back].pos in ("VERB", "AUX"):
            return False
    return False


_LONGEST = 12
_NOMINAL = ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
