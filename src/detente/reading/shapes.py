"""What can be told of a line by its shape alone: sentence, prose, title, menu."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…][\"”’'»)\]]*$")
_INNER_END = re.compile(r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|vs|No))[.!?…][\"”’')\]]*\s+[\"“‘'(]?[A-Z]")
_QUOTE = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|(?:``|'')(?:(?!'').)*(?:''|$)", re.MULTILINE)
_SEPARATOR = re.compile(r"\s+[|›»>/·•→]\s+|\s*[|›»]\s*")


def words(text: str) -> int:
    """How many words a line has."""
    return len(text.split())


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_END.search(text))


def is_sentence(text: str) -> bool:
    """Whether a line looks like a sentence of its own: four words or more and a full stop."""
    return ends_sentence(text) and words(text) >= 4


def is_prose(text: str) -> bool:
    """Whether a line looks like a paragraph of a story: a sentence of some length, several, or very long."""
    count = words(text)
    return count >= 40 or (ends_sentence(text) and (count >= 12 or bool(_INNER_END.search(text))))


def is_title_case(text: str) -> bool:
    """Whether nearly all longer words of a line begin with a capital."""
    long = re.findall(r"[^\W\d_][\w’'-]{3,}", text)
    return len(long) >= 3 and sum(w[0].isupper() for w in long) >= 0.85 * len(long)


def menu_items(text: str) -> list[str]:
    """The items of a line such as ``Home | World | Asia``; empty where the line is none."""
    items = [item.strip() for item in _SEPARATOR.split(text)]
    items = [item for item in items if item]
    return items if len(items) > 1 else []


def key(text: str) -> str:
    """A line as it is compared with others: letters and digits alone."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def outside_quotes(text: str) -> str:
    """The text without what stands in quotation marks (a mark left open ends with its paragraph)."""
    return _QUOTE.sub(" ", text)
