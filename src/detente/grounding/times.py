"""Finds expressions of time in an article and tells which days they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from detente.grounding import time_calendar, time_clock, time_other, time_relative
from detente.grounding.mentions import TimeMention
from detente.grounding.time_captions import Captions
from detente.grounding.time_entries import entries
from detente.grounding.time_feasts import Feast, Feasts
from detente.grounding.time_lexemes import Lexeme, Lexicon
from detente.grounding.time_names import Names
from detente.grounding.time_patterns import Match, Patterns
from detente.grounding.time_periods import Period, parse_iso
from detente.grounding.time_reading import Context, Reading
from detente.grounding.time_tense import Look, Tense
from detente.model import Span
from detente.text.document import Document, Sentence, Token

_JOINTS = frozenset(("to", "and", "until", "till", "through", "-", "–"))
_LOWER = frozenset(
    ("SHIFT", "UNIT", "UNITS", "YEARWORD", "DAY", "HOUR", "REF", "PART")
)  # kinds of words in small letters
_UNSURE = 366  # days; where publication lies in a longer stretch, nothing is counted from it
_STEPS = frozenset(("relative", "offset"))
_PARTED = frozenset(("monthly", "yearly", "relative"))
_BACK = Look(-1, firm=False, main=True)
_TEXT = frozenset(("body", "standfirst"))
_EDGES = {"A -1": "21 31", "1": "1 10"}  # "the last days of May", "the first week of May"
_DURING = frozenset(("in", "during", "throughout", "on", "by"))
_PARAGRAPH = 4  # sentences of a paragraph for which a year holds
_STORY = 12  # sentences behind a day from which "four days later" may still count
_RULES = {**time_calendar.RULES, **time_relative.RULES, **time_clock.RULES, **time_other.RULES}

_Named = Callable[[Sentence, str], list[Feast]]


class Times:
    """The reader of time expressions: words and patterns from the codebook, rules for what they denote."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._feasts = Feasts(folders)
        self._lexicon = Lexicon(folders, self._feasts.names)
        self._patterns = Patterns(self._lexicon, frozenset(_RULES), folders)
        self._tense = Tense(folders)
        self._names = Names(folders)
        self._captions = Captions(folders)

    def find(self, document: Document, anchor: str | None) -> list[TimeMention]:
        """Every expression of time in the document, in text order.

        Where all that is known of the day of publication is that it lies between two days (by an anchor such as
        "2021-06", or by the article's ``published_between``), an expression that counts from it ("yesterday") has no
        full value, and an interval that holds what it means for each of those days.

        Args:
            document: the parsed article.
            anchor: its publication date, ISO, of any precision, or None.
        """
        lexemes = self._lexicon.read(document)
        starting: dict[int, list[Match]] = defaultdict(list)
        matches = self._patterns.matches(lexemes)
        named = {n for m in matches if self._names.holds(lexemes, m.first, m.last) for n in range(m.first, m.last + 1)}
        for match in (m for m in matches if m.first not in named):
            starting[match.first].append(match)
        feasts = partial(self._named, document)
        heads = entries(lexemes, starting)

        def read(published: Period | None) -> list[TimeMention]:
            reader = _Reader(lexemes, published, self._tense, feasts, heads)
            reader.read_all(starting)
            return self._captions.years(reader.mentions, reader.bare, document, published)

        mentions = read(parse_iso(anchor or ""))
        between = _between(anchor, document.article.published_between)
        return _widened(mentions, *map(read, between)) if between else mentions

    def _named(self, document: Document, sentence: Sentence, name: str) -> list[Feast]:
        return self._feasts.named(name, (sentence.span.of(document.text), document.text))


