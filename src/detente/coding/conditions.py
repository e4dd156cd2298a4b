"""On what a happening depends: "if Kyiv pays", "unless the rebels leave", "in return for a loan"."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import msgspec

from detente.codebook import tables
from detente.coding import syntax
from detente.coding.phrases import Phrases
from detente.model import Span, Status
from detente.text.document import Sentence, Token

Form = Literal["clause", "until", "lacking", "phrase", "inverted", "noun", "not", "asks"]
# From a word up to what bears on it as well; "nsubj": talks *are* conditional on a truce.
_COMPLEMENTS = ("xcomp", "ccomp", "pcomp", "acomp", "oprd", "attr")
_UPWARD = frozenset({*_COMPLEMENTS, "dobj", "pobj", "prep", "nsubj", "nsubjpass", "compound", "amod"})
_HAPPENED = frozenset({"occurred", "ongoing"})
_STOPS = frozenset({",", ".", ";", ":", "”", '"', "’", "'", "?", "!", "–", "—", ")"})


class ConditionRow(msgspec.Struct, frozen=True):
    """A row of ``conditions.csv``; the head of the file tells what the columns mean."""

    form: Form
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in a sentence: its words, its tokens by number, and the word of the clause that depends on it."""

    span: Span
    inside: frozenset[int]
    host: Token
    form: Form


@functools.cache
def _words() -> Mapping[Form, tuple[str, ...]]:
    table: dict[Form, tuple[str, ...]] = dict.fromkeys(get_args(Form), ())
    for row in tables.records("conditions.csv", ConditionRow):
        table[row.form] += row.words
    return table


@functools.cache
def _phrases() -> Phrases[Form]:
    """The words that open a condition."""
    forms: tuple[Form, ...] = ("clause", "until", "lacking", "phrase")
    return Phrases((phrase, form) for form in forms for phrase in _words()[form])


def conditions(sentence: Sentence) -> list[Condition]:
    """The conditions that a sentence states, in text order."""
    found: list[Condition] = []
    for place, token in enumerate(sentence.tokens):
        if any(token.i in condition.inside for condition in found):
            continue
        one = _opened(sentence, place) or _inverted(token)
        if one is not None and found and _goes_on(found[-1], one, sentence):
            one = _joined(found.pop(), one)
        if one is not None:
            found.append(one)
    return found


def _goes_on(before: Condition, after: Condition, sentence: Sentence) -> bool:
    """Whether two conditions are one: "if possible, and if the court agrees"."""
    between = (t for t in sentence.tokens if before.span.end <= t.start < after.span.start)
    return before.host is after.host and all(t.pos == "PUNCT" or t.dep == "cc" for t in between)


def _joined(before: Condition, after: Condition) -> Condition:
    span = Span(before.span.start, after.span.end)
    return Condition(span, before.inside | after.inside, before.host, before.form)


class Conditions:
    """The conditions of one document. Each sentence is read when it is first asked about."""

    def __init__(self) -> None:
        self._stated: dict[int, list[Condition]] = {}

    def of(self, trigger: Token, status: Status) -> Span | None:
        """The words on which a happening depends, None where it depends on nothing.

        Args:
            trigger: the word that names what happens.
            status: whether it has happened; what has does not wait "until" something.
        """
        number = trigger.sentence.index
        if number not in self._stated:
            self._stated[number] = conditions(trigger.sentence)
        reached = _above(trigger)
        for one in self._stated[number]:
            waits = one.form != "until" or status not in _HAPPENED or _is_open(trigger)
            if trigger.i in one.inside or not waits or (one.form == "lacking" and not _is_refused(trigger)):
                continue
            if one.host in reached or trigger in _above(one.host):
                return one.span
        return _as_price(trigger)


def _opened(sentence: Sentence, place: int) -> Condition | None:
    """The condition that a word or phrase opens."""
    words = sentence.tokens
    for run, form in _phrases().at(words[place], words, place):
        if place + len(run) < len(words):
            return None if _is_none(words, place, run) else _introduced(run, words[place + len(run)], form)
    return None


def _is_none(words: list[Token], place: int, run: list[Token]) -> bool:
    """Whether the words beside make "if" none: "even if", "if only", "asked if"."""
    table = _words()
    before, after = words[place - 1] if place else None, words[place + len(run)]
    if (before is not None and before.lower in table["not"] and before.lower != "only") or after.lower in table["not"]:
        return True
    clause = next((t for t in (run[0], *run[0].ancestors()) if syntax.is_verb(t)), None)
    asks = clause is not None and clause.dep in ("ccomp", "advcl") and clause.head.lemma in table["asks"]
    return run[0].lower == "if" and asks and clause is not None and clause.head.i < run[0].i


