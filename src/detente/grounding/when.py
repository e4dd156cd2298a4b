"""The date of a happening: which of the article's time expressions belongs to the word that tells of it."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise, takewhile
from pathlib import Path
from typing import NamedTuple

from detente.grounding.mentions import TimeMention
from detente.grounding.time_periods import parse_iso
from detente.grounding.time_spans import shortly, span_of
from detente.grounding.time_tense import Tense
from detente.grounding.when_ends import before, is_over, not_after
from detente.model import Span
from detente.text.document import FRAGMENTS, Document, Sentence, Token


class Dated(NamedTuple):
    """First and last day (ISO, any precision) of a happening, the words that give them, and where these stand."""

    start: str | None = None
    end: str | None = None
    words: str = ""
    span: Span | None = None


UNDATED = Dated()

_VERBS = frozenset(("VERB", "AUX"))
_OWNED = frozenset(("poss", "compound", "nummod", "nmod", "amod", "appos"))
_WHEN = frozenset(("when", "as", "while"))
_JOINTS = frozenset(("to", "and", "until", "till", "through", "-", "–"))
_INSIDE = frozenset(("in", "during", "under", "amid"))
_NAMING = frozenset(("call", "name", "dub", "codename", "title"))
_SIDES, _MONTH = {"after": 1, "before": -1}, 31
_FAR = 3  # the cost from which a date is that of another clause
_AHEAD = frozenset(("by", "before"))
_DEADLINE = frozenset(("until", "till"))
_OPEN_START = _DEADLINE | _AHEAD
_NONE_BETWEEN = frozenset(("first", "only"))
_OPEN_END = frozenset(("since", "after", "from"))


def event_date(trigger: Token, times: Sequence[TimeMention], document: Document, anchor: str | None) -> Dated:
    """The interval of the happening that ``trigger`` tells of, with the words that give it.

    Args:
        trigger: the verb or noun that tells of the happening.
        times: the article's time expressions, as :meth:`Times.find` gives them.
        document: the parsed article.
        anchor: its publication date, ISO, or None.

    Returns:
        First and last day, the words and their place; :data:`UNDATED` where a careful reader cannot tell.
    """
    return _default().date(trigger, times, document, anchor)


@functools.cache
def _default() -> When:
    return When()


@dataclass(slots=True, frozen=True)
class _Link:
    """A mention in a sentence: its head word, the preposition before it, and the word that both hang on."""

    mention: TimeMention
    head: Token
    preposition: str
    governor: Token
    owned: bool


class When:
    """Finds the dates of happenings, with the verbs of the codebook and of further folders."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._tense = Tense(folders)

    def date(self, trigger: Token, times: Sequence[TimeMention], document: Document, anchor: str | None) -> Dated:
        """See :func:`event_date`."""
        links = _links(trigger.sentence, times, document)
        ranked = [(cost, link) for link in links if (cost := self._cost(trigger, link)) is not None]
        if not ranked and (entry := self._entry(trigger, times, document)):
            ranked = [(0, entry)]
        if ranked:
            cost, best = min(ranked, key=lambda r: (r[0], abs(r[1].head.i - trigger.i)))
            if cost >= _FAR and _has_untold(trigger, times, document):
                return UNDATED
            return _measured(best, times, document) or self._interval(best, links, document, anchor, trigger)
        # In a fragment a lone date is that of the whole.
        if len(links) == 1 and (trigger.sentence.role in FRAGMENTS or trigger.sentence.root.pos not in _VERBS):
            return self._interval(links[0], links, document, anchor, trigger)
        return UNDATED

    def _entry(self, trigger: Token, times: Sequence[TimeMention], document: Document) -> _Link | None:
        """The date at the head of the entry of a chronology in which the trigger stands, as if its clause had it."""
        sentence = trigger.sentence
        head = next((m for m in times if m.heads and m.start and m.heads.covers(sentence.span)), None)
        tokens = document.tokens_in(head.span) if head else []
        if head is None or trigger in tokens or self._tense.of_verb(_clause_verb(trigger), turned=False) > 0:
            return None  # "Monday. The minister will visit Oslo": that is not on Monday
        root = sentence.root
        governor = root if root.pos in _VERBS else next((t for t in sentence.tokens if t.pos in _VERBS), root)
        link = _Link(head, tokens[0], "", governor, False)
        return link if self._cost(trigger, link) is not None else None

    def options(
        self, trigger: Token, times: Sequence[TimeMention], document: Document, anchor: str | None
    ) -> tuple[Dated, ...]:
        """The intervals of all expressions in the trigger's sentence, the nearest first."""
        links = sorted(_links(trigger.sentence, times, document), key=lambda link: abs(link.head.i - trigger.i))
        found: dict[tuple[object, ...], Dated] = {}
        for link in links:
            one = self._interval(link, links, document, anchor, trigger)
            if one.start and one.end:
                found.setdefault(one[:3], one)
        return tuple(found.values())

    def _cost(self, trigger: Token, link: _Link) -> float | None:
        """How far the expression is from the trigger in the tree, None where it belongs to something else."""
        governor = link.governor
        if _of_gap(link) or _since_then_first(link):
            return None
        if governor is trigger or _opens_clause_of(link, trigger):
            return 0
        if link.owned:
            return self._occasion(trigger, governor)
        if trigger in _up(governor, _PHRASE):
            return 1
        verb = (
            governor if governor.pos in _VERBS else next((t for t in _up(governor, _PHRASE) if t.pos in _VERBS), None)
        )
        if verb is None:
            return None
        return self._verb_cost(trigger, verb, link)

    def _occasion(self, trigger: Token, noun: Token) -> float | None:
        """The cost of a date that a noun has for its own: it is also that of what makes the thing, or is done in it.

        "brokered the statement of 9 May", "captured in last month's clashes", but not "condemned the raid of 9 May".
        """
        if noun.head is trigger and noun.dep == "dobj":
            return 3 if self._tense.role(trigger) == "light" else None
        inside = noun.dep == "pobj" and noun.head.lower in _INSIDE and noun.head.head is trigger
        past = trigger.pos in _VERBS and self._tense.of_verb(trigger) < 0
        return 3 if inside and past else None

    def _verb_cost(self, trigger: Token, verb: Token, link: _Link) -> float | None:
        """The cost where the expression hangs on another verb: one that carries the trigger, or shares its clause."""
        if verb is trigger:
            return 1
        if trigger.pos not in _VERBS:
            return self._noun_cost(trigger, verb)
        if trigger.head is verb and link.preposition in _DEADLINE and any(c.lower == "to" for c in trigger.children):
            return 3 if link.head.i < trigger.i else None  # "has until 30 June to withdraw"
        if trigger.head is verb:
            return None if self._vowed(trigger, verb, link) else self._below(trigger, verb)
        if verb.dep == "xcomp" and trigger in _up(verb, _RAISED) and self._tense.turns_ahead(trigger):
            return 4  # "promised to begin lifting the ban in May"
        if verb.head is trigger:
            return self._above(trigger, verb)
        if verb.dep == "acl" and verb.head.dep == "pobj" and verb.head.head.lower == "under":
            return 5 if verb.head.head.head is trigger else None  # "Under the accord signed in 1966, both undertook"
        if trigger.dep == "pcomp" and trigger.head.lower == "by" and trigger.head.head is verb:
            return 4  # "responded in April by expelling"
        return 6 if verb in _up(trigger, _SEQUENCE) and self._same_way(trigger, verb) else None

    def _vowed(self, trigger: Token, verb: Token, link: _Link) -> bool:
        """Whether the date is that of a vow, not of what is vowed: "promised on Monday to close the site"."""
        ahead = trigger.dep == "xcomp" and self._tense.turns_ahead(verb) and self._tense.role(verb) != "arrange"
        return ahead and verb.tag in ("VBD", "VBN") and verb.i < link.head.i < trigger.i

    def _below(self, trigger: Token, verb: Token) -> float | None:
        """The cost where the trigger hangs on the verb that has the date."""
        if verb.lemma == "be" and any(c.lower == "it" for c in verb.children_of("nsubj")):
            return 3  # "It was in November that ..."
        if not self._same_way(trigger, verb) or not _shares(trigger):
            return None
        return 3 if trigger.dep == "conj" else 4

    def _above(self, trigger: Token, verb: Token) -> float | None:
        """The cost where the verb that has the date hangs on the trigger."""
        if verb.dep == "advcl" and _tells_when(verb):
            return 4
        shared = verb.dep == "conj" and not verb.child("nsubj", "nsubjpass")
        return 5 if shared and self._same_way(trigger, verb) else None

    def _noun_cost(self, trigger: Token, verb: Token) -> float | None:
        noun = verb.head.head if verb.head.dep == "appos" else verb.head  # "the drill Blue Flag, which was held in May"
        if verb.dep in ("acl", "relcl") and trigger in (noun, *_up(noun, _PHRASE)):
            return None if self._tense.role(verb) == "speech" else 2
        above = next((t for t in _up(trigger, _PHRASE) if t.pos in _VERBS), None)
        if above is not verb or self._tense.role(verb) == "speech":
            return None
        top = next(t for t in (trigger, *trigger.ancestors()) if t.head is verb)
        if top.dep in ("nsubj", "nsubjpass"):
            return 3
        if verb.lemma == "be" and top.dep == "attr" and verb.child("expl"):
            return 2  # "There were talks in May"
        if top.dep == "prep" and top.lower in ("at", "upon") and trigger.head is top:
            return 4  # "sent troops in May at the request of the government"
        return 2 if self._tense.role(verb) == "light" else None

    def _same_way(self, trigger: Token, verb: Token) -> bool:
        return self._tense.of_verb(trigger) == self._tense.of_verb(verb)

    def _interval(
        self, link: _Link, links: Sequence[_Link], document: Document, anchor: str | None, trigger: Token
    ) -> Dated:
        """The interval that expression and preposition give together."""
        mention, word = link.mention, link.preposition
        words, alone = document.words(mention.span), mention.span
        phrase = _with_preposition(link, document)
        stretch = _stretch(link, links, document)
        if stretch and not _opens_clause_of(link, trigger):
            first, last = stretch
            both = Span(first.span.start, last.span.end)
            return Dated(first.start, last.end, document.words(both), both)
        if word in _OPEN_START:
            mention = before(mention) if word == "before" and not is_over(mention, document) else mention
            until = parse_iso(mention.end or "")
            published = parse_iso(anchor or "") if word in _AHEAD and self._tense.direction(trigger) > 0 else None
            ahead = published and until and published.first <= until.last
            return Dated(anchor if ahead else None, mention.end, f"{word} {words}", phrase)
        several = word == "from" and mention.start != mention.end
        if word in _OPEN_END and not several and not _opens_clause_of(link, trigger):
            lasting = word == "since" and self._tense.of_verb(_clause_verb(trigger)) <= 0
            goes_on = anchor if lasting and parse_iso(anchor or "") else None
            return Dated(mention.start, goes_on, f"{word} {words}", phrase)
        if self._tense.direction(trigger) < 0:
            return Dated(*not_after(mention.start, mention.end, anchor), words, alone)
        return Dated(mention.start, mention.end, words, alone)


