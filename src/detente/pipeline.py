"""The ordered steps from Article to Coded: text → grounding → coding. One article, or a stream of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Literal, get_args

from detente.codebook.cameo import Cameo
from detente.codebook.context_cues import ContextCues
from detente.codebook.plover import Convention, Plover
from detente.coding import contexts, discourse, gapping
from detente.coding.attribution import records, reported
from detente.coding.between import event_between
from detente.coding.conditions import Conditions
from detente.coding.confidence import Confidence
from detente.coding.date_certainty import DateCertainty, Weighed
from detente.coding.dating import Dating
from detente.coding.deciding import Decider
from detente.coding.encoder import MODEL, Encoder
from detente.coding.events import Event, EventCoder
from detente.coding.lasting import Lasting
from detente.coding.marking import Mark
from detente.coding.reasons import Reasons
from detente.coding.scenes import Scenes
from detente.coding.sides import Sides
from detente.coding.statements import Surroundings, context_words, statement, with_causes
from detente.coding.voices import Voices
from detente.errors import InputError
from detente.explanation import Decision, Explanation, SentenceTrace, actors_told, resolved
from detente.grounding.actor_rows import ActorRows
from detente.grounding.actors import Actors
from detente.grounding.certainty import Certainty
from detente.grounding.mentions import Grounding, PlaceMention
from detente.grounding.places import Places
from detente.grounding.times import Times
from detente.model import Article, Coded, Skipped, Span, Statement
from detente.text.document import Document, Sentence
from detente.text.parse import parse, parse_many

Coder = Literal["rules", "encoder"]
CODERS: tuple[Coder, ...] = get_args(Coder)

# What a fault of ours on a strange article may raise. One article must not end a run.
FAULTS = (ValueError, IndexError, KeyError, AttributeError, TypeError, RecursionError, MemoryError)
# Roles whose sentences carry statements. A byline or an author's note tells of the article, not of the world.
CODED_ROLES = frozenset({"headline", "standfirst", "body", "caption"})


@dataclass(slots=True)
class Reading:
    """An article with all that the steps found in it.

    ``dated`` tells when each event happens, by which reading, and what else came into question, by the number of its
    trigger; ``placed`` likewise where, and by which reading. Both are empty until the events are coded.
    """

    document: Document
    around: Surroundings
    events: dict[int, list[Event]]
    dated: Mapping[int, Weighed] = field(default_factory=dict)
    placed: Mapping[int, tuple[PlaceMention, str]] = field(default_factory=dict)

    def kept(self) -> list[Event]:
        """The events that carry a statement."""
        return [event for events in self.events.values() for event in events if not event.dropped]

    def spread(self) -> None:
        """Add the events of clauses that leave out the verb which they share."""
        self.events = {sentence: gapping.spread(events) for sentence, events in self.events.items()}

    def triggers(self) -> set[int]:
        """The numbers of the tokens that name these events."""
        return {event.predicate.token.i for event in self.kept()}


class Pipeline:
    """Codes articles. Loads its codebook once; may be used for any number of articles, one thread at a time.

    Args:
        codebook: folders with further codebook tables, read after the built-in ones.
        min_confidence: statements below are left out.
        coder: the trained ``"encoder"`` decides on what the rules propose, or the ``"rules"`` by themselves.
        model: folder of the trained encoder; that which comes with détente by default.

    Raises:
        CodebookError: a codebook table does not hold together.
        InputError: an argument is out of range.
    """

    def __init__(
        self,
        *,
        codebook: Sequence[Path | str] = (),
        min_confidence: float = 0.0,
        coder: Coder = "encoder",
        model: Path | str | None = None,
    ) -> None:
        if coder not in CODERS:
            raise InputError(f"unknown coder {coder!r}; there are: {', '.join(CODERS)}")
        if not 0 <= min_confidence <= 1:
            raise InputError(f"min_confidence is a probability from 0 to 1, not {min_confidence}")
        folders = [Path(folder) for folder in codebook]
        if missing := [str(f) for f in folders if not f.is_dir()]:
            raise InputError(f"{missing[0]}: no such codebook folder")
        self._folders = folders
        self.plover = Plover.load(folders)
        self.min_confidence = min_confidence
        self._confidence = Confidence(folders)
        self._context_cues, self._cameo = ContextCues.load(self.plover, folders), Cameo.load(self.plover, folders)
        self._certainty, self._date_certainty = Certainty(folders), DateCertainty(folders)
        self._events, self.sides = EventCoder.load(self.plover, folders), Sides(self.plover, folders)
        self._decider = Decider(Encoder(Path(model or MODEL)), self.plover) if coder == "encoder" else None
        self.actors, self._times, self._places = Actors(folders), Times(folders), Places(folders)
        self._dating, self._scenes = Dating.load(folders), Scenes.load(self.plover, folders)
        self._lasting = Lasting.load(self.plover, folders)

    @property
    def codebook(self) -> tuple[Path, ...]:
        """The folders with further codebook tables."""
        return tuple(self._folders)

    def code(self, article: Article) -> Coded:
        """Code one article."""
        return self.examine(article)[1]

    def code_many(self, articles: Iterable[Article], *, batch_size: int = 64) -> Iterator[Coded | Skipped]:
        """Code a stream of articles in batches: one result an article, in order.

        An article that cannot be coded gives a :class:`Skipped` record with the reason; the stream goes on.
        """
        stream = iter(articles)
        while batch := list(islice(stream, batch_size)):
            try:
                documents = list(parse_many(batch))
            except (ValueError, IndexError, MemoryError):
                yield from map(self._alone, batch)
            else:
                yield from map(self._attempt, documents)

    def explain(self, article: Article) -> Explanation:
        """Code an article and tell, sentence by sentence, what was considered and why it was kept or dropped."""
        reading, coded = self.examine(article)
        kept = {s.trigger: s for s in coded.statements}
        traces = [self._trace(sentence, reading, kept) for sentence in reading.document.sentences]
        about = contexts.told(reading.around.contexts.document)
        return Explanation(article=article, sentences=tuple(traces), statements=coded.statements, contexts=about)

    def examine(self, article: Article) -> tuple[Reading, Coded]:
        """Code an article and give what the steps found in it beside the records."""
        reading = self._decided(self.read(parse(article)))
        return reading, self.finish(reading)

    def relate(
        self,
        text: str,
        source: Span | None,
        target: Span | None,
        *,
        published: str | None = None,
        convention: Convention = "plover",
    ) -> tuple[str, float]:
        """What the party named at ``source`` does to the party named at ``target``, by one sentence or two.

        Args:
            convention: whose types (see :data:`detente.codebook.plover.Convention`).

        Returns: the PLOVER type as PLOVER files it (a visit to come is AGREE) and the confidence in it; ``("", 0.0)``
        where the text tells of nothing between them.
        """
        document = parse(Article(id="", text=text, published=published))
        found = self._events_of(document, self.ground(document), ask=False)
        event = event_between([e for events in found.values() for e in events], source, target)
        proposed = ""
        if event is not None and event.frame in self.plover.frames:
            kind = self.plover.event(event.frame, convention)
            proposed = self.plover.filed(kind, event.status, convention)
        if self._decider is not None:
            sides: tuple[tuple[Mark, Span | None], ...] = (("S", source), ("T", target))
            marks = {name: [span] for name, span in sides if span}
            return self._decider.relate(text, marks, proposed, convention)
        if event is None:
            return "", 0.0
        return proposed, self._confidence(event, self.plover.event(event.frame))

    def read(self, document: Document) -> Reading:
        """Run the steps on a parsed article."""
        grounding = self.ground(document)
        told = reported(document)
        events = self._events_of(document, grounding)
        about = contexts.read(document, grounding, self._context_cues, CODED_ROLES)
        voices, said = Voices(document, told, grounding), records(document, told)
        around = Surroundings(
            document,
            grounding,
            said,
            voices,
            Reasons(document, voices),
            Conditions(),
            self._confidence,
            about,
            self._cameo,
            self._certainty,
            self._date_certainty,
        )
        return Reading(document, around, events)

    def _events_of(self, document: Document, grounding: Grounding, *, ask: bool = True) -> dict[int, list[Event]]:
        """The candidates of an article by sentence, with the targets that earlier ones give them.

        Args:
            ask: whether the trained coder, if one is used, is asked about them.
        """
        events = {s.index: self._candidates(s, grounding, ask=ask) for s in document.sentences if s.role in CODED_ROLES}
        discourse.complete([e for found in events.values() for e in found], self.plover, self.sides.mutual)
        return events

    def _candidates(self, sentence: Sentence, grounding: Grounding, *, ask: bool) -> list[Event]:
        found = self._events.events(sentence, grounding)
        gapping.part(found, grounding)
        if self._decider is None or not ask:
            return found
        told = [event.predicate for event in found if not event.dropped]
        taken = {word.i for event in found for word in (event.predicate.token, *event.predicate.used)}
        taken |= {p.slots.support.i for p in told if p.supported and p.slots.support}
        further = dict(self._decider.ask(sentence, found, taken, grounding))
        opened = self._events.open_events(further, grounding)
        for event in opened:
            event.verdict = further[event.predicate.token]
        return [*found, *opened]

    def ground(self, document: Document) -> Grounding:
        """Find the actors, times and places of a parsed article."""
        places = self._places.find(document)
        mentions, people = self.actors.read(document, places)
        times = self._times.find(document, document.article.published)
        return Grounding(document, mentions, times, places, people)

    @cached_property
    def _rows(self) -> ActorRows:
        """Where in the codebook actors stand; read when the first explanation asks."""
        return ActorRows(self._folders)

    def _attempt(self, document: Document) -> Coded | Skipped:
        """Code a parsed article, or tell why that cannot be done."""
        try:
            return self.finish(self._decided(self.read(document)))
        except FAULTS as error:
            return _failed(document.article, error)

    def _decided(self, reading: Reading) -> Reading:
        """Have the trained coder, if one is used, decide on all candidates of an article.

        Those that name nobody come last: who is meant is told by what the others tell.
        """
        grounding = reading.around.grounding
        if self._decider is not None:
            for events in reading.events.values():
                self._decider.decide(events, grounding)
        told = self.sides.tell([event for events in reading.events.values() for event in events], grounding)
        if self._decider is not None and told:
            self._decider.decide(told, grounding)
        self._lasting.settle((e for events in reading.events.values() for e in events), reading.around.grounding)
        return reading

    def _alone(self, article: Article) -> Coded | Skipped:
        try:
            return self.code(article)
        except FAULTS as error:
            return _failed(article, error)

    def finish(self, reading: Reading) -> Coded:
        """Date and place the events of an article, and make its statements."""
        kept = reading.kept()
        self.sides.complete(kept, reading.around.grounding)
        reading.spread()
        kept = reading.kept()
        when = reading.dated = self._dating.weigh(kept, reading.around.grounding.times, reading.document)
        where = reading.placed = self._scenes.places(
            kept, {i: w.dated for i, w in when.items()}, reading.around.grounding
        )
        triggers = reading.triggers()
        found: dict[str, Statement] = {}
        for event in kept:
            number = event.predicate.token.i
            place = where[number][0] if number in where else None
            made = statement(event, when[number], place, reading.around, self.plover, triggers)
            if made.confidence >= self.min_confidence:
                found.setdefault(made.id, made)
        article = reading.document.article
        return Coded(
            article=article,
            statements=tuple(with_causes(list(found.values()))),
            attributions=tuple(reading.around.attributions),
            people=reading.around.grounding.people,
        )

    def _trace(self, sentence: Sentence, reading: Reading, kept: dict[Span, Statement]) -> SentenceTrace:
        events = reading.events.get(sentence.index)
        if events is None:
            reason = f"not coded: a {sentence.role} tells of the article, not of the world"
        else:
            reason = "" if events else "no cue word"
        return SentenceTrace(
            sentence=sentence.index,
            span=sentence.span,
            text=reading.document.words(sentence.span),
            decisions=tuple(_decision(event, kept, reading, self._rows) for event in events or ()),
            reason=reason,
        )


def _decision(event: Event, kept: dict[Span, Statement], reading: Reading, rows: ActorRows) -> Decision:
    token = event.predicate.token
    made = kept.get(token.span)
    by = (
        reading.dated[token.i].rule if token.i in reading.dated else "",
        reading.placed[token.i][1] if token.i in reading.placed else "",
    )
    return Decision(
        trigger=token.span,
        word=token.text,
        frame=event.frame,
        cue=event.predicate.cue.where,
        status=event.status,
        status_word=event.judgement.cue.text if event.judgement.cue else "",
        source=actors_told(event.source.actors),
        target=actors_told(event.target.actors),
        statement=made.id if made else None,
        reason=event.dropped or ("" if made else "below the least confidence asked for"),
        decided=event.decided,
        contexts=contexts.told(context_words(event, reading.around, reading.triggers())) if made else (),
        resolved=tuple(resolved(event, made, reading.around, rows, by)) if made else (),
    )


def _failed(article: Article, error: Exception) -> Skipped:
    return Skipped(
        source=article.source or article.id,
        reason=f"could not be coded ({type(error).__name__}: {error})",
        remedy="please report this article as a fault of détente; the rest of the run is not affected",
    )
