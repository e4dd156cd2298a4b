"""Cause and effect within a sentence: which words give the reason of which, and by what signal.

The spans follow the Causal News Corpus (Tan et al., LREC 2022): a clause each, the effect without the cause.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from detente.codebook import tables
from detente.model import Span
from detente.text.document import Sentence, Token

Form = Literal[
    "conjunction",
    "preposition",
    "sequel",
    "purpose",
    "adverb",
    "verb",
    "impact",
    "harm",
    "event",
    "bare",
    "aim",
    "upshot",
    "charge",
    "protest",
]
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
ADJUNCTS = {"conjunction", "preposition", "purpose", "aim"}
# From a noun to the clause that it belongs to: "held a march [over pay]".
UPWARD = ("dobj", "pobj", "prep", "attr", "oprd", "conj", "acomp")
EDGE = {",", ";", ":", "-", "–", "—", "(", ")", ".", "“", "”", '"', "''", "``", "'", "and", "but", "that"}


class CauseRow(msgspec.Struct, frozen=True):
    """A row of ``causes.csv``; the head of the file tells what the columns mean."""

    form: Form
    words: tuple[str, ...]
    cause: Literal["inside", "outside", "subject", "object"]


@dataclass(slots=True, frozen=True)
class CausalLink:
    """A cause and its effect; ``signals`` are the words that tie them, ``rule`` is the form that found them."""

    cause: Span
    effect: Span
    signals: tuple[Span, ...] = ()
    rule: str = ""


@dataclass(slots=True)
class _Link:
    rule: str
    cause: set[int]
    effect: set[int]
    signal: list[Token]

    @property
    def adjunct(self) -> bool:
        """Whether the cause hangs on the effect as a clause or phrase that can be left out."""
        return self.rule.split(":")[0] in ADJUNCTS


@functools.cache
def _words() -> dict[Form, dict[str, str]]:
    table: dict[Form, dict[str, str]] = {}
    for row in tables.records("causes.csv", CauseRow):
        table.setdefault(row.form, {}).update(dict.fromkeys(row.words, row.cause))
    return table


@functools.cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Form]]]:
    """Conjunctions, prepositions and adverbs by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], Form]]] = {}
    forms: tuple[Form, ...] = ("conjunction", "preposition", "sequel", "adverb")
    for form in forms:
        for phrase in _words()[form]:
            words = tuple(phrase.split())
            table.setdefault(words[0], []).append((words, form))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in table.items()}


def causal_links(sentence: Sentence) -> list[CausalLink]:
    """The causal links that a sentence states, in the order of their signals.

    Args:
        sentence: a parsed sentence; blanks around its punctuation do no harm.

    Returns:
        One link for each pair of cause and effect; an empty list where the sentence states none.
    """
    found = [link for token in sentence.tokens for link in _links_at(token)]
    links: list[CausalLink] = []
    for one in found:
        link = _settle(sentence, one, [other for other in found if other is not one and other.adjunct])
        if link and not any(link.cause == other.cause and link.effect == other.effect for other in links):
            links.append(link)
    return links


def _links_at(token: Token) -> Iterator[_Link]:
    yield from _phrase_links(token)
    yield from _purpose(token)
    if token.pos in ("VERB", "AUX"):
        yield from _verb_links(token)
        yield from _participle_links(token)
    if token.pos in ("VERB", "NOUN"):
        yield from _ground_links(token)


def _phrase_links(token: Token) -> Iterator[_Link]:
    """Conjunctions and prepositions of one or more words."""
    rows = _phrases().get(token.lower)
    if not rows:
        return
    words = token.sentence.tokens
    place = token.i - words[0].i
    for phrase, form in rows:
        run = words[place : place + len(phrase)]
        if tuple(t.lower for t in run) == phrase:
            if form == "conjunction":
                yield from _conjunction(run, _words()[form][" ".join(phrase)])
            elif form == "preposition":
                yield from _preposition(run)
            elif form == "sequel":
                yield from (link for link in _preposition(run) if _happens(run[-1]))
            elif form == "adverb":
                yield from _adverb(run)


def _conjunction(run: list[Token], side: str) -> Iterator[_Link]:
    clause = run[-1].head
    if run[-1].dep not in ("mark", "advmod") or clause.dep not in ("advcl", "ccomp") or clause.head is clause:
        return
    if clause.child(*SUBJECTS) is None:
        return
    inside = _numbers(clause.subtree()) - _numbers(run)
    outside = _host(clause.head, inside | _numbers(run))
    cause, effect = (inside, outside) if side == "inside" else (outside, inside)
    yield _Link(f"conjunction:{run[0].lower}", cause, effect, run)


