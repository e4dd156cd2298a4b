"""From whose point of view a clause is told: "in my view", "by the army's account", "as Oslo tells it"."""

from __future__ import annotations

from detente.coding.holders import holder, numbers, of_owner
from detente.coding.reporting import reporting_words
from detente.text.document import Token

_CLAUSES = ("relcl", "acl", "parataxis")


def viewpoint(token: Token) -> tuple[list[Token], set[int], set[int]] | None:
    """The phrase of a point of view that a preposition opens, the words for whose it is, and what is seen from it.

    Returns: None where the preposition opens none.
    """
    noun = token.child("pobj")
    if noun is None or f"{token.lower} {noun.lemma}" not in reporting_words()["viewpoint"]:
        return None
    owner = noun.child("poss")
    if owner is None:
        return None
    return [token, noun], of_owner(owner), numbers(_clause(token).subtree()) - numbers(token.subtree())


def told_as(verb: Token) -> tuple[list[Token], set[int], set[int]] | None:
    """The verb of "as Oslo tells it" with its "as", the words for who tells, and what is told so.

    Returns: None where the verb stands in no such clause.
    """
    opens = verb.child("mark", "advmod")
    if verb.dep != "advcl" or opens is None or opens.lower != "as" or verb.lemma not in reporting_words()["as"]:
        return None
    if verb.child("ccomp", "xcomp") or (thing := verb.child("dobj")) is None or thing.lower != "it":
        return None
    own = numbers(verb.subtree())
    return [opens, verb, thing], holder(verb), numbers(verb.head.subtree()) - own


def _clause(token: Token) -> Token:
    """The clause that a phrase belongs to: that in which it stands, or the main one where it stands before it."""
    clause = token.head
    while clause.head is not clause and clause.dep not in (*_CLAUSES, "ccomp"):
        clause = clause.head
    return clause
