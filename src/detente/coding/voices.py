"""Whose word a happening is: everybody who says or thinks so, from the nearest outwards.

"The paper reports that Tirana denies that it *left*" has two voices, Tirana and the paper. Which words a voice covers
follows the attributions, but keeps to what is said: a clause in which the article adds a fact of its own ("…, which
Lima refused in May") and a deed told beside the saying ("said so, and left") are the article's.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from detente.coding import syntax
from detente.coding.antecedents import FIRST, PLURAL_FIRST, is_pronoun, is_relative, meant, words_of
from detente.coding.attribution import Reported, holder_words, record
from detente.coding.holders import numbers
from detente.coding.reporting import reporting_words
from detente.coding.reports import Report
from detente.grounding.mentions import Grounding
from detente.model import Attribution, Span, Voice
from detente.text.document import Document, Token

AUTHOR = "the author"
# Words that stand where a holder would and name none: "This explains why ...".
_NOBODY = frozenset({"this", "that", "these", "those", "which", "there", "what"})
_COMMAS = frozenset({",", "–", "—", "--", ";"})
_WISHED = frozenset({"should", "must", "ought", "could", "can", "might", "may", "would"})
_NAMED = frozenset({"PERSON", "GPE", "ORG", "NORP"})


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody's word: the attribution, the words for who speaks (``""``: nobody named) and where these stand."""

    attribution: Attribution
    words: str
    span: Span | None = None
    author: bool = False

    def voice(self) -> Voice:
        """The record of it."""
        cue = self.attribution.cue
        said_by = self.attribution.source
        return Voice(
            name=self.words,
            stance=self.attribution.stance,
            cue=cue[0] if cue else None,
            author=self.author,
            span=said_by[0] if said_by else self.span,
        )


def nearest(heard: list[Heard]) -> tuple[str, ...]:
    """The words for the first of those who are heard; empty where nobody is, or is named."""
    return tuple(one.words for one in heard[:1] if one.words)


class Voices:
    """The voices of one document, by token."""

    def __init__(self, document: Document, told: Reported, grounding: Grounding) -> None:
        self._document, self._page, self._grounding = document, told.page, grounding
        self._reports: dict[int, list[Report]] = {}
        for report in (*told.outer, *told.inner):
            for i in report.content:
                self._reports.setdefault(i, []).append(report)

    def at(self, token: Token, own: Collection[int] = ()) -> list[Heard]:
        """Who says or thinks what a token tells of, the nearest first.

        Args:
            own: the words that name who does it. A deed told by the word for saying itself ("announced sanctions"), or
                that its doer is to have in mind ("should consider lifting it"), is not the word of its doer.
        """
        doers = set(own)
        found = [r for r in self._around(token) if not (r.source & doers and (_is_deed(token, r) or _is_wished(r)))]
        heard = [self._heard(report) for report in found]
        named = [one for one in heard if one.words]
        return _once(named) or heard[:1]

    def author(self, token: Token) -> list[Heard]:
        """The author's own word at a token; empty where the article is no opinion piece or the words are quoted."""
        article = self._document.article
        if article.kind != "opinion" or token.i in self._page.quote_of:
            return []
        return [Heard(Attribution(cue=(token.span,)), article.author or AUTHOR, author=True)]

    def _around(self, token: Token) -> list[Report]:
        told = self._reports.get(token.i, ())
        found = [r for r in told if token not in r.cue and not self._is_of_thing(r) and self._covers(r, token)]
        # Who stands amid the words of another is nearer, also if he has as many: "wrote that, according to …".
        return sorted(found, key=lambda r: (-sum(_is_amid(r, other) for other in found), len(r.content)))

    def _is_of_thing(self, report: Report) -> bool:
        """Whether no one says it: "*this* explains why they left"."""
        words = [self._document.tokens[i] for i in report.source]
        return len(words) == 1 and words[0].lower in _NOBODY and not is_relative(words[0])

    def _covers(self, report: Report, token: Token) -> bool:
        """Whether a token is of what is said, and not of what the article adds."""
        quote = self._page.quote_of.get(token.i)
        if quote is not None and report.anchor.i not in quote.tokens:
            return True
        if token.i < report.anchor.i:  # told before the word for saying: all of it is said
            return True
        word = token
        while word.i in report.content and word.head is not word:
            if _is_aside(word, self._document) or _is_next_deed(word, self._document):
                return False
            word = word.head
        return True

    # Names --------------------------------------------------------------------------------------------------------

    def _heard(self, report: Report) -> Heard:
        attribution = record(self._document, report)
        own = [self._document.tokens[i] for i in sorted(report.source)]
        top = next((t for t in own if t.head.i not in report.source), None)
        pronoun = top if top is not None and (len(own) == 1 or top.lower in PLURAL_FIRST) else None
        if pronoun is not None and pronoun.lower in FIRST | PLURAL_FIRST:
            return self._first_person(attribution, pronoun)
        if pronoun is not None and is_pronoun(pronoun):
            return self._third_person(attribution, pronoun, report.content)
        words = holder_words(self._document, attribution)
        if not own and report.anchor.pos == "NOUN" and report.anchor.lemma in reporting_words()["medium"]:
            return Heard(attribution, report.anchor.text, report.anchor.span)
        words = "" if words.lower() in _NOBODY else words
        return Heard(attribution, words, attribution.source[0] if attribution.source else None)

    def _first_person(self, attribution: Attribution, pronoun: Token) -> Heard:
        """ "I" is whoever the words stand with; outside quotation marks, the author."""
        speaker = next((r for r in self._around(pronoun) if pronoun.i not in r.source), None)
        if speaker is not None:
            told = self._heard(speaker)
            return Heard(attribution, told.words, told.span, told.author)
        article = self._document.article
        if pronoun.i in self._page.quote_of or (pronoun.lower in PLURAL_FIRST and article.kind != "opinion"):
            return Heard(attribution, "", pronoun.span)
        return Heard(attribution, article.author or AUTHOR, pronoun.span, author=True)

    def _third_person(self, attribution: Attribution, pronoun: Token, said: Collection[int]) -> Heard:
        head = meant(pronoun, self._document, self._grounding, said)
        if head is not None and is_relative(head):
            clause = next(t for t in (head, *head.ancestors()) if t.dep == "relcl")
            head = clause.head
        if head is not None:
            words, span = words_of(head, self._document)
            return Heard(attribution, words, span)
        actors = self._grounding.actors_of(pronoun)
        return Heard(attribution, actors[0].name if actors else pronoun.text, pronoun.span)