class _Reader:
    """Goes through one document and remembers which time the text is at."""

    def __init__(
        self,
        lexemes: list[Lexeme],
        anchor: Period | None,
        tense: Tense,
        feasts: _Named,
        heads: Mapping[int, Span],
    ) -> None:
        self.mentions: list[TimeMention] = []
        self._feasts = feasts
        self._lexemes, self._anchor, self._tense = lexemes, anchor, tense
        self._narrative: tuple[Period, int] | None = None
        self._told: tuple[Period, int] | None = None
        self._told_by: Token | None = None  # the first word of the expression that told it
        self._topic: tuple[Period, int] | None = None
        self.bare: list[TimeMention] = []  # of days and months whose year the words do not tell
        self._day: tuple[Period, int] | None = None
        self._said: tuple[Token, Period | None] | None = None
        self._quarter: tuple[Period, int] | None = None
        self._heads = heads
        self._entry: Period | None = None  # the date at the head of the entry read last
        self._long_past: bool | None = None  # whether the article opens with a time long past

    def read_all(self, starting: Mapping[int, Sequence[Match]]) -> None:
        """Read the text from left to right: at each place the longest match that makes sense, then on behind it."""
        at = 0
        while at < len(self._lexemes):
            for match in sorted(starting.get(at, ()), key=lambda m: (-m.last, m.order)):
                if self.read(match):
                    at = match.last
                    break
            at += 1

    def read(self, match: Match) -> bool:
        """Take the match as a mention if its rule can make sense of it."""
        first, last = self._lexemes[match.first], self._lexemes[match.last]
        tokens = [x.token for x in self._lexemes[match.first : match.last + 1]]
        following = self._lexemes[match.last + 1 : match.last + 2]
        if _is_title(self._lexemes[match.first : match.last + 1]) or any(x.kind == "BC" for x in following):
            return False
        reading = _RULES[match.rule](match.groups, self._context(match, tokens))
        if reading is None:
            return False
        if reading.period and reading.period.unit in ("month", "year") and match.rule in _PARTED:
            reading = _part_of(reading, reading.period, self._lexemes[match.first : match.last + 1])
        span = Span(first.start, last.end)
        heads = self._heads.get(match.first)
        self.mentions.append(TimeMention(span, reading.type, reading.value, reading.start, reading.end, heads))
        if match.rule == "monthly" and not (reading.told or match.groups.keys() & {"yshift", "shift"}):
            self.bare.append(self.mentions[-1])
        before = self._lexemes[match.first - 1].value if match.first else ""
        self._remember(reading, match.rule, tokens, of_something=before in ("of", "since"))
        if heads and reading.period:
            self._open_entry(reading.period, tokens[0], told=reading.told or self._entry is not None)
        return True

    def _open_entry(self, when: Period, first: Token, told: bool) -> None:
        """Take the date at the head of an entry for that of which its words go on to speak."""
        seen = when, first.sentence.index
        if told:
            self._entry, self._told, self._told_by = when, seen, first
        if when.unit == "day":
            self._day = seen

    def _context(self, match: Match, tokens: list[Token]) -> Context:
        after = (x.text.lower() for x in self._lexemes[match.last + 1 : match.last + 3] if x.kind != "HYPHEN")
        sentence, heads = tokens[0].sentence, match.first in self._heads
        here, topic = sentence.index, self._topic
        return Context(
            anchor=self._anchor,
            narrative=self._narrative[0] if self._narrative else None,
            near=_within(self._narrative, here, 1) is not None,
            told=self._entry if heads else _within(self._told, here, self._reach(tokens)),
            quarter=_within(self._quarter, here, 8),
            look=lambda: _BACK if heads else self._tense.look(_leading(tokens) or _head(tokens)),
            token=tokens[0],
            last_word=self._lexemes[match.first - 1].text.lower() if match.first else "",
            next_word=next(after, ""),
            year=self._year_of_stretch(match.last + 1),
            named=partial(self._feasts, sentence),
            day=_within(self._day, here, _STORY),
            before_saying=self._before_saying(tokens[0]),
            topic=topic[0] if topic and topic[1] == sentence.block else None,
            shown=sentence.role == "caption",
            long_past=bool(self._long_past),
            entry=None if heads or not self._in_entry(tokens[0]) else self._entry,
        )

    def _in_entry(self, token: Token) -> bool:
        return any(span.start <= token.start < span.end for span in self._heads.values())

    def _before_saying(self, token: Token) -> Period | None:
        """The day told before that of the verb of saying in whose content the token stands."""
        if self._said is None:
            return None
        verb, day = self._said
        return day if any(t.dep == "ccomp" and t.head is verb for t in token.ancestors()) else None

    def _year_of_stretch(self, at: int) -> int | None:
        """The year given at the end of "January to March 2020", when its beginning has been read up to ``at``."""
        following = self._lexemes[at : at + 4]
        if len(following) < 3 or following[0].text.lower() not in _JOINTS or following[1].kind not in ("MONTH", "ABBR"):
            return None
        return next((int(float(x.value)) for x in following[2:] if x.kind == "YEAR"), None)

    def _reach(self, tokens: list[Token]) -> int:
        """For how many sentences a year holds that the text gave: the rest of it where nothing else tells the year."""
        if self._anchor is None:
            return len(self._lexemes)
        if self._told is None or self._told_by is None:
            return 0
        here, there = tokens[0].sentence, self._told_by.sentence
        same = here.block == there.block
        if not same and "caption" in (here.role, there.role):
            return -1  # a caption tells of itself alone
        if self._long_past:
            return _STORY
        if self._told[0].unit not in ("day", "month"):
            return int(same and _opens(self._told_by) and _opens(tokens[0]))  # "In 2019 ... . In May ..."
        return _PARAGRAPH if same else 1

    def _remember(self, reading: Reading, rule: str, tokens: list[Token], of_something: bool) -> None:
        """Keep the time that the text is at; the date of a thing ("the accord of May 2011") is none for the story."""
        if reading.period is None:
            return
        sentence, head = tokens[0].sentence, _head(tokens)
        look, seen = self._tense.look(head), (reading.period, sentence.index)
        self._narrative = seen
        if look.main and sentence.role in _TEXT:
            self._note_past(reading)
        verb = next((t for t in head.ancestors() if t.pos == "VERB"), None)
        if verb and self._tense.role(verb) == "speech":
            self._said = verb, _within(self._day, verb.sentence.index, _PARAGRAPH)
        if reading.period.unit == "day" and not of_something and look.main:
            self._day = seen
        if reading.told and not of_something and look.main:
            self._told, self._told_by = seen, tokens[0]
        elif self._told and self._long_past and rule == "monthly" and not of_something and look.main:
            self._told = seen  # in the midst of a story long past, each day leads on to the next
        elif self._told and rule in _STEPS and reading.period.first.year != self._told[0].first.year:
            self._told = seen  # "in May 1995 ..., and the following year ...": the story has left the year told
        if reading.told and _sets_topic(head, look):
            self._topic = reading.period, sentence.block
        elif self._topic and reading.period.first.year != self._topic[0].first.year:
            self._topic = None
        if rule == "quarterly" and not (self._anchor and reading.period.first > self._anchor.first):
            self._quarter = seen

    def _note_past(self, reading: Reading) -> None:
        """Note whether the article opens with a year long past; a time near publication ends such a story."""
        if self._anchor is None or reading.period is None:
            return
        far = self._anchor.days_after(reading.period) > _UNSURE
        if self._long_past is None:
            self._long_past = far and reading.told
        elif not far:
            self._told = None


