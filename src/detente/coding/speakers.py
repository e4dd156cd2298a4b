"""Speakers set off by a colon: in headlines ("Poll: voters undecided"), in transcripts ("SMITH: No."), and where a
sentence leads up to what is said ("Lima named two conditions: …", "Mr Roa was blunt: '…'").
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.holders import holder, numbers, of_owner
from detente.coding.reporting import reporting_words
from detente.coding.reports import Report
from detente.text.document import Document, Sentence, Token

LONGEST = 7
NOMINAL = {"NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM", "CCONJ", "PUNCT", "PART"}
QUOTES = {"“", '"', "‘", "'", "``", "''"}


def speakers(document: Document, home: list[int]) -> Iterator[Report]:
    """The reports whose cue is a colon.

    Args:
        document: a parsed article.
        home: the number of the paragraph of each token.

    Yields: a report for each paragraph that opens with a speaker, or headline that ends with one.
    """
    paragraphs: dict[int, list[Token]] = {}
    for token in document.tokens:
        if token.pos != "SPACE":
            paragraphs.setdefault(home[token.i], []).append(token)
    for place, tokens in enumerate(paragraphs.values()):
        headline = place == 0 or tokens[0].sentence.role == "headline"
        colon = next((k for k, t in enumerate(tokens[: LONGEST + 1]) if t.text == ":"), None)
        if colon and _speaks(tokens[:colon], tokens[colon + 1 :], headline):
            yield _report(tokens[colon], tokens[:colon], tokens[colon + 1 :])
        elif headline and (last := _last_colon(tokens)) and _speaks(tokens[last + 1 :], tokens[:last], headline):
            yield _report(tokens[last], tokens[last + 1 :], tokens[:last])


def led_up(sentence: Sentence, following: Sentence | None = None) -> Iterator[Report]:
    """What a sentence leads up to with a colon: "the union set out its demands: …", "the general was blunt: …".

    Args:
        following: the next sentence of the paragraph, for where the parser ends one with the colon.
    """
    place = next((k for k, t in enumerate(sentence.tokens) if t.text == ":"), 0)
    before, after = sentence.tokens[:place], sentence.tokens[place + 1 :]
    if not any(t.pos != "SPACE" for t in after) and following is not None:
        after = following.tokens
    if place > 1 and len(after) > 1 and (source := _leading(before, quoted=after[0].text in QUOTES)):
        yield Report(sentence.tokens[place], [sentence.tokens[place]], source, numbers(after), quotes=True)


def _leading(before: list[Token], *, quoted: bool) -> set[int]:
    """Who is to speak behind a colon: the doer of a clause that names what he says, or any before a quotation."""
    words = reporting_words()
    for noun in before:
        if noun.lemma in words["matter"] and noun.pos == "NOUN":
            return _owner(noun) & numbers(before)
    verb = next((t for t in before if t.pos in ("VERB", "AUX") and t.child("nsubj") in before), None)
    if not quoted or verb is None or words["verb"].get(verb.lemma):
        return set()
    subject = verb.child("nsubj")
    names = subject is not None and (subject.ent == "PERSON" or subject.lemma in words["person"])
    return holder(verb) & numbers(before) if names else set()


def _owner(noun: Token) -> set[int]:
    """Whose a demand or an answer is: its owner, whoever it is from, else the doer of the clause."""
    owner = noun.child("poss")
    if owner is not None and owner.pos != "PRON":
        return of_owner(owner)
    for preposition in noun.children_of("prep"):
        if preposition.lower in ("from", "of", "by") and (named := preposition.child("pobj")) and named.ent:
            return numbers(named.subtree())
    verb = noun.head
    while verb.dep in ("prep", "pobj", "conj") and verb.head is not verb:
        verb = verb.head
    return holder(verb) if noun.dep in ("dobj", "pobj", "attr") and verb.pos in ("VERB", "AUX") else set()


def _last_colon(tokens: list[Token]) -> int | None:
    near = range(len(tokens) - 2, max(0, len(tokens) - LONGEST), -1)
    return next((k for k in near if tokens[k].text == ":"), None)


def _speaks(speaker: list[Token], content: list[Token], headline: bool) -> bool:
    """Whether some words before (or after) a colon name who says the others."""
    if len(content) < 2 or not speaker or any(t.pos not in NOMINAL for t in speaker):
        return False
    words = reporting_words()["speaker"]
    if content[0].text in QUOTES and any(t.pos == "PROPN" for t in speaker):
        return True
    if headline:
        return any(t.ent in ("PERSON", "ORG", "NORP") or t.lemma in words for t in speaker)
    return all(t.ent == "PERSON" or not t.text[0].isalnum() for t in speaker)


def _report(colon: Token, speaker: list[Token], content: list[Token]) -> Report:
    return Report(colon, [colon], {t.i for t in speaker}, {t.i for t in content}, quotes=True)