def _with_preposition(link: _Link, document: Document) -> Span:
    """The words of an expression with the preposition before it, where it stands right before."""
    span = link.mention.span
    ahead = document.text[: span.start].rstrip()
    led = link.preposition and ahead.lower().endswith(link.preposition)
    return Span(len(ahead) - len(link.preposition), span.end) if led else span


def _links(sentence: Sentence, times: Sequence[TimeMention], document: Document) -> list[_Link]:
    """The sentence's expressions that denote an interval, each with the word that it hangs on."""
    span = sentence.span
    inside = [m for m in times if span.start <= m.span.start < span.end and (m.start or m.end) and not m.heads]
    return [_link(m, [t for t in sentence.tokens if t.start < m.span.end and m.span.start < t.end]) for m in inside]


def _has_untold(trigger: Token, times: Sequence[TimeMention], document: Document) -> bool:
    """Whether an expression of which nobody can tell what day it means is the trigger's own: "withdrew that week"."""
    span = trigger.sentence.span
    inside = (m for m in times if m.type == "DATE" and not m.start and span.start <= m.span.start < span.end)
    return any(_link(m, document.tokens_in(m.span)).governor is trigger for m in inside if m.value[:1] != "P")


def _link(mention: TimeMention, tokens: list[Token]) -> _Link:
    numbers = {t.i for t in tokens}
    head = next((t for t in tokens if t.head is t or t.head.i not in numbers), tokens[0])
    governor, preposition, owned = head.head, "", head.dep in _OWNED
    if head.dep in ("pobj", "pcomp", "conj") or governor.dep in ("prep", "mark"):
        while governor.pos in ("ADP", "SCONJ") and governor.head is not governor:
            preposition = preposition or governor.lower
            governor = governor.head
        owned = preposition == "of"
    if governor.dep == "acl" and governor.lemma in _NAMING and governor.head.head.pos in _VERBS:
        governor = governor.head.head  # "held drills called Blue Flag in May"
    if governor.pos not in _VERBS and head.dep != "poss" and _leads(head, preposition) and (verb := _next_clause(head)):
        return _Link(mention, head, preposition, verb, False)
    return _Link(mention, head, preposition, _verb_behind(tokens, governor, preposition) or governor, owned)