def _once(heard: list[Heard]) -> list[Heard]:
    """Voices of which each names somebody else than the one before: "Tunis said that it feared" is one."""
    kept: list[Heard] = []
    for one in heard:
        if not kept or not _same(kept[-1].words, one.words):
            kept.append(one)
    return kept


def _same(one: str, other: str) -> bool:
    shorter, longer = sorted((one.lower(), other.lower()), key=len)
    return longer == shorter or f" {shorter} " in f" {longer.replace(',', ' ')} "


def _is_amid(report: Report, other: Report) -> bool:
    return min(other.content) < report.anchor.i < max(other.content)


def _is_deed(token: Token, report: Report) -> bool:
    """Whether a word for saying only carries a deed: "*ordered* the expulsion", "*announced* an embargo"."""
    if not syntax.is_noun(token):
        return False
    above = token
    while above.dep in ("compound", "conj", "pobj", "prep", "amod", "nmod") and above.head is not above:
        above = above.head
    return above.dep in syntax.OBJECTS and above.head is report.anchor


def _is_wished(report: Report) -> bool:
    """Whether somebody does not think so but is to: "*should consider* resuming", "*needs* to leave"."""
    return report.anchor.lemma == "need" or any(t.lower in _WISHED for t in report.anchor.children_of("aux"))


def _is_aside(word: Token, document: Document) -> bool:
    """Whether a word heads a clause in which the article adds what is so: "…, which Lima refused"."""
    if word.dep != "relcl" or not syntax.is_finite(word):
        return False
    if any(p.lower == "of" and p.child("pobj") is not None and p.i < word.i for p in word.children_of("prep")):
        return False  # "forty drones, of which thirty were shot down" goes on
    if _comma_before(numbers(word.subtree()), document):
        return True
    noun = word.head
    own = numbers(noun.subtree()) - numbers(word.subtree())
    return noun.dep in ("appos", "npadvmod", "dep", "dobj", "oprd", "attr") and _comma_before(
        {i for i in own if i <= noun.i}, document
    )


def _disagrees(verb: Token, first: Token) -> bool:
    """Whether a verb cannot have the subject of the one before: "says the islands are its own and *has* built"."""
    finite = verb.child("aux", "auxpass") or verb
    subject = first.child("nsubj", "nsubjpass")
    if subject is None or subject.child("conj") is not None:
        return False
    return (subject.tag == "NNS" and finite.tag == "VBZ") or (subject.tag == "NN" and finite.tag == "VBP")


def _comma_before(words: Collection[int], document: Document) -> bool:
    first = min(words, default=0)
    near = document.tokens[max(0, first - 1) : first + 1]
    return any(t.text in _COMMAS for t in near)


def _is_next_deed(verb: Token, document: Document) -> bool:
    """Whether a verb tells what the speaker did beside speaking: "said that he was tired, and left"."""
    first = verb.head
    if (
        verb.dep not in ("conj", "dep")
        or not syntax.is_verb(verb)
        or verb.child(*syntax.SUBJECTS)
        or verb.child("mark")
    ):
        return False
    if first.dep == "conj":
        return False
    if _disagrees(verb, first):
        return True
    if verb.tag not in ("VBD", "VBZ", "VBP", "VB") or verb.child("aux", "auxpass"):
        return False
    tie = [t for t in document.tokens[first.i + 1 : verb.i] if t.head in (first, verb)]
    joined = next((t for t in reversed(tie) if t.dep == "cc" or t.lower == "then"), None)
    if joined is None:
        return False
    if document.tokens[joined.i - 1].text in _COMMAS:
        return True
    subject = first.child("nsubj")
    said_of_thing = first.lemma == "be" and subject is not None and subject.ent not in _NAMED and subject.pos != "PRON"
    return said_of_thing and verb.tag == "VBD" and verb.child("dobj") is not None
