"""Lines of a page that know where each of their characters stands in the raw source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from detente.model import Block, Piece, Role, Span
from detente.reading.cues import cues
from detente.reading.shapes import ends_sentence

_QUOTED = re.compile(r"\s*(?:>\s?)+")
_SHORT = 40  # characters: a shorter line is no part of a paragraph


@dataclass(frozen=True)
class Line:
    """A line or paragraph as runs of (words, place in the raw source or None where they have no counterpart).

    ``hints`` are what the markup says of it: names of enclosing tags, ``linked`` where all of it is a link.
    ``gap`` tells that a blank line (or the edge of a block) stands before it.
    """

    runs: tuple[tuple[str, int | None], ...]
    hints: frozenset[str] = frozenset()
    gap: bool = True

    @cached_property
    def text(self) -> str:
        """The line's characters."""
        return "".join(words for words, _ in self.runs)

    def cut(self, start: int, end: int) -> Line:
        """The characters ``[start, end)`` of the line, white space at either end left out."""
        found = self.text[start:end]
        start += len(found) - len(found.lstrip())
        end = start + len(found.strip())
        runs, at = [], 0
        for words, raw in self.runs:
            low, high = max(start - at, 0), min(end - at, len(words))
            if low < high:
                runs.append((words[low:high], None if raw is None else raw + low))
            at += len(words)
        return Line(tuple(runs), self.hints, self.gap)

    def without(self, start: int, end: int) -> Line:
        """The line with the characters ``[start, end)`` taken out; a blank stays where one stood on either side."""
        left, right = self.cut(0, start), self.cut(end, len(self.text))
        if not left.text or not right.text:
            return left if left.text else right
        if self.text[start - 1].isspace() or self.text[end].isspace():
            return join([left, right])
        return Line(left.runs + right.runs, self.hints, self.gap)


def join(lines: Iterable[Line]) -> Line:
    """Several lines as one, a space between them."""
    lines = list(lines)
    runs = list(lines[0].runs)
    for line in lines[1:]:
        runs.extend(((" ", None), *line.runs))
    return Line(tuple(runs), lines[0].hints, lines[0].gap)


def plain_lines(raw: str) -> list[Line]:
    """The lines of a plain text that are not blank; hard-wrapped lines of a paragraph are joined."""
    found: list[tuple[Line, int]] = []
    gap = True
    for match in re.finditer(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+", raw):
        quoted = _QUOTED.match(match[0])
        line = Line(((match[0], match.start()),)).cut(quoted.end() if quoted else 0, len(match[0]))
        between = raw[found[-1][1] : match.start()] if found else "\n\n"
        gap = gap or between.replace("\r\n", "\n").count("\n") > 1 or "\u2029" in between
        if line.text:
            found.append((Line(line.runs, gap=gap), match.end()))
            gap = False
        else:
            gap = True
    return _unwrapped([line for line, _ in found])


def _unwrapped(lines: list[Line]) -> list[Line]:
    """Join the lines of each paragraph where the page was wrapped at a fixed width or a sentence plainly goes on."""
    width = _wrap_width(lines)
    joined: list[list[Line]] = []
    for line in lines:
        if joined and not line.gap and _goes_on(joined[-1][-1].text, line.text, width):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [join(group) for group in joined]


def _goes_on(text: str, following: str, width: int | None) -> bool:
    """Whether a line broke because the next word would not have fitted, or in the midst of a sentence."""
    if width and len(text) + 1 + len(following.split(maxsplit=1)[0]) > width - 6:
        return True
    if len(text) < _SHORT or ends_sentence(text):
        return False
    small = text.rsplit(maxsplit=1)[-1] in cues().english
    return small or (following[0].islower() and not _signed(following))


def _signed(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in cues().bylines)


def _wrap_width(lines: list[Line]) -> int | None:
    """The width at which the text was wrapped, or None: many lines end in mid-sentence, none is much longer."""
    pairs = [(a.text, b.text) for a, b in pairwise(lines) if not b.gap and len(a.text) >= _SHORT]
    broken = sum(b[0].islower() for _, b in pairs)
    if broken < 2 or broken < 0.3 * len(pairs):
        return None
    width = max(len(a) for a, _ in pairs)
    return width if width <= 130 else None


@dataclass(frozen=True, slots=True)
class Part:
    """A line that is kept, and its role."""

    role: Role
    line: Line


def assemble(parts: Iterable[Part]) -> tuple[str, tuple[Block, ...], tuple[Piece, ...]]:
    """Set the kept lines as paragraphs: the clean text, its blocks and the map into the raw source."""
    words: list[str] = []
    blocks: list[Block] = []
    pieces: list[Piece] = []
    at = 0
    for part in parts:
        if words:
            words.append("\n\n")
            at += 2
        start = at
        for run, raw in part.line.runs:
            if raw is not None:
                pieces.append(Piece(at, raw, len(run)))
            words.append(run)
            at += len(run)
        blocks.append(Block(role=part.role, span=Span(start, at)))
    return "".join(words), tuple(blocks), tuple(_merged(pieces))


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    """Pieces that touch in both texts, as one."""
    last: Piece | None = None
    for piece in pieces:
        if last and last[0] + last[2] == piece[0] and last[1] + last[2] == piece[1]:
            last = Piece(last[0], last[1], last[2] + piece[2])
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last