def _verb_behind(tokens: Sequence[Token], governor: Token, preposition: str) -> Token | None:
    """The verb of "Chile on Thursday recalled its envoy", where the parser has put the day to the name of who acts."""
    if preposition != "on" or governor.pos != "PROPN" or governor.dep not in ("nsubj", "nsubjpass"):
        return None
    verb = governor.head
    after = next((t for t in verb.sentence.tokens if t.start >= tokens[-1].end), verb)
    return verb if verb.pos in _VERBS and (after is verb or after.head is verb) else None


def _shares(trigger: Token) -> bool:
    """Whether the trigger's clause happens when the clause that it hangs on does."""
    if any(c.lower in ("after", "before") for c in trigger.children_of("mark")):
        return False  # "fired on Thursday, a day after A withdrew", which the parser may take for a second verb
    if trigger.dep == "advcl":
        led = any(c.i < trigger.i for c in trigger.children_of("mark", "prep"))  # "after closing the port"
        return _tells_when(trigger) or (trigger.tag == "VBG" and not led)
    return trigger.dep in ("conj", "xcomp")


def _tells_when(verb: Token) -> bool:
    return any(c.lower in _WHEN for c in verb.children)


def _leads(head: Token, preposition: str) -> bool:
    """Whether the expression opens a sentence or a clause ("and in April Serbia voted"), however it was parsed."""
    words = head.sentence.tokens
    at = words.index(head)
    while at >= 0 and (
        words[at].ent in ("DATE", "TIME") or words[at].pos in ("ADP", "DET", "NUM") or words[at] is head
    ):
        preposition = preposition or words[at].lower * (words[at].pos == "ADP")
        at -= 1
    return at < 0 or (words[at].pos in ("CCONJ", "PUNCT") and bool(preposition))


