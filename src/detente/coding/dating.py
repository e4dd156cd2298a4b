"""When it happened: the date that the sentence gives and, where it gives none, what a reader takes from the rest.

In this order: the words of the sentence; its other clauses (:mod:`detente.coding.occasions`); what the kind of text
tells (a headline speaks of what the report opens with, an official statement of its own day); and the story so far
(:mod:`detente.coding.story`). A date that comes from such a reading is an interval as wide as the reading is unsure,
and has no ``date_text``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import msgspec

from detente.codebook.tables import records
from detente.coding import clauses, syntax
from detente.coding.daily import Daily, countries
from detente.coding.date_certainty import Weighed
from detente.coding.events import Event
from detente.coding.occasions import beside
from detente.coding.story import Interval, Story, Told, interval, is_past, is_simple_past, set_off_relative
from detente.coding.upcoming import Upcoming
from detente.grounding.mentions import TimeMention
from detente.grounding.time_spans import span_of
from detente.grounding.time_tense import Tense
from detente.grounding.when import UNDATED, Dated, When
from detente.text.document import Document, Token

_PLACES = frozenset(("GPE", "LOC", "FAC"))
_NEAR = 31  # days
_REPORT = 8  # sentences
_SCENE = 2  # sentences for which "them" speaks of those of one scene
_SOON = 7  # days within which the next thing told without a date happened
_HAPPENED = frozenset(("occurred", "denied", "negated"))
_FINITE = frozenset(("VBZ", "VBP", "VBD"))


class SceneWord(msgspec.Struct, frozen=True):
    """A row of ``times_scenes.csv``."""

    word: str
    kind: str
    days: int = 0


@dataclass(frozen=True)
class Dating:
    """Dates the events of an article."""

    words: Mapping[str, Mapping[str, int]]
    reader: When
    tense: Tense

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Dating:
        """Read the tables."""
        rows = records("times_scenes.csv", SceneWord, folders)
        kinds = {row.kind for row in rows}
        words = {kind: {row.word: row.days for row in rows if row.kind == kind} for kind in kinds}
        return cls(words, When(folders), Tense(folders))

    def weigh(self, events: Sequence[Event], times: list[TimeMention], document: Document) -> dict[int, Weighed]:
        """The dates of events with the readings that gave them and what else came into question.

        By the number of the trigger's token; the events stand in text order.
        """
        reader = _Reader(self, events, times, document)
        found = reader.all()
        return {i: Weighed(dated, reader.rules[i], reader.others(i)) for i, dated in found.items()}


class _Reader:
    """Goes through the events of one article."""

    def __init__(self, dating: Dating, events: Sequence[Event], times: list[TimeMention], document: Document) -> None:
        self._dating, self._events, self._times, self._document = dating, events, times, document
        self._story = Story(document, times, dating.reader, dating.tense)
        self._published = self._story.published
        self._daily = Daily(self._story, events, dating.words["background"])
        self._upcoming = Upcoming(self._story, dating.words["scene"])
        self.rules: dict[int, str] = {}
        self._second: dict[int, Dated] = {}
        self._read_of: dict[int, Interval] = {}  # what was found for a clause by no words of its own
        self._official = document.article.kind == "official"

    def all(self) -> dict[int, Dated]:
        """The dates of all events, those of the headline last, for it speaks of what the report tells."""
        found: dict[int, Dated] = {}
        for event in sorted(self._events, key=lambda e: e.predicate.token.sentence.role == "headline"):
            found[event.predicate.token.i] = self._date(event, found)
        return found

    def _date(self, event: Event, found: Mapping[int, Dated]) -> Dated:
        token = event.predicate.token
        if own_act := self._own_act(event):
            self.rules[token.i] = "an official statement's own act, of its day"
            return Dated(*own_act.iso())
        told = self._words(event)
        start, end = told.start, told.end
        if start or end:
            self.rules[token.i] = "the words nearest to it in the grammar" + ("" if start and end else ", one end open")
        if start and end:
            if event.status == "planned" and (when := interval(start, end)):
                self._upcoming.note(token, when)
            return told
        if start or end:
            return self._closed(token, told)
        if token.sentence.role != "headline":
            rule, read = self._read(event, found)
        else:
            rule, read = "a headline speaks of what the report opens with", self._headline(event, found)
        self.rules[token.i] = rule if read else ""
        if read:
            self._read_of[syntax.clause_head(token).i] = read
        return Dated(*read.iso()) if read else UNDATED

    def _words(self, event: Event) -> Dated:
        """The date that the sentence gives; none of the days to come where the thing has happened."""
        token, published = event.predicate.token, self._document.article.published
        if event.words:
            return self._in_gap(event)
        apart = [t for gap in event.gaps for t in gap.words]
        times = [m for m in self._times if not _among(m, apart)] if apart else self._times
        dated = self._dating.reader.date(token, times, self._document, published)
        when = interval(dated[0] or dated[1], dated[1])  # "promised to pay by the end of June"
        if when is None or self._published is None or event.status not in _HAPPENED:
            return dated
        if when.first > self._published:
            return UNDATED
        return dated._replace(end=published) if when.last > self._published else dated

    def _in_gap(self, event: Event) -> Dated:
        """The day that a clause without a verb names: "and, a month later, with B"."""
        named = (m for m in self._times if _among(m, event.words) and m.start and m.end)
        mention = next(named, None)
        when = interval(mention.start, mention.end) if mention else None
        if mention is None or when is None:
            return UNDATED
        past = self._past(when) if event.status in _HAPPENED else when
        return Dated(*past.iso(), self._document.words(mention.span), mention.span) if past else UNDATED

    def _read(self, event: Event, found: Mapping[int, Dated]) -> tuple[str, Interval | None]:
        """The reading of the rest that dates it, the surest first, and the date."""
        if when := self._spoken_of(event, found):
            return "more is told of a thing just told", when
        if when := self._beside(event):
            self._story.note(event.predicate.token, when)
            return "another clause of the sentence", when
        readings = {
            "the day of its saying": self._said,
            "words for the time just told": self._tied,
            "the clause that it is joined to": self._joined,
            "what reaches up to publication": self._perfect,
            "a report of the day": self._daily.beside_the_news,
            "planned for an occasion just told": self._upcoming.day,
            "the story goes on, or the news of the day": self._next,
        }
        fitting = ((rule, when) for rule, read in readings.items() if (when := read(event)))
        first = next(fitting, ("", None))
        if second := next((when for _, when in fitting if when != first[1]), None):
            self._second[event.predicate.token.i] = Dated(*second.iso())
        return first

    def others(self, trigger: int) -> tuple[Dated, ...]:
        """What else came into question for an event: the other dates of its sentence, then the second reading."""
        token, published = self._document.tokens[trigger], self._document.article.published
        named = self._dating.reader.options(token, self._times, self._document, published)
        return (*named, self._second[trigger]) if trigger in self._second else named

    def _saying_above(self, event: Event) -> Token | None:
        """The verb of saying above an act done by what is said: "told viewers that he would never sign"."""
        verb = syntax.clause_head(event.predicate.token)
        by_words = event.spoken and event.status == "occurred" and verb.dep == "ccomp" and not is_past(verb)
        return verb.head if by_words and self._story.is_saying(verb.head) and is_past(verb.head) else None

    def _said(self, event: Event) -> Interval | None:
        saying = self._saying_above(event)
        return self._past(self._story.date_of(saying)) if saying else None

    def _closed(self, token: Token, dated: Dated) -> Dated:
        """ "before the end of that year", of the past: not before what was told last."""
        told, limit = self._story.before(token), interval(dated.end, dated.end)
        past = dated.start is None and is_past(syntax.clause_head(token))
        if past and told and limit and told.when.first <= limit.last:
            return dated._replace(start=told.when.first.isoformat())
        return dated

    def _own_act(self, event: Event) -> Interval | None:
        """What an official statement does in its own words: "The ministers thanked ...", "They reject ..."."""
        token = event.predicate.token
        if not (self._official and self._published and event.status == "occurred" and event.spoken):
            return None
        if (
            token.tag not in _FINITE
            or not syntax.in_main(token, ("ROOT",))
            or token.child("mark")
            or self._scene_cue(token) is not None
        ):
            return None
        return Interval(self._published, self._published)

    def _headline(self, event: Event, found: Mapping[int, Dated]) -> Interval | None:
        """A headline speaks of what the report opens with; in the present tense, of the last day or two."""
        for other in self._events:
            told = other.predicate.token.sentence
            if (
                told.role != "headline"
                and self._story.opens(told)
                and other.frame == event.frame
                and countries(event) & countries(other)
            ):
                when = interval(*found.get(other.predicate.token.i, UNDATED)[:2])
                if when and (event.status != "occurred" or self._story.is_news(when)):
                    return when
        verb = syntax.clause_head(event.predicate.token)
        present = verb.tag in _FINITE and verb.child("aux") is None
        if not present or event.status != "occurred" or self._published is None:
            return None
        lead = self._story.lead
        return lead.when if lead and lead.when.days <= 1 else self._daily.last_days

    def _beside(self, event: Event) -> Interval | None:
        happened = event.status in _HAPPENED
        when = beside(event.predicate.token, self._story, self._dating.words, spoken=event.spoken, happened=happened)
        return self._past(when) if happened else when

    def _spoken_of(self, event: Event, found: Mapping[int, Dated]) -> Interval | None:
        """ "It was the first visit by a minister": the date of the visit that the sentence before tells of."""
        token = event.predicate.token
        subject = token.head.child("nsubj") if token.dep == "attr" else None
        if subject is None or subject.lower not in ("it", "this", "that") or not is_simple_past(token.head):
            return None
        told = (e for e in reversed(self._events) if 0 <= token.sentence.index - e.predicate.token.sentence.index < 2)
        same = (e.predicate.token.i for e in told if e.frame == event.frame and e.predicate.token.i < token.i)
        return next((when for i in same if (when := interval(*found.get(i, UNDATED)[:2]))), None)

    def _tied(self, event: Event) -> Interval | None:
        """ "at the time", "in the hours that followed": the time that was told last, or so many days on."""
        token = event.predicate.token
        when = self._story.mentioned_before(token)
        if when is None and (told := self._story.before(token)):
            when = told.when
        days = self._scene_cue(token)
        if when is None or days is None or event.status not in _HAPPENED:
            return None
        return self._past(when.widened(after=days if when.days <= _NEAR else 0))

    def _joined(self, event: Event) -> Interval | None:
        """ "fired at them and arrested ten", "was received by A, who promised aid": the time of the first."""
        verb = syntax.clause_head(event.predicate.token)
        if event.status not in _HAPPENED or not is_simple_past(verb):
            return None
        if verb.dep == "relcl" and event.spoken and set_off_relative(verb):
            return self._read_of.get(syntax.clause_head(verb.head).i)
        return self._read_of.get(verb.head.i) if clauses.shares_subject(verb) else None

    def _perfect(self, event: Event) -> Interval | None:
        """ "has meanwhile sent", "have talked for a decade", "is sending": what reaches up to publication."""
        verb = syntax.clause_head(event.predicate.token)
        if self._published is None or event.status not in (*_HAPPENED, "ongoing"):
            return None
        helpers = {c.lemma for c in clauses.first_of(verb).children_of("aux") if c.tag in ("VBZ", "VBP")}
        if verb.tag == "VBG" and "be" in helpers and syntax.in_main(verb, ("ROOT",)):
            return Interval(self._published, self._published)
        if "have" not in helpers:
            return None
        if past := self._lasted(verb):
            return past
        told = self._story.before(verb)
        since = any(c.lower in self._dating.words.get("since", {}) for c in verb.children)
        if told and since:
            return Interval(told.when.first, self._published)
        opening = self._document.article.kind == "news" and self._story.first(verb.sentence)
        told_now = opening and event.status in _HAPPENED and verb.child("neg") is None
        return self._daily.last_days if told_now and syntax.in_main(verb) else None

    def _lasted(self, verb: Token) -> Interval | None:
        """The years or days up to publication that "for a decade" speaks of."""
        for time in self._times:
            tokens = self._document.tokens_in(time.span) if time.type == "DURATION" else []
            head = next((t for t in tokens if t.dep == "pobj" and t.head.lower == "for"), None)
            if head and verb in clauses.phrases_above(head.head) and self._published and (days := span_of(time.value)):
                return Interval(self._published - timedelta(days=days[1]), self._published)
        return None

    def _next(self, event: Event) -> Interval | None:
        """The next thing of the story: the simple past behind a dated clause."""
        token = event.predicate.token
        verb = self._saying_above(event) or syntax.clause_head(token)
        if event.status not in _HAPPENED or not (clauses.goes_on(verb, event) or clauses.refused(verb, event)):
            return None
        if token is not verb and self._story.date_of(verb):
            return None  # the noun's clause has a date, which is not that of the noun
        if self._daily.is_background(token):
            return None
        words = verb.sentence.tokens
        placed = words[0].lower in ("in", "at") and words[1].ent in _PLACES  # "In Minsk both sides signed ..."
        if placed and (scene := self._story.at_place(words[1].lower, verb)):
            return self._past(scene)
        told = self._story.before(verb)
        if self._dated_otherwise(verb, told):
            return None
        if told and told.verb.sentence.block == verb.sentence.block and self._follows(event, told):
            return self._soon(told, verb)
        return self._elsewhere(event, verb, told) if event.status != "negated" else None

    def _elsewhere(self, event: Event, verb: Token, told: Told | None) -> Interval | None:
        """What opens a paragraph: a reaction to a thing named, the news of the day, or the next thing of the story."""
        if event.spoken and (thing := self._answered(verb)):
            return self._soon(thing, verb)
        far = told or self._story.before(verb, _REPORT)
        if told is None and far and self._story.is_news(far.when) and self._story.unbroken(far, verb, _REPORT):
            told = far  # a report of one day, told at length
        if told is None or not self._follows(event, told):
            return self._daily.spoken(event)
        if self._document.article.kind == "news" and self._published:
            return self._soon(told, verb) if self._story.is_news(told.when) else self._daily.spoken(event)
        return self._soon(told, verb) if self._story.unbroken(told, verb) else None

    def _dated_otherwise(self, verb: Token, told: Told | None) -> bool:
        """Whether the clause holds a date, that of something else, far from the story: "signed the law of 1998"."""
        for time in self._times:
            when = interval(time.start, time.end)
            tokens = self._document.tokens_in(time.span) if when else []
            if when and tokens and tokens[0].sentence is verb.sentence and clauses.own_word(tokens[0], verb):
                return told is None or abs((when.first - told.when.first).days) > _NEAR
        return False

    def _follows(self, event: Event, told: Told) -> bool:
        """Whether the story goes on from there: what was said today goes on with what else was said."""
        return event.spoken or not (told.said and self._story.is_news(told.when))

    def _answered(self, verb: Token) -> Told | None:
        """What a reaction reacts to: "criticised the licence"."""
        for noun in (t for t in verb.children_of("dobj", "nsubjpass") if clauses.definite(t)):
            if told := self._story.about(noun):
                return told
        return None

    def _soon(self, told: Told, verb: Token) -> Interval | None:
        """The time of the clause told last, or soon after; that time itself where the scene is the same."""
        if told.when.days > _SOON or self._same_scene(verb, told):
            return self._past(told.when)
        return self._past(told.when.widened(after=_SOON))

    def _same_scene(self, verb: Token, told: Told) -> bool:
        """Whether a clause speaks of the occasion that the clause before told of: "the session", "the talks"."""
        if told.when.days == 0 and not told.said and self._story.is_news(told.when) and clauses.points_back(verb):
            return verb.sentence.index - told.verb.sentence.index <= _SCENE
        scenes = self._dating.words.get("scene", {})
        nouns = [t for t in verb.sentence.tokens if t.pos == "NOUN" and t.lemma in scenes and clauses.definite(t)]
        return bool(nouns) and self._story.is_news(told.when)

    def _scene_cue(self, token: Token) -> int | None:
        """How many days on the words of the sentence lead from what was told last; None where none do."""
        cues = self._dating.words.get("next", {})
        words = f" {' '.join(t.lower for t in token.sentence.tokens)} "
        return max((days for cue, days in cues.items() if f" {cue} " in words), default=None)

    def _past(self, when: Interval | None) -> Interval | None:
        return when.until(self._published) if when else None


def _among(mention: TimeMention, words: Sequence[Token]) -> bool:
    """Whether an expression of time begins in some words."""
    return any(t.start <= mention.span.start < t.end for t in words)
