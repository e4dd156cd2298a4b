"""Who says it: the words that name the holder of a verb of saying or thinking."""

from __future__ import annotations

from collections.abc import Iterable

from detente.coding.reporting import reporting_words
from detente.text.document import Token

NOMINAL = {"compound", "poss", "appos", "amod", "det", "nummod", "pobj", "prep", "conj", "nmod"}


def numbers(tokens: Iterable[Token]) -> set[int]:
    """The numbers of some tokens in their document."""
    return {t.i for t in tokens}


def of_owner(owner: Token) -> set[int]:
    """The words of a possessor, without its "'s"."""
    return numbers(t for t in owner.subtree() if t.dep != "case")


def holder(token: Token) -> set[int]:
    """The words that name whoever says, thinks or wants what the verb ``token`` reports; empty for nobody named."""
    if agent := token.child("agent"):
        return numbers(agent.subtree()) - {agent.i}
    if token.dep == "ccomp" and token.lemma == "know" and token.head.lemma in ("let", "make"):
        return holder(token.head)
    if token.dep == "acl" and _tells(token):
        return _without(token.head, token)
    if is_passive(token) or (token.tag == "VBN" and token.dep in ("advcl", "acl") and not token.child("aux")):
        return set()
    if subject := token.child("nsubj"):
        return set() if subject.lower in ("it", "there") and token.lemma == "be" else numbers(subject.subtree())
    if token.dep in ("conj", "xcomp", "advcl") and token.head.pos in ("VERB", "AUX"):
        return _shared_subject(_speaker_verb(token))
    if token.dep in ("acl", "relcl") and token.tag == "VBG":
        return _without(token.head, token)
    if token.dep == "pcomp" and token.head.head.pos in ("VERB", "AUX"):
        return _shared_subject(token.head.head)
    return set()


def _tells(verb: Token) -> bool:
    """Whether what the parse takes for a passive participle is the verb: "a mission *reported* last week that …"."""
    clause = verb.child("ccomp")
    return clause is not None and clause.i > verb.i and any(c.lower == "that" for c in clause.children)


def _shared_subject(verb: Token) -> set[int]:
    """The subject that a verb lends to those that depend on it, also where it is passive itself."""
    subject = verb.child("nsubjpass")
    return numbers(subject.subtree()) if subject else holder(verb)


def is_passive(token: Token) -> bool:
    """Whether a verb is passive, also as the second of two ("was arrested and accused")."""
    if token.child("nsubjpass", "auxpass"):
        return True
    second = token.dep == "conj" and token.tag == "VBN" and not token.child("aux", "nsubj")
    return second and token.head.child("auxpass") is not None


def neighbour(token: Token) -> set[int]:
    """Who stands next to a finite verb that the parse leaves without a subject: "…", said Ann Lee, the mayor."""
    if token.tag not in ("VBD", "VBZ", "VBP") or token.child("auxpass", "nsubjpass") or token.dep == "conj":
        return set()
    words = token.sentence.tokens
    place = token.i - words[0].i
    after = words[place + 1] if 0 <= place < len(words) - 1 else None
    if after is not None and after.pos in ("PROPN", "NOUN", "DET", "PRON") and after.head is not token:
        top = _nominal_top(after)
        if top.i > token.i:
            return {t.i for t in top.subtree() if t.i > token.i}
    before = next((t for t in reversed(words[:place]) if t.pos not in ("PUNCT", "ADV")), None)
    if before is not None and before.pos in ("PROPN", "NOUN"):
        return {t.i for t in _nominal_top(before).subtree() if t.i < token.i}
    return set()


def _nominal_top(token: Token) -> Token:
    while token.head is not token and token.dep in NOMINAL and token.head.pos not in ("VERB", "AUX"):
        token = token.head
    return token


def _speaker_verb(token: Token) -> Token:
    """The verb whose subject a verb without its own shares; "A said B would win, adding …" goes on with A."""
    above = token.head
    if token.dep == "advcl" and token.tag == "VBG" and token.i > above.i:
        outer = above.head
        if above.dep == "ccomp" and outer.lemma in reporting_words()["verb"]:
            return outer
    return above


def _without(token: Token, part: Token) -> set[int]:
    return numbers(token.subtree()) - numbers(part.subtree())
