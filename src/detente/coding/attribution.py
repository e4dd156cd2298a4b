"""Who says or thinks what: attributions of a document, from reporting words and quotation marks.

The roles follow Pareti (2015) and PolNeAR (Newell, Margolin and Ruths, LREC 2018): a source, a cue and a content, of
which the outermost counts where one lies within another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from detente.coding.holders import neighbour, numbers
from detente.coding.quotes import paragraphs, quotations
from detente.coding.reports import Report, reports
from detente.coding.speakers import speakers
from detente.model import Attribution, Span
from detente.text.document import Document, Token

# A quotation of so few tokens, marks included, may be a single word set off; what stands in it can still report.
SHORT = 5
LEADING, TRAILING = set(",;:-–—).―"), set(",;:-–—(.―")
DASHES, LONGEST_DATELINE = {"-", "–", "—", "―", "--"}, 9
RELATIVE = {"who", "which", "that", "whom"}
TIDY = " \t\n,;:-–—()"


def attributions(document: Document) -> list[Attribution]:
    """The attributions of a document in the order of their text, none inside another.

    Args:
        document: a parsed article.

    Returns:
        One record for each piece of speech or thought; ``source`` is empty where nobody is named.
    """
    page = _Page(document)
    inside = set().union(*(q.tokens for q in page.quotes if len(q.tokens) > SHORT))
    found = [r for sentence in document.sentences for r in reports(sentence) if r.anchor.i not in inside]
    found.extend(speakers(document, page.home))
    for report in found:
        _bound(page, report)
    held = set().union(*(r.content for r in found))
    for quote in page.quotes:
        if held.isdisjoint(quote.tokens):
            _introduce(page, quote, found)
    kept = _outermost(r for r in found if r.content)
    held = set().union(*(r.content for r in kept), (r.anchor.i for r in kept))
    for quote in page.quotes:
        if held.isdisjoint(quote.tokens):
            _continue_quotation(page, quote, kept)
    records = [_record(document, r) for r in sorted(kept, key=lambda r: min(r.content))]
    return [record for record in records if record.content]


def holder_words(document: Document, attribution: Attribution) -> str:
    """The words that name the source of an attribution, tidy; ``""`` where nobody is named.

    "Officials who said so" gives "Officials", not "who".
    """
    words = []
    for span in attribution.source:
        if span.of(document.text).lower() in RELATIVE and (named := _antecedent(document, span)):
            words.append(named)
        else:
            words.append(document.words(span))
    return " ".join(filter(None, (w.strip(TIDY) for w in words)))


def _antecedent(document: Document, span: Span) -> str:
    """What a relative pronoun stands for."""
    pronoun = next(iter(document.tokens_in(span)))
    clause = next((t for t in pronoun.ancestors() if t.dep == "relcl"), None)
    if clause is None:
        return ""
    own = numbers(clause.head.subtree()) - numbers(clause.subtree())
    return " ".join(document.words(s) for s in _spans(document, {i for i in own if i < clause.i}))


@dataclass(slots=True, frozen=True)
class _Quote:
    """A quotation by its tokens; ``full_stop`` tells whether a sentence ends with it, so that no cue can follow."""

    tokens: frozenset[int]
    first: Token
    last: Token
    full_stop: bool


class _Page:
    """A document with its quotations and the number of the paragraph of each token (``home``).

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
        self.quotes: list[_Quote] = []
        self.at: dict[int, list[_Quote]] = {}
        for span in quotations(document):
            run = document.tokens[bisect_left(words, span.start) : bisect_left(words, span.end)]
            run = [t for t in run if t.pos != "SPACE"]
            if run:
                stop = document.text[span.start : span.end].rstrip("”»\"'’ ").endswith(".")
                quote = _Quote(frozenset(numbers(run)), run[0], run[-1], stop)
                self.quotes.append(quote)
                self.at.setdefault(self.home[run[0].i], []).append(quote)

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

    def may_hold(self, report: Report, quote: _Quote) -> bool:
        """Whether the place of a cue allows it to introduce a quotation."""
        anchor, here, there = report.anchor.i, self.home[report.anchor.i], self.home[quote.first.i]
        if anchor in quote.tokens:
            return False
        if here == there:
            return anchor < quote.first.i or not quote.full_stop
        before = self.before(quote.first)
        return there == here + 1 and before is not None and before.text == ":"