def _preposition(run: list[Token]) -> Iterator[_Link]:
    own = _numbers(run)
    argument = next(
        (
            c
            for t in run
            for c in t.children
            if c.i > run[-1].i and c.dep in ("pobj", "pcomp", "dobj") and c.i not in own
        ),
        None,
    )
    host = next((t.head for t in run if t.head.i not in own), None)
    if argument is None or host is None or argument.ent in ("DATE", "TIME") or argument.pos in ("NUM", "PRON"):
        return
    inside = _numbers(argument.subtree())
    yield _Link(f"preposition:{run[0].lower}", inside, _host(host, inside | own), run)


def _adverb(run: list[Token]) -> Iterator[_Link]:
    """An adverb that looks back: "…, and therefore …"."""
    clause = next((t.head for t in run if t.head not in run), None)
    if clause is None or clause.dep not in ("conj", "ccomp", "advcl") or clause.head is clause:
        return
    inside = _numbers(clause.subtree())
    before = clause.head if clause.i > clause.head.i else None
    if before is not None:
        yield _Link("adverb", _numbers(before.subtree()) - inside, inside - _numbers(run), run)


def _purpose(token: Token) -> Iterator[_Link]:
    """An infinitive of purpose: "marched to demand …", "in a bid to …"."""
    clause = token.head
    if (
        token.lower != "to"
        or token.dep != "aux"
        or clause.dep not in ("advcl", "acl", "xcomp")
        or clause.head is clause
    ):
        return
    host, signal = clause.head, [token]
    if clause.dep == "acl":
        lead = _lead(host)
        if lead is None and host.lemma not in _words()["protest"]:
            return
        signal = [*(lead or []), token]
        host = lead[0].head if lead else host
    elif clause.dep == "xcomp" and (host.lemma in _words()["bare"] or host.pos not in ("VERB",)):
        return
    inside = _numbers(clause.subtree())
    yield _Link(f"purpose:{clause.dep}", inside, _host(host, inside | _numbers(signal)), signal)


def _lead(noun: Token) -> list[Token] | None:
    """The words before "to" in "in a bid to", if ``noun`` ends them."""
    words = noun.sentence.tokens
    place = noun.i - words[0].i + 1
    for phrase in _words()["purpose"]:
        run = words[max(0, place - phrase.count(" ") - 1) : place]
        if " ".join(t.lower for t in run) == phrase:
            return run
    return None


def _verb_links(token: Token) -> Iterator[_Link]:
    verbs = _words()["verb"] | _words()["impact"]
    second = next((c for c in token.children if c.dep in ("prt", "prep") and f"{token.lemma} {c.lower}" in verbs), None)
    key = f"{token.lemma} {second.lower}" if second else token.lemma
    side = verbs.get(key)
    if side is None or token.child("neg"):
        return
    signal = [token, second] if second else [token]
    first = token.child(*SUBJECTS)
    other = second.child("pobj", "pcomp") if second and second.dep == "prep" else token.child("dobj", "ccomp", "xcomp")
    if agent := token.child("agent"):
        first, other = (
            agent.child("pobj", "pcomp"),
            token.child("nsubjpass") or (token.head if token.dep == "acl" else None),
        )
    if first is None and token.dep == "relcl":
        first = token.head
    if first is None or other is None:
        return
    if first.lower in ("that", "which", "who") and token.dep == "relcl":
        before = _numbers(token.head.subtree()) - _numbers(token.subtree())
    else:
        before = _numbers(first.subtree()) - _numbers(token.subtree() if first is token.head else [])
    after = _numbers(other.subtree()) - (_numbers(token.subtree()) if other is token.head else set())
    if key in _words()["impact"] and not _is_event(token.head if token.dep == "relcl" else first):
        return
    cause, effect = (before, after) if side == "subject" else (after, before)
    yield _Link("impact" if key in _words()["impact"] else "verb", cause, effect, signal)


def _happens(preposition: Token) -> bool:
    argument = preposition.child("pobj", "pcomp")
    return argument is not None and (argument.tag == "VBG" or _is_event(argument))


def _is_event(noun: Token) -> bool:
    """Whether a noun names something that happens."""
    events = _words()["event"]
    return noun.pos == "NOUN" and (
        noun.lemma in events or any(noun.lemma.endswith(e[1:]) for e in events if e[0] == "-")
    )


