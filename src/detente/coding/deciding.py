"""The trained coder decides: rules propose candidates, the encoder says what they are, guards keep what is certain."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

import numpy as np

from detente.codebook.plover import Convention, Frame, Plover
from detente.coding import syntax
from detente.coding.arguments import participants
from detente.coding.encoder import Encoder, Floats, Verdict, softmax
from detente.coding.events import (
    ASSERTED,
    CARRIED,
    MANNER,
    NO_ACTOR,
    NO_CUE,
    OTHER_SUBJECT,
    SPOKEN,
    TOLD_ELSEWHERE,
    UNKNOWN,
    Event,
)
from detente.coding.marking import Mark, mark
from detente.coding.predicates import NONE, OPEN, open_words
from detente.coding.roles import settle
from detente.coding.status import Judgement
from detente.errors import InputError
from detente.grounding.mentions import Grounding
from detente.model import Span, Status
from detente.text.document import Sentence, Token

# Reasons of structure, on which the encoder, which sees one sentence, does not overrule the rules.
CLOSED = (*TOLD_ELSEWHERE, ASSERTED, MANNER, OTHER_SUBJECT)
# The reason where the rules' frame is none that the model knows.
FOREIGN = "not one of the model's classes"
FACTS = frozenset({"occurred", "ongoing"})
# What words that take a happening for granted cannot mean: "Thursday's *meeting* changed nothing"; and what the past
# tense cannot: "which *restored* ties in May, will send envoys".
GAINSAID, AHEAD = frozenset({"negated", "denied"}), frozenset({"planned", "proposed", "hypothetical"})
KNOWN = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
# No probability is quite nothing.
FLOOR = 1e-4
# How many of the likeliest types an explanation tells.
TOLD = 3


@dataclass(frozen=True, slots=True)
class Policy:
    """What the rules' word counts beside the encoder's, in log odds.

    ``heat`` divides the encoder's log probabilities. ``vote``: for the type that the rules propose. For no event:
    ``kept``, where the rules see one; ``sure`` instead, where their cue asks for company; ``doubt``, where they dropped
    the candidate; ``bare``, where no cue stands. ``status``: for the rules' status. The likeliest values on 73 pages of
    our own that the encoder has not learnt from (``tools/fit_policy.py``) were the start; ``doubt`` and ``bare`` were
    then raised, for sentences that only look political. The rest is set by judgement.
    ``unreal``: against a fact where the rules read a proposal or a possibility, of which the encoder knows few that a
    noun or gerund tells; ``proposed``, ``possible``: for these two. ``granted``: against what is denied or imagined,
    where a definite noun takes it for granted and the rules see nothing against it. ``status_heat`` divides the log
    probabilities of the statuses, fitted on such pages with an encoder before this one.
    ``least``: the probability from which the likeliest type makes a statement; some fifteen settings of it and of the
    above were compared on all labelled pages but those held, and on development scores.
    ``slope``, ``shift``: the probability is low for what is kept, since ``kept`` is; its log odds times and plus these
    are those with which statements of labelled pages are right (``tools/fit_reliability.py``, after Platt 1999).
    ``pair``: for the rules' type where both sides are given (:meth:`Decider.relate`). ``propose``: the probability from
    which a word without a cue is a candidate; ``side``: from which a word is taken for a side that the grammar does not
    name.
    """

    heat: float = 1.5
    vote: float = 2.0
    kept: float = 2.75
    sure: float = 3.0
    doubt: float = 2.0
    bare: float = 3.5
    status: float = 1.5
    unreal: float = 6.0
    proposed: float = 8.0
    status_heat: float = 1.75
    possible: float = 3.0
    granted: float = 6.0
    least: float = 0.18
    slope: float = 0.76
    shift: float = 0.47
    pair: float = 0.5
    propose: float = 0.2
    side: float = 0.5

    def confidence(self, chance: float) -> float:
        """How likely a statement is right whose type has this probability."""
        return 1 / (1 + math.exp(-self.slope * math.log(chance / (1 - chance)) - self.shift))


def _ruled_out(token: Token) -> frozenset[str]:
    """The statuses that a trigger cannot have by its form, where the rules see nothing against a fact."""
    if syntax.is_verb(token):
        return AHEAD if token.tag == "VBD" else frozenset()
    if not any(c.dep == "poss" or c.lower in KNOWN for c in token.children):
        return frozenset()
    clause = syntax.clause_head(token)
    helpers = clause.children_of("aux")
    past = clause.tag == "VBD" or any(c.lower in ("has", "have", "had", "did") for c in helpers)
    ahead = AHEAD if past and all(c.tag not in ("MD", "TO") for c in helpers) else AHEAD - {"planned"}
    return GAINSAID | ahead


@dataclass(frozen=True)
class Decider:
    """Applies the encoder's verdicts to candidates."""

    encoder: Encoder
    plover: Plover
    policy: Policy = Policy()

    def __post_init__(self) -> None:
        """Check that the model and the codebook fit.

        Raises:
            InputError: the model knows a class that no codebook table has.
        """
        if unknown := [f for f in self.encoder.frames if f != NONE and f not in self.plover.frames]:
            raise InputError(
                f"the model knows the class {unknown[0]!r}, which no frames.csv has; "
                "name the codebook that it was trained with by --codebook"
            )

    def ask(
        self, sentence: Sentence, events: Sequence[Event], taken: Container[int], grounding: Grounding
    ) -> Iterator[tuple[Token, Verdict]]:
        """Ask the encoder about a sentence: its events get their verdicts, in place.

        Args:
            taken: the numbers of the words that the events have for themselves.

        Returns: the words without a cue that tell of a happening, with their verdicts.
        """
        if not events and not any(grounding.actors_of(token) for token in sentence.tokens):
            return
        whole = sentence.span
        # One that has learnt from single words alone would see a happening in any word of a sentence that tells of one.
        others = [t for t in open_words(sentence, taken) if self.encoder.whole_pages or syntax.is_verb(t)]
        words = [*(event.predicate.token for event in events), *others]
        verdicts = self.encoder.judge(
            whole.of(grounding.document.text), [Span(t.start - whole.start, t.end - whole.start) for t in words]
        )
        for event, verdict in zip(events, verdicts, strict=False):
            event.verdict = verdict
        for token, verdict in zip(others, verdicts[len(events) :], strict=True):
            if 1 - verdict.types[self._none] >= self.policy.propose:
                yield token, verdict

    def decide(self, events: Sequence[Event], grounding: Grounding) -> None:
        """Set frame, status, sides, confidence and whether it is kept, for the events of a sentence, in place."""
        for event in events:
            self._decide(event, grounding)
        kept = {event.predicate.token.i: event for event in events if not event.dropped}
        for event in events:
            if event.predicate.cue is OPEN and not event.dropped and (other := self._carried(event, kept)) is not None:
                event.dropped = f"{CARRIED} “{other.predicate.token.text}”"

    def _carried(self, event: Event, kept: Mapping[int, Event]) -> Event | None:
        """The event of the same type that a word without a cue only carries: "*talks* have begun"."""
        token = event.predicate.token
        near = [token.head, *token.children, *(c for p in token.children_of("prep", "agent") for c in p.children)]
        near += [token.head.head] if token.dep == "pobj" else []
        kind = self.plover.frames[event.frame].event
        others = (kept.get(t.i) for t in near if t is not token and t.dep != "conj" and token.dep != "conj")
        told = (o for o in others if o is not None and o.predicate.cue is not OPEN)
        return next((o for o in told if self.plover.frames[o.frame].event == kind), None)

    def _decide(self, event: Event, grounding: Grounding) -> None:
        verdict = event.verdict
        if verdict is None or event.dropped.startswith(CLOSED):
            return
        settle(event, verdict, grounding, self.policy.side)
        if not (event.source.actors or event.target.actors):
            event.dropped = event.dropped if event.dropped.startswith(NO_ACTOR) else NO_ACTOR
            return
        proposed, nobody = event.frame, event.dropped.startswith(NO_ACTOR)
        self._apply(event, verdict)
        if nobody and self._class(event.frame) != self._class(proposed):
            event.dropped = NO_ACTOR  # "the Upper Basin *Forum*" is what neither side takes it for
            return
        if not event.dropped and event.frame != proposed:
            self._read_again(event, self.plover.frames.get(proposed, UNKNOWN), grounding)

    def relate(
        self, text: str, spans: dict[Mark, list[Span]], proposed: str = "", convention: Convention = "plover"
    ) -> tuple[str, float]:
        """The type, as the convention files it, of what the marked source does to the marked target.

        Args:
            proposed: the type that the rules name, if any.

        Returns: the type and its probability.
        """
        verdict = self.encoder.between(mark(text, spans))
        chances: dict[str, float] = {}
        statuses = list(zip(self.encoder.statuses, verdict.statuses.tolist(), strict=True))
        for frame, chance in zip(self.encoder.frames, verdict.frames.tolist(), strict=True):
            if frame != NONE:
                kind = self.plover.event(frame, convention)
                for status, share in statuses:
                    filed = self.plover.filed(kind, status, convention)
                    chances[filed] = chances.get(filed, 0.0) + chance * share
        if proposed:
            chances[proposed] = (chances.get(proposed, 0.0) + FLOOR) * math.exp(self.policy.pair)
        best = max(chances, key=lambda name: chances[name])
        return best, round(chances[best] / sum(chances.values()), 3)

    def _apply(self, event: Event, verdict: Verdict) -> None:
        if not self._class(event.frame):
            event.dropped = event.dropped or FOREIGN
            if self.plover.frames[event.frame].event not in self._kin:
                return
        chances = self.chances(event, verdict)
        event.decided = self._told(event, chances)
        best = self.likeliest(chances)
        if chances[best] < self.policy.least:
            event.dropped = event.dropped or "no event, says the encoder"
            return
        event.dropped = ""
        event.frame = self._frame(event.frame, verdict, best)
        event.spoken = self.plover.quad(event.frame) in SPOKEN
        event.confidence = round(self.policy.confidence(float(chances[best])), 3)
        status, probability = self.status(event, verdict)
        rules = event.judgement
        event.judgement = Judgement(cast(Status, status), rules.value, rules.cue, probability or rules.probability)

    def chances(self, event: Event, verdict: Verdict) -> Floats:
        """Probabilities of the encoder's types, the rules' word counted in."""
        logs = np.log(verdict.types + FLOOR) / self.policy.heat
        none = self._none
        if event.dropped == NO_CUE:
            logs[none] += self.policy.bare
        elif event.dropped:
            logs[none] += self.policy.doubt
        else:
            logs[self.encoder.types.index(self._class(event.frame))] += self.policy.vote
            logs[none] += self.policy.sure if event.predicate.cue.needs else self.policy.kept
        return softmax(logs)

    def likeliest(self, chances: Floats) -> int:
        """The likeliest type beside none."""
        events = chances.copy()
        events[self._none] = -1.0
        return int(events.argmax())

    def _told(self, event: Event, chances: Floats) -> str:
        """What either side says: the rules' proposal and the likeliest types."""
        likely = [int(i) for i in np.argsort(-chances, kind="stable")[:TOLD] if chances[i] >= 0.01]
        told = (
            f"{'no event' if self.encoder.types[i] == NONE else self.encoder.types[i]} {chances[i]:.2f}" for i in likely
        )
        proposed = event.frame if not event.dropped else f"{event.frame}, but {event.dropped}"
        if event.dropped == NO_CUE:
            proposed = NO_CUE
        return f"rules: {proposed}; with the encoder: {', '.join(told)}"

    def _frame(self, own: str, verdict: Verdict, kind: int) -> str:
        """The likeliest frame of a type, the rules' word counted in; one that the encoder never met stays."""
        if own not in self.encoder.frames and self._class(own) == self.encoder.types[kind]:
            return own
        chances = np.where(np.asarray(self.encoder.type_of) == kind, verdict.frames, 0.0)
        if own in self.encoder.frames:
            chances[self.encoder.frames.index(own)] *= math.exp(self.policy.vote)
        return self.encoder.frames[int(chances.argmax())]

    def _read_again(self, event: Event, proposed: Frame, grounding: Grounding) -> None:
        """Find the parties for another frame than the rules proposed: each has its own places for them."""
        frame = self.plover.frames[event.frame]
        if frame.event == proposed.event:
            return
        before = participants(event.predicate, proposed, grounding)
        free = replace(event.predicate, cue=replace(event.predicate.cue, target=()))
        after = participants(free, frame, grounding)
        for name, old, new in zip(("source", "target"), before, after, strict=True):
            if new.actors and getattr(event, name).actors == old.actors:  # else it was given from elsewhere
                setattr(event, name, new)
        event.target = event.target.without(event.source)

    def _class(self, frame: str) -> str:
        """The class that the model decides on under which a frame falls; empty where it is none of the model's."""
        if frame in self.encoder.types:
            return frame
        entry = self.plover.frames.get(frame)
        return entry.event if entry and entry.event in self.encoder.types else ""

    @cached_property
    def _none(self) -> int:
        """The place of no event among the types."""
        return self.encoder.types.index(NONE)

    @cached_property
    def _kin(self) -> frozenset[str]:
        """The PLOVER types of the model's frames: what the rules call so may be one of its classes by another name."""
        return frozenset(self.plover.frames[frame].event for frame in self.encoder.frames if frame != NONE)

    def status(self, event: Event, verdict: Verdict) -> tuple[str, float | None]:
        """The likeliest status, the rules' word counted in, with its probability; None where no class knows it."""
        if event.status not in self.encoder.statuses:
            return event.status, None
        if event.status in FACTS and syntax.is_done(event.predicate.token):
            return event.status, event.judgement.probability  # "will honour the pact *signed* in May"
        chances = self.status_chances(event, verdict)
        best = int(chances.argmax())
        return self.encoder.statuses[best], round(float(chances[best]), 3)

    def status_chances(self, event: Event, verdict: Verdict) -> Floats:
        """Probabilities of the encoder's statuses, the rules' word counted in."""
        logs = np.log(verdict.statuses + FLOOR)
        weights = {"proposed": self.policy.proposed, "hypothetical": self.policy.possible}
        logs[self.encoder.statuses.index(event.status)] += weights.get(event.status, self.policy.status)
        if event.status in weights:
            logs[[i for i, name in enumerate(self.encoder.statuses) if name in FACTS]] -= self.policy.unreal
        elif event.status in FACTS and (wrong := _ruled_out(event.predicate.token)):
            logs[[i for i, name in enumerate(self.encoder.statuses) if name in wrong]] -= self.policy.granted
        return softmax(logs / self.policy.status_heat)
