"""Who acts in the clause of a word that points back, and whom its place there binds it to."""

from __future__ import annotations

from detente.text.document import Token

HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
IT, THEY = frozenset({"it", "its", "itself"}), frozenset({"they", "them", "their", "themselves"})
# Where a name stands that acts, or has something.
ACTING = frozenset({"nsubj", "nsubjpass", "poss"})
_DEPTH = 6  # verbs up to the one that has the subject
# Behind their object an infinitive tells what for, not what the object is to do: "rang Peru to assure it".
_REACHING = frozenset({"telephone", "phone", "ring", "call", "meet", "visit", "see", "receive", "contact", "write"})
# What leads from a noun up to the verb in whose clause it stands.
_NOMINAL = frozenset({"compound", "poss", "nmod", "conj", "pobj", "prep", "appos", "amod"})


def governors(token: Token) -> list[Token]:
    """The other parties of the clause in which a token is the object."""
    verb = token.head if token.dep in ("dobj", "pobj", "dative") else None
    while verb is not None and verb.pos == "ADP" and verb.head is not verb:
        verb = verb.head
    return acting(verb) if verb is not None else []


def acting(verb: Token, depth: int = 0) -> list[Token]:
    """The subject of a verb, of which a verb joined to another or hanging on it has none of its own."""
    own = verb.children_of("nsubj", "nsubjpass")
    if own or verb.pos not in ("VERB", "AUX") or verb.head is verb or depth > _DEPTH:
        return own
    if verb.dep in ("conj", "advcl"):
        return acting(verb.head, depth + 1)
    if verb.dep == "xcomp":  # "urged *Peru* to meet them", but "rang Peru to assure them"
        controller = None if verb.head.lemma in _REACHING else verb.head.child("dobj")
        return [controller] if controller is not None else acting(verb.head, depth + 1)
    return own


def controller(token: Token) -> Token | None:
    """Who is to do that in whose object a possessive stands: "urged *Peru* to drop its claim"."""
    if token.dep != "poss" or token.head.dep not in ("dobj", "pobj"):
        return None
    verb = token.head.head if token.head.dep == "dobj" else token.head.head.head
    return verb.head.child("dobj") if verb.dep == "xcomp" and verb.tag == "VB" else None


def commented(token: Token) -> Token | None:
    """What "it" is where somebody comments on what he deals with: "rejected the *plan*, calling it a trap"."""
    comment = token.head
    if token.lower not in IT or token.dep not in ("dobj", "nsubj") or token.i < comment.i - 1:
        return None
    if comment.dep in ("ccomp", "xcomp") and token.dep == "nsubj":  # "calling it a trap", as the parser may see it
        comment = comment.head
    if comment.dep != "advcl" or comment.tag != "VBG" or comment.head.i > token.i:
        return None
    return comment.head.child("dobj")


def doer(token: Token) -> Token | None:
    """The subject of the clause in whose object a possessive stands: "*Peru* stopped its exports"."""
    if token.dep != "poss":
        return None
    noun = token.head
    while noun.dep in _NOMINAL and noun.head.pos not in ("VERB", "AUX") and noun.head is not noun:
        noun = noun.head
    verb = noun.head
    own = verb.pos in ("VERB", "AUX") and noun.dep in ("dobj", "pobj", "prep", "dative", "agent", "attr")
    subjects = acting(verb) if own else []
    return subjects[0] if subjects and subjects[0].i < token.i else None


def teller(token: Token) -> Token | None:
    """Who says of himself what he does: "*Roa* said that *she* was saddened"."""
    verb = token.head
    if token.lower not in HE | SHE or token.dep not in ("nsubj", "nsubjpass") or verb.dep != "ccomp":
        return None
    subject = verb.head.child("nsubj")
    return subject if subject is not None and subject.i < token.i else None


def subject_ahead(token: Token) -> Token | None:
    """The subject to which a pronoun in a phrase or clause before it points forward: "Though *it* lost, *Peru* …"."""
    below, above = token, token.head
    while above is not below and not (above.pos in ("VERB", "AUX") and below.dep in ("advcl", "prep")):
        if above.pos in ("VERB", "AUX") and below.dep not in ("nsubj", "nsubjpass", "poss", "dobj"):
            return None
        below, above = above, above.head
    subject = above.child("nsubj", "nsubjpass") if above is not below else None
    return subject if subject is not None and below.i < subject.i < above.i and token.i < subject.i else None


def before_comma(pronoun: Token) -> list[Token]:
    """The nouns of the phrase that a comma parts from "which", where the parser takes its clause for no relative one.

    The outermost comes first: "the *council* of the league, which".
    """
    words = pronoun.sentence.tokens
    at = pronoun.i - words[0].i
    if at < 2 or words[at - 1].text != ",":
        return []
    nouns = [words[at - 2]]
    while nouns[-1].dep in ("pobj", "prep", "compound") and nouns[-1].head is not nouns[-1]:
        nouns.append(nouns[-1].head)
    return [t for t in reversed(nouns) if t.pos in ("NOUN", "PROPN")]


def is_empty(token: Token) -> bool:
    """Whether "it" only fills a place: "it is clear that", "it rained"."""
    if token.dep == "expl" or token.lower != "it" or token.dep not in ("nsubj", "nsubjpass"):
        return token.dep == "expl"
    verb = token.head
    clause = verb.child("ccomp", "xcomp", "advcl") is not None or any(
        c.child("ccomp", "xcomp") is not None for c in verb.children_of("acomp", "attr")
    )
    return verb.lemma in ("be", "seem", "appear", "remain", "become", "take") and clause
