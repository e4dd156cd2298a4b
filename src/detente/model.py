"""The public data model: every record that détente reads, makes, keeps and exports.

All records are frozen :class:`msgspec.Struct` values, so they encode to JSON as they stand
(``msgspec.json.encode(statement)``) and decode again with full type checks. Offsets count Unicode
code points; ``Span(3, 8)`` covers ``text[3:8]``. Days are ISO dates of any precision:
``"2021"``, ``"2021-06"`` or ``"2021-06-04"``.
"""

from __future__ import annotations

import hashlib
from typing import Literal, NamedTuple, get_args

import msgspec

Kind = Literal["news", "opinion", "official", "other"]
Role = Literal["section", "headline", "standfirst", "byline", "body", "caption", "bio"]
Status = Literal["occurred", "ongoing", "planned", "proposed", "hypothetical", "denied", "negated"]
Verdict = Literal["accepted", "rejected", "edited", "added", "complete"]
Stance = Literal["asserts", "denies", "doubts", "asks"]

KINDS: tuple[Kind, ...] = get_args(Kind)
ROLES: tuple[Role, ...] = get_args(Role)
STATUSES: tuple[Status, ...] = get_args(Status)

# Methods of actors of whom no word of the sentence tells: the state that the article deals with, and the other side's.
FROM_STORY = frozenset({"topic", "home"})


def stable_id(prefix: str, *parts: object) -> str:
    """A short id that depends on the given parts alone: same parts, same id, on every machine."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).hexdigest()
    return f"{prefix}{digest}"


class Span(NamedTuple):
    """The half-open range of characters ``[start, end)``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of an article's clean text, with the part it plays on the page."""

    role: Role
    span: Span


class Piece(NamedTuple):
    """``length`` characters that stand at ``text_start`` in the clean text and at ``raw_start`` in the raw page."""

    text_start: int
    raw_start: int
    length: int


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One text with what is known of it.

    ``text`` is the clean text into which all offsets point, ``blocks`` its paragraphs in order, ``raw`` the page
    as it came and ``raw_map`` the pieces of ``text`` in ``raw`` (ordered, not overlapping; characters in no
    piece, such as blank lines between paragraphs, have no counterpart). ``source`` tells where it was read
    from. ``published_between`` holds, where ``published`` is None, the first and last day (None: not known) on which
    the text can have been published, by the dates that it tells. ``near_copy_of`` is the id of an earlier article that
    this one repeats almost word for word.
    """

    id: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str = ""
    author: str = ""
    outlet: str = ""
    published: str | None = None
    published_between: tuple[str, str | None] | None = None
    language: str = "en"
    url: str = ""
    kind: Kind = "news"
    source: str = ""
    raw: str = ""
    raw_map: tuple[Piece, ...] = ()
    near_copy_of: str | None = None

    def raw_span(self, span: Span) -> Span | None:
        """Where a span of ``text`` stands in ``raw``, or None where it has no counterpart."""
        starts = [p.raw_start + max(span.start, p.text_start) - p.text_start for p in self._pieces(span)]
        ends = [p.raw_start + min(span.end, p.text_start + p.length) - p.text_start for p in self._pieces(span)]
        return Span(min(starts), max(ends)) if starts else None

    def _pieces(self, span: Span) -> list[Piece]:
        return [p for p in self.raw_map if p.text_start < span.end and span.start < p.text_start + p.length]


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of input that gave no article, with the reason and the remedy.

    ``failed`` is False where leaving it out is what the user would expect (a duplicate, another
    language), True where something is wrong with the input; it decides the exit code.

    ``fact`` is True where no article was left out, but a fact about one: a row or a value that cannot be used.
    """

    source: str
    reason: str
    remedy: str = ""
    failed: bool = True
    fact: bool = False