def _participle_links(token: Token) -> Iterator[_Link]:
    """Participles that name the aim or the upshot of the clause before them."""
    if token.tag != "VBG" or token.dep not in ("advcl", "acl", "pcomp", "conj", "dep", "xcomp", "ccomp"):
        return
    if token.child("aux") or token.head is token:
        return
    inside = _numbers(token.subtree())
    if token.lemma in _words()["aim"] and token.dep != "ccomp":
        yield _Link(f"aim:{token.dep}", inside, _host(token.head, inside), [token])
    elif token.lemma in _words()["upshot"] and token.dep in ("advcl", "acl"):
        yield _Link("upshot", _host(token.head, inside), inside, [token])


def _ground_links(token: Token) -> Iterator[_Link]:
    """The ground of an arrest, a sentence, a protest, an injury: "arrested for …", "protest against …"."""
    words = _words()
    for child in token.children_of("prep", "agent"):
        argument = child.child("pobj", "pcomp")
        if argument is None or argument.ent in ("DATE", "TIME", "CARDINAL"):
            continue
        inside, outside = _numbers(argument.subtree()), _host(token, _numbers(child.subtree()))
        charged = token.lemma in words["charge"] or argument.dep == "pcomp"
        protests = _protests(token)
        if child.lower == "for" and (charged or token.lemma in words["protest"]):
            yield _Link("charge" if charged else "for", inside, outside, [child])
        elif f"{token.lemma} {child.lower}" in words["charge"]:
            yield _Link("charge", inside, outside, [child])
        elif child.lower in ("against", "about") and protests:
            yield _Link("protest", inside | {child.i}, outside, [])
        elif child.lower == "over" and (protests or token.lemma in words["charge"] or _is_event(argument)):
            yield _Link("over", inside, outside, [child])
        elif child.lower in ("in", "during", "by") and token.lemma in words["harm"] and _is_event(argument):
            yield _Link("harm", inside, outside, [child] if child.lower == "by" else [])
    if token.lemma == "protest" and token.pos == "VERB" and (ground := token.child("dobj")):
        inside = _numbers(ground.subtree())
        yield _Link("protest:object", inside, _host(token, inside), [])


def _protests(token: Token) -> bool:
    """Whether a word speaks of protest itself or governs one that does: "staged a march"."""
    words = _words()["protest"]
    return token.lemma in words or any(c.lemma in words for c in token.children_of("dobj", "nsubjpass", "attr"))


def _host(token: Token, without: set[int]) -> set[int]:
    """The words of the clause that ``token`` belongs to, less the words ``without`` and any speaker of it."""
    top = token
    while top.pos not in ("VERB", "AUX") and top.dep in UPWARD:
        top = top.head
    while top.dep == "xcomp" or (top.dep == "conj" and top.child(*SUBJECTS) is None):
        if top.head.pos not in ("VERB", "AUX") or top.head.i in without:
            break
        top = top.head
    if top.lemma in ("say", "tell", "report") and (said := top.child("ccomp")) and said.i not in without:
        top = said
    marks = {c.i for c in top.children if c.dep == "mark"}
    if top.dep in ("acl", "relcl"):
        top = top.head
    return _numbers(top.subtree()) - without - marks


def _numbers(tokens: Iterable[Token]) -> set[int]:
    return {t.i for t in tokens}


def _settle(sentence: Sentence, link: _Link, others: list[_Link]) -> CausalLink | None:
    """Spans for a link: each side without the adjuncts that give causes of their own."""
    causes, effects = link.cause, link.effect - link.cause
    for other in others:
        adjunct = other.cause | _numbers(other.signal)
        if other.cause < causes:
            causes = causes - adjunct
        if other.cause < effects:
            effects = effects - adjunct
    cause = _longest_run(sentence, causes)
    effect = _longest_run(sentence, effects)
    if cause is None or effect is None or cause.overlaps(effect):
        return None
    signals = tuple(t.span for t in link.signal)
    return CausalLink(cause, effect, (Span(signals[0].start, signals[-1].end),) if signals else (), link.rule)


def _longest_run(sentence: Sentence, chosen: set[int]) -> Span | None:
    runs: list[list[Token]] = [[]]
    for token in sentence.tokens:
        if token.i in chosen:
            runs[-1].append(token)
        elif token.pos != "PUNCT" and runs[-1]:
            runs.append([])
    run = max(runs, key=len)
    while run and run[0].lower in EDGE:
        run = run[1:]
    while run and run[-1].lower in EDGE:
        run = run[:-1]
    return Span(run[0].start, run[-1].end) if run else None