def _bound(page: _Page, report: Report) -> None:
    """Keep a report to its paragraph, and let its content cover the whole of each quotation that it touches."""
    here = page.home[report.anchor.i]
    clause = page.clause[report.anchor.i]
    report.content = {i for i in report.content if page.clause[i] == clause} - page.datelines
    if report.source & page.datelines:
        report.source = (report.source - page.datelines) or neighbour(report.anchor) - page.datelines
    report.source = {i for i in report.source if page.home[i] == here}
    for quote in page.at.get(here, ()):
        if report.content.isdisjoint(quote.tokens) or report.anchor.i in quote.tokens:
            continue
        if page.may_hold(report, quote):
            report.content |= quote.tokens - report.source - numbers(report.cue)
        else:
            report.content -= quote.tokens


def _introduce(page: _Page, quote: _Quote, found: list[Report]) -> None:
    """Give a quotation that the parse ties to no cue to the reporting word that stands next to it."""
    before = page.before(quote.first)
    colon = before is not None and before.text == ":"

    def adjoins(report: Report) -> bool:
        sentence = report.anchor.sentence
        if sentence in (quote.first.sentence, quote.last.sentence):
            return True
        return before is not None and sentence is before.sentence and (colon or not report.content)

    near = [r for r in found if r.quotes and adjoins(r) and page.may_hold(r, quote)]
    if near:
        first, last = quote.first.i, quote.last.i
        report = min(near, key=lambda r: min(abs(first - r.anchor.i), abs(r.anchor.i - last)))
        report.content |= quote.tokens - report.source - numbers(report.cue)


def _continue_quotation(page: _Page, quote: _Quote, kept: list[Report]) -> None:
    """Give sentences that are nothing but quotation to the speaker of the quotation before."""
    first = quote.first
    before = [r for r in kept if r.quotes and min(r.content | {r.anchor.i}) < first.i]
    if not before or len(quote.tokens) < SHORT or first.i > first.sentence.tokens[0].i + 1:
        return
    latest = max(before, key=lambda r: max(r.content | {r.anchor.i}))
    if page.home[first.i] - page.home[max(latest.content | {latest.anchor.i})] <= 1:
        latest.content |= quote.tokens


def _outermost(found: Iterable[Report]) -> list[Report]:
    kept: list[Report] = []
    taken: set[int] = set()
    for report in sorted(found, key=lambda r: -len(r.content)):
        own = report.content - taken
        if report.anchor.i in taken or len(own) * 2 < len(report.content):
            continue
        report.content = own
        taken |= own
        kept.append(report)
    return kept


def _record(document: Document, report: Report) -> Attribution:
    return Attribution(
        source=_spans(document, report.source),
        cue=_spans(document, numbers(report.cue), trim=False),
        content=_spans(document, report.content),
        stance=report.stance,
    )


def _spans(document: Document, chosen: set[int], *, trim: bool = True) -> tuple[Span, ...]:
    """The runs of some tokens, white space between them bridged; ``trim`` takes stray punctuation off their ends."""
    runs: list[list[Token]] = []
    for number in sorted(chosen):
        token = document.tokens[number]
        if token.pos == "SPACE":
            continue
        if runs and all(document.tokens[k].pos == "SPACE" for k in range(runs[-1][-1].i + 1, number)):
            runs[-1].append(token)
        else:
            runs.append([token])
    if trim:
        runs = [_trimmed(run) for run in runs]
    return tuple(Span(run[0].start, run[-1].end) for run in runs if run)


def _trimmed(run: list[Token]) -> list[Token]:
    while run and run[-1].lower in TRAILING:
        run = run[:-1]
    while run and run[0].lower in LEADING:
        run = run[1:]
    return run if any(t.text[:1].isalnum() or t.text[-1:].isalnum() for t in run) else []
