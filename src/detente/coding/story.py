"""The story that an article tells, as far as its dates go: what happened when, in the order of the telling.

A narrative moves its reference time forward with each clause in the simple past (Partee 1984, "Nominal and temporal
anaphora"; Hinrichs 1986, "Temporal anaphora in discourses of English"): what is told next, without a date of its own,
happened at that time or soon after. Only clauses that carry the story move it, not those inside a noun phrase ("the
accord signed in 1998").
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.coding import syntax
from detente.grounding.mentions import TimeMention
from detente.grounding.time_periods import parse_iso
from detente.grounding.time_tense import Tense
from detente.grounding.when import Dated, When
from detente.text.document import Document, Sentence, Token

_TOLD_IN = frozenset(("body", "standfirst"))
_MAIN = frozenset(("ROOT", "conj", "ccomp", "parataxis"))
_WHEN = frozenset(("when", "as", "while", "after", "before", "once"))
_NEWS_DAYS = 4  # news of the day is of the last few days
_LONG = 31  # days
_STRETCH = 45  # days; behind a longer stretch the story goes on from its end
_REACH = 4  # sentences
_ENDINGS = ("ation", "ment", "ing", "ion", "ure", "al", "e")  # of nouns that go with a verb: "ruling", "closure"
_JOINTS = frozenset(("to", "and", "until", "till", "through"))


@dataclass(slots=True, frozen=True)
class Interval:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """The number of days between the two ends."""
        return (self.last - self.first).days

    def widened(self, before: int = 0, after: int = 0) -> Interval:
        """The interval with so many days more at its ends."""
        return Interval(self.first - timedelta(days=before), self.last + timedelta(days=after))

    def until(self, day: date | None) -> Interval | None:
        """The part up to a day; None where there is none. Without a day the interval itself."""
        if day is None or self.last <= day:
            return self
        return Interval(self.first, day) if self.first <= day else None

    def iso(self) -> tuple[str, str]:
        """Both ends as ISO dates: whole years as years, whole months as months."""
        first, last = self.first, self.last
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year:04}", f"{last.year:04}"
        if first.day == 1 and (last + timedelta(days=1)).day == 1:
            return first.isoformat()[:7], last.isoformat()[:7]
        return first.isoformat(), last.isoformat()


def interval(start: str | None, end: str | None) -> Interval | None:
    """The interval between two ISO dates of any precision; None where an end is missing or they do not fit."""
    first, last = parse_iso(start or ""), parse_iso(end or "")
    return Interval(first.first, last.last) if first and last and first.first <= last.last else None


@dataclass(slots=True, frozen=True)
class Told:
    """A clause of the story with its date.

    ``said`` where it tells of the saying of something; ``back`` where it steps back, "had met".
    """

    verb: Token
    when: Interval
    said: bool
    back: bool = False


class Story:
    """What an article tells with dates.

    Args:
        document: the parsed article.
        times: its expressions of time.
        reader: finds the date of a clause.
        tense: tells verbs of saying.
    """

    def __init__(self, document: Document, times: Sequence[TimeMention], reader: When, tense: Tense) -> None:
        self.published = _day(document.article.published)
        self.document, self.times = document, times
        self._reader, self._tense = reader, tense
        starts = sorted(m.span.start for m in times if m.start and m.end)
        self._resolved: dict[int, Interval] = {}
        self.told: list[Told] = []
        for told in (t for s in document.sentences if _dated(s, starts) for t in self._clauses(s)):
            if carries(told.verb) or self._goes_on(told):
                self.told.append(told)
        self.lead = self._lead()
        self.dateline = self._dateline()

    def date_of(self, verb: Token) -> Interval | None:
        """The date that the words of its sentence give to a verb or noun."""
        dated = self._words(verb)
        return interval(dated.start, dated.end) or self._resolved.get(verb.i)

    def note(self, verb: Token, when: Interval) -> None:
        """Take a date that was found otherwise into the story."""
        self._resolved[verb.i] = when
        marked = any(c.lower in _WHEN for c in verb.children_of("mark"))
        back = verb.dep == "advcl" or marked  # "hours after envoys met": such a clause steps aside from the story
        if not back and carries(verb) and is_past(verb) and when.days <= _STRETCH:
            insort(self.told, self._told(verb, when), key=lambda t: t.verb.i)

    def before(self, token: Token, reach: int = _REACH) -> Told | None:
        """The clause told last before ``token``, at most ``reach`` sentences back.

        What a clause in the past perfect steps back to, "had met", is left again with the paragraph.
        """
        here, i, block = token.sentence.index, token.i, token.sentence.block
        near = [t for t in reversed(self.told) if t.verb.i < i and here - t.verb.sentence.index <= reach]
        on = is_simple_past(syntax.clause_head(token))
        left = (t for t in near if not (on and t.back and t.verb.sentence.block != block))
        return next(left, near[0] if near else None)

    def unbroken(self, told: Told, verb: Token, most: int = 1) -> bool:
        """Whether few sentences, all of the past, stand between a clause and what may go on from it."""
        between = self.document.sentences[told.verb.sentence.index + 1 : verb.sentence.index]
        return len(between) <= most and all(is_past(s.root) for s in between)

    def about(self, noun: Token) -> Told | None:
        """The clause told last before ``noun`` in whose sentence the same noun stands; the lead if it is a title's."""
        for told in reversed(self.told):
            sentence = told.verb.sentence
            if not told.back and sentence.index < noun.sentence.index and _names(sentence, noun.lemma):
                return told
        titles = (s for s in self.document.sentences if s.role == "headline")
        return self.lead if any(_names(s, noun.lemma) for s in titles) else None

    def at_place(self, name: str, verb: Token) -> Interval | None:
        """When the last clause before ``verb`` happened in which that place is named, a few sentences back at most."""
        dated = {t.verb.i: t.when for t in self.told} | self._resolved
        for i in sorted((i for i in dated if i < verb.i), reverse=True):
            clause = self.document.tokens[i]
            if verb.sentence.index - clause.sentence.index > _REACH:
                return None
            if clause.sentence is not verb.sentence and any(t.lower == name for t in clause.subtree()):
                return dated[i]
        return None

    def mentioned_before(self, token: Token) -> Interval | None:
        """The last date that the text gave before ``token``, in this sentence or the one before, whatever it dates."""
        first = self.document.sentences[max(token.sentence.index - 1, 0)].span.start
        near = (m for m in reversed(self.times) if first <= m.span.start < token.start)
        found = (when for m in near if (when := interval(m.start, m.end)))
        return next((when for when in found if self.published is None or when.first <= self.published), None)

    def _clauses(self, sentence: Sentence) -> Iterator[Told]:
        for token in sentence.tokens:
            if syntax.is_verb(token) and is_past(token) and (carries(token) or set_off_relative(token)):
                dated = self._words(token)
                if (when := interval(dated.start, dated.end)) and not self._still_runs(when):
                    yield self._told(token, _goes_on_from(when, dated.words))

    def _told(self, verb: Token, when: Interval) -> Told:
        return Told(verb, when, self.is_saying(verb), is_perfect(verb))

    def _goes_on(self, told: Told) -> bool:
        """Whether a relative clause moves the story on: "asked the council, which met in June"."""
        last = self.told[-1].when if self.told else None
        return is_simple_past(told.verb) and last is not None and told.when.first > last.last

    def _still_runs(self, when: Interval) -> bool:
        """Whether an interval reaches up to publication, "this year", or begins behind it, "asked him for Monday"."""
        if self.published is None or when.last < self.published:
            return False
        return when.days > _LONG or when.first > self.published

    def _words(self, verb: Token) -> Dated:
        return self._reader.date(verb, self.times, self.document, self.document.article.published)

    def _lead(self) -> Told | None:
        """The news of the day: the first dated clause, of the days before publication."""
        return next((t for t in self.told if self.opens(t.verb.sentence) and self.is_news(t.when)), None)

    def _dateline(self) -> date | None:
        """The day at the head of a dispatch, "SEOUL, May 14 --": that of the writing."""
        heads = (s for s in self.document.sentences if s.role == "byline" and self._heads_a_story(s))
        head = next(heads, None)
        inside = (t for t in self.times if head and head.span.covers(t.span))
        days = (when.first for t in inside if (when := interval(t.start, t.end)) and not when.days)
        return next((day for day in days if self.published and day <= self.published), None)

    def _heads_a_story(self, sentence: Sentence) -> bool:
        following = self.document.sentences[sentence.index + 1 : sentence.index + 2]
        return any(s.role == "body" and s.block == sentence.block for s in following)

    def first(self, sentence: Sentence) -> bool:
        """Whether a sentence is the first of the report."""
        return sentence is next((s for s in self.document.sentences if s.role in _TOLD_IN), None)

    @property
    def opens_in_perfect(self) -> bool:
        """Whether the first sentence tells its news in the present perfect: "Chad has denied that ..."."""
        sentence = next((s for s in self.document.sentences if s.role in _TOLD_IN), None)
        helpers = sentence.root.children_of("aux") if sentence and sentence.root.tag in ("VBN", "VBD") else []
        return any(h.lemma == "have" and h.tag in ("VBZ", "VBP") for h in helpers)

    def opens(self, sentence: Sentence) -> bool:
        """Whether a sentence is among the first that tell something."""
        return sentence.index in [s.index for s in self.document.sentences if s.role in _TOLD_IN][:3]

    def is_saying(self, verb: Token) -> bool:
        """Whether a verb tells of the saying of something."""
        return self._tense.role(verb) == "speech"

    def vows(self, verb: Token) -> bool:
        """Whether a verb tells of an undertaking: "promised", "agreed"."""
        return self._tense.turns_ahead(verb)

    def is_news(self, when: Interval) -> bool:
        """Whether an interval is of the few days before publication."""
        return self.published is not None and (self.published - when.first).days <= _NEWS_DAYS


