"""Events → Statements: each event with its words, date, place, holder, cause, scores and confidence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import msgspec

from detente.codebook.cameo import Cameo
from detente.codebook.plover import Plover
from detente.coding import evidence
from detente.coding.conditions import Conditions
from detente.coding.confidence import Confidence
from detente.coding.contexts import Contexts, Shown, forms
from detente.coding.date_certainty import DateCertainty, Weighed
from detente.coding.events import Event
from detente.coding.party import Party
from detente.coding.reasons import Reasons
from detente.coding.voices import Heard, Voices, nearest
from detente.grounding.certainty import Certainty
from detente.grounding.mentions import Candidate, Grounding, Mention, PlaceMention
from detente.model import Actor, Attribution, Cause, Span, Statement, stable_id
from detente.text.document import Document, Token

CODER, ENCODER = "rules-1", "encoder-1"
# How a state is named as such, and not by its bodies or people.
_NAMED_STATES = frozenset({"country", "capital"})
# What is so in somebody's mind alone.
_IN_MIND = frozenset({"proposed", "hypothetical"})


@dataclass(frozen=True)
class Surroundings:
    """What is known of an article beside its events, gathered once."""

    document: Document
    grounding: Grounding
    attributions: Sequence[Attribution]
    voices: Voices
    reasons: Reasons
    conditions: Conditions
    confidence: Confidence
    contexts: Contexts
    cameo: Cameo
    certainty: Certainty
    date_certainty: DateCertainty


def statement(
    event: Event,
    weighed: Weighed,
    place: PlaceMention | None,
    around: Surroundings,
    plover: Plover,
    others: Collection[int] = (),
) -> Statement:
    """The record of one event. ``others`` are the tokens that trigger the article's other statements."""
    article, token = around.document.article, event.predicate.token
    frame = plover.frames[event.frame]
    heard = holders(event, around)
    when = weighed.dated
    sure, other_dates = around.date_certainty.of(weighed)
    quote = evidence.quote_of(event)
    contexts = tuple(dict.fromkeys((*frame.contexts, *sorted(context_words(event, around, others)))))
    sides = [_certain(party, around) for party in (event.source, event.target)]
    sides[0] = _not_themselves(sides[0], sides[1])
    return Statement(
        id=stable_id("s", article.id, token.start, event.frame, *(a.code for side in sides for a in side)),
        article=article.id,
        sentence=token.sentence.index,
        quote=quote,
        trigger=token.span,
        source_span=event.source.span(around.grounding) or _bare_name(event),
        target_span=event.target.span(around.grounding),
        frame=event.frame,
        event=frame.event,
        modes=frame.modes,
        contexts=contexts,
        document_contexts=tuple(around.contexts.document),
        cameo=around.cameo.code(event.frame, event.status, contexts, forms(_words(event, others))),
        status=event.status,
        source=sides[0],
        target=sides[1],
        symmetric=frame.symmetric or event.mutual,
        start=when.start,
        end=when.end,
        date_text=when.words,
        date_span=when.span,
        date_certainty=sure,
        date_alternatives=other_dates,
        place=place.place if place else None,
        place_span=place.span if place else None,
        attributed_to=nearest(heard),
        stance=heard[0].attribution.stance if heard else None,
        voices=tuple(one.voice() for one in heard),
        condition=around.conditions.of(token, event.status),
        because=around.reasons.of(token, frame.event),
        quad=plover.quad(event.frame),
        score=plover.score(event.frame),
        confidence=around.confidence(event, frame.event) if event.confidence is None else event.confidence,
        status_probability=event.judgement.probability,
        coder=f"{CODER if event.confidence is None else ENCODER}/{event.predicate.cue.where}",
    )


def _certain(party: Party, around: Surroundings) -> tuple[Actor, ...]:
    """The actors of a side, each with its certainty and its alternatives."""
    found = []
    for actor in party.actors:
        mention = around.grounding.mention_of(actor, party.tokens)
        among = [*party.actors, *(mention.actors if mention else ())]
        found.append(around.certainty.of(actor, mention, weighed_for(actor, mention, party), among))
    return tuple(found)


def _bare_name(event: Event) -> Span | None:
    """The name that stands for the doer, of which nothing is known: "Sokha accused Thailand"."""
    doer = event.predicate.slots.bare_doer
    if event.source.actors or doer is None:
        return None
    return Span(min([doer.start, *(c.start for c in doer.children_of("compound"))]), doer.end)


def _not_themselves(source: Sequence[Actor], target: Sequence[Actor]) -> tuple[Actor, ...]:
    """The doers, without a guessed state that is the one to which they do it: "Minister Tran criticised China"."""
    states = {actor.country for actor in target if actor.method in _NAMED_STATES}

    def told(actor: Actor) -> Actor:
        guessed = actor.method == "in play" and actor.office and actor.name[:1].isupper() and actor.country in states
        return msgspec.structs.replace(actor, country="", method="title", alternatives=()) if guessed else actor

    return tuple(map(told, source))


def weighed_for(actor: Actor, mention: Mention | None, party: Party) -> tuple[Candidate, ...]:
    """Who came into question for an actor: by the words that stand for it, else by what the article deals with."""
    if mention is None or (party.weighed and all(a.country != actor.country for a in mention.actors)):
        return party.weighed
    return mention.candidates


def context_words(event: Event, around: Surroundings, others: Collection[int]) -> Shown:
    """The contexts that an event's own words show, with the cues for each."""
    return around.contexts.of(_words(event, others))


def _words(event: Event, others: Collection[int]) -> list[Token]:
    """The words of an event's own clause and participants."""
    trigger = event.predicate.token
    apart = set(others) - {trigger.i}
    return evidence.own_words(trigger, [*event.source.tokens, *event.target.tokens], apart)


def holders(event: Event, around: Surroundings) -> list[Heard]:
    """Whose word an event is, the nearest first; none where the article tells it as its own.

    What an opinion piece proposes or supposes in its own words is the word of its author.
    """
    token = event.predicate.token
    heard = _denier_first(event, around.voices.at(token, {t.i for t in event.source.tokens}))
    return heard if heard or event.status not in _IN_MIND else around.voices.author(event.judgement.cue or token)


def _denier_first(event: Event, heard: list[Heard]) -> list[Heard]:
    """Whose word a denial is: his who says the word that denies, not his whose report is denied."""
    cue = event.judgement.cue
    if event.status != "denied" or cue is None:
        return heard
    theirs = [one for one in heard if any(s.covers(cue.span) for s in (*one.attribution.cue, *one.attribution.content))]
    return [*theirs, *(one for one in heard if one not in theirs)]


def with_causes(statements: Sequence[Statement]) -> list[Statement]:
    """The statements with each cause naming the statement that stands in its words, where there is one."""

    def named(cause: Cause) -> Cause:
        carried = next((s.id for s in statements if cause.span.covers(s.trigger)), None)
        return msgspec.structs.replace(cause, statement=carried)

    return [msgspec.structs.replace(s, because=tuple(map(named, s.because))) if s.because else s for s in statements]