def _code(country: str, sector: str) -> str:
    return f"{country or '---'}:{sector}" if sector else country or "---"


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """Another reading of a name that the text leaves open; ``score`` is its probability, between 0 and 1.

    Actors fill ``country`` and ``sector``, places ``country``, ``lat`` and ``lon`` (degrees).
    """

    name: str
    country: str = ""
    sector: str = ""
    lat: float | None = None
    lon: float | None = None
    score: float = 0.0

    @property
    def code(self) -> str:
        """Country and sector in one, as :attr:`Actor.code`."""
        return _code(self.country, self.sector)


class OtherDate(msgspec.Struct, frozen=True, kw_only=True):
    """Another day or stretch in which a happening may fall; ``score`` is its probability, between 0 and 1.

    ``start`` and ``end`` are ISO days of any precision, ``words`` those of the text that give it, empty where it is
    taken from the story.
    """

    start: str | None = None
    end: str | None = None
    words: str = ""
    score: float = 0.0


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts or is acted on.

    ``country`` is an ISO 3166 alpha-3 code (XKX for Kosovo), ``UNO``, ``EUR`` or ``IGO`` for international
    organisations, ``NGO``, ``MNC``, ``IMG`` for international bodies of other kinds, or ``""`` where the text
    does not tell. ``sector`` is a PLOVER sector code (GOV, MIL, …) or ``""``. ``office`` is the office a person
    holds in the text, ``method`` the name of the rule that resolved the name. ``certainty`` is the probability that a
    careful reader takes the words for the same country, ``alternatives`` are the other readings that the text leaves
    open, likeliest first. ``evidence`` is the id of the article that tells who it is, where another one does. None of
    these is part of who it is: :attr:`code` and ``name`` are.
    """

    name: str
    country: str = ""
    sector: str = ""
    office: str = ""
    method: str = ""
    certainty: float = 1.0
    alternatives: tuple[Alternative, ...] = ()
    evidence: str = ""

    @property
    def code(self) -> str:
        """Country and sector in one: ``USA``, ``USA:MIL`` or ``---:REB``."""
        return _code(self.country, self.sector)


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the map; ``country`` is ISO 3166 alpha-3, ``lat`` and ``lon`` are degrees or None.

    ``certainty`` and ``alternatives`` are those of :class:`Actor`.
    """

    name: str
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    certainty: float = 1.0
    alternatives: tuple[Alternative, ...] = ()


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """What the text gives as the reason of a statement: the words, and the statement they carry if one was coded.

    ``by`` names who gives the reason; empty for the article's own voice.
    """

    span: Span
    cue: str = ""
    statement: str | None = None
    by: tuple[str, ...] = ()


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Words that the article puts in somebody's mouth or mind: who (``source``), by which words (``cue``), what."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    stance: Stance = "asserts"


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose word a statement is: who, how they stand to it, and the word by which the article says so.

    ``name`` is empty where nobody is named ("is said to"). ``author``: the author of the article, by name where known.
    ``span`` covers the words that stand there for who it is, a pronoun too; None where none do. ``evidence`` is that of
    :class:`Actor`: where it is set, ``name`` is in full as that article has it.
    """

    name: str = ""
    stance: Stance = "asserts"
    cue: Span | None = None
    author: bool = False
    span: Span | None = None
    evidence: str = ""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """What an article says of a person, and where.

    ``office`` is in the words of the article ("former defence minister"), ``""`` where it only names somebody known;
    ``span`` covers the name with the office. ``method`` tells how it was read: ``title`` ("Defence Minister X"),
    ``apposition`` ("X, the defence minister"), ``appointment`` ("appointed X as defence minister"), ``named`` (known by
    name), ``misspelt`` (a known name with a slip). ``country`` and ``sector`` are those of :class:`Actor`.
    """

    name: str
    country: str = ""
    sector: str = ""
    office: str = ""
    article: str = ""
    span: Span
    published: str | None = None
    method: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One coded assertion of an article: who did, plans, proposes or denies what to whom. The unit of the data.

    ``voices`` are all whose word it is, from the nearest outwards ("A says that B denies it": B, A); ``attributed_to``
    and ``stance`` are those of the nearest. ``condition`` covers the words on which it depends ("if …", "unless …").
    ``date_span`` covers the words that date it, ``place_span`` those that name its place; None where no words do.
    ``confidence`` is the probability that the type is right, ``status_probability`` that the status is; None where
    nothing tells.
    """

    id: str
    article: str
    sentence: int
    quote: Span
    trigger: Span
    source_span: Span | None = None
    target_span: Span | None = None
    frame: str
    event: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    document_contexts: tuple[str, ...] = ()
    cameo: str = ""
    status: Status = "occurred"
    source: tuple[Actor, ...] = ()
    target: tuple[Actor, ...] = ()
    symmetric: bool = False
    start: str | None = None
    end: str | None = None
    date_text: str = ""
    date_span: Span | None = None
    date_certainty: float = 1.0
    date_alternatives: tuple[OtherDate, ...] = ()
    place: Place | None = None
    place_span: Span | None = None
    attributed_to: tuple[str, ...] = ()
    stance: Stance | None = None
    voices: tuple[Voice, ...] = ()
    condition: Span | None = None
    because: tuple[Cause, ...] = ()
    quad: int = 0
    score: float = 0.0
    confidence: float = 0.0
    status_probability: float | None = None
    coder: str = ""

    @property
    def certainty(self) -> float:
        """That of the least certain of its parties with a country, its date and its place."""
        told = [actor.certainty for actor in (*self.source, *self.target) if actor.country]
        told += [self.date_certainty] if self.start or self.end else []
        told += [self.place.certainty] if self.place else []
        return min(told, default=1.0)

    @property
    def own_word(self) -> bool:
        """Whether the article says so itself, or its author does."""
        return not self.attributed_to or (bool(self.voices) and self.voices[0].author)


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of a statement, or of an article.

    ``about`` is the statement as the coder made it, None where the person ``added`` one; ``statement`` is how the
    person has it, None where it was ``rejected``. An article that was read to its end is ``complete``: all that it
    tells is in it now. ``by`` is who said so, ``at`` when (ISO, UTC).
    """

    id: str
    article: str
    verdict: Verdict
    about: Statement | None = None
    statement: Statement | None = None
    by: str
    at: str
    note: str = ""

    @property
    def key(self) -> str:
        """The id of the statement that it is about; of several corrections with the same, the last counts."""
        found = self.about or self.statement
        return found.id if found else ""


class Episode(msgspec.Struct, frozen=True, kw_only=True):
    """The one happening that several statements, in one or many articles, are about. Counts are of episodes.

    ``status`` is what became of it by the latest article; ``history`` the (published, status) steps towards it.
    """

    id: str
    event: str
    frame: str
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    symmetric: bool = False
    start: str | None = None
    end: str | None = None
    status: Status = "occurred"
    history: tuple[tuple[str, Status], ...] = ()
    place: Place | None = None
    quad: int = 0
    score: float = 0.0
    statements: tuple[str, ...] = ()
    articles: int = 0


# What a record shows of itself at the prompt: so many statements, so many letters of words.
SHOWN, WIDTH = 12, 60


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """An article with everything that was coded in it."""

    article: Article
    statements: tuple[Statement, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    people: tuple[Person, ...] = ()

    def quote(self, statement: Statement) -> str:
        """The words that carry a statement."""
        return statement.quote.of(self.article.text)

    def __repr__(self) -> str:
        """The first statements, a line each: the fields would fill pages."""
        name, number = self.article.title or self.article.text, len(self.statements)
        lines = [f"Coded({_short(name)!r}: {number} {'statement' if number == 1 else 'statements'})"]
        lines += [f"  {self._told(s)}" for s in self.statements[:SHOWN]]
        return "\n".join([*lines, f"  … and {number - SHOWN} more"] if number > SHOWN else lines)

    def _told(self, s: Statement) -> str:
        source, target = (", ".join(actor.code for actor in side) or "nobody" for side in (s.source, s.target))
        when = s.start if s.start == s.end else f"{s.start or '…'} to {s.end or '…'}"
        way = "–" if s.symmetric else "→"
        return f"{s.frame}, {s.status}, {when or 'no date'}: {source} {way} {target} “{_short(self.quote(s))}”"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"