def _sets_topic(head: Token, look: Look) -> bool:
    """Whether a date tells of which year a paragraph is: beside a main verb of the past, or of its subject."""
    if not look.main or look.direction > 0:
        return False
    if head.dep != "pobj":
        return head.dep in ("npadvmod", "attr", "nsubj")
    of_subject = head.head.lower == "of" and head.head.head.dep in ("nsubj", "nsubjpass")
    return of_subject or head.head.lower in _DURING  # "The coup of 2021 changed everything"


def _between(anchor: str | None, bounds: tuple[str, str | None] | None) -> tuple[Period, Period] | None:
    """The first and last day on which the article can have been published, if it is no single day and not too long."""
    known = parse_iso(anchor or "")
    if known:
        first, last = Period("day", known.first), Period("day", known.last)
    elif bounds and (ends := (parse_iso(bounds[0]), parse_iso(bounds[1] or ""))) and ends[0] and ends[1]:
        first, last = Period("day", ends[0].first), Period("day", ends[1].last)
    else:
        return None
    return (first, last) if 0 < (last.first - first.first).days <= _UNSURE else None


def _widened(mentions: list[TimeMention], earliest: list[TimeMention], latest: list[TimeMention]) -> list[TimeMention]:
    """The mentions, those without an interval with that from what they mean at the earliest to what at the latest."""
    firsts, lasts = ({m.span: m for m in found} for found in (earliest, latest))
    widened = []
    for mention in mentions:
        first, last = firsts.get(mention.span), lasts.get(mention.span)
        if first and last and first.start and last.end and not (mention.start or mention.end):
            mention = replace(
                mention, start=min(first.start, last.start or first.start), end=max(first.end or last.end, last.end)
            )
        widened.append(mention)
    return widened