def _next_clause(head: Token) -> Token | None:
    """The first verb after the expression that bears a tense of its own and is in no clause inside a phrase."""
    later = (t for t in head.sentence.tokens if t.i > head.i and t.pos in _VERBS)
    return next((t for t in later if t.dep not in ("relcl", "acl", "amod", "aux", "auxpass", "pcomp")), None)


def _up(token: Token, passable: frozenset[str]) -> Iterator[Token]:
    """The token's heads, nearest first, as long as the way up leads through the given relations."""
    while token.dep in passable and token.head is not token:
        token = token.head
        yield token


_SEQUENCE = frozenset(("conj", "parataxis"))
_PHRASE = frozenset(
    (
        "prep", "pobj", "compound", "nmod", "amod", "poss", "dobj", "npadvmod", "attr", "nummod", "pcomp", "agent",
        "dative", "advmod", "oprd", "nsubj", "nsubjpass",
    )
)  # fmt: skip


_RAISED = frozenset(("xcomp",))


def _since_then_first(link: _Link) -> bool:
    """Whether the expression only tells how long there was no such thing: "the first visit since 2018"."""
    back = (t for t in reversed(link.head.sentence.tokens) if t.end <= link.mention.span.start)
    phrase = takewhile(lambda t: t.pos not in _VERBS, back)
    return link.preposition == "since" and any(t.lower in _NONE_BETWEEN or t.tag == "JJS" for t in phrase)


