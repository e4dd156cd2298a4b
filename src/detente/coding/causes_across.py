"""Reasons that stand in the sentence before or behind: "In response, …", "This is why …", "The move came after …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding import syntax
from detente.coding.causal_words import causal_words, phrases
from detente.model import Span
from detente.text.document import Sentence, Token

POINTING = frozenset({"this", "that", "it", "these", "those"})
_SKIPPED = frozenset({"and", "but", "so", "partly", "mainly", "largely"})
_QUOTES = frozenset({'"', "“", "”", "''", "``"})


@dataclass(frozen=True, slots=True)
class Across:
    """A reason in one of two neighbouring sentences for what the other tells.

    ``cue`` are the words that tie them, from ``at``. ``here``: what is explained stands in the later sentence; else in
    the earlier one. ``root`` is the verb of what is explained, where that is a clause of its own ("this is why they
    *left*").
    """

    cause: Span
    cue: str
    at: Token
    here: bool
    root: Token | None = None


def links_across(before: Sentence, here: Sentence) -> Iterator[Across]:
    """What a sentence says of the reasons of the one before, or gives as reasons of its own content."""
    words = [t for t in here.tokens if t.pos not in ("SPACE", "PUNCT")]
    while words and words[0].lower in _SKIPPED:
        words = words[1:]
    if len(words) < 3 or words[0].text in _QUOTES:
        return
    yield from _adverb(before, words)
    verb = here.root
    subject = verb.child("nsubj", "nsubjpass")
    if subject is None or not syntax.is_verb(verb) or verb.child("neg"):
        return
    if subject.lower in POINTING and not subject.children:
        yield from _pointing(before, subject, verb)
    if subject.pos == "PRON" and verb.lemma in causal_words()["act"]:
        yield from _acted(verb)
    if _is_deed(subject):
        yield from _deed(verb)
    if subject.lemma == "reason" and (told := verb.child("ccomp")) is not None:
        yield Across(_clause(told), "reason", subject, here=False)


def _adverb(before: Sentence, words: list[Token]) -> Iterator[Across]:
    """ "In response, …", "As a result …": at the head of a sentence."""
    for run, form in phrases().at(words[0], words, 0):
        if form == "adverb":
            yield Across(_sentence(before), " ".join(t.lower for t in run), run[0], here=True)
            return


def _pointing(before: Sentence, subject: Token, verb: Token) -> Iterator[Across]:
    """ "This is why …", "This explains …", "This led them to …", "This is because …"."""
    told = next((c for c in verb.children_of("ccomp", "advcl", "attr") if c.i > verb.i), None)
    if verb.lemma == "be" and told is not None:
        opens = told.subtree()[0].lower
        if opens == "why" and subject.lower != "it":
            yield Across(_sentence(before), "why", subject, here=True, root=told)
        if opens == "because":
            yield Across(_clause(told), "because", told.subtree()[0], here=False)
        return
    if subject.lower != "it" and _causes(verb):
        yield Across(_sentence(before), verb.lower, verb, here=True)


def _acted(verb: Token) -> Iterator[Across]:
    """ "It did so because …", "they acted because of …"."""
    for child in verb.children:
        opens = child.subtree()[0]
        if opens.lower == "because" and child.dep in ("advcl", "prep"):
            cause = child if child.dep == "advcl" else _argument(child)
            if cause is not None:
                yield Across(_clause(cause), "because" if child.dep == "advcl" else "because of", opens, here=False)


def _causes(verb: Token) -> bool:
    """Whether a verb makes its subject the cause of what follows, or the explanation of it."""
    words = causal_words()
    names = [verb.lemma, *(f"{verb.lemma} {c.lower}" for c in verb.children_of("prt", "prep"))]
    return any(words["verb"].get(n) == "subject" or n in words["explain"] for n in names) or verb.lemma == "lead"


def _is_deed(noun: Token) -> bool:
    """Whether a noun stands for what was told just before: "the move", "this decision"."""
    definite = any(c.lower in ("the", "this", "that") for c in noun.children_of("det"))
    return definite and noun.lemma in causal_words()["deed"] and not noun.child("relcl")


def _deed(verb: Token) -> Iterator[Across]:
    """ "The move came after …", "The move follows …", "The move was a response to …"."""
    if verb.lemma == "follow" and (cause := verb.child("dobj")) is not None:
        yield Across(_clause(cause), verb.lower, verb, here=False)
        return
    if verb.lemma == "come" and (clause := verb.child("advcl")) is not None and clause.i > verb.i:
        opens = clause.subtree()[0]
        if opens.lower in ("after", "because", "as"):
            yield Across(_clause(clause), f"{verb.lower} {opens.lower}", opens, here=False)
            return
    noun = verb.child("attr")
    hosts = [verb] if verb.lemma in ("come", "take", "make") else [noun] if noun is not None and _answers(noun) else []
    for host in hosts:
        for preposition in host.children_of("prep"):
            if cause := _argument(preposition):
                own, first = preposition.subtree(), cause.subtree()[0].i
                words = " ".join(t.lower for t in own if t.i < first)
                if own[0].i + 1 == first:
                    words = f"{verb.lower} {words}"  # "came after"
                yield Across(_clause(cause), words, preposition, here=False)
                return


def _answers(noun: Token) -> bool:
    return causal_words()["reason"].get(noun.lemma) == "object"


def _argument(preposition: Token) -> Token | None:
    """What a preposition of reason governs, through "in response to" too; None for a mere day or place."""
    chain = preposition
    while (inner := chain.child("pobj", "pcomp")) is not None:
        if inner.lemma in ("response", "reaction", "retaliation", "return", "exchange", "protest", "wake", "answer"):
            below = inner.child("prep")
            if below is None:
                return None
            chain = below
            continue
        named = preposition.lower in ("after", "in", "amid", "because", "following", "as", "to", "for")
        plain = preposition.lower == "in" and chain is preposition
        return inner if named and not plain and inner.ent not in ("DATE", "TIME") else None
    return None


def _sentence(sentence: Sentence) -> Span:
    tokens = [t for t in sentence.tokens if t.pos not in ("SPACE", "PUNCT")]
    return Span(tokens[0].start, tokens[-1].end) if tokens else sentence.span


def _clause(head: Token) -> Span:
    """The words of a clause, without those that open it."""
    tokens = [t for t in head.subtree() if t.pos not in ("SPACE", "PUNCT")]
    while len(tokens) > 1 and tokens[0].dep in ("mark", "prep") and tokens[0].head is head:
        tokens = tokens[1:]
    return Span(tokens[0].start, tokens[-1].end)
