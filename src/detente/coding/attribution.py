"""Who says or thinks what: attributions of a document, from reporting words and quotation marks.

The roles follow Pareti (2015) and PolNeAR (Newell, Margolin and Ruths, LREC 2018): a source, a cue and a content, of
which the outermost counts where one lies within another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from detente.coding.holders import neighbour, numbers
from detente.coding.layout import Layout, Quote
from detente.coding.reports import Report, reports
from detente.coding.speakers import led_up, speakers
from detente.model import Attribution, Span
from detente.text.document import Document, Token

# A quotation of so few tokens, marks included, may be a single word set off; what stands in it can still report.
SHORT = 5
LEADING, TRAILING = set(",;:-–—).―"), set(",;:-–—(.―")
RELATIVE = {"who", "which", "that", "whom"}
TIDY = " \t\n,;:-–—()"


@dataclass(frozen=True)
class Reported:
    """What a document reports: ``outer`` in the order of text, none inside another, and what is told within these."""

    page: Layout
    outer: list[Report]
    inner: list[Report]


def attributions(document: Document) -> list[Attribution]:
    """The attributions of a document in the order of their text, none inside another.

    Args:
        document: a parsed article.

    Returns:
        One record for each piece of speech or thought; ``source`` is empty where nobody is named.
    """
    return records(document, reported(document))


def records(document: Document, told: Reported) -> list[Attribution]:
    """The outer reports of a document as records."""
    found = (record(document, report) for report in told.outer)
    return [attribution for attribution in found if attribution.content]


def reported(document: Document) -> Reported:
    """Who says or thinks what in a document, in somebody else's words too."""
    page = Layout(document)
    inside = set().union(*(q.tokens for q in page.quotes if len(q.tokens) > SHORT))
    everything = [r for sentence in document.sentences for r in reports(sentence)]
    found = [r for r in everything if r.anchor.i not in inside]
    colons = [r for r in _before_colons(document, page) if r.anchor.i not in inside]
    for report in (*everything, *colons):
        _bound(page, report)
    found.extend(colons)
    _introduce_quotations(page, found)
    kept, nested = _outermost(r for r in found if r.content)
    _continue_quotations(page, kept)
    nested.extend(r for r in everything if r.anchor.i in inside and r.content)
    return Reported(page, sorted(kept, key=lambda r: min(r.content)), nested)


def _before_colons(document: Document, page: Layout) -> list[Report]:
    """Those who speak behind a colon: named alone before it, or by the clause that leads up to it."""
    found = list(speakers(document, page.home))
    taken = {r.anchor.i for r in found}
    for one, after in zip_longest(document.sentences, document.sentences[1:]):
        same_block = after is not None and after.block == one.block
        found.extend(r for r in led_up(one, after if same_block else None) if r.anchor.i not in taken)
    return found


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


def _may_hold(page: Layout, report: Report, quote: Quote) -> bool:
    """Whether the place of a cue allows it to introduce a quotation."""
    anchor, here, there = report.anchor.i, page.home[report.anchor.i], page.home[quote.first.i]
    if anchor in quote.tokens:
        return False
    if here == there:
        return anchor < quote.first.i or not quote.full_stop
    before = page.before(quote.first)
    return there == here + 1 and before is not None and before.text == ":"


def _bound(page: Layout, report: Report) -> None:
    """Keep a report to its paragraph, and let its content cover the whole of each quotation that it touches."""
    here = page.home[report.anchor.i]
    clause = page.clause[report.anchor.i]
    report.content = {i for i in report.content if page.clause[i] == clause} - page.datelines
    if report.source & page.datelines:
        report.source = (report.source - page.datelines) or neighbour(report.anchor) - page.datelines
    report.source = {i for i in report.source if page.home[i] == here}
    touched = {page.quote_of[i].first.i: page.quote_of[i] for i in report.content if i in page.quote_of}
    for quote in touched.values():
        if _may_hold(page, report, quote):
            report.content |= quote.tokens - report.source - numbers(report.cue)
        elif report.anchor.i not in quote.tokens:
            report.content -= quote.tokens


def _introduce_quotations(page: Layout, found: list[Report]) -> None:
    """Give each quotation that the parse ties to no cue to the reporting word that stands next to it."""
    held = set().union(*(r.content for r in found))
    by_sentence: dict[int, list[Report]] = {}
    for report in found:
        if report.quotes:
            by_sentence.setdefault(report.anchor.sentence.index, []).append(report)
    for quote in page.quotes:
        if held.isdisjoint(quote.tokens):
            near = [r for r in _adjoining(page, quote, by_sentence) if _may_hold(page, r, quote)]
            _give(quote, near)


def _adjoining(page: Layout, quote: Quote, by_sentence: dict[int, list[Report]]) -> Iterator[Report]:
    """The reports of the sentences that a quotation begins and ends in, or that lead up to it."""
    own = {quote.first.sentence.index, quote.last.sentence.index}
    for number in sorted(own):
        yield from by_sentence.get(number, ())
    before = page.before(quote.first)
    if before is not None and before.sentence.index not in own:
        led = by_sentence.get(before.sentence.index, ())
        yield from (r for r in led if before.text == ":" or not r.content)


def _give(quote: Quote, near: list[Report]) -> None:
    if near:
        first, last = quote.first.i, quote.last.i
        report = min(near, key=lambda r: min(abs(first - r.anchor.i), abs(r.anchor.i - last)))
        report.content |= quote.tokens - report.source - numbers(report.cue)


def _continue_quotations(page: Layout, kept: list[Report]) -> None:
    """Give sentences that are nothing but quotation to the speaker of the quotation before."""
    held = set().union(*(r.content for r in kept), (r.anchor.i for r in kept))
    waiting = sorted((r for r in kept if r.quotes), key=lambda r: -min(*r.content, r.anchor.i))
    latest, end = None, -1
    for quote in page.quotes:
        while waiting and min(*waiting[-1].content, waiting[-1].anchor.i) < quote.first.i:
            report = waiting.pop()
            if (last := max(*report.content, report.anchor.i)) > end:
                latest, end = report, last
        alone = len(quote.tokens) >= SHORT and quote.first.i <= quote.first.sentence.tokens[0].i + 1
        if latest is None or not alone or not held.isdisjoint(quote.tokens):
            continue
        if page.home[quote.first.i] - page.home[end] <= 1:
            latest.content |= quote.tokens
            end = quote.last.i


def _outermost(found: Iterable[Report]) -> tuple[list[Report], list[Report]]:
    """The reports that stand in no other, and those that do."""
    kept: list[Report] = []
    nested: list[Report] = []
    taken: set[int] = set()
    for report in sorted(found, key=lambda r: -len(r.content)):
        own = report.content - taken
        if report.anchor.i in taken or (own != report.content and _amid(report, taken)):
            nested.append(report)
        elif len(own) * 2 >= len(report.content):
            report.content = own
            taken |= own
            kept.append(report)
    return kept, nested


def _amid(report: Report, taken: set[int]) -> bool:
    """Whether a report stands in the midst of what another one holds: "wrote that, *according to* the police, …"."""
    shared = report.content & taken
    return min(shared, default=report.anchor.i) < report.anchor.i < max(shared, default=report.anchor.i)


def record(document: Document, report: Report) -> Attribution:
    """A report as a record."""
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
