"""Verbs that tie a person to an office: "appointed X as minister", "X became president", "X, who heads the army"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from detente.codebook import tables
from detente.text.document import Token

Form = Literal["subject", "object", "heads"]
OfficeVerbs = Mapping[str, frozenset[Form]]

_PREDICATES = frozenset({"oprd", "attr", "dobj"})
_PRESENT = frozenset({"VBZ", "VBP"})


class OfficeVerbRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``office_verbs.csv``."""

    words: tuple[str, ...]
    form: Form


def office_verbs(folders: Sequence[Path] = ()) -> OfficeVerbs:
    """The verbs that tie people to offices, by lemma.

    Raises:
        CodebookError: a row does not hold together.
    """
    found: dict[str, set[Form]] = {}
    for row in tables.records("office_verbs.csv", OfficeVerbRow, folders):
        for word in row.words:
            found.setdefault(word, set()).add(row.form)
    return {word: frozenset(forms) for word, forms in found.items()}


def holders(office: Token, verbs: OfficeVerbs) -> Iterator[Token]:
    """The heads of the phrases that name who holds the office headed by a token, as a verb says."""
    verb, bare = _verb_of(office)
    if verb is None or not _is_fact(verb, verbs):
        return
    forms = verbs.get(verb.lemma, frozenset())
    if "object" in forms:
        yield from _objects(verb, office)
    if "subject" in forms and not (bare and office.dep == "dobj") and verb.child("nsubjpass", "auxpass") is None:
        yield from _subjects(verb)


def is_conferred(office: Token, verbs: OfficeVerbs) -> bool:
    """Whether the office headed by a token is the object of a verb that gives or takes offices."""
    verb, _ = _verb_of(office)
    return verb is not None and "object" in verbs.get(verb.lemma, frozenset()) and _is_fact(verb, verbs)


def leaders(body: Token, verbs: OfficeVerbs) -> Iterator[Token]:
    """The heads of the phrases that name who leads the body headed by a token: now, or by a relative clause."""
    verb = body.head
    if body.dep == "pobj" and verb.dep == "prep" and verb.lower == "over":
        verb = verb.head
    elif body.dep != "dobj":
        return
    if "heads" in verbs.get(verb.lemma, ()) and (verb.tag in _PRESENT or verb.dep == "relcl") and _is_fact(verb, verbs):
        yield from _subjects(verb)


def _verb_of(office: Token) -> tuple[Token | None, bool]:
    """The verb that an office completes, and whether it does so without "as" or "to be"."""
    head = office.head
    if office.dep in _PREDICATES and head.lemma == "be" and head.dep == "xcomp":  # "was named to be minister"
        return head.head, False
    if office.dep in _PREDICATES and head.pos in ("VERB", "AUX"):
        return head, True
    if office.dep == "pobj" and head.lower == "as":
        return next((t for t in head.ancestors() if t.pos == "VERB"), None), False
    return None, False


def _is_fact(verb: Token, verbs: OfficeVerbs) -> bool:
    """Whether a verb tells of something done: not of what is refused, wished or still to come."""
    if any(c.dep == "neg" or c.tag == "MD" for c in verb.children):
        return False
    to = any(c.dep == "aux" and c.lower == "to" for c in verb.children)
    return not to or verb.head.lemma in verbs


def _objects(verb: Token, office: Token) -> Iterator[Token]:
    found = [t for t in verb.children_of("dobj", "nsubjpass") if t is not office]
    if verb.dep == "acl" or (verb.dep == "relcl" and verb.child("nsubjpass") is not None):
        found = [*(t for t in found if t.tag not in ("WP", "WDT")), verb.head]
    elif not found and verb.child("auxpass") is None and verb.tag in ("VBN", "VBD") and office.i > verb.i:
        found = [t for t in verb.children_of("nsubj") if _is_reduced(t, verb)]
    yield from found


def _is_reduced(subject: Token, verb: Token) -> bool:
    """Whether a comma parts a subject from what reads as its verb: "X, appointed minister in May, left"."""
    return any(c.text == "," for c in (*subject.children, *verb.children) if subject.i < c.i < verb.i)


def _subjects(verb: Token) -> Iterator[Token]:
    for subject in verb.children_of("nsubj"):
        yield verb.head if subject.lower in ("who", "that") and verb.dep == "relcl" else subject
    if verb.dep in ("conj", "xcomp") and verb.child("nsubj") is None and verb.head.pos in ("VERB", "AUX"):
        yield from (s for s in verb.head.children_of("nsubj") if s.lower not in ("who", "that"))
