"""Speakers set off by a colon: in headlines ("Poll: voters undecided") and in transcripts ("SMITH: No.")."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.reporting import reporting_words
from detente.coding.reports import Report
from detente.text.document import Document, Token

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
