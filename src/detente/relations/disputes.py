"""Disputes: what one side claims or fears and another denies, with evidence, and how it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from detente.codebook import tables
from detente.model import Actor, Article, Span, Statement
from detente.relations.evidence import Cited, cite, cite_words, sure
from detente.relations.happenings import HAPPENED, Happening
from detente.relations.names import Folders, Names
from detente.relations.topics import Topic, Topics
from detente.relations.wording import pattern

Part = Literal["claim", "concern", "denial", "doubt", "evidence", "concession", "resolution"]
State = Literal["open", "conceded", "resolved"]

# A denial that points back ("denied this") means what stands in so many sentences before it.
LOOK_BACK = 3

# What is denied takes so many words at least to tell, and of those so many that are not empty: "denied this", "denies
# weapons" and "denied that there are any" do not.
LEAST_WORDS, LEAST_TELLING = 3, 2

# Where the words themselves deny, this is certain enough.
LEAST_PLAIN = 0.6

# A claim or concern counts where it is as certain as this and a sure denial in the same article is of the same name.
LEAST_ANSWERED = 0.4


class Row(msgspec.Struct, frozen=True):
    """A row of ``disputes.csv``, which says what the fields mean."""

    part: str
    frames: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's word in a dispute. ``who`` names whose it is, empty where it is the article's own."""

    part: Part
    who: str
    cited: Cited


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """A matter that one claims or fears and another denies.

    ``about`` names it by words of the articles; ``voices`` are in the order in which they were published. ``state``:
    resolved or conceded where words say so, else open. ``since`` is the day of the first voice, ``last`` of the last.
    """

    about: str
    state: State
    since: str
    last: str
    voices: tuple[Voice, ...]

    def of(self, *parts: Part) -> tuple[Voice, ...]:
        """The voices that play the given parts."""
        return tuple(voice for voice in self.voices if voice.part in parts)


class _Said(NamedTuple):
    """A statement with its part and what it is about; ``points`` if it means a claim told before."""

    statement: Statement
    part: Part
    topic: Topic
    points: bool

    @property
    def weak(self) -> bool:
        """Whether it counts only because somebody denies it."""
        return self.part in ("claim", "concern") and not sure(self.statement)


def disputes(
    found: Sequence[Happening],
    articles: Mapping[str, Article],
    names: Names,
    sides: tuple[str, str],
    aside: Sequence[Happening] = (),
) -> tuple[Dispute, ...]:
    """The matters in dispute between two sides, in the order in which they came up.

    Denials and doubts that share a name, or two rare words, or that one side gives in one article, are of one matter.
    Claims and concerns join the matter with which they share as much, or whose denial answers them in the same article.
    A denial of nothing that is told is no dispute.

    Args:
        found: the episodes of the relation.
        articles: by id.
        names: how to call parties.
        sides: the codes of the two sides.
        aside: what the same articles tell of one side and nobody else; a denial of this kind counts where it answers
            a claim or a concern of the other side.
    """
    whole = (*found, *aside)
    told = ((h, s) for h in whole for s in h.statements if s.article in articles)
    parts = [(h, s, part) for h, s in told if (part := _part(s, articles, names.folders))]
    if not any(part in ("denial", "doubt") for _, _, part in parts):
        return ()
    texts = {s.article: articles[s.article] for _, s, _ in parts}
    topics = Topics(texts, (s for h in whole for s in h.statements))
    lone = {s.id for h in aside for s in h.statements}
    said = [_said(s, part, topics, texts, named_only=s.id in lone) for _, s, part in parts]
    teller = _Teller(texts, names, {s.id: h.episode.id for h, s, _ in parts}, sides)
    matters = [m for m in _matters(said) if any(s.statement.id not in lone for s in m[1])]
    made = [_dispute(members, topic, topics, teller) for topic, members in matters]
    return tuple(sorted((d for d in made if d), key=lambda d: (d.since or "9999", d.about)))