def is_past(verb: Token) -> bool:
    """Whether a verb tells of the past: "met", "was met", "had met", "did not meet"."""
    helpers = verb.children_of("aux", "auxpass")
    if verb.tag == "VB":
        return any(h.lower == "did" for h in helpers)
    if verb.tag == "VBN" and not helpers and verb.dep == "conj" and syntax.is_verb(verb.head):
        return is_past(verb.head)  # "was convened by A and mediated by B"
    if verb.tag == "VBN" and not helpers and verb.dep == "ROOT":
        return verb.child("nsubj") is not None  # the simple past, wrongly tagged
    if verb.tag == "VBD":
        return not any(h.tag == "MD" for h in helpers)
    return verb.tag == "VBN" and any(h.tag == "VBD" for h in helpers)


def is_simple_past(verb: Token) -> bool:
    """Whether a verb tells the next thing of a story: "met", "was met", but not "had met"."""
    if verb.tag == "VBN" and verb.dep == "conj" and not verb.child("aux", "auxpass"):
        return is_past(verb) and is_simple_past(verb.head)
    return is_past(verb) and not any(h.lemma == "have" for h in verb.children_of("aux"))


def is_perfect(verb: Token) -> bool:
    """Whether a verb steps back in a story: "had met"."""
    return is_past(verb) and not is_simple_past(verb)


