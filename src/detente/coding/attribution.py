"""Who says or thinks what: attributions of a document, from reporting words and quotation marks.

The roles follow Pareti (2015) and PolNeAR (Newell, Margolin and Ruths, LREC 2018): a source, a cue and a content, of
which the outermost counts where one lies within another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from detente.coding.quotes import paragraphs, quotations
from detente.coding.reports import Report, numbers, reports
from detente.model import Attribution, Span
from detente.text.document import Document, Token

# A quotation of so few tokens, marks included, may be a single word set off; what stands in it can still report.
SHORT = 5
TIDY = " \t\n,;:-–—()"


def attributions(document: Document) -> list[Attribution]:
    """The attributions of a document in the order of their text, none inside another.

    Args:
        document: a parsed article.

    Returns:
        One record for each piece of speech or thought; ``source`` is empty where nobody is named.
    """
    quoted = _token_sets(document, quotations(document))
    inside = set().union(*(q for q in quoted if len(q) > SHORT))
    home = _paragraph_numbers(document)
    found = [r for sentence in document.sentences for r in reports(sentence) if r.anchor.i not in inside]
    for report in found:
        report.content = {i for i in report.content if home[i] == home[report.anchor.i]}
        _take_quotations(report, quoted)
    for quote in quoted:
        if not any(quote & report.content for report in found):
            _introduce(document, quote, found)
    kept = _outermost(r for r in found if r.content)
    for quote in quoted:
        _continue_quotation(document, quote, kept)
    return [_record(document, r) for r in sorted(kept, key=lambda r: min(r.content))]


def holder_words(document: Document, attribution: Attribution) -> str:
    """The words that name the source of an attribution, tidy; ``""`` where nobody is named."""
    return " ".join(document.words(span).strip(TIDY) for span in attribution.source)


def _token_sets(document: Document, spans: list[Span]) -> list[set[int]]:
    """The tokens of each span, by number."""
    starts = [t.start for t in document.tokens]
    ranges = [range(bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in spans]
    sets = [numbers(document.tokens[i] for i in r if document.tokens[i].pos != "SPACE") for r in ranges]
    return [s for s in sets if s]


def _paragraph_numbers(document: Document) -> list[int]:
    """The number of the paragraph of each token: a parser may run sentences together where text has no blocks."""
    starts = [p.start for p in paragraphs(document)]
    return [bisect_right(starts, t.start) for t in document.tokens]


def _take_quotations(report: Report, quoted: list[set[int]]) -> None:
    """Let content that touches a quotation cover the whole of it, unless the cue speaks from inside it."""
    for quote in quoted:
        if quote & report.content and report.anchor.i not in quote:
            report.content |= quote - report.source - numbers(report.cue)


def _introduce(document: Document, quote: set[int], found: list[Report]) -> None:
    """Give a quotation that the parse ties to no cue to the reporting word that stands next to it."""
    first, last = document.tokens[min(quote)].sentence, document.tokens[max(quote)].sentence
    near = [r for r in found if r.quotes and r.anchor.i not in quote and r.anchor.sentence in (first, last)]
    if not near:
        return
    report = min(near, key=lambda r: min(abs(min(quote) - r.anchor.i), abs(r.anchor.i - max(quote))))
    report.content |= quote - report.source - numbers(report.cue)


def _continue_quotation(document: Document, quote: set[int], kept: list[Report]) -> None:
    """Give sentences that are nothing but quotation to the speaker of the quotation before."""
    if any(quote & report.content or report.anchor.i in quote for report in kept):
        return
    first = document.tokens[min(quote)]
    before = [r for r in kept if r.quotes and min(r.content | {r.anchor.i}) < first.i]
    if before and len(quote) > 4 and first.i <= first.sentence.tokens[0].i + 1:
        max(before, key=lambda r: max(r.content | {r.anchor.i})).content |= quote


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
        cue=_spans(document, numbers(report.cue)),
        content=_spans(document, report.content),
        stance=report.stance,
    )


def _spans(document: Document, chosen: set[int]) -> tuple[Span, ...]:
    """The runs of some tokens, white space between them bridged, without stray punctuation at their ends."""
    runs: list[list[Token]] = []
    for number in sorted(chosen):
        token = document.tokens[number]
        if runs and all(document.tokens[k].pos == "SPACE" for k in range(runs[-1][-1].i + 1, number)):
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = []
    for run in runs:
        while (run and run[-1].lower in (",", ";", ":", "-", "–", "—", "(", ".")) or (run and run[-1].pos == "SPACE"):
            run = run[:-1]
        while run and (run[0].lower in (",", ";", ":", "-", "–", "—", ")", ".") or run[0].pos == "SPACE"):
            run = run[1:]
        if any(t.text[:1].isalnum() or t.text[-1:].isalnum() for t in run):
            spans.append(Span(run[0].start, run[-1].end))
    return tuple(spans)