def _introduced(run: list[Token], first: Token, form: Form) -> Condition | None:
    """The clause or phrase that begins behind the words which open it."""
    start, own = run[0].i, {t.i for t in run}
    top = first
    while not _hangs_on(top, own) and top.head is not top and top.head.i >= start:
        top = top.head
    if form == "until" and not syntax.is_verb(top) and top.ent in ("DATE", "TIME"):
        return None
    if form == "clause" and not syntax.is_verb(top) and top.tag not in ("VBN", "JJ", "RB"):
        return None
    host = next((t.head for t in (top, *reversed(run)) if t.head.i not in own and t.head is not top), None)
    inside = own | {t.i for t in top.subtree() if t.i >= start}
    return _made(run[0], inside, host, form) if host is not None else None


def _hangs_on(token: Token, run: set[int]) -> bool:
    """Whether a token heads what the words of a run open."""
    marks = any(c.i in run and c.dep in ("mark", "advmod", "prep", "cc") for c in token.children)
    return token.head.i in run or marks


def _made(first: Token, inside: set[int], host: Token, form: Form) -> Condition | None:
    """The condition with its words as one stretch, from the word that opens it."""
    tokens = [t for t in first.sentence.tokens if t.i in inside]
    run = tokens[:1]
    for token in tokens[1:]:
        if token.i > run[-1].i + 1:
            break
        run.append(token)
    while run and run[-1].text in _STOPS:
        run.pop()
    return Condition(Span(run[0].start, run[-1].end), frozenset(inside), host, form) if len(run) > 1 else None


def _inverted(verb: Token) -> Condition | None:
    """A clause that opens with its verb: "*should* Kyiv join", "*were* Yerevan to arm it"."""
    if verb.lower not in _words()["inverted"]:
        return None
    clause = verb.head if verb.dep in ("aux", "auxpass") else verb
    subject = clause.child(*syntax.SUBJECTS)
    if clause.dep not in ("advcl", "ccomp", "conj", "dep") or clause.head is clause or subject is None:
        return None
    opens = min(t.i for t in clause.subtree() if t.pos != "PUNCT") == verb.i
    if not opens or subject.i < verb.i:
        return None
    return _made(verb, {t.i for t in clause.subtree()}, clause.head, "inverted")


def _above(token: Token) -> list[Token]:
    """A word and those that it completes, up to the verb of its clause and the verbs that this one completes."""
    found = [token]
    while token.head is not token and (token.dep in _UPWARD or _is_to_do(token) or _shares(token)):
        token = token.head
        found.append(token)
    return found


def _is_to_do(verb: Token) -> bool:
    """Whether a clause on a noun tells what for: "an offer to *halt* it"."""
    return verb.dep == "acl" and syntax.is_infinitive(verb)


def _shares(verb: Token) -> bool:
    """Whether a verb or noun shares what bears on the one that it is coordinated with."""
    return verb.dep == "conj" and not verb.child(*syntax.SUBJECTS, "aux", "auxpass") and verb.tag in ("VB", "NN", "NNS")


def _is_open(trigger: Token) -> bool:
    """Whether the word for a happening tells of what is to come or is refused: "will not sign until …"."""
    verb = syntax.clause_head(trigger)
    to_come = any(c.tag == "MD" for c in verb.children_of("aux")) or syntax.is_infinitive(verb)
    return to_come or (trigger.lemma in ("refuse", "decline") and verb is trigger)


def _is_refused(trigger: Token) -> bool:
    """Whether what a word names will not happen: "will *not* leave without …"."""
    verb = syntax.clause_head(trigger)
    return verb.child("neg") is not None or trigger.lemma in ("refuse", "decline")


def _as_price(trigger: Token) -> Span | None:
    """What is "a condition for *talks*": the withdrawal."""
    for above in _above(trigger):
        noun = above.head if above.dep == "prep" else above
        if above.lower not in ("for", "of", "to") or noun.lemma not in _words()["noun"] or trigger.i < noun.i:
            continue
        verb = noun.head.head if noun.head.lower == "as" else noun.head
        side = verb.child("dobj") if noun.head.lower == "as" or noun.dep == "oprd" else verb.child("nsubj")
        if side is not None and side is not noun:
            return _whole(side, before=noun.i)
    return None


def _whole(noun: Token, before: int) -> Span:
    words = list(_own(noun, before))
    return Span(words[0].start, words[-1].end)


def _own(noun: Token, before: int) -> Iterator[Token]:
    previous = None
    for token in noun.subtree():
        if token.i >= before or token.lower == "as" or (previous is not None and token.i > previous + 1):
            return
        previous = token.i
        yield token
