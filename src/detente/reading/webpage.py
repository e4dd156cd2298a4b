"""HTML page → lines that know their place in the source, and what the page says of itself.

Which part of a page is its story is trafilatura's judgement (Barbaresi 2021, "Trafilatura: A Web Scraping Library and
Command-Line Tool for Text Discovery and Extraction", ACL). As it gives no offsets, the page is also cut into lines
here, each with the place of every character, and those lines are kept that trafilatura's text holds.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import trafilatura
from lxml.etree import LxmlError

from detente.reading.cues import cues
from detente.reading.dates import iso_date
from detente.reading.lines import Line
from detente.reading.markup import html_lines
from detente.reading.shapes import is_prose

_TAGGED = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h1|span|table|br)\b[^<>]*>", re.IGNORECASE
)


_LEAST = 0.15  # share of a page's prose that its story has at least


@dataclass(frozen=True, slots=True)
class Page:
    """The story of a page as lines, and the title, author, outlet and date that its markup states."""

    lines: list[Line]
    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    published: str | None = None


def looks_like_html(raw: str) -> bool:
    """Whether a text is the source of a web page: it opens with a tag or holds several structural ones."""
    head = raw[:20_000]
    return (head.lstrip("\ufeff \t\r\n")[:1] == "<" and bool(_TAGGED.search(head))) or len(_TAGGED.findall(head)) >= 4


def read_page(raw: str) -> Page:
    """Find the story in the source of a web page.

    Args:
        raw: the source.

    Returns:
        The lines of the story in order, each with its place in ``raw``, and what the page states of itself.
    """
    lines = _without_furniture(html_lines(raw))
    found = _extracted(raw)
    if found is None:
        return Page(lines)
    story = _story_lines(lines, found.text or "", found.title or "")
    return Page(
        story or lines,
        title=" ".join((found.title or "").split()),
        author=_names(found.author or ""),
        outlet=" ".join((found.sitename or "").split()),
        url=found.url or "",
        published=_date(found.date),
    )


def _without_furniture(lines: list[Line]) -> list[Line]:
    """The lines outside menus, footers and parts that call themselves furniture, unless nearly all prose is there."""
    inside = [line for line in lines if not line.hints & (cues().outside | {"furniture"})]
    if _prose(inside) >= _LEAST * _prose(lines):
        return inside
    return lines


def _prose(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines if is_prose(line.text))


@dataclass(frozen=True, slots=True)
class _Found:
    """What trafilatura makes of a page."""

    text: str | None
    title: str | None
    author: str | None
    sitename: str | None
    url: str | None
    date: str | None


def _extracted(raw: str) -> _Found | None:
    _silence()
    try:
        page = trafilatura.bare_extraction(
            raw,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError, IndexError, KeyError, OverflowError):
        return None  # broken markup: the page's own lines are all there is
    if page is None or isinstance(page, dict):
        return None
    return _Found(page.text, page.title, page.author, page.sitename, page.url, page.date)


def _names(author: str) -> str:
    """The author as the markup names it, where it is names and nothing more."""
    names = [" ".join(name.split()) for name in author.split(";")]
    return ", ".join(name for name in names if cues().name.fullmatch(name))


@cache
def _silence() -> None:
    """A library's complaints about one page are no message to the user: the record of the page tells."""
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _date(text: str | None) -> str | None:
    try:
        return iso_date(text) if text else None
    except ValueError:
        return None


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _story_lines(lines: Sequence[Line], text: str, title: str) -> list[Line]:
    """The lines that are in the extracted text, from headline to end, with the captions and bylines among them."""
    whole, own = _bare(text), {_bare(part) for part in text.splitlines()}
    heading = _bare(title)
    main = [i for i, line in enumerate(lines) if _is_main(line, whole, own)]
    if not main:
        return []
    prose = [i for i in main if len(lines[i].text) >= 60] or main
    heads = [i for i, line in enumerate(lines[: prose[0]]) if "h1" in line.hints or _bare(line.text) == heading]
    first = heads[-1] if heads else prose[0]
    wanted = {i for i in main if i >= first} | set(heads[-1:])
    between = {i for i in range(first, prose[0]) if "linked" not in lines[i].hints}
    missed = {i for i in range(first, main[-1]) if "figcaption" in lines[i].hints or is_prose(lines[i].text)}
    return [lines[i] for i in sorted(wanted | between | missed)]


def _is_main(line: Line, whole: str, own: set[str]) -> bool:
    bare = _bare(line.text)
    return bool(bare) and (bare in own or (len(bare) >= 25 and bare in whole))