def set_off_relative(verb: Token) -> bool:
    """Whether a verb is that of a relative clause behind a comma: "the council, which met in June"."""
    pronoun = next((t for t in verb.subtree() if t.tag in ("WDT", "WP", "WP$", "WRB") and t.i < verb.i), None)
    if verb.dep != "relcl" or pronoun is None:
        return False
    words = verb.sentence.tokens
    at = words.index(pronoun)
    while at > 0 and (words[at - 1].pos == "ADP" or words[at - 1].dep == "prep"):
        at -= 1
    return at > 0 and words[at - 1].text == ","


def carries(verb: Token) -> bool:
    """Whether a verb carries the story: main clauses, what is said in them, and clauses that say when."""
    while verb.head is not verb:
        if verb.dep == "acl" and verb.head.head is verb.head:
            return True  # a sentence that the parser took for a phrase: "The dispute hardened in May"
        if verb.dep not in _MAIN and not (verb.dep == "advcl" and any(c.lower in _WHEN for c in verb.children)):
            return False
        verb = verb.head
    return True


def _goes_on_from(when: Interval, words: str) -> Interval:
    """Where the story stands after something of that date: of "from May 2019 to June 2020", in the last month."""
    if when.days <= _STRETCH or not _JOINTS & set(words.lower().split()):
        return when
    return Interval(when.last.replace(day=1), when.last)


def _dated(sentence: Sentence, starts: Sequence[int]) -> bool:
    span = sentence.span
    return sentence.role in _TOLD_IN and any(span.start <= at < span.end for at in starts)


def _names(sentence: Sentence, lemma: str) -> bool:
    """Whether a sentence has the noun, or the verb that goes with it: "the court ruled" of "the ruling"."""
    nouns = any(t.lemma == lemma and t.pos in ("NOUN", "PROPN") for t in sentence.tokens)
    return nouns or any(t.pos == "VERB" and _stem(t.lemma) == _stem(lemma) for t in sentence.tokens)


def _stem(lemma: str) -> str:
    ending = next((e for e in _ENDINGS if lemma.endswith(e) and len(lemma) > len(e) + 2), "")
    return lemma.removesuffix(ending)


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published) if published and len(published) == 10 else None
