"""The words of articles as evidence: made fit to show, numbered, and kept with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from detente.model import Article, Kind, Span

# A quote longer than this is shown shortened in a line; the source list always holds all of it.
LONG_QUOTE = 420

SHORT_QUOTE = 84

# Of the sentence around a quote, so many characters are shown on each side.
REST = 240

# Where a sentence ends: a stop and closing quotation marks, a blank, and a capital or an opening quotation mark.
# The stop comes first in the pattern, since what begins so is quickly looked for.
SENTENCE_END = re.compile(r"[.!?](?<!\b[A-Z].)(?<!\b(?:Mr|Dr|Lt|St).)[”\"’']*\s+(?=[A-Z“\"‘'])")

# Never shown: control characters, and marks that turn the direction of writing, which can make a line read as what
# it does not say.
_UNSHOWN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Worded(Protocol):
    """What has words in an article: a statement, or evidence of a ledger."""

    @property
    def article(self) -> str:
        """The id of the article."""

    @property
    def quote(self) -> Span:
        """Where the words stand in its text."""


def columns(quoted: Worded, articles: Mapping[str, Article]) -> dict[str, str | None]:
    """The columns of a table that tell where words stand: ``quote``, ``outlet``, ``published`` and ``url``."""
    article = articles.get(quoted.article)
    return {
        "quote": folded(quoted.quote.of(article.text)) if article else "",
        "outlet": article.outlet if article else "",
        "published": article.published if article else None,
        "url": article.url if article else "",
    }


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered piece of evidence: the words, and the article that they stand in.

    ``before`` and ``after`` are the rest of the sentence around the words, where they are but a part of it.
    """

    number: int
    quote: str
    article: str
    span: Span
    before: str = ""
    after: str = ""
    outlet: str = ""
    author: str = ""
    title: str = ""
    published: str = ""
    url: str = ""
    kind: Kind = "news"

    @property
    def link(self) -> str:
        """The address, where it is one of the web; article text is not trusted to name any other."""
        return self.url if self.url.startswith(("https://", "http://")) else ""

    @property
    def shown(self) -> str:
        """The quote, shortened at a word where it is very long."""
        return shortened(self.quote, LONG_QUOTE)

    @property
    def brief(self) -> str:
        """The quote as a page of two screens has room for it."""
        return shortened(self.quote, SHORT_QUOTE)


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """A source as a line cites it, with what it does there: ``announced``, ``took place``, ``denied by …``."""

    source: Source
    role: str = ""


def folded(words: str) -> str:
    """Words on one line, without control characters and marks that turn the direction of writing."""
    return " ".join(_UNSHOWN.sub("", words).split())


def shortened(words: str, length: int) -> str:
    """Words as they are, or, where they are longer than so many characters, cut at a word."""
    return words if len(words) <= length else f"{words[:length].rsplit(' ', 1)[0]} […]"


class Citations:
    """Numbers evidence in the order of its first use; the same words get the same number."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._sources: dict[tuple[str, Span], Source] = {}

    def cite(self, statement: Worded, span: Span | None = None, role: str = "") -> Quoted | None:
        """Cite a statement's quote, or other words of its article; None where the article is not at hand."""
        article = self._articles.get(statement.article)
        if article is None:
            return None
        key = (article.id, span or statement.quote)
        if key not in self._sources:
            self._sources[key] = _source(len(self._sources) + 1, article, key[1])
        return Quoted(source=self._sources[key], role=role)

    def cite_all(self, statements: Iterable[Worded]) -> tuple[Quoted, ...]:
        """Cite each statement; the same words once."""
        quoted = {q.source.number: q for s in statements if (q := self.cite(s))}
        return tuple(quoted.values())

    @property
    def sources(self) -> tuple[Source, ...]:
        """All evidence cited so far, by number."""
        return tuple(self._sources.values())


def around(text: str, span: Span) -> tuple[str, str]:
    """The rest of the sentence before and after a span, found by its signs; a far end is cut with ``…``.

    Blanks next to the span are kept, so that the three parts in a row are the sentence.
    """
    line = text.rfind("\n", 0, span.start) + 1
    ends = [m.end() for m in SENTENCE_END.finditer(text, line, span.start + 1)]
    before = text[max([line, *ends]) : span.start]
    line_end = text.find("\n", span.end)
    stop = line_end if line_end >= 0 else len(text)
    end = SENTENCE_END.search(text, span.end, stop)
    ended = text[span.start : span.end].rstrip("”\"’'")[-1:] in (".", "!", "?")
    after = "" if ended else text[span.end : end.end() if end else stop].rstrip()
    left, right = folded(before), folded(after)
    if len(left) > REST:
        left = f"…{left[-REST:].partition(' ')[2]}"
    if len(right) > REST:
        right = f"{right[:REST].rpartition(' ')[0]}…"
    return left + " " * before[-1:].isspace(), " " * after[:1].isspace() + right


def _source(number: int, article: Article, span: Span) -> Source:
    before, after = around(article.text, span)
    return Source(
        number=number,
        quote=folded(span.of(article.text)),
        article=article.id,
        span=span,
        before=before,
        after=after,
        outlet=folded(article.outlet),
        author=folded(article.author),
        title=folded(article.title),
        published=article.published or "",
        url=folded(article.url),
        kind=article.kind,
    )
