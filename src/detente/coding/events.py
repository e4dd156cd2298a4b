"""The events of a sentence: predicates with participants and status, embedded ones folded into those above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import msgspec

from detente.codebook.cues import OWNER, Cues
from detente.codebook.plover import Frame, Plover
from detente.codebook.tables import records
from detente.coding import syntax
from detente.coding.arguments import participants
from detente.coding.embedding import (
    KEEP_BOTH,
    KEEP_CLAUSE,
    KEEP_INNER,
    KEEP_OUTER,
    REFUSAL,
    THREAT,
    Embeddings,
    aimed_at,
    governor,
)
from detente.coding.encoder import Verdict
from detente.coding.guards import Guards
from detente.coding.party import Party, split
from detente.coding.predicates import NONE, Predicate, candidates, open_predicate
from detente.coding.status import Judgement, StatusCues, judge
from detente.grounding.mentions import Grounding
from detente.model import Status
from detente.text.document import Sentence, Token

# Types whose statement, when folded, is aimed at the one who is to act: "demanded that *Turkey* withdraw".
_AIMED_AT_ACTOR = ("REQUEST", "ACCUSE")
# Types whose target has done the deed that they are about.
BLAMING = frozenset({"ACCUSE", "REJECT"})
SPOKEN = (1, 3)
# The quad class of what is done against somebody.
HARM = 4
NO_ACTOR, NO_CUE, OTHER_SUBJECT = "no actor", "no cue word", "the sentence is about"
ASSERTED = "it says or asks what is, not what shall be"
MANNER = "it only tells in what spirit it is done"
# How the reason begins where another event of the sentence carries what the dropped one tells.
PART_OF, INSIDE, CARRIED = TOLD_ELSEWHERE = ("part of", "inside", "carried by")
# Verbs that say of an event noun before them that it comes about.
HAPPEN = frozenset(
    {
        "take",
        "follow",
        "begin",
        "start",
        "end",
        "come",
        "last",
        "continue",
        "occur",
        "happen",
        "proceed",
        "go",
        "conclude",
    }
)
UNKNOWN = Frame(frame=NONE, event=NONE)


class Verbs(msgspec.Struct, frozen=True):
    """A row of ``support_verbs.csv``."""

    words: tuple[str, ...]


class Gap(NamedTuple):
    """What is left of a clause without its verb, "and with Chile in June": its words, and the parties that it names."""

    words: tuple[Token, ...]
    source: Party
    target: Party


@dataclass(slots=True)
class Event:
    """A coded predicate. ``dropped`` says why it carries no statement; empty where it does.

    ``spoken``: done in words (quad classes 1 and 3). ``mutual``: its parties do it to each other though its frame has
    a direction ("agreed to share data"). ``decided``, ``confidence`` and ``verdict``, what the encoder says of its
    trigger, are the trained coder's, where one is used. ``gaps``: clauses that share its verb; ``words``: where it is
    told by such a clause itself, the words of that.
    """

    predicate: Predicate
    frame: str
    source: Party
    target: Party
    judgement: Judgement
    spoken: bool = False
    dropped: str = ""
    mutual: bool = False
    decided: str = ""
    confidence: float | None = None
    verdict: Verdict | None = None
    gaps: tuple[Gap, ...] = ()
    words: tuple[Token, ...] = ()

    @property
    def status(self) -> Status:
        """The status that the judgement came to."""
        return self.judgement.status


@dataclass(frozen=True)
class EventCoder:
    """Finds the events of a sentence by the codebook's cues."""

    plover: Plover
    cues: Cues
    embeddings: Embeddings
    status_cues: StatusCues
    support: frozenset[str]
    guards: Guards

    @classmethod
    def load(cls, plover: Plover, folders: Sequence[Path] = ()) -> EventCoder:
        """Read the coder's tables.

        Raises:
            CodebookError: a table does not hold together.
        """
        support = frozenset(word for row in records("support_verbs.csv", Verbs, folders) for word in row.words)
        cues, embeddings = Cues.load(plover, folders), Embeddings.load(plover, folders)
        return cls(plover, cues, embeddings, StatusCues(folders), support, Guards.load(folders))

    def events(self, sentence: Sentence, grounding: Grounding) -> list[Event]:
        """All predicates of a sentence as events, those without a statement marked as dropped."""
        found = {p.token.i: p for p in candidates(sentence, self.cues, grounding)}
        events = {i: self._event(p, grounding) for i, p in found.items()}
        self._drop_used(events)
        for i in sorted(events, key=lambda n: _depth(found[n])):
            self._fold(events, i, governor(found[i], found))
            self._aim_of(events, i, aimed_at(found[i], found))
        subject = self.guards.subject(sentence) if events else ""
        for event in events.values():
            event.spoken = self.plover.quad(event.frame) in SPOKEN
            self._check(event, subject)
        return [events[i] for i in sorted(events)]

    def open_events(self, tokens: Iterable[Token], grounding: Grounding) -> list[Event]:
        """Words without a cue as events, dropped until a trained coder takes them up."""
        found = []
        for token in tokens:
            predicate = open_predicate(token)
            source, target = participants(predicate, UNKNOWN, grounding)
            judgement = judge(token, self.status_cues)
            found.append(Event(predicate, UNKNOWN.frame, source, target, judgement, dropped=NO_CUE))
        return found

    def _event(self, predicate: Predicate, grounding: Grounding) -> Event:
        carrier = predicate.slots.support
        errand = syntax.is_errand(predicate.token)
        predicate.supported = errand or (carrier is not None and carrier.lemma in self.support)
        source, target = participants(predicate, self.plover.frames[predicate.frame], grounding)
        event = Event(predicate, predicate.frame, source, target, judge(predicate.token, self.status_cues))
        self._refusal(event)
        self._ultimatum(event)
        return event

    def _refusal(self, event: Event) -> None:
        """ "will not sign" is a refusal, where an actor is its subject."""
        verb = event.predicate.token
        own = {c.lower: c for c in verb.children if c.dep in ("aux", "neg")}
        future = any(w in own for w in ("will", "wo", "'ll", "would", "shall"))
        negated = any(c.dep == "neg" and c.lower in ("not", "n't", "never") for c in verb.children)
        if not (future and negated and event.source.actors) or event.predicate.slots.passive:
            return
        if self.plover.quad(event.frame) == HARM:
            return  # who "will not attack" refuses nothing: an attack is denied
        result = self.embeddings.result(REFUSAL, event.frame)
        event.frame = result if result in self.plover.frames else REFUSAL
        event.judgement = Judgement("occurred", 3.0, event.judgement.cue)

    def _ultimatum(self, event: Event) -> None:
        """ "will pull out unless ..." is a threat."""
        clauses = event.predicate.token.children_of("advcl")
        unless = any(c.dep == "mark" and c.lower == "unless" for clause in clauses for c in clause.children)
        if unless and event.source.actors and event.status in ("planned", "hypothetical"):
            result = self.embeddings.result(THREAT, event.frame)
            event.frame = result if result in self.plover.frames else THREAT
            event.judgement = Judgement("occurred", 3.0, event.judgement.cue)

    def _drop_used(self, events: Mapping[int, Event]) -> None:
        """Words that another predicate's cue asked for belong to it: *sanctions* in "lifted sanctions"."""
        for event in events.values():
            for word in event.predicate.used:
                if word.i in events and word is not event.predicate.token:
                    inner = events[word.i]
                    inner.dropped = f"{PART_OF} “{event.predicate.token.text}”"
                    if not event.source.actors:
                        event.source = inner.source
                    self._aim(event, inner)

    def _fold(self, events: Mapping[int, Event], i: int, above: Predicate | None) -> None:
        event = events[i]
        if above is None or event.dropped.startswith(PART_OF):
            return
        outer = events[above.token.i]
        if outer.dropped.startswith((PART_OF, INSIDE)):
            event.dropped = event.dropped or outer.dropped
            return
        result = self.embeddings.result(outer.frame, event.frame)
        if result == KEEP_CLAUSE:
            result = KEEP_BOTH if syntax.is_verb(event.predicate.token) else KEEP_OUTER
        if self.plover.frames[outer.frame].event == self.plover.frames[event.frame].event and result == KEEP_BOTH:
            result = KEEP_OUTER
        if result == KEEP_BOTH and not event.source.actors and not syntax.is_verb(event.predicate.token):
            # "protested to Peru over the seizure of the boats": Peru has seized them.
            blamed = self.plover.frames[outer.frame].event in BLAMING
            event.source = (outer.target if blamed else Party()).without(event.target)
        if result == KEEP_INNER:
            outer.dropped = f"{CARRIED} “{event.predicate.token.text}”"
            self._inherit(event, outer)
        elif result != KEEP_BOTH:
            event.dropped = f"{INSIDE} “{outer.predicate.token.text}”"
            self._aim(outer, event)
            if result != KEEP_OUTER:
                outer.frame = result

    def _aim_of(self, events: Mapping[int, Event], i: int, above: Predicate | None) -> None:
        """What is only the aim of another happening is no statement of its own, where the table says so."""
        event, outer = events[i], events[above.token.i] if above is not None else None
        if outer is None or event.dropped or outer.dropped:
            return
        if self.embeddings.result(outer.frame, event.frame, aim=True) == KEEP_OUTER:
            event.dropped = f"{INSIDE} “{outer.predicate.token.text}”"
            self._aim(outer, event)

    def _inherit(self, inner: Event, outer: Event) -> None:
        slots = inner.predicate.slots
        if slots.passive and not slots.subjects and outer.source.actors:
            # "ordered that American weapons be destroyed": he who orders acts, not the owner of the weapons.
            inner.target = inner.target if inner.target.actors else inner.source
            inner.source = Party()
        if not inner.source.actors:
            inner.source = outer.source
        if not inner.target.actors:
            inner.target = outer.target.without(inner.source)
        if not inner.target.actors and len(inner.source.actors) > 1 and self.plover.frames[outer.frame].symmetric:
            inner.source, inner.target = split(inner.source)
            inner.mutual = True

    def _aim(self, outer: Event, inner: Event) -> None:
        """Give an outer event without target the one that its complement names."""
        if outer.target.actors:
            return
        actors_first = self.plover.frames[outer.frame].event in _AIMED_AT_ACTOR
        sides = (inner.source, inner.target) if actors_first else (inner.target, inner.source)
        for side in sides:
            if (rest := side.without(outer.source)).actors:
                outer.target = rest
                return

    def _check(self, event: Event, other_subject: str) -> None:
        if event.dropped:
            return
        if other_subject:
            event.dropped = f"{OTHER_SUBJECT} {other_subject}"
        else:
            event.dropped = self._lack(event)

    def _lack(self, event: Event) -> str:
        """What an event lacks to carry a statement; empty where it lacks nothing."""
        token, frame = event.predicate.token, self.plover.frames[event.frame]
        sides = (event.source.actors, event.target.actors)
        if not any(sides):
            return NO_ACTOR
        if frame.weak and not any(a.country for side in sides for a in side):
            return "no actor with a country"
        if frame.event == "REQUEST" and _asserts(token):
            return ASSERTED
        if syntax.is_verb(token):
            described = frame.weak and not syntax.is_finite(token) and event.judgement.cue is None
            return "a wish or description, not a report" if described else ""
        if syntax.is_manner(token):
            return MANNER
        if not event.source.actors:
            undergone = OWNER in event.predicate.cue.target and any(a.country for a in event.target.actors)
            return "" if undergone else "no actor does it"
        if _presented(token):
            return ""
        return "only one party to a word that needs two" if frame.weak and not event.target.actors else ""


def _presented(noun: Token) -> bool:
    """Whether a sentence tells of the happening itself: "It was the first *visit* by …", "The *visit* took place"."""
    head = noun.head
    if noun.dep == "attr":
        return head.lemma == "be" and syntax.is_finite(head)
    return noun.dep in syntax.SUBJECTS and head.lemma in HAPPEN and syntax.is_finite(head)


def _asserts(verb: Token) -> bool:
    """Whether the clause of a verb of asking tells what is: "insisted that it *was* over", "asked whether he *had*"."""
    clause = verb.child("ccomp")
    if clause is None or clause.i < verb.i or not syntax.is_verb(verb):
        return False
    opens = any(c.dep == "mark" and c.lower in ("that", "whether", "if") for c in clause.children)
    finite = (clause, *clause.children_of("aux", "auxpass"))
    return opens and any(t.tag in ("VBD", "VBZ") for t in finite) and not any(t.tag == "MD" for t in finite)


def _depth(predicate: Predicate) -> int:
    return sum(1 for _ in predicate.token.ancestors())
