"""Word documents (.docx, ECMA-376) → their text, a paragraph a block; notes, headers and what was deleted stay out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree

STORY = "word/document.xml"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# What stands there a second time for older programs.
_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def is_word(archive: zipfile.ZipFile) -> bool:
    """Whether a zip file is a Word document."""
    return STORY in archive.namelist()


def text_of(story: IO[bytes]) -> str:
    """The text of a Word document.

    Args:
        story: its main part, :data:`STORY`.

    Raises:
        ValueError: it is no XML, or declares entities, which no Word document does.
    """
    data = story.read()
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ValueError("its XML declares entities")
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise ValueError(f"its XML is broken, {error}") from error
    paragraphs = ("".join(_words(one)).strip() for one in _paragraphs(root))
    return "\n\n".join(filter(None, paragraphs))


def _paragraphs(part: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The paragraphs in order; one in a box that hangs on another comes before it."""
    for child in part:
        if child.tag == _TWICE:
            continue
        yield from _paragraphs(child)
        if child.tag == f"{_W}p":
            yield child


def _words(part: ElementTree.Element) -> Iterator[str]:
    for child in part:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in (f"{_W}p", _TWICE):
            yield from _words(child)
