"""The corpus format: one annotated sentence a line, marked so that a person can read it.

``frame | status | style | region | decade | text`` with the words marked in the text::

    visit | planned | wire | africa | 2010s | [S Kenya] will [V visit] [T Uganda] [D on Friday], [H officials] [Q said].

Marks: ``V`` trigger, ``S`` source, ``T`` target, ``D`` date phrase, ``H`` holder and ``Q`` cue of an attribution, ``C``
what is given as the cause. Marks may nest. A mark used twice means several spans ("[V called] the talks [V off]"). The
frame ``none`` marks a candidate word (``V``) that carries no codable event. Lines that start with ``#`` are comments.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from detente.errors import InputError
from detente.model import STATUSES, Span

NONE = "none"
MARKS = "VSTDHQC"
STYLES = ("wire", "headline", "oped", "communique", "older", "translated", "blog", "varied")
REGIONS = ("africa", "americas", "asia", "europe", "mideast", "oceania", "global")
COLUMNS = 6

_DECADE = re.compile(r"(19[5-9]0s|20[0-2]0s)$")
_OPEN = re.compile(r"\[([A-Z]) ")


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """An annotated sentence. ``spans`` maps a mark to its stretches of ``text``."""

    frame: str
    status: str
    style: str
    region: str
    decade: str
    text: str
    spans: dict[str, tuple[Span, ...]]
    where: str


class Fault(msgspec.Struct, frozen=True):
    """A line that does not hold to the format, with the place and what is wrong."""

    where: str
    problem: str


def read(paths: Iterable[Path], frames: Collection[str]) -> Iterator[Example | Fault]:
    """Read corpus files line by line: an :class:`Example` or a :class:`Fault` each.

    Args:
        paths: files, or folders whose ``*.txt`` files are read in order of name.
        frames: the frames that may be used, beside ``none``.

    Raises:
        InputError: a path does not exist.
    """
    for file, text in texts(paths, "corpus file or folder"):
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield _line(line, f"{file.name}:{number}", frames)


def texts(paths: Iterable[Path], called: str) -> Iterator[tuple[Path, str]]:
    """The files of some paths with their text; of a folder its ``*.txt`` files, in order of name.

    Args:
        called: what the paths are, for the message where one is missing.

    Raises:
        InputError: a path does not exist, or a file cannot be read as UTF-8; the message says which.
    """
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: no such {called}")
        for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
            yield file, _read(file)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: is not UTF-8 ({error.reason} at byte {error.start:,}); save it as UTF-8") from error
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror or error}); check its rights") from error


def _line(line: str, where: str, frames: Collection[str]) -> Example | Fault:
    cells = [c.strip() for c in line.split(" | ", COLUMNS - 1)]
    if len(cells) != COLUMNS:
        return Fault(
            where, f"{len(cells)} columns instead of {COLUMNS}: frame | status | style | region | decade | text"
        )
    frame, status, style, region, decade, marked = cells
    try:
        text, spans = parse(marked)
    except ValueError as error:
        return Fault(where, str(error))
    problem = _problem(frame, status, style, region, decade, spans, frames)
    if problem:
        return Fault(where, problem)
    return Example(
        frame=frame, status=status, style=style, region=region, decade=decade, text=text, spans=spans, where=where
    )


def _problem(
    frame: str,
    status: str,
    style: str,
    region: str,
    decade: str,
    spans: dict[str, tuple[Span, ...]],
    frames: Collection[str],
) -> str:
    if frame != NONE and frame not in frames:
        return f"unknown frame {frame!r}"
    if status not in STATUSES and not (frame == NONE and status == "-"):
        return f"unknown status {status!r}; known: {', '.join(STATUSES)}, and - for the frame none"
    if style not in STYLES:
        return f"unknown style {style!r}; known: {', '.join(STYLES)}"
    if region not in REGIONS:
        return f"unknown region {region!r}; known: {', '.join(REGIONS)}"
    if not _DECADE.match(decade):
        return f"{decade!r} is no decade from 1950s to 2020s"
    if "V" not in spans:
        return "no trigger [V ...]"
    if frame != NONE and not ("S" in spans or "T" in spans):
        return "neither source [S ...] nor target [T ...]"
    return ""


def parse(marked: str) -> tuple[str, dict[str, tuple[Span, ...]]]:
    """Plain text and spans of a marked sentence.

    Raises:
        ValueError: brackets do not match, or a mark is unknown or empty.
    """
    text: list[str] = []
    stack: list[tuple[str, int]] = []
    spans: dict[str, list[Span]] = {}
    at, length = 0, 0
    while at < len(marked):
        opened = _OPEN.match(marked, at)
        if opened:
            if opened[1] not in MARKS:
                raise ValueError(f"unknown mark [{opened[1]} ...]; known: {' '.join(MARKS)}")
            stack.append((opened[1], length))
            at = opened.end()
        elif marked[at] == "]":
            if not stack:
                raise ValueError("a ] without its [")
            mark, start = stack.pop()
            if start == length:
                raise ValueError(f"the mark [{mark} ...] is empty")
            spans.setdefault(mark, []).append(Span(start, length))
            at += 1
        elif marked[at] == "[":
            raise ValueError("a [ that opens no mark; write [S words]")
        else:
            text.append(marked[at])
            length += 1
            at += 1
    if stack:
        raise ValueError(f"the mark [{stack[-1][0]} ...] is not closed")
    return "".join(text), {mark: tuple(sorted(found)) for mark, found in spans.items()}


def statistics(examples: Iterable[Example]) -> dict[str, Counter[str]]:
    """Counts by frame, status, style, region and decade, and of sentences by their plain text."""
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("frame", "status", "style", "region", "decade", "text")
    }
    for example in examples:
        for name, counter in counts.items():
            counter[getattr(example, name)] += 1
    return counts
