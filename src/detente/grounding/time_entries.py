"""Chronologies: paragraphs that a date heads, "18 March: Spain recalls its envoy", "Monday. A ship was hit".

Such a date is that of all that its paragraph tells without another one; its year is that of the entry before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.grounding.time_lexemes import Lexeme
from detente.grounding.time_patterns import Match
from detente.model import Span

_RULES = frozenset(("monthly", "written", "yearly", "weekly", "seasonal", "quarterly"))
_MARKS = frozenset((":", "–", "—", "-"))
_LEAST = 2  # one paragraph with a date at its head is no chronology
_ROLES = frozenset(("body", "standfirst"))


def entries(lexemes: Sequence[Lexeme], starting: Mapping[int, Sequence[Match]]) -> Mapping[int, Span]:
    """The paragraphs of a chronology, by the number of the first lexeme of the date that heads each.

    Args:
        lexemes: those of the whole document.
        starting: the matches by the number of their first lexeme.
    """
    found: dict[int, Span] = {}
    for first in _firsts(lexemes):
        ends = [m.last for m in starting.get(first, ()) if m.rule in _RULES]
        if ends and _is_head(lexemes, max(ends)):
            found[first] = _paragraph(lexemes, first)
    return found if len(found) >= _LEAST else {}


def _firsts(lexemes: Sequence[Lexeme]) -> list[int]:
    """The numbers of the lexemes with which the paragraphs of the text begin."""
    block, found = -1, []
    for number, lexeme in enumerate(lexemes):
        sentence = lexeme.token.sentence
        if sentence.block != block and lexeme.kind != "BREAK":
            block = sentence.block
            found += [number] * (sentence.role in _ROLES)
    return found


def _is_head(lexemes: Sequence[Lexeme], last: int) -> bool:
    """Whether a date ends in a colon or a dash, or is all of its sentence."""
    following = next((x for x in lexemes[last + 1 : last + 2] if x.kind != "BREAK"), None)
    if following is None:
        return False
    if following.text in _MARKS:
        return following.text == ":" or following.start > lexemes[last].end
    date = lexemes[last].token
    return following.text == "." and following.token is date.sentence.tokens[-1]


def _paragraph(lexemes: Sequence[Lexeme], first: int) -> Span:
    """The words of the paragraph that begins with a lexeme."""
    block = lexemes[first].token.sentence.block
    last = first
    while last + 1 < len(lexemes) and lexemes[last + 1].token.sentence.block == block:
        last += 1
    return Span(lexemes[first].start, lexemes[last].end)