def _part(statement: Statement, articles: Mapping[str, Article], folders: Folders) -> Part | None:
    """The part that a statement plays, if it is right three times of four, or plainly denies, or may be answered."""
    if not sure(statement) and not _plain_denial(statement, articles, folders):
        part = _parts(folders).get(statement.frame)
        answerable = statement.confidence >= LEAST_ANSWERED and statement.status in HAPPENED
        return part if answerable and part in ("claim", "concern") else None  # type: ignore[return-value]
    if statement.stance == "doubts":
        return "doubt"
    if statement.status == "denied" or statement.stance == "denies":
        return None if statement.event == "REQUEST" else "denial"
    if statement.status not in HAPPENED:
        return None
    part = _parts(folders).get(statement.frame)
    if part == "rejection":
        words = statement.quote.of(articles[statement.article].text)
        return "denial" if _words("rejection").search(words) else None
    return part  # type: ignore[return-value]


def _plain_denial(statement: Statement, articles: Mapping[str, Article], folders: Folders) -> bool:
    """Whether the verb denies something told: "denied this", "denies that"; one may deny entry, too, or weapons."""
    if _parts(folders).get(statement.frame) != "denial" or statement.confidence < LEAST_PLAIN:
        return False
    words = statement.quote.of(articles[statement.article].text)
    verb = _words("denying").search(words)
    return bool(verb and (_pointing().match(words[verb.end() :].lstrip()) or words[verb.end() :].startswith(" that ")))


def _said(statement: Statement, part: Part, topics: Topics, texts: Mapping[str, Article], *, named_only: bool) -> _Said:
    """What a statement is about; of one that names no other side, only names tell surely enough."""
    words = statement.quote.of(texts[statement.article].text)
    points = part in ("denial", "doubt") and bool(_pointing().search(words))
    spans = topics.before(statement.article, statement.quote, LOOK_BACK if points else 0)
    topic = topics.of(statement.article, spans)
    return _Said(statement, part, Topic(topic.names, frozenset()) if named_only else topic, points)


def _matters(said: Sequence[_Said]) -> Iterator[tuple[Topic, list[_Said]]]:
    """What is denied, with all that is said of it."""
    matters: list[list[_Said]] = []
    denials = [s for s in said if s.part in ("denial", "doubt")]
    for one in sorted(denials, key=lambda s: (s.points, s.statement.id)):
        fitting = [m for m in matters if any(_one_matter(one, other) for other in m)]
        rest = [m for m in matters if not any(m is f for f in fitting)]
        matters = [*rest, [s for m in fitting for s in m] + [one]]
    for members in matters:
        claims = [s for s in said if s.part in ("claim", "concern") and any(_answers(d, s) for d in members)]
        yield _shared([*members, *claims]), [*members, *claims]


def _one_matter(one: _Said, other: _Said) -> bool:
    """Whether two denials are of one matter."""
    same = one.statement.article == other.statement.article and _states(one.statement.source) & _states(
        other.statement.source
    )
    return bool(same) or one.topic.meets(other.topic)


def _answers(denial: _Said, claim: _Said) -> bool:
    """Whether a denial may answer a claim or concern: on the same matter, or in the same article by the one accused."""
    one, other = denial.statement, claim.statement
    if claim.weak:
        same = one.article == other.article and bool(_states(one.source) & _states(other.target))
        return same and bool(denial.topic.names & claim.topic.names)
    accused = claim.part == "claim" and one.article == other.article and _states(one.source) & _states(other.target)
    return bool(accused) or denial.topic.meets(claim.topic)


def _states(actors: Sequence[Actor]) -> set[str]:
    return {actor.country for actor in actors} - {""}


def _shared(members: Sequence[_Said]) -> Topic:
    """Of what voices are about, that which at least two share."""
    names = Counter(name for s in members for name in s.topic.names)
    words = Counter(word for s in members for word in s.topic.words)
    return Topic(
        frozenset(name for name, n in names.items() if n > 1), frozenset(word for word, n in words.items() if n > 1)
    )


class _Teller(NamedTuple):
    """What is needed to tell who says what."""

    articles: Mapping[str, Article]
    names: Names
    episodes: Mapping[str, str]
    sides: tuple[str, str]

    def voice(self, said: _Said) -> Voice:
        s = said.statement
        cited = cite(s, self.articles, self.episodes[s.id])
        by = "" if said.part in ("claim", "concern") else ", ".join(cited.by)
        who = by or self.names.parties(s.source)
        return Voice(part=said.part, who=who, cited=cited)


