"""Which pronouns a word can be, as far as they stand for actors."""

from __future__ import annotations

from detente.grounding.clauses import HE, IT, SHE, THEY
from detente.text.document import Token

FIRST = frozenset({"i", "we", "us", "our", "my", "me"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_RELATED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "dative", "attr"})


def is_pronoun(token: Token) -> bool:
    """Whether a token is a personal or possessive pronoun that can stand for an actor."""
    return token.pos in ("PRON", "DET") and token.lower in HE | SHE | IT | THEY


def is_possessive(token: Token) -> bool:
    """Whether a token is a pronoun that says whose something is, of the third person or relative."""
    return token.dep == "poss" and (token.lower == "whose" or token.tag == "PRP$") and token.lower not in FIRST


def is_first_person(token: Token) -> bool:
    """Whether a token is a pronoun of the first person."""
    return token.pos in ("PRON", "DET") and token.lower in FIRST and not (len(token.text) > 1 and token.text.isupper())


def is_relative(token: Token) -> bool:
    """Whether a token is a relative pronoun."""
    return token.lower in _RELATIVE and token.tag in ("WP", "WDT", "WP$", "IN") and token.dep in _RELATED
