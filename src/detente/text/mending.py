"""Slips of the parser that change who does what, set right where the words around leave no doubt.

A small model hangs a clause or a name on the word nearest to it. Each rule here looks for one such slip in a sentence
and hangs the word where it belongs; all else stays as it was parsed.
"""

from __future__ import annotations

from detente.text.document import Sentence, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Names that are no persons: "who" does not stand for them.
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMED = frozenset({"GPE", "PERSON", "ORG", "NORP"})


def mend(sentence: Sentence) -> None:
    """Set right what is parsed wrongly in a sentence, in place."""
    for token in sentence.tokens:
        if token.lower == "who":
            _to_person(token)
        elif token.pos in ("PROPN", "NOUN"):
            _to_verb(token)
            _after_clause(token)
        elif token.lower == "as":
            _called(token)
        elif token.tag in ("VBD", "VBN"):
            _to_speaker(token)


def _to_person(who: Token) -> None:
    """ "Roa, the envoy to *Peru, who* left": of a place nobody says "who"; the clause is of the noun above."""
    clause = who.head
    if clause.dep != "relcl" or clause.head.ent not in _PLACES or clause.head.pos != "PROPN":
        return
    above = clause.head
    named = [c for c in above.children_of("appos") if c.ent == "PERSON" and c.i < who.i]
    if named:  # "the premier of Peru, Ana *Roa*, who": hung on the state
        _hang(clause, named[-1], "relcl")
        return
    while above.dep in ("pobj", "prep") and above.head.pos in ("NOUN", "PROPN", "ADP"):
        above = above.head
    if above.pos in ("NOUN", "PROPN") and above.ent not in _PLACES:
        _hang(clause, above, "relcl")


def _called(as_: Token) -> None:
    """ "rejected as baseless the *claim*": behind the word for what it is called stands the object of the verb."""
    verb, word = as_.head, next((c for c in as_.children if c.dep in ("pcomp", "pobj", "amod")), None)
    if as_.dep != "prep" or verb.pos != "VERB" or as_.i != verb.i + 1 or verb.child("dobj") is not None or word is None:
        return
    words = as_.sentence.tokens
    adjective = words[as_.i + 1 - words[0].i] if as_.i < words[-1].i else as_
    inside = [t for t in as_.subtree() if t.i > adjective.i and t.dep in ("dobj", "pobj") and t.pos == "NOUN"]
    if (
        adjective.pos in ("ADJ", "VERB")
        and inside
        and any(c.dep == "det" and c.i == adjective.i + 1 for c in inside[0].children)
    ):
        _hang(inside[0], verb, "dobj")


def _to_verb(name: Token) -> None:
    """ "In *April Lima* had banned": a name between a month and a verb without a subject is its subject."""
    verb, month = name.head.head, name.child("compound")
    if name.dep != "pobj" or name.pos != "PROPN" or name.ent not in _NAMED or month is None or month.ent != "DATE":
        return
    if verb.i < name.i or not _is_subjectless(verb) or not _is_next(name, verb):
        return
    passive = any(c.dep == "auxpass" for c in verb.children)
    _hang(month, name.head, "pobj")
    _hang(name, verb, "nsubjpass" if passive else "nsubj")


def _is_next(name: Token, verb: Token) -> bool:
    """Whether nothing but auxiliaries and adverbs stands between a name and a verb."""
    words = name.sentence.tokens
    at = name.i - words[0].i
    return all(
        w.head is verb and w.dep in ("aux", "auxpass", "advmod", "neg") for w in words[at + 1 : verb.i - words[0].i]
    )


def _after_clause(noun: Token) -> None:
    """ "Chad left, and *Mali*, while protesting, stayed": a noun joined to a verb is the subject of the next one."""
    verb = noun.head
    if noun.dep != "conj" or verb.pos != "VERB" or noun.i < verb.i:
        return
    later = (c for c in verb.children if c.i > noun.i and c.dep in ("ccomp", "conj") and _is_subjectless(c))
    if (own := next(later, None)) is None:
        return
    for clause in [c for c in verb.children if noun.i < c.i < own.i]:
        _hang(clause, own, clause.dep)
    _hang(own, verb, "conj")
    _hang(noun, own, "nsubj")


def _to_speaker(verb: Token) -> None:
    """ "said that Peru had left, *and recalled* its envoy": behind a comma goes on what the speaker does."""
    told = verb.head
    if verb.dep != "conj" or told.dep != "ccomp" or not _is_subjectless(verb) or told.head.pos != "VERB":
        return
    speaker = told.head
    said = speaker.i < told.i and any(c.dep in _SUBJECTS for c in speaker.children)
    own = any(c.dep in _SUBJECTS for c in told.children)
    words = verb.sentence.tokens
    first = min([verb.i, *(c.i for c in verb.children_of("aux", "auxpass"))]) - words[0].i
    before = words[max(0, first - 2) : first]
    if said and own and [w.lower for w in before] == [",", "and"] and before[1].head is told:
        for word in before:
            _hang(word, speaker, word.dep)
        _hang(verb, speaker, "conj")


def _is_subjectless(verb: Token) -> bool:
    """Whether a verb has tense and no subject of its own."""
    tensed = verb.tag in _FINITE or any(c.dep in ("aux", "auxpass") and c.tag in _FINITE for c in verb.children)
    return verb.pos in ("VERB", "AUX") and tensed and not any(c.dep in _SUBJECTS for c in verb.children)


def _hang(token: Token, head: Token, dep: str) -> None:
    token.head.children.remove(token)
    token.head, token.dep = head, dep
    head.children.append(token)
    head.children.sort(key=lambda t: t.i)
