"""How a document is laid out, by token: paragraphs, clauses, datelines and quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from detente.coding.quotes import paragraphs, quotations
from detente.text.document import Document, Token

DASHES, LONGEST_DATELINE = {"-", "–", "—", "―", "--"}, 9


@dataclass(slots=True, frozen=True)
class Quote:
    """A quotation by its tokens; ``full_stop`` tells whether a sentence ends with it, so that no cue can follow."""

    tokens: frozenset[int]
    first: Token
    last: Token
    full_stop: bool


class Layout:
    """A document with its quotations, and for each token its paragraph (``home``), clause and quotation.

    Paragraphs count apart from the parser's sentences, which may run together where a text has no blocks.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        starts = [p.start for p in paragraphs(document)]
        self.home = [bisect_right(starts, t.start) for t in document.tokens]
        words = [t.start for t in document.tokens]
        # Semicolons count as full stops: what stands beyond one is seldom told by the same verb.
        stops = accumulate(int(t.text == ";") for t in document.tokens)
        self.clause = list(zip(self.home, stops, strict=True))
        self.datelines = self._datelines()
        self.quotes: list[Quote] = []
        self.quote_of: dict[int, Quote] = {}
        for span in quotations(document):
            run = document.tokens[bisect_left(words, span.start) : bisect_left(words, span.end)]
            run = [t for t in run if t.pos != "SPACE"]
            if run:
                stop = document.text[span.start : span.end].rstrip("”»\"'’ ").endswith(".")
                quote = Quote(frozenset(t.i for t in run), run[0], run[-1], stop)
                self.quotes.append(quote)
                self.quote_of.update(dict.fromkeys(quote.tokens, quote))

    def _datelines(self) -> set[int]:
        """The tokens of datelines: "LIMA (Reuters) —" before the first sentence of a paragraph."""
        found: set[int] = set()
        tokens = self.document.tokens
        for i, token in enumerate(tokens):
            if token.text in DASHES and (start := self._start(i)) is not None and tokens[start].text.isupper():
                found.update(range(start, i + 1))
        return found

    def _start(self, i: int) -> int | None:
        """The first token of the paragraph of token ``i`` if it is near."""
        first = i
        while first > 0 and self.home[first - 1] == self.home[i] and i - first <= LONGEST_DATELINE:
            first -= 1
        while first < i and self.document.tokens[first].pos == "SPACE":
            first += 1
        return first if i - first < LONGEST_DATELINE else None

    def before(self, token: Token) -> Token | None:
        """The word or mark before a token."""
        return next((t for t in reversed(self.document.tokens[: token.i][-4:]) if t.pos != "SPACE"), None)
