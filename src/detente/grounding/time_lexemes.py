"""Cuts text into the words and numbers that expressions of time are made of, and gives each its class."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from detente.codebook.tables import rows
from detente.errors import CodebookError
from detente.text.document import Document, Token

# Classes of lexemes that are told by their shape; all others come from the table of words.
SHAPES = (
    "ISO", "SLASHED", "DOTTED", "YEARS", "DECADE", "CLOCK", "NTH", "FISCAL", "YEAR", "DAYNUM", "NUMBER", "POSS",
    "BREAK", "COMMA", "HYPHEN", "BRACKET", "CODE",
)  # fmt: skip

_LEXEMES = re.compile(
    r"""
    (?P<ISO>\b\d{4}-\d{2}-\d{2}\b)
  | (?P<SLASHED>\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b)
  | (?P<DOTTED>\b\d{1,2}\.\d{1,2}\.\d{4}\b)
  | (?P<YEARS>\b(?:1[5-9]|20)\d\d\s?[-–—/]\s?(?:(?:1[5-9]|20)\d\d|\d\d)\b(?![-/]))
  | (?P<DECADE>(?:\b(?:1[5-9]|20)|(?<!\w)['’`]?)\d0['’]?s\b)
  | (?P<CLOCK>\b\d{1,2}:\d{2}(?::\d{2})?\b)
  | (?P<MERIDIEM>(?<=\d)\s?[ap]\.?m\b\.?|\b[ap]\.\s?m\.?)
  | (?P<FISCAL>\bFY\s?['’]?(?:20)?\d\d\b)
  | (?P<NTH>\b\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<NUMBER>(?<![\w.,$€£])\d+(?:,\d{3})*(?:\.\d+)?(?:\s1/2)?)
  | (?P<POSS>['’]s\b)
  | (?P<CODE>\b[QH][1-4]\b)
  | (?P<COMMA>,)
  | (?P<HYPHEN>[-–])
  | (?P<BRACKET>[()])
  | (?P<BREAK>\n\s*\n)
  | (?P<WORD>[^\W\d_]+)
  | (?P<OTHER>\S)
    """,
    re.VERBOSE,
)
_CAPITALISED = frozenset(("MONTH", "ABBR", "WEEKDAY", "WEEKDAYS", "HOLIDAY", "EMONTH", "ERA"))
_SHORT = 5  # letters; so short a name of an era is written in capitals: "BE", "A.H."
_NUMBERS = frozenset(("NUMWORD", "NUMBER", "YEAR", "DAYNUM"))


class Word(msgspec.Struct, frozen=True):
    """A row of ``times_words.csv``."""

    word: str
    kind: str
    value: str = ""


@dataclass(slots=True, frozen=True)
class Lexeme:
    """A word, number or mark with its class and what it denotes; ``token`` is the parser's token at its start."""

    text: str
    kind: str
    value: str
    start: int
    end: int
    token: Token

    @property
    def number(self) -> float | None:
        """The number that the lexeme denotes; None for an unknown amount."""
        return float(self.value) if self.value not in ("", "X") else None


class Lexicon:
    """The words of time by spelling, and the longest number of words in one entry."""

    def __init__(self, folders: Sequence[Path] = (), feasts: Sequence[str] = ()) -> None:
        self.words = {name: Word(name, "HOLIDAY") for name in feasts}
        for path, line, row in rows("times_words.csv", Word, folders):
            if not row.kind.isupper():
                raise CodebookError(path, line, f"the class {row.kind!r} must be in capital letters")
            self.words[row.word.lower()] = row
        self._longest = max(map(len, self.words))
        self._starts = {w.split()[0].partition("'")[0] for w in self.words if " " in w or "'" in w}
        self.classes = frozenset(w.kind for w in self.words.values())

    def read(self, document: Document) -> list[Lexeme]:
        """The lexemes of a whole document, numbers in words put together."""
        tokens = [t for t in document.tokens if t.pos != "SPACE"]
        starts = [t.start for t in tokens]
        found: list[Lexeme] = []
        at, text = 0, document.text
        while tokens and (match := _LEXEMES.search(text, at)):
            at = match.end()
            first = match.start() + match.group()[0].isspace()  # of " p.m."
            token = tokens[min(max(bisect_left(starts, first + 1) - 1, 0), len(tokens) - 1)]
            lexeme = self._lexeme(text, match, token)
            at = lexeme.end
            found.append(lexeme)
        return _join_numbers(found)

    def _lexeme(self, text: str, match: re.Match[str], token: Token) -> Lexeme:
        kind, (start, end) = match.lastgroup or "OTHER", match.span()
        words = match.group()
        if kind == "WORD":
            return self._word(text, start, end, token)
        if kind == "NUMBER":
            kind = _number_kind(words)
            value = _number_value(words)
        elif kind == "MERIDIEM":
            value = words.strip()[0] + "m"
        else:
            value = words[:-2] if kind == "NTH" else words
        return Lexeme(words, kind, value, start, end, token)

    def _word(self, text: str, start: int, end: int, token: Token) -> Lexeme:
        lower = text[start:end].lower()
        entry = self.words.get(lower)
        if text[end : end + 1] == "." and lower + "." in self.words:
            entry, end = self.words[lower + "."], end + 1
        elif lower in self._starts:
            for size in range(self._longest, len(lower), -1):
                phrase = self.words.get(text[start : start + size].lower().replace("’", "'"))
                if phrase and not text[start + size : start + size + 1].isalnum():
                    entry, end = phrase, start + size
                    break
        words = text[start:end]
        if entry is None or not _fits(entry, words, token):
            return Lexeme(words, "OTHER", words.lower(), start, end, token)
        return Lexeme(words, entry.kind, entry.value, start, end, token)


def _fits(entry: Word, words: str, token: Token) -> bool:
    """Whether the word is used as the table means it: "May" is no "may", "the fall" no "fall"."""
    if entry.kind in _CAPITALISED and not words[0].isupper():
        return False
    if entry.kind == "ERA" and len(words) < _SHORT:
        return words.isupper()
    if entry.kind in ("MONTH", "SEASON"):
        return token.pos not in ("VERB", "AUX") or token.ent == "DATE"
    return True


def _number_kind(words: str) -> str:
    if len(words) == 4 and words.isdigit() and 1500 <= int(words) <= 2199:
        return "YEAR"
    return "DAYNUM" if words.isdigit() and 1 <= int(words) <= 31 else "NUMBER"


def _number_value(words: str) -> str:
    whole, _, half = words.replace(",", "").partition(" ")
    return f"{float(whole) + 0.5:g}" if half else whole


def _join_numbers(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Put "twenty-five", "two hundred", "10 thousand" and "nineteen eighty-four" together into one number."""
    joined: list[Lexeme] = []
    for k, lexeme in enumerate(lexemes):
        last = joined[-1] if joined else None
        if lexeme.kind == "HYPHEN" and last and _tens(last) and k + 1 < len(lexemes):
            if lexemes[k + 1].kind == "NUMWORD" and 0 < float(lexemes[k + 1].value) < 10:
                continue
        elif last and lexeme.kind == "NUMWORD" and last.kind in _NUMBERS and (sum_ := _sum(last, lexeme)) is not None:
            text = f"{last.text} {lexeme.text}"
            kind = "YEAR" if sum_ >= 1500 and float(lexeme.value) < 100 else last.kind
            joined[-1] = replace(last, text=text, kind=kind, value=f"{sum_:g}", end=lexeme.end)
            continue
        joined.append(lexeme)
    return joined


def _tens(lexeme: Lexeme) -> bool:
    if lexeme.kind == "YEAR":
        return " " in lexeme.text and float(lexeme.value) % 100 in range(20, 100, 10)
    return lexeme.kind == "NUMWORD" and float(lexeme.value) in range(20, 100, 10)


def _sum(left: Lexeme, right: Lexeme) -> float | None:
    high, low = float(left.value), float(right.value)
    if low >= 100:
        return high * low if high < low else None
    if left.kind not in ("NUMWORD", "YEAR"):
        return None
    if high in (17, 18, 19, 20) and low >= 10:
        return high * 100 + low
    return high + low if (_tens(left) and 0 < low < 10) or (high >= 100 and high % 100 == 0) else None
