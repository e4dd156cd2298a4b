"""The source of a web page → its lines of text, each character with its place in the source.

One pass over the source whatever its state: cut off, unclosed or nested without end, it takes time in proportion to its
length and never fails.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from detente.reading.cues import cues
from detente.reading.lines import Line

_CALLED = re.compile(r"\b(?:class|id|role|data-component)\s*=\s*[\"']?([^\"'>]*)", re.IGNORECASE)
_ATTRIBUTES = 1_000  # characters of a tag in which names are looked for
_DEPTH = 50  # parts that one end tag may close

Token = tuple[str, int, int]

_NAME = re.compile(r"(/?)([A-Za-z][\w:-]*)")
_TEXT = re.compile(
    r"(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});?)|(?P<space>\s+)|(?P<words>[^\s&]+|&)"
)


def html_lines(raw: str) -> list[Line]:
    """Every line of text of a page: one for each block of the markup, entities resolved, white space folded."""
    writer = _Writer()
    for kind, start, end in _tokens(raw):
        if kind == "text":
            writer.text(raw, start, end)
        else:
            writer.tag(raw, start, end)
    writer.flush()
    return writer.lines


def _tokens(raw: str) -> Iterator[Token]:
    """Cut the source into text and tags, in one pass whatever its state; silent elements and comments left out."""
    at, size = 0, len(raw)
    while at < size:
        open_at = raw.find("<", at)
        if open_at < 0:
            open_at = size
        if open_at > at:
            yield "text", at, open_at
        if open_at >= size:
            return
        at = yield from _markup(raw, open_at)


def _markup(raw: str, at: int) -> Generator[Token, None, int]:
    """Read what begins with the ``<`` at ``at``; returns where it ends."""
    name = _NAME.match(raw, at + 1)
    if not name:
        if raw.startswith(("<!", "<?"), at):
            return _after(raw, "-->" if raw.startswith("<!--", at) else ">", at)
        yield "text", at, at + 1
        return at + 1
    end = _tag_end(raw, name.end())
    yield "tag", at, end
    if name[2].lower() in cues().silent and not name[1] and raw[end - 2 : end] != "/>":
        return _closing(raw, name[2], end)
    return end


def _after(raw: str, mark: str, at: int) -> int:
    found = raw.find(mark, at)
    return len(raw) if found < 0 else found + len(mark)


def _tag_end(raw: str, at: int) -> int:
    """The end of a tag: the next ``>`` that is not within a quoted value, a few tries deep."""
    end = at
    for _ in range(4):
        end = _after(raw, ">", end)
        inside = raw[at:end]
        if inside.count('"') % 2 == 0:
            return end
    return _after(raw, ">", at)


def _closing(raw: str, name: str, at: int) -> int:
    """Where a silent element ends; a page cut off inside one ends there."""
    found = re.compile(rf"</{re.escape(name)}\b", re.IGNORECASE).search(raw, at)
    return found.start() if found else len(raw)


@dataclass(slots=True)
class _Writer:
    """Collects text into lines, a new one at every tag that is not inline."""

    lines: list[Line] = field(default_factory=list)
    runs: list[tuple[str, int | None]] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)
    parts: list[tuple[str, bool]] = field(default_factory=list)
    furniture: int = 0
    visible: int = 0
    linked: int = 0

    def tag(self, raw: str, start: int, end: int) -> None:
        name = _NAME.match(raw, start + 1)
        tag = name[2].lower() if name else ""
        if tag not in cues().inline:
            self.flush()
        if tag in cues().tracked and name:
            self.open[tag] = max(0, self.open[tag] + (-1 if name[1] else 1))
        if tag in cues().containers and name:
            self._leave(tag) if name[1] else self._enter(tag, raw[name.end() : end])

    def _enter(self, tag: str, attributes: str) -> None:
        """Go into a part of the page; its name may say that it is furniture."""
        names = _CALLED.findall(attributes[:_ATTRIBUTES])
        named = any(cues().furniture_names.search(value) for value in names)
        self.parts.append((tag, named))
        self.furniture += named

    def _leave(self, tag: str) -> None:
        """Leave the innermost part of that name, and what was left open in it; a stray end means nothing."""
        for depth in range(1, min(len(self.parts), _DEPTH) + 1):
            if self.parts[-depth][0] == tag:
                self.furniture -= sum(named for _, named in self.parts[-depth:])
                del self.parts[-depth:]
                return

    def text(self, raw: str, start: int, end: int) -> None:
        for match in _TEXT.finditer(raw, start, end):
            if match["space"]:
                self._space(match)
            else:
                resolved = html.unescape(match[0]) if match["entity"] else match[0]
                self._word(resolved, match.start() if resolved == match[0] else None)

    def _space(self, match: re.Match[str]) -> None:
        """White space folds to one blank; a character that is not changed keeps its place."""
        if self.runs and not self.runs[-1][0].isspace():
            kept = match[0] if len(match[0]) == 1 and match[0] not in "\n\r\t\f" else None
            self.runs.append((kept, match.start()) if kept else (" ", None))

    def _word(self, words: str, raw: int | None) -> None:
        self.runs.append((words, raw))
        if not words.isspace():
            self.visible += len(words)
            self.linked += len(words) if self.open["a"] else 0

    def flush(self) -> None:
        """End the line."""
        if self.visible:
            hints = {tag for tag, depth in self.open.items() if depth and tag != "a"}
            if self.linked >= 0.9 * self.visible:
                hints.add("linked")
            if self.furniture:
                hints.add("furniture")
            line = Line(tuple(self.runs), frozenset(hints))
            self.lines.append(line.cut(0, len(line.text)))
        self.runs, self.visible, self.linked = [], 0, 0