def _part_of(reading: Reading, whole: Period, lexemes: list[Lexeme]) -> Reading:
    """The part of a month or year that "early", "the end of", "the last days of" mean; its value stays the whole."""
    phase = next((x.value for x in lexemes if x.kind == "PHASE" and x.value), "")
    counted = any(x.kind in ("UNITS", "UNIT", "DAYWORD") and x.value in ("day", "week") for x in lexemes)
    if counted:
        edge = next((x for x in lexemes if x.kind in ("SHIFT", "ORDINAL") and x.value in _EDGES), None)
        phase = _EDGES[edge.value] if edge else phase
    if not phase:
        return reading
    first, last = (int(day) for day in phase.split())
    if whole.unit == "month":
        days = [whole.first.replace(day=min(day, whole.last.day)).isoformat() for day in (first, last)]
        return replace(reading, start=days[0], end=days[1])
    months = tuple(-(-day * 12 // 31) for day in (first, last))
    return replace(reading, start=f"{whole.start}-{months[0]:02}", end=f"{whole.start}-{months[1]:02}")


def _is_title(lexemes: list[Lexeme]) -> bool:
    """Whether ordinary words are written as a name in running text: the broadcast "This Week", the film "High Noon"."""
    words, sentence = [x for x in lexemes if x.text[0].isalpha()], lexemes[0].token.sentence
    if not words or not all(x.text[0].isupper() and x.kind in _LOWER for x in words):
        return False
    capitals = sum(t.text[0].isupper() for t in sentence.tokens)
    return lexemes[0].token is not sentence.tokens[0] and capitals * 2 < len(sentence.tokens)


def _within(seen: tuple[Period, int] | None, sentence: int, reach: int) -> Period | None:
    """The date if the text gave it at most so many sentences ago."""
    return seen[0] if seen and sentence - seen[1] <= reach else None


def _opens(first: Token) -> bool:
    """Whether an expression that begins with a word opens its sentence, or stands behind the preposition that does."""
    return first.sentence.tokens.index(first) <= 1


def _leading(tokens: list[Token]) -> Token | None:
    """The preposition before an expression that was parsed as part of the name behind: "In May Oslo's envoys left"."""
    head, words = _head(tokens), tokens[0].sentence.tokens
    at = words.index(tokens[0])
    before = words[at - 1] if at else head
    opens = at == 1 or (at > 1 and words[at - 2].pos in ("CCONJ", "PUNCT"))
    return before if opens and before.dep == "prep" and head.dep in ("compound", "nmod", "amod", "nummod") else None


def _head(tokens: list[Token]) -> Token:
    """The word of the expression that hangs on the rest of the sentence."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head is t), tokens[0])
