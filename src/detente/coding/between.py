"""Which of a sentence's events stands between two given phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.coding.events import TOLD_ELSEWHERE, Event
from detente.model import Span
from detente.text.document import Token


def event_between(events: Sequence[Event], source: Span | None, target: Span | None) -> Event | None:
    """The event that the phrase ``source`` does to the phrase ``target``; None where the sentence has no event.

    An event scores for each phrase that stands in the fitting slot of its trigger, less for one that stands near.
    """
    usable = [e for e in events if not e.dropped.startswith(TOLD_ELSEWHERE)]
    return max(usable, key=lambda e: _fit(e, source, target), default=None)


def _fit(event: Event, source: Span | None, target: Span | None) -> tuple[float, int]:
    slots, token = event.predicate.slots, event.predicate.token
    acting = [*slots.subjects, *event.source.tokens, *slots.preps.get("by", ()), *slots.inner]
    others = (t for words in slots.preps.values() for t in words)
    affected = [*slots.objects, *slots.indirect, *event.target.tokens, *others, *slots.inner]
    score = 2.0 * _holds(acting, source) + 2.0 * _holds(affected, target)
    score += 0.5 * (_holds(affected, source) + _holds(acting, target))
    ends = [s for s in (source, target) if s is not None]
    if len(ends) == 2 and min(e.end for e in ends) <= token.start and token.end <= max(e.start for e in ends):
        score += 1.0
    score -= 0.01 * min((abs(token.start - e.end) for e in ends), default=0) / 5
    score -= 0.5 * bool(event.dropped)
    return score, -token.i


def _holds(tokens: Iterable[Token], span: Span | None) -> bool:
    return span is not None and any(t.span.overlaps(span) for t in tokens)
