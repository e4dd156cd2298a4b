"""Cause and effect within a sentence: which words give the reason of which, and by what signal.

The spans follow the Causal News Corpus (Tan et al., LREC 2022): a clause each, the effect without the cause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.coding.causal_rules import Link, links_at
from detente.coding.holders import numbers
from detente.model import Span
from detente.text.document import Sentence, Token

CLOCK, ZONES = re.compile(r"\d{1,2}:\d{2}(?:am|pm)?"), {"am", "pm", "ist", "gmt", "utc", "est", "hrs", "hours"}
# What is longer is a list or a broken page, not a sentence.
LONGEST = 300
EDGE = {",", ";", ":", "-", "–", "—", "(", ")", ".", "“", "”", '"', "''", "``", "'", "and", "but", "that"}


@dataclass(slots=True, frozen=True)
class CausalLink:
    """A cause and its effect; ``rule`` is the form (of ``causes.csv``) that found them.

    ``signals`` are the words that tie them; none where the order in time ("after") or the sense of the words
    ("protest against") suggests the tie without naming it. ``tie`` covers the words that tie them, signal or not.
    """

    cause: Span
    effect: Span
    signals: tuple[Span, ...] = ()
    rule: str = ""
    tie: Span | None = None


def causal_links(sentence: Sentence) -> list[CausalLink]:
    """The causal links that a sentence states, in the order of their signals.

    Args:
        sentence: a parsed sentence; blanks around its punctuation do no harm.

    Returns:
        One link for each pair of cause and effect; an empty list where the sentence states none.
    """
    if len(sentence.tokens) > LONGEST:
        return []
    found = [link for token in sentence.tokens for link in links_at(token)]
    links: list[CausalLink] = []
    for one in found:
        link = _settle(sentence, one, [other for other in found if other is not one and other.adjunct])
        if link and not any(link.cause == other.cause and link.effect == other.effect for other in links):
            links.append(link)
    return links


def _settle(sentence: Sentence, link: Link, others: list[Link]) -> CausalLink | None:
    """Spans for a link: each side without the adjuncts that give causes of their own."""
    causes, effects = link.cause, link.effect - link.cause
    for other in others:
        adjunct = other.cause | numbers(other.tie)
        if other.cause < causes:
            causes = causes - adjunct
        if other.cause < effects:
            effects = effects - adjunct
    cause = _longest_run(sentence, causes)
    effect = _longest_run(sentence, effects)
    if cause is None or effect is None or cause.overlaps(effect):
        return None
    tie = Span(link.tie[0].start, link.tie[-1].end) if link.tie else None
    return CausalLink(cause, effect, () if link.silent or tie is None else (tie,), link.rule, tie)


def _longest_run(sentence: Sentence, chosen: set[int]) -> Span | None:
    runs: list[list[Token]] = [[]]
    for token, stamp in zip(sentence.tokens, _stamps(sentence.tokens), strict=True):
        if token.i in chosen and not stamp:
            runs[-1].append(token)
        elif (token.pos != "PUNCT" or stamp) and runs[-1]:
            runs.append([])
    run = max(runs, key=len)
    while run and run[0].lower in EDGE:
        run = run[1:]
    while run and run[-1].lower in EDGE:
        run = run[:-1]
    return Span(run[0].start, run[-1].end) if run else None


def _stamps(tokens: list[Token]) -> list[bool]:
    """Which tokens are of a page's stamp, not of its prose: the hour with its zone, and the colon after "LAGOS"."""
    marks = [bool(CLOCK.fullmatch(t.lower)) for t in tokens]
    for k, token in enumerate(tokens[1:], start=1):
        if (marks[k - 1] and token.lower in ZONES) or (token.text == ":" and tokens[k - 1].text.isupper()):
            marks[k] = True
    return marks
