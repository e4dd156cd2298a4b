"""The parsed article: tokens, sentences and the paragraph roles that they inherit.

Plain Python objects instead of the parser's own, so that everything behind this point is free of
the parser, fast to walk and easy to build by hand in a test.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.model import Article, Role, Span

# Roles of paragraphs that are seldom whole sentences.
FRAGMENTS: frozenset[Role] = frozenset({"headline", "standfirst", "caption"})


@dataclass(slots=True, eq=False)
class Token:
    """One word. ``i`` counts over the whole document, ``start`` and ``end`` are offsets into the article's text.

    ``pos`` is the universal part of speech, ``tag`` the Penn tag, ``dep`` the ClearNLP dependency label of spaCy's
    English models, ``ent`` the entity type or ``""``. ``head`` of a sentence's root is the root itself.
    """

    i: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    start: int
    end: int
    ent: str = ""
    head: Token = field(init=False, repr=False)
    children: list[Token] = field(default_factory=list, repr=False)
    sentence: Sentence = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.head = self

    @property
    def span(self) -> Span:
        """The token's characters in the article's text."""
        return Span(self.start, self.end)

    def subtree(self) -> list[Token]:
        """The token and all that depends on it, in text order."""
        found, stack = [], [self]
        while stack:
            token = stack.pop()
            found.append(token)
            stack.extend(token.children)
        return sorted(found, key=lambda t: t.i)

    def ancestors(self) -> Iterator[Token]:
        """The heads above the token, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def child(self, *deps: str) -> Token | None:
        """The first child with one of the given dependency labels."""
        return next((c for c in self.children if c.dep in deps), None)

    def children_of(self, *deps: str) -> list[Token]:
        """All children with one of the given dependency labels, in text order."""
        return [c for c in self.children if c.dep in deps]


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence: its tokens, its number in the document and the role of its paragraph."""

    index: int
    tokens: list[Token]
    role: Role = "body"
    block: int = 0

    @property
    def span(self) -> Span:
        """The sentence's characters in the article's text."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    @property
    def root(self) -> Token:
        """The head of the sentence's tree."""
        return next((t for t in self.tokens if t.head is t), self.tokens[0])


@dataclass(slots=True, eq=False)
class Document:
    """An article with its sentences. ``tokens[k].i == k``."""

    article: Article
    sentences: list[Sentence]
    tokens: list[Token]

    @property
    def text(self) -> str:
        """The article's clean text."""
        return self.article.text

    def words(self, span: Span) -> str:
        """The words that a span covers, white space folded."""
        return " ".join(span.of(self.article.text).split())

    def tokens_in(self, span: Span) -> list[Token]:
        """The tokens that share a character with the span."""
        first = bisect_right(self.tokens, span.start, key=lambda t: t.end)
        return self.tokens[first : bisect_left(self.tokens, span.end, key=lambda t: t.start)]
