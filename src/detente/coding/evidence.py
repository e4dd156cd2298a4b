"""The words that carry a statement: the clause around its trigger, less the clauses that tell of other things."""

from __future__ import annotations

from collections.abc import Collection

from detente.coding import syntax
from detente.coding.events import Event
from detente.model import Span
from detente.text.document import Token

# Clauses that hang on a verb and say something of their own.
_APART = ("relcl", "parataxis")


def quote_of(event: Event) -> Span:
    """The words that carry an event: those of its clause, less the clauses that leave out its verb."""
    if event.words:
        return Span(event.words[0].start, event.words[-1].end)
    trigger = event.predicate.token
    after = min((gap.words[0].i for gap in event.gaps), default=trigger.sentence.tokens[-1].i + 1)
    apart = range(after, trigger.sentence.tokens[-1].i + 1)
    return quote(trigger, [*event.source.tokens, *event.target.tokens], apart)


def quote(trigger: Token, partners: list[Token], apart: Collection[int] = ()) -> Span:
    """The clause of a trigger as one stretch of text: its verb with complements, and the words of its participants.

    A verb coordinated with others keeps to its own part; a participant that stands in a coordinated clause before it
    is left to ``source_span``. ``apart`` are the numbers of tokens that tell of something else.
    """
    head = _head(trigger)
    words = _own_words(head)
    words += [t for p in partners for t in _phrase(p) if abs(t.i - head.i) < 25 and _same_side(t, head)]
    words = [t for t in words if t.pos != "PUNCT" and t.i not in apart] or [trigger]
    return _trim(Span(min(t.start for t in words), max(t.end for t in words)), trigger)


def own_words(trigger: Token, partners: list[Token], others: Collection[int]) -> list[Token]:
    """The words of a trigger's own clause with all that hangs on it, and those of its participants.

    Args:
        trigger: the word that names what happens.
        partners: the heads of the words that name its participants.
        others: numbers of the tokens that are triggers of other statements; clauses that tell of these stay out,
            save where they are what is said, asked or accused of.
    """
    head = _head(trigger)
    found, stack = {}, [trigger if head.i in others else head, *partners]
    while stack:
        token = stack.pop()
        found[token.i] = token
        stack.extend(child for child in token.children if not _apart(child, token is head, others))
    return [found[i] for i in sorted(found)]


def _apart(child: Token, beside: bool, others: Collection[int]) -> bool:
    """Whether a clause tells of something else: one ``beside`` the trigger's, or one that holds another trigger."""
    if not syntax.is_verb(child):
        return False
    if beside and (child.dep in ("conj", "parataxis") or syntax.is_clause_before(child)):
        return True
    to_do = child.tag == "VB" and any(c.lower == "to" for c in child.children)
    clause = child.dep in ("conj", "parataxis", "advcl", "relcl", "acl") and not to_do
    return clause and any(token.i in others for token in child.subtree())


def _head(trigger: Token) -> Token:
    """The verb of an event noun's clause where the noun is close to it, else the top of the noun's own phrase."""
    if syntax.is_verb(trigger):
        return trigger
    token = trigger
    while token.head is not token and not syntax.is_verb(token.head):
        if token.dep in ("conj", "appos", "relcl", "acl"):
            return token
        token = token.head
    near = token.head is not token and token.dep in (*syntax.OBJECTS, *syntax.SUBJECTS, "attr", "prep", "npadvmod")
    return token.head if near else token


def _own_words(head: Token) -> list[Token]:
    words, stack = [], [head]
    while stack:
        token = stack.pop()
        words.append(token)
        for child in token.children:
            coordinated_clause = child.dep == "conj" and syntax.is_verb(child)
            own_clause = child.dep in ("advcl", "ccomp") and syntax.is_verb(child) and child.i < head.i
            if not (coordinated_clause or own_clause or child.dep in _APART or child.dep == "cc"):
                stack.append(child)
    return words


def _phrase(token: Token) -> list[Token]:
    return [token, *(w for c in token.children if c.dep in (*syntax.INNER, "det") for w in c.subtree())]


def _same_side(token: Token, head: Token) -> bool:
    """Whether no other verb stands between a participant and the clause's verb."""
    low, high = sorted((token.i, head.i))
    between = head.sentence.tokens
    first = between[0].i
    return not any(
        syntax.is_verb(t) and t is not head and t.dep in ("ROOT", "conj", "ccomp")
        for t in between[low - first + 1 : high - first]
    )


def _trim(span: Span, trigger: Token) -> Span:
    sentence = trigger.sentence.span
    return Span(max(span.start, sentence.start), min(span.end, sentence.end))
