"""The trained coder decides: rules propose candidates, the encoder says what they are, guards keep what is certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.codebook.plover import Convention, Plover
from detente.coding.arguments import Party
from detente.coding.encoder import Encoder, Verdict
from detente.coding.events import NO_ACTOR, NO_CUE, OTHER_SUBJECT, TOLD_ELSEWHERE, Event
from detente.coding.marking import Mark, mark
from detente.coding.predicates import NONE
from detente.coding.status import Judgement
from detente.grounding.mentions import Grounding
from detente.model import Span, Status

# Reasons of structure, on which the encoder, which sees one sentence, does not overrule the rules.
STRUCTURAL = (*TOLD_ELSEWHERE, NO_ACTOR, OTHER_SUBJECT)


@dataclass(frozen=True, slots=True)
class Policy:
    """How sure the encoder must be. Chosen on the held-out part of the corpus.

    ``drop``: probability of no event from which a rule's event is dropped. ``change``: probability of another type
    from which the frame is changed. ``revive``: probability of an event's type from which a dropped one is kept.
    ``open``: the same for candidates without a cue. ``status``: probability from which a status is changed.
    """

    drop: float = 0.7
    change: float = 0.6
    revive: float = 0.6
    open: float = 0.75
    status: float = 0.85


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event with the sentence that it stands in, as the encoder sees it."""

    event: Event
    marked: str


def candidate(event: Event, grounding: Grounding) -> Candidate:
    """Show an event to the encoder: its sentence with marks around trigger, source and target."""
    token = event.predicate.token
    sentence = token.sentence.span
    spans: dict[Mark, list[Span]] = {"V": [_within(token.span, sentence)]}
    for name, party in (("S", event.source), ("T", event.target)):
        if found := _spans(party, grounding, sentence):
            spans[name] = found  # type: ignore[index]
    return Candidate(event, mark(sentence.of(grounding.document.text), spans))


def _spans(party: Party, grounding: Grounding, sentence: Span) -> list[Span]:
    return sorted({_within(s, sentence) for s in party.spans(grounding) if sentence.covers(s)})


def _within(span: Span, sentence: Span) -> Span:
    return Span(span.start - sentence.start, span.end - sentence.start)


def is_open(event: Event) -> bool:
    """Whether the encoder may decide on an event."""
    return not event.dropped.startswith(STRUCTURAL)


@dataclass(frozen=True)
class Decider:
    """Applies the encoder's verdicts to candidates."""

    encoder: Encoder
    plover: Plover
    policy: Policy = Policy()

    def decide(self, candidates: Sequence[Candidate]) -> None:
        """Set frame, status, confidence and whether it is kept, for each candidate's event in place."""
        verdicts = self.encoder.judge([c.marked for c in candidates])
        for found, verdict in zip(candidates, verdicts, strict=True):
            self._apply(found.event, verdict)

    def relate(self, text: str, spans: dict[Mark, list[Span]], convention: Convention = "plover") -> tuple[str, float]:
        """The type, as PLOVER files it, of what the marked source does to the marked target, and its probability."""
        (verdict,) = self.encoder.judge([mark(text, spans)])
        types: dict[str, float] = {}
        for frame, chance in zip(self.encoder.frames, verdict.frames.tolist(), strict=True):
            if frame != NONE:
                kind = self.plover.event(frame, convention)
                types[kind] = types.get(kind, 0.0) + chance
        chances: dict[str, float] = {}
        for kind, chance in types.items():
            for status, share in zip(self.encoder.statuses, verdict.statuses.tolist(), strict=True):
                filed = self.plover.filed(kind, status)
                chances[filed] = chances.get(filed, 0.0) + chance * share
        best = max(chances, key=lambda name: chances[name])
        return best, round(chances[best], 3)

    def _apply(self, event: Event, verdict: Verdict) -> None:
        none = float(verdict.types[self.encoder.types.index(NONE)])
        best = self.encoder.types[int(verdict.types.argmax())]
        chance = float(verdict.types.max())
        own = self._chance(event, verdict)
        if event.dropped == NO_CUE:
            self._open(event, verdict, best, chance)
        elif event.dropped:
            if own >= self.policy.revive:
                event.dropped, event.decided = "", f"encoder: {own:.2f} for {event.frame}"
        elif none >= self.policy.drop:
            event.dropped = f"encoder: {none:.2f} for no event"
        elif best != NONE and chance >= self.policy.change and best != self.plover.frames[event.frame].event:
            self._rename(event, verdict, best)
        if not event.dropped:
            self._status(event, verdict)
            event.confidence = round(max(self._chance(event, verdict), 0.01), 3)

    def _chance(self, event: Event, verdict: Verdict) -> float:
        frame = self.plover.frames.get(event.frame)
        return float(verdict.types[self.encoder.types.index(frame.event)]) if frame else 0.0

    def _open(self, event: Event, verdict: Verdict, best: str, chance: float) -> None:
        if best != NONE and chance >= self.policy.open:
            event.dropped = ""
            self._rename(event, verdict, best)

    def _rename(self, event: Event, verdict: Verdict, best: str) -> None:
        """Take the likeliest frame of the likeliest type."""
        kind = self.encoder.types.index(best)
        masked = np.where(np.asarray(self.encoder.type_of) == kind, verdict.frames, -1.0)
        event.decided = f"encoder: {float(verdict.types[kind]):.2f} for {best}"
        event.frame = self.encoder.frames[int(masked.argmax())]

    def _status(self, event: Event, verdict: Verdict) -> None:
        chance = float(verdict.statuses.max())
        told = self.encoder.statuses[int(verdict.statuses.argmax())]
        if chance >= self.policy.status and told != event.status:
            status: Status = told  # type: ignore[assignment]
            event.judgement = Judgement(status, event.judgement.value, event.judgement.cue)