def _dispute(members: Sequence[_Said], topic: Topic, topics: Topics, teller: _Teller) -> Dispute | None:
    """The dispute that voices make, or None where nothing is told that is denied."""
    voices = [teller.voice(s) for s in members]
    content = next((c for v in voices if v.part in ("denial", "doubt") and (c := _denied(v.cited.words))), "")
    claims = [v.cited.words for v in voices if v.part in ("claim", "concern")]
    if not content and not claims:
        return None
    if topic.names:
        denied_by = [v.who for v in voices if v.part == "denial"]
        deniers = [side for side in teller.sides if any(teller.names.country(side) in who for who in denied_by)]
        taken = {(v.cited.article, v.cited.quote) for v in voices}
        voices += list(_read(topic, topics, teller, deniers, taken))
    voices = _once(voices)
    parts = {v.part for v in voices}
    days = [v.cited.published for v in voices if v.cited.published]
    name = topics.label(topic, _passages(members, topics, teller)) if topic.names else ""
    return Dispute(
        about=name or content or claims[0],
        state="resolved" if "resolution" in parts else "conceded" if "concession" in parts else "open",
        since=min(days, default=""),
        last=max(days, default=""),
        voices=tuple(voices),
    )


def _passages(members: Sequence[_Said], topics: Topics, teller: _Teller) -> Iterator[str]:
    """The sentences of voices, with those before them where they point back."""
    for s in members:
        of = s.statement
        for span in topics.before(of.article, of.quote, LOOK_BACK if s.points else 0):
            yield span.of(teller.articles[of.article].text)


def _denied(words: str) -> str:
    """What a denial tells to be false, in its own words; empty where it only points back or says next to nothing."""
    told = re.search(rf"{_words('denying').pattern}(?:(?: \w+){{0,3}}? that)? (?P<what>.+)", words, re.IGNORECASE)
    what = told["what"] if told else words.removeprefix("that ") if words.startswith("that ") else ""
    telling = [word for word in re.findall(r"\w{4,}", what) if not _words("empty").fullmatch(word)]
    return what if len(what.split()) >= LEAST_WORDS and len(telling) >= LEAST_TELLING else ""


def _read(
    topic: Topic, topics: Topics, teller: _Teller, deniers: Sequence[str], taken: set[tuple[str, Span]]
) -> Iterator[Voice]:
    """Evidence, concessions and settlements in sentences that name the matter."""
    for key, spans in topics.sentences.items():
        article = teller.articles[key]
        for span in spans:
            words = span.of(article.text)
            if not topics.of(key, [span]).names & topic.names or any(k == key and span.covers(q) for k, q in taken):
                continue
            for part in ("resolution", "concession", "evidence"):
                told = _words(part).search(words)
                if told and (part != "concession" or _subject(words[: told.start()], deniers)):
                    yield Voice(part=part, who="", cited=cite_words(article, span))
                    break


def _subject(before: str, sides: Iterable[str]) -> bool:
    """Whether one of the sides is named just before a verb."""
    return any(pattern(side).search(before[-40:]) for side in sides)


def _once(voices: Iterable[Voice]) -> list[Voice]:
    """Voices in order of publication; of one article and part, words that lie in others are left out."""
    ordered = sorted(voices, key=lambda v: (v.cited.order, v.part))
    return [
        v
        for v in ordered
        if not any(
            o is not v
            and o.part == v.part
            and o.cited.article == v.cited.article
            and _inside(v.cited.quote, o.cited.quote)
            for o in ordered
        )
    ]


def _inside(inner: Span, outer: Span) -> bool:
    return outer.covers(inner) and outer != inner


@cache
def _rows() -> dict[str, Row]:
    return {row.part: row for row in tables.records("disputes.csv", Row)}


@cache
def _parts(folders: Folders) -> dict[str, str]:
    return {frame: row.part for row in tables.records("disputes.csv", Row, folders) for frame in row.frames}


def dispute_frames(folders: Folders = ()) -> frozenset[str]:
    """The frames by which a statement plays a part in a dispute."""
    return frozenset(_parts(folders))


def denial_frames(folders: Folders = ()) -> frozenset[str]:
    """The frames of denials."""
    return frozenset(frame for frame, part in _parts(folders).items() if part == "denial")


@cache
def _words(part: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _rows()[part].words))})\b", re.IGNORECASE)


@cache
def _pointing() -> re.Pattern[str]:
    """A denial that ends in a word that points back."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _rows()['pointing'].words))})\b(?! that\b)", re.IGNORECASE)
