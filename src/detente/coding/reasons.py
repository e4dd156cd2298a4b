"""Why a happening came about, by the words of its article: each reason with who gives it."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding import syntax
from detente.coding.antecedents import words_of
from detente.coding.causal_words import causal_words
from detente.coding.causes import CausalLink, causal_links
from detente.coding.causes_across import POINTING, Across, links_across
from detente.coding.holders import holder
from detente.coding.reporting import reporting_words
from detente.coding.voices import Voices, nearest
from detente.model import Cause, Span
from detente.text.document import Document, Sentence, Token

# What answers an act of another, so that "after" and "amid" tell more than the time.
REACTIONS = frozenset({"SANCTION", "COERCE", "RETREAT"})
_NOT = frozenset({"not", "n't", "than", "never", "hardly"})


class Reasons:
    """The reasons that a document gives, by token. Each sentence is read when it is first asked about."""

    def __init__(self, document: Document, voices: Voices) -> None:
        self._document, self._voices = document, voices
        self._links: dict[int, list[CausalLink]] = {}
        self._across: dict[int, list[Across]] = {}

    def of(self, token: Token, event: str) -> tuple[Cause, ...]:
        """The reasons of what a token names, in its sentence and in those beside it; ``event`` is its PLOVER type."""
        found: dict[Span, Cause] = {}
        for cause in (*self._within(token, event), *self._beside(token)):
            if not any(known.overlaps(cause.span) for known in found):
                found[cause.span] = cause
        return tuple(found.values())

    def _within(self, token: Token, event: str) -> Iterator[Cause]:
        number = token.sentence.index
        if number not in self._links:
            self._links[number] = causal_links(token.sentence)
        for link in self._links[number]:
            if link.tie is None or not link.effect.covers(token.span) or link.cause.overlaps(token.span):
                continue
            if link.cause.of(self._document.text).lower() in POINTING:
                continue  # what it points to stands in the sentence before
            cue = self._document.words(link.tie)
            first = self._document.tokens_in(link.tie)[0]
            if not self._is_ruled_out(first) and _gives_reason(link, cue.lower(), token, event):
                yield Cause(span=link.cause, cue=cue, by=self._own(first) or self._by(link))

    def _is_ruled_out(self, cue: Token) -> bool:
        """Whether a reason is named to say that it is none: "*not* because of", "rather *than* because of"."""
        before = self._document.tokens[max(0, cue.i - 1) : cue.i]
        return any(t.lower in _NOT for t in before)

    def _own(self, cue: Token) -> tuple[str, ...]:
        """Who names the reason by the verb that ties it: "*citing* the risk", "they *attribute* it to"."""
        names = cue.lemma in causal_words()["credit"] or (cue.lemma in causal_words()["own"] and cue.tag == "VBG")
        if not names:
            return ()
        words = [self._document.tokens[i] for i in sorted(holder(cue))]
        head = next((t for t in words if t.head not in words), None)
        return (words_of(head, self._document)[0],) if head is not None else ()

    def _by(self, link: CausalLink) -> tuple[str, ...]:
        """Whose word it is that this is the reason: of the words that tie it, else of the reason itself."""
        tie, cause = link.tie or link.cause, link.cause
        inside = self._document.tokens_in(cause)
        top = next((t for t in inside if not cause.covers(t.head.span) or t.head is t), inside[0])
        for token in (self._document.tokens_in(tie)[0], top):
            heard = [h for h in self._voices.at(token) if not any(c.overlaps(tie) for c in h.attribution.cue)]
            if heard:
                return nearest(heard)
        return ()

    # Neighbouring sentences ---------------------------------------------------------------------------------------

    def _beside(self, token: Token) -> Iterator[Cause]:
        here = token.sentence
        for one in self._between(here.index):
            if one.here and (_is_of(token, one.root) if one.root else _is_main(token)):
                yield self._told(one)
        for one in self._between(here.index + 1):
            if not one.here and _is_main(token):
                yield self._told(one)

    def _between(self, later: int) -> list[Across]:
        """The links between a sentence and the one before it in its paragraph."""
        if later not in self._across:
            before, here = self._sentence(later - 1), self._sentence(later)
            joined = before is not None and here is not None and before.block == here.block
            self._across[later] = list(links_across(before, here)) if joined and before and here else []
        return self._across[later]

    def _sentence(self, number: int) -> Sentence | None:
        return self._document.sentences[number] if 0 <= number < len(self._document.sentences) else None

    def _told(self, one: Across) -> Cause:
        return Cause(span=one.cause, cue=one.cue, by=nearest(self._voices.at(one.at)))


def _gives_reason(link: CausalLink, cue: str, token: Token, event: str) -> bool:
    """Whether a link gives the reason of a deed, and not its time, nor what a word of speech is about."""
    words = causal_words()
    if (link.rule == "charge" and token.lemma in reporting_words()["verb"]) or cue in words["condition"]:
        return False
    if cue in words["weak"]:
        return event in REACTIONS
    return bool(link.signals) or link.rule == "mood"


def _is_main(token: Token) -> bool:
    """Whether a token stands in the main line of its sentence, or in what that is said to lead to."""
    head = syntax.clause_head(token)
    while head.dep == "xcomp" and syntax.is_verb(head.head):
        head = head.head
    return syntax.in_main(head)


def _is_of(token: Token, root: Token) -> bool:
    """Whether a token stands in the main line of a clause."""
    head = syntax.clause_head(token)
    return head is root or token is root or (head.dep == "conj" and head.head is root)
