"""How a verb stands to the clause told before: whether it goes on from there, points back to it, or owns a word."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding import syntax
from detente.coding.events import Event
from detente.coding.story import carries, is_simple_past, set_off_relative
from detente.text.document import Token

_OF_ITS_OWN = ("aux", "auxpass", "nsubj", "nsubjpass")
_LATER = frozenset(("later", "then", "afterwards", "eventually", "finally", "ultimately"))
_THOSE = frozenset(("they", "both", "two", "he", "she"))


def points_back(verb: Token) -> bool:
    """Whether a verb speaks of those of whom the clause before told: "Police shot at them", "The two agreed"."""
    if (subject := verb.child("nsubj")) and subject.lower in _THOSE:
        return True
    phrases = [g for c in verb.children_of("prep") for g in c.children_of("pobj")]
    return any(t.lower in ("them", "him", "her") for t in (*verb.children_of("dobj"), *phrases))


def first_of(verb: Token) -> Token:
    """The first of several verbs that share their helpers: of "has imposed curfews and restricted the internet"."""
    while verb.dep == "conj" and verb.tag == "VBN" and verb.head.tag in ("VBN", "VBD") and not verb.child(*_OF_ITS_OWN):
        verb = verb.head
    return verb


def shares_subject(verb: Token) -> bool:
    """Whether a verb is joined to another of the same tense, whose subject it shares, without a word for "later"."""
    joined = verb.dep == "conj" and verb.head.tag == verb.tag and not verb.child("nsubj", "nsubjpass")
    return joined and not any(c.lower in _LATER for c in verb.children_of("advmod", "npadvmod"))


def of_the_same(verb: Token) -> bool:
    """Whether the subject of a verb is who was just spoken of: "He will urge him"."""
    subject = verb.child("nsubj") or verb.head.child("nsubj")
    return subject is not None and subject.tag == "PRP"


def goes_on(verb: Token, event: Event) -> bool:
    """Whether a verb tells the next thing of the story, also in a relative clause: "asked A, which refused"."""
    return is_simple_past(verb) and (carries(verb) or (event.spoken and set_off_relative(verb)))


def refused(verb: Token, event: Event) -> bool:
    """ "The junta would not withdraw": a refusal, told as a thing that happened."""
    would = any(c.lower in ("would", "'d") for c in verb.children_of("aux")) and verb.child("neg") is not None
    return would and event.status == "occurred" and carries(verb)


def phrases_above(token: Token) -> Iterator[Token]:
    """The heads of a phrase up to the verb of its clause, however far in the parser has put it."""
    for above in token.ancestors():
        yield above
        if syntax.is_verb(above):
            return


def definite(noun: Token) -> bool:
    """Whether a noun speaks of something known: "the", "this", "their"."""
    return any(
        c.lower in ("the", "this", "that", "these", "those", "its", "his", "her", "their") for c in noun.children
    )


def own_word(word: Token, verb: Token) -> bool:
    """Whether a word belongs to the verb's own clause, not to a clause inside it."""
    while word is not verb:
        if word.head is word or word.dep in ("relcl", "acl", "advcl", "ccomp", "xcomp", "conj"):
            return False
        word = word.head
    return True
