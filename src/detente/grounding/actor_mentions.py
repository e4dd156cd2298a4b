"""All mentions of actors in a parsed article: named, described and pointed back to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.grounding.actor_memory import Lesson, learned_lexicon, lessons
from detente.grounding.actor_phrases import Phrase, Scanned, head_of, phrase_at, phrases, scan
from detente.grounding.coreference import (
    DescriptionRow,
    Discourse,
    Referent,
    belongs_to_state,
    description_at,
    is_pronoun,
    is_relative,
)
from detente.grounding.lexicon import CITIES, NAMES, Lexicon
from detente.grounding.mentions import Mention
from detente.grounding.roles import Reader, Reading
from detente.model import Actor, Span
from detente.text.document import Document, Sentence, Token


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What finding mentions needs to know: the lexicon, its reader, descriptions that point back, names of states."""

    lexicon: Lexicon
    reader: Reader
    descriptions: Mapping[str, DescriptionRow]
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase that names or describes actors: its tokens, and how it was read."""

    head: Token
    first: int
    last: int
    reading: Reading


def find(document: Document, knowledge: Knowledge) -> list[Mention]:
    """Find all mentions of actors in an article, in text order.

    The article is read twice: what it teaches about names ("Cambodian Defence Minister Tea Seiha", "the African Union
    (AU)") holds for all of it, also for the headline above, and wins over the codebook.
    """
    date = document.article.published
    scanned = [scan(sentence, knowledge.lexicon) for sentence in document.sentences]
    read = [(s, _read(s, knowledge.reader, date)) for s in scanned]
    taught = [lesson for s, pairs in read for lesson in lessons(s, pairs)]
    learned = learned_lexicon(_with_countries(taught, read), knowledge.lexicon)
    if learned is not None:
        rescanned = [scan(sentence, knowledge.lexicon, learned) for sentence in document.sentences]
        read = [(s, _read(s, knowledge.reader, date)) for s in rescanned]
    found = [list(_found(s, pairs, knowledge.reader, date)) for s, pairs in read]
    return _Resolver(document, knowledge, found).mentions()


def _read(scanned: Scanned, reader: Reader, date: str | None) -> list[tuple[Phrase, Reading | None]]:
    return [(p, reader.read(p.words, date, p.hits)) for p in phrases(scanned)]


def _with_countries(
    taught: list[Lesson], read: list[tuple[Scanned, list[tuple[Phrase, Reading | None]]]]
) -> list[Lesson]:
    """Lessons, the fullest of each name: one that knows the country before one that does not."""
    best: dict[str, Lesson] = {}
    for lesson in taught:
        known = best.get(lesson.name)
        if known is None or (not known.actor.country and lesson.actor.country):
            best[lesson.name] = lesson
    return list(best.values())


def _found(
    scanned: Scanned, read: list[tuple[Phrase, Reading | None]], reader: Reader, date: str | None
) -> Iterator[_Found]:
    for phrase, reading in read:
        if reading is not None and reading.is_head:
            yield _Found(phrase.head, phrase.first, phrase.last, reading)
        else:
            yield from _inside(scanned, phrase, reader, date)


def _inside(scanned: Scanned, phrase: Phrase, reader: Reader, date: str | None) -> Iterator[_Found]:
    """The actors named within a phrase whose head is none: "Cambodia-US exercises", "the army chief's visit"."""
    done: set[int] = set()
    for hit in scanned.hits:
        tokens = scanned.tokens_of(hit)
        if tokens[0].i < phrase.first or tokens[-1].i > phrase.last:
            continue
        head = head_of(tokens, below=phrase.head)
        if head.i in done or (hit.term.kind not in NAMES and head.dep != "poss" and head.pos == "ADJ"):
            continue
        done.add(head.i)
        inner = phrase_at(scanned, head)
        reading = reader.read(inner.words[: inner.core], date, [h for h in inner.hits if h.end <= inner.core])
        if reading is not None and reading.is_head:
            yield _Found(head, inner.first, inner.last, reading)
        elif hit.term.kind in NAMES:
            words = scanned.words[hit.start : hit.end]
            alone = reader.read(words, date, [hit._replace(start=0, end=hit.end - hit.start)])
            if alone is not None:
                yield _Found(tokens[-1], tokens[0].i, tokens[-1].i, alone)


class _Resolver:
    """Walks through an article once and gives each mention its actors, with what came before in mind."""

    def __init__(self, document: Document, knowledge: Knowledge, found: list[list[_Found]]) -> None:
        self._document, self._knowledge, self._found = document, knowledge, found
        countries = (a.country for row in found for f in row for a in f.reading.actors)
        self._discourse = Discourse(countries, knowledge.states)

    def mentions(self) -> list[Mention]:
        """All mentions in text order."""
        out: list[Mention] = []
        for sentence, found in zip(self._document.sentences, self._found, strict=True):
            out += self._sentence(sentence, {f.head.i: f for f in found})
        return sorted(out, key=lambda m: (m.span.start, m.span.end))

    def _sentence(self, sentence: Sentence, found: dict[int, _Found]) -> Iterator[Mention]:
        for token in sentence.tokens:
            if token.i in found:
                yield self._explicit(found[token.i])
            elif is_relative(token):
                yield from self._pointing(token, self._discourse.relative(token), "relative")
            elif is_pronoun(token):
                yield from self._pointing(token, self._discourse.pronoun(token), "pronoun")
            elif row := description_at(token, self._knowledge.descriptions):
                yield from self._pointing(token, self._described(token, row), "description")

    def _described(self, token: Token, row: DescriptionRow) -> tuple[Actor, ...]:
        if row.refers == "pair":
            return self._discourse.pair(token)
        state = self._discourse.state(token, row.fits)
        return (state,) if state else ()

    def _pointing(self, token: Token, actors: tuple[Actor, ...], method: str) -> Iterator[Mention]:
        if not actors:
            return
        first = min([token.i, *(c.i for c in token.children if c.i < token.i and c.dep in ("det", "nummod", "amod"))])
        yield Mention(self._span(first, token.i), token, actors, method)
        if method != "relative":
            plural = len(actors) > 1 or token.lower in ("they", "them", "their")
            self._discourse.add(Referent(token, actors, plural, person=token.lower in ("he", "she", "his", "her")))

    def _explicit(self, found: _Found) -> Mention:
        reading, head = found.reading, found.head
        actors, method = self._placed(found), reading.actors[0].method
        role = reading.role
        if role is not None and description_at(head, self._knowledge.descriptions):
            row = self._knowledge.descriptions[head.lower]
            actors, method = self._described(head, row) or actors, "description"
        person = reading.person is not None or reading.titled or (role is not None and role.kind == "office")
        plural = head.tag in ("NNS", "NNPS") or len(actors) > 1
        she = reading.person.she if reading.person else None
        self._discourse.add(Referent(head, actors, plural, person and not plural, she))
        return Mention(self._span(found.first, found.last), head, actors, method)

    def _placed(self, found: _Found) -> tuple[Actor, ...]:
        """The actors of a phrase; where it does not tell the country, that of the state in play."""
        reading, head = found.reading, found.head
        actor = reading.actors[0]
        if actor.country or len(reading.actors) > 1 or not belongs_to_state(reading.role):
            return self._located(head, reading)
        definite = any(c.lower == "the" for c in head.children_of("det"))
        if definite and not reading.titled and (known := self._discourse.office(head)):
            return known
        state = self._discourse.state(head)
        if state is None:
            return reading.actors
        return (Actor(**{**_fields(actor), "country": state.country, "method": "in play"}),)

    def _located(self, head: Token, reading: Reading) -> tuple[Actor, ...]:
        """A capital speaks for its government, but not where it is only the place: "in Phnom Penh"."""
        actor = reading.actors[0]
        if actor.method in CITIES and head.dep == "pobj" and head.head.lower in ("in", "at", "near", "from", "to"):
            return tuple(Actor(**{**_fields(a), "sector": ""}) for a in reading.actors)
        return reading.actors

    def _span(self, first: int, last: int) -> Span:
        tokens = self._document.tokens
        while first < last and (tokens[first].dep == "det" or tokens[first].pos in ("PUNCT", "SPACE")):
            first += 1
        return Span(tokens[first].start, tokens[last].end)


def _fields(actor: Actor) -> dict[str, str]:
    return {"name": actor.name, "country": actor.country, "sector": actor.sector, "office": actor.office,
            "method": actor.method}  # fmt: skip
