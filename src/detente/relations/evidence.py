"""What a line of a ledger stands on: words of an article, where they stand, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from detente.model import Article, Kind, Span, Statement, Status
from detente.relations.happenings import Happening
from detente.relations.quoting import SENTENCE_END, folded

# A ledger takes in what is right three times of four; the series and the timeline hold the rest.
LEAST, LEAST_STATUS = 0.75, 0.6

# Blocks of a page that tell of the world; bylines and notes on the author do not.
TELLING = frozenset({"headline", "standfirst", "body", "caption"})

_PRONOUN = re.compile(
    r"(?:he|she|it|they|we|one|who|this|that|those|these|some|others|(?:the|both|all) .{0,12}sides?)", re.I
)
_LINE = re.compile(r"[^\n]+")
_OWN_VOICE = re.compile(r"I|we|the author|this author|the writer", re.I)


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """Words of an article as evidence.

    ``quote`` is where the words stand in its text. ``by`` names whose word it is, empty for the article's own.
    ``statement`` and ``episode`` are ids, empty where the words were read by a ledger and not coded.
    """

    article: str
    quote: Span
    words: str
    published: str = ""
    outlet: str = ""
    author: str = ""
    kind: Kind = "news"
    by: tuple[str, ...] = ()
    status: Status | None = None
    statement: str = ""
    episode: str = ""

    @property
    def voice(self) -> str:
        """Who speaks: those whose word it is, else the author of an opinion, else the outlet."""
        own = (self.author, self.outlet) if self.kind == "opinion" else (self.outlet, self.author)
        return ", ".join(self.by) or next(filter(None, own), "")

    @property
    def order(self) -> tuple[str, str, Span, str]:
        """Sorts by the day of publication, undated articles last, then by place."""
        return (self.published or "9999", self.article, self.quote, self.statement)


def sure(statement: Statement) -> bool:
    """Whether a statement is right three times of four, and its status, too, as far as that is told."""
    return statement.confidence >= LEAST and status_sure(statement)


def status_sure(statement: Statement) -> bool:
    """Whether a statement is likelier than not to have the status it is told with, and by more than a little."""
    return statement.status_probability is None or statement.status_probability >= LEAST_STATUS


def cite(statement: Statement, articles: Mapping[str, Article], episode: str = "", span: Span | None = None) -> Cited:
    """The words of a statement, or other words of its article, as evidence."""
    cited = cite_words(articles.get(statement.article), span or statement.quote)
    return msgspec.structs.replace(
        cited,
        article=statement.article,
        by=voices(statement.attributed_to),
        status=statement.status,
        statement=statement.id,
        episode=episode,
    )


def cite_words(article: Article | None, span: Span) -> Cited:
    """Words of an article that no statement was coded from."""
    if article is None:
        return Cited(article="", quote=span, words="")
    return Cited(
        article=article.id,
        quote=span,
        words=folded(span.of(article.text)),
        published=article.published or "",
        outlet=folded(article.outlet),
        author=folded(article.author),
        kind=article.kind,
    )


def voices(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those who say so, by name: "I" of an author is the article's own voice, and a pronoun names nobody."""
    said = (folded(name) for name in names)
    return tuple(name for name in said if not _PRONOUN.fullmatch(name) and not _OWN_VOICE.fullmatch(name))


def told(found: Iterable[Happening]) -> Iterator[tuple[Happening, Statement]]:
    """The statements of episodes that are right three times of four, each with its episode."""
    return ((happening, s) for happening in found for s in happening.statements if sure(s))


def sentences(article: Article) -> Iterator[Span]:
    """The sentences of an article by their signs, in order; each block of the page is parted for itself."""
    for block in _blocks(article):
        for line in _LINE.finditer(article.text, block.start, block.end):
            yield from _parted(article.text, Span(line.start(), line.end()))


def sentence_at(article: Article, place: int) -> Span | None:
    """The sentence in which a place of an article lies, or None where it lies in none."""
    text = article.text
    block = next((block for block in _blocks(article) if block.start <= place < block.end), None)
    if block is None or text[place] == "\n":
        return None
    start = max(block.start, text.rfind("\n", block.start, place) + 1)
    end = text.find("\n", place, block.end)
    line = Span(start, end if end >= 0 else block.end)
    return next((sentence for sentence in _parted(text, line) if sentence.start <= place < sentence.end), None)


def _blocks(article: Article) -> Sequence[Span]:
    """The blocks that tell of the world; all of the text where the page is not parted."""
    return [block.span for block in article.blocks if block.role in TELLING] or [Span(0, len(article.text))]


def _parted(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    for end in SENTENCE_END.finditer(text, line.start, line.end):
        yield Span(start, end.end())
        start = end.end()
    if start < line.end:
        yield Span(start, line.end)
