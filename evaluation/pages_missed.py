"""Why labels of ``pages/`` are not found: ``python -m evaluation.pages_missed [--model FOLDER] [--words N] [--each]``.

For each label without a statement: how far its trigger came. Prints the reasons with their counts, all and by type, and
the trigger words that are missed most.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente import reading
from detente.coding.events import NO_ACTOR, NO_CUE, TOLD_ELSEWHERE, Event
from detente.model import Span
from detente.pipeline import Pipeline, Reading
from evaluation.pages import Compared, Page, compare, read
from evaluation.pages_aspects import Label

LEFT_OUT = "not in the clean text"
NO_CANDIDATE = "no candidate: neither a cue nor an event by the encoder"
ELSEWHERE = "dropped by a rule: told by another event of the sentence"
NOBODY = "dropped by a rule: no actor"
OTHER_RULE = "dropped by another rule"
BARE = "no cue, and no event says the encoder"
OVERRULED = "an event by the rules, none by the encoder"
OTHER = "coded as another type"


@dataclass(frozen=True)
class Missed:
    """A label that was not found: the reason, the lemma of its trigger and what became of its candidate."""

    page: Page
    label: Label
    reason: str
    lemma: str
    told: str = ""


def missed(pages: Sequence[Page], pipeline: Pipeline) -> Iterator[Missed]:
    """All labels without a statement, with the reasons."""
    for page in pages:
        article = reading.article(page.raw, published=page.published, source=page.page)
        found, coded = pipeline.examine(article)
        compared = compare(page, coded)
        for place, label in enumerate(page.statements):
            if not compared.supports[place]:
                yield _missed(compared, label, found)


def report(found: Sequence[Missed], words: int = 10) -> Iterator[str]:
    """The lines of the report."""
    yield f"{len(found)} labels not found"
    yield from _counted(Counter(one.reason for one in found))
    kinds = Counter(one.label.event for one in found)
    for kind, count in kinds.most_common():
        yield f"\n{kind}: {count}"
        yield from _counted(Counter(one.reason for one in found if one.label.event == kind))
    yield "\ntrigger words missed most"
    yield from _counted(Counter(one.lemma for one in found), words)


def _counted(counts: Counter[str], most: int | None = None) -> Iterator[str]:
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]:
        yield f"{count:5}  {name}"


def _missed(compared: Compared, label: Label, found: Reading) -> Missed:
    page, article = compared.page, found.document.article
    inside = label.quote.index(label.trigger)
    # A headline may stand in the page's head, too.
    places = [m.start() + inside for m in re.finditer(re.escape(label.quote), page.raw)]
    spans = [Span(start, start + len(label.trigger)) for start in places]
    at = [t for t in found.document.tokens if (raw := article.raw_span(t.span)) and any(map(raw.overlaps, spans))]
    events = [e for each in found.events.values() for e in each if e.predicate.token in at]
    reason, told = _reason(events) if at else (LEFT_OUT, "")
    lemma = " ".join(dict.fromkeys(t.lemma.lower() for t in at)) or label.trigger.lower()
    return Missed(page, label, reason, lemma, told)


def _reason(events: Sequence[Event]) -> tuple[str, str]:
    """How far the candidate came that came furthest, and what is told of it."""
    if kept := [e for e in events if not e.dropped]:
        return OTHER, kept[0].frame
    if judged := [e for e in events if e.decided]:
        return BARE if judged[0].dropped == NO_CUE else OVERRULED, judged[0].decided
    if not events:
        return NO_CANDIDATE, ""
    reasons = [e.dropped for e in events]
    told = f"{events[0].frame}: {reasons[0]}"
    if any(reason.startswith(TOLD_ELSEWHERE) for reason in reasons):
        return ELSEWHERE, told
    return NOBODY if any(reason.startswith(NO_ACTOR) for reason in reasons) else OTHER_RULE, told


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, code the pages, print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.pages_missed", description="Why labels are not found.")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="folder of the trained encoder")
    parser.add_argument("--words", type=int, default=10, metavar="N", help="how many trigger words to list")
    parser.add_argument("--each", action="store_true", help="list the labels, too")
    options = parser.parse_args(arguments)
    found = list(missed(read(), Pipeline(model=options.model)))
    if options.each:
        for one in found:
            print(f"{one.page.page} | {one.label.frame} | {one.label.trigger} | {one.reason} | {one.told}")
    print("\n".join(report(found, options.words)))


if __name__ == "__main__":
    main()
