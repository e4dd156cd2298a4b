"""A brief as plain text, as Markdown and as a page of HTML. Article text is never trusted: each form escapes it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from functools import cache
from typing import Literal, Protocol
from urllib.parse import quote

from jinja2 import Environment

from detente.relations import chart
from detente.relations.words import Words
from detente.templates import environment


class Page(Protocol):
    """What is written out: a brief, whose other parts the templates know by name."""

    @property
    def months(self) -> Sequence[chart.Month]:
        """The months of its picture."""

    @property
    def levels(self) -> Sequence[chart.Level]:
        """The level of the relation by month."""

    @property
    def turns(self) -> Sequence[chart.Turn]:
        """The shifts of its tone."""


Format = Literal["text", "markdown", "html"]

TEMPLATES: dict[Format, str] = {"text": "brief.txt", "markdown": "brief.md", "html": "brief.html"}

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&$])")


def render(brief: Page, words: Words, format: Format = "text") -> str:  # noqa: A002
    """A brief as text, Markdown or a self-contained page of HTML."""
    template = _templates(format == "html").get_template(TEMPLATES[format])
    return template.render(
        brief=brief, words=words, picture=chart.picture(brief.months, brief.levels, brief.turns, words)
    )


def notebook(brief: Page, words: Words) -> str:
    """A brief as a notebook shows it: its facts and its state, without the page around it."""
    return _templates(True).get_template("notebook.html").render(brief=brief, words=words)


def markdown(words: str) -> str:
    """Words as they are, with all that Markdown, or HTML in it, would read as its own escaped.

    Marks that count at the start of a line alone (lists, rules) are left: the templates put no such words there.
    """
    return _MARKDOWN.sub(r"\\\1", words)


def wrapped(words: str, indent: int = 0, start: int | None = None, width: int = 100) -> str:
    """Words broken into lines: all but the first indented, the first taken to begin at column ``start``."""
    first = " " * (indent if start is None else start)
    lines = textwrap.fill(
        words,
        width=width,
        initial_indent=first,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines[len(first) :]


def _url(address: str) -> str:
    """An address that cannot leave the ``<…>`` in which Markdown holds it."""
    return quote(address, safe=":/?#[]@!$&'()*+,;=%-._~")


@cache
def _templates(escape: bool) -> Environment:
    templates = environment("detente.relations", escape)
    templates.filters.update(md=markdown, mdurl=_url, wrapped=wrapped)
    return templates
