"""Patterns over classes of words, compiled to regular expressions in which every lexeme is one character.

A pattern is a line such as ``[the] day=NTH/DAYNUM of month=MONTH [COMMA? year=YEAR]``: capitals name a class of
lexemes, small letters a word, ``/`` parts alternatives, ``x=`` names what was found for the rule, ``[ ]`` holds what
may be absent, ``( | )`` parts sequences, ``<x`` and ``>x`` ask for, ``<!x`` and ``!x`` forbid a neighbour that is not
part of the expression, ``@x`` stands for the pattern of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import msgspec

from detente.codebook.tables import rows
from detente.errors import CodebookError
from detente.grounding.time_lexemes import SHAPES, Lexeme, Lexicon

_ITEM = re.compile(r"(?P<side><!|<|>|!)?(?:(?P<name>[a-z]+)=)?(?P<kinds>[A-Za-z/']+)(?P<often>[?+*])?")
_MARKS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}
_SIDES = {"<": "(?<=%s)", "<!": "(?<!%s)", ">": "(?=%s)", "!": "(?!%s)", None: "%s"}


class PatternRow(msgspec.Struct, frozen=True):
    """A row of ``times_patterns.csv``: what to do with the words (or ``@name``), and the pattern."""

    rule: str
    pattern: str


@dataclass(slots=True, frozen=True)
class Match:
    """Lexemes ``first`` to ``last`` that a pattern fits, and those it named."""

    rule: str
    order: int
    first: int
    last: int
    groups: dict[str, Lexeme]


class Patterns:
    """All patterns of time expressions, ready to run."""

    def __init__(self, lexicon: Lexicon, rules: frozenset[str], folders: Sequence[Path] = ()) -> None:
        self._codes = {kind: chr(0xE000 + n) for n, kind in enumerate(sorted({*SHAPES, *lexicon.classes, "OTHER"}))}
        self._words = lexicon.words
        self._numbers = count()  # one name may stand in several alternatives, which regular expressions do not allow
        self._compiled: list[tuple[str, re.Pattern[str]]] = []
        macros: dict[str, str] = {}
        for path, line, row in rows("times_patterns.csv", PatternRow, folders):
            try:
                expression = self._compile(row.pattern, macros)
                pattern = re.compile(expression)
            except (ValueError, re.error) as error:
                raise CodebookError(path, line, f"pattern {row.pattern!r}: {error}") from error
            if row.rule.startswith("@"):
                macros[row.rule] = expression
            elif row.rule not in rules:
                raise CodebookError(path, line, f"unknown rule {row.rule!r}; known: {', '.join(sorted(rules))}")
            else:
                self._compiled.append((row.rule, pattern))

    def _compile(self, pattern: str, macros: dict[str, str]) -> str:
        parts = re.findall(r"[\[\]()|]|[^\s\[\]()|]+", pattern)
        return "".join(_MARKS.get(part) or macros.get(part) or self._item(part) for part in parts)

    def _item(self, part: str) -> str:
        match = _ITEM.fullmatch(part)
        if not match:
            raise ValueError(f"cannot read {part!r}")
        codes = "[" + "".join(self._code(kind) for kind in match["kinds"].split("/")) + "]"
        named = f"(?P<{match['name']}_{next(self._numbers)}>{codes})" if match["name"] else codes
        return _SIDES[match["side"]] % named + (match["often"] or "")

    def _code(self, kind: str) -> str:
        if kind.isupper():
            if kind not in self._codes:
                raise ValueError(f"unknown class {kind}; known: {', '.join(sorted(self._codes))}")
            return self._codes[kind]
        if kind in self._words:
            raise ValueError(f"the word {kind!r} has the class {self._words[kind].kind}; name that instead")
        return self._codes.setdefault(kind, chr(0xE000 + len(self._codes)))

    def matches(self, lexemes: list[Lexeme]) -> list[Match]:
        """All fits of all patterns, overlapping ones included."""
        other = self._codes["OTHER"]
        text = "".join(self._codes.get(x.value, other) if x.kind == "OTHER" else self._codes[x.kind] for x in lexemes)
        return [
            m
            for order, (rule, pattern) in enumerate(self._compiled)
            for m in _found(rule, order, pattern, text, lexemes)
        ]


def _found(rule: str, order: int, pattern: re.Pattern[str], text: str, lexemes: list[Lexeme]) -> Iterator[Match]:
    """The fits of one pattern at every place where one begins, also inside another: its words may be taken."""
    at = 0
    while match := pattern.search(text, at):
        at = match.start() + 1
        if match.end() > match.start():
            groups = {
                name.partition("_")[0]: lexemes[match.start(name)] for name, found in match.groupdict().items() if found
            }
            yield Match(rule, order, match.start(), match.end() - 1, groups)