def _of_gap(link: _Link) -> bool:
    """Whether the expression stands in a clause whose verb is left out: "cut ties with A, and a month later with B"."""
    words = link.head.sentence.tokens
    at = next((n for n, t in enumerate(words) if t.end > link.mention.span.start), 0)
    verb, after = words[at - 1].head, next((t for t in words[at:] if t.start >= link.mention.span.end), None)
    if at < 2 or words[at - 1].pos != "CCONJ" or after is None or after.pos != "ADP":
        return False
    return verb.pos in _VERBS and verb.i < at + words[0].i and not verb.child("conj")


def _opens_clause_of(link: _Link, trigger: Token) -> bool:
    """Whether the trigger's clause tells what happened then: "since 2017, when exercises were halted"."""
    clause = trigger
    if trigger.pos not in _VERBS:
        clause = next((t for t in _up(trigger, _PHRASE) if t.pos in _VERBS), trigger)
    while clause.dep == "conj" and clause.head.pos in _VERBS and not clause.child("mark"):
        clause = clause.head  # "in 1915, when A deported them and many were killed"
    return clause.dep in ("relcl", "advcl") and clause.head is link.head and clause.i > link.head.i


def _clause_verb(trigger: Token) -> Token:
    """The verb that bears the trigger's tense: itself, or the verb that the noun hangs on."""
    return next((t for t in (trigger, *_up(trigger, _PHRASE)) if t.pos in _VERBS), trigger)


def _measured(link: _Link, times: Sequence[TimeMention], document: Document) -> Dated | None:
    """ "a week after Tet 2000", "shortly before 3 May": so many days from a date; None where no measure is told."""
    side, mention = _SIDES.get(link.preposition), link.mention
    first, last = parse_iso(mention.start or ""), parse_iso(mention.end or "")
    if side is None or not (first and last) or (last.last - first.first).days > _MONTH:
        return None
    before = document.text[: mention.span.start].rsplit(link.preposition, 1)[0].split()
    gaps = ((m, document.text[m.span.end : mention.span.start].strip().lower()) for m in times)
    length = next((m for m, gap in gaps if gap in ("", link.preposition) and m.span.end <= mention.span.start), None)
    days = span_of(length.value) if length else shortly(before[-1].lower()) if before else None
    if days is None:
        return None
    near, far = (timedelta(days=side * n) for n in days)
    ends = sorted((first.first + near, last.last + near, first.first + far, last.last + far))
    start = length.span.start if length else mention.span.start
    whole = Span(start, mention.span.end)
    return Dated(ends[0].isoformat(), ends[-1].isoformat(), document.words(whole), whole)


def _stretch(link: _Link, links: Sequence[_Link], document: Document) -> tuple[TimeMention, TimeMention] | None:
    """The two ends of "from 2017 to 2021" or "between May and July", if the link is one of them."""
    for first, last in pairwise(links):
        between = document.text[first.mention.span.end : last.mention.span.start].strip().lower()
        if link in (first, last) and first.preposition in ("from", "between") and between in _JOINTS:
            return first.mention, last.mention
    return None
