"""Steps that no statement was coded for: proposals, and what is told in passing to have been in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from detente.model import Article, Span, Statement, Status
from detente.relations.evidence import cite, sentence_at, sure
from detente.relations.happenings import HAPPENED, Happening
from detente.relations.instrument_words import Mention, Reader, learn, reader, rows
from detente.relations.names import Names
from detente.relations.pairs import TURNED, Direction, belongs
from detente.relations.quoting import folded
from detente.relations.steps import AHEAD, Step, Told, is_joint, proposer
from detente.relations.wording import others, pattern

# So many words may stand between the name of a side and its instrument: "the US arms embargo", "American joint drills".
NEAR = 2


def read_steps(
    found: Sequence[Happening],
    articles: Mapping[str, Article],
    names: Names,
    coded: Sequence[Told],
    sides: tuple[str, str],
) -> Iterator[Told]:
    """What the words of a relation's statements tell of instruments besides what was coded.

    Args:
        found: the episodes of the relation; the sentences of its statements are read.
        articles: by id.
        names: what each frame does to which instrument.
        coded: the steps that were coded.
        sides: the codes of the two sides.
    """
    told = ((h, s, articles[s.article]) for h in found for s in h.statements if s.article in articles)
    tellers = [(h, s, text, sentence_at(text, s.quote.start) or s.quote) for h, s, text in told]
    own = names.folders
    quotes = [s.quote.of(text.text) for _, s, text, _ in tellers]
    named = [name for name, row in rows(own).items() if row.named]
    learnt = {name: of for quote in quotes for of in named for name in learn(quote, of, own)}
    knowing = reader(frozenset(learnt.items()), own)
    owners = _Owners(coded, names, sides)
    taken = {(name, c.article, c.quote) for name, _, step in coded for c in (step.cited, *step.also)}
    for read in (_standing, _proposed):
        for happening, statement, article, sentence in tellers:
            for mention, step in read(happening, statement, article, sentence, knowing, owners):
                name = mention.instrument
                way = owners.of(mention, article.text, happening, statement)
                if way and not any((i, a) == (name, article.id) and q.overlaps(mention.span) for i, a, q in taken):
                    taken.add((name, article.id, mention.span))
                    owners.know(name, way, step)
                    yield name, way, step


def _standing(
    happening: Happening, statement: Statement, article: Article, sentence: Span, reader: Reader, owners: _Owners
) -> Iterator[tuple[Mention, Step]]:
    """Instruments that the sentence of a statement tells to have been in force at a time."""
    words = sentence.of(article.text)
    if not reader.names_any(words) or not all(pattern(side).search(words) for side in owners.sides):
        return
    cited = cite(statement, {article.id: article}, happening.episode.id, span=sentence)
    for mention in reader.standing(words, sentence.start):
        day = mention.when
        if not others(mention.span.of(article.text), owners.sides):
            yield mention, Step(effect="starts", status="occurred", start=day, end=day, cited=cited)


def _proposed(
    happening: Happening, statement: Statement, article: Article, sentence: Span, reader: Reader, owners: _Owners
) -> Iterator[tuple[Mention, Step]]:
    """What a statement, or the rest of its sentence, tells is to be done to instruments."""
    words = sentence.of(article.text)
    if not reader.names_any(words) and not reader.names_any(statement.quote.of(article.text)):
        return
    cited = cite(statement, {article.id: article}, happening.episode.id)
    for mention in reader.done(statement.quote.of(article.text), statement.quote.start):
        if _ahead(statement, mention):
            planned = statement.status == "planned" and mention.mood != "open"
            by = proposer(cited, owners.names.parties(statement.source) if statement.event == "REQUEST" else "")
            yield mention, Step(effect=mention.effect, status="planned" if planned else "proposed", by=by, cited=cited)
    whole = msgspec.structs.replace(cited, quote=sentence, words=folded(words))
    for mention in reader.done(words, sentence.start):
        if mention.mood in ("open", "ahead") and not statement.quote.covers(mention.span):
            status: Status = "planned" if mention.mood == "ahead" else "proposed"
            yield mention, Step(effect=mention.effect, status=status, by=proposer(whole), cited=whole)


def _ahead(statement: Statement, mention: Mention) -> bool:
    """Whether the words leave what is done to an instrument to the future, or a statement that is sure does."""
    if mention.mood in ("not", "open"):
        return mention.mood == "open"
    asked = statement.event == "REQUEST" and statement.status in HAPPENED
    return sure(statement) and (statement.status in AHEAD or asked)


class _Owners:
    """Whose an instrument is, and what is needed to tell."""

    def __init__(self, coded: Sequence[Told], names: Names, sides: tuple[str, str]) -> None:
        self.names, self.sides = names, sides
        self._known: dict[str, set[Direction]] = {}
        for name, way, step in coded:
            self.know(name, way, step)

    def know(self, instrument: str, way: Direction, step: Step) -> None:
        """Remember whose an instrument was when something was done to it."""
        if step.happened:
            self._known.setdefault(instrument, set()).add(way)

    def of(self, mention: Mention, text: str, happening: Happening, statement: Statement) -> Direction | None:
        """By the name before it, the one who is asked to give it up, or what else is known of it; None if open."""
        if is_joint(mention.instrument, self.names):
            return "both"
        if named := self._named(text, mention.noun):
            return named
        known = self._known.get(mention.instrument, set())
        if len(known) == 1:
            return next(iter(known))
        other = {"a→b": self.sides[1], "b→a": self.sides[0]}.get(happening.direction)
        asked = statement.event == "REQUEST" and other and all(belongs(actor, other) for actor in statement.target)
        return TURNED[happening.direction] if asked else None

    def _named(self, text: str, noun: Span) -> Direction | None:
        before = text[max(0, noun.start - 60) : noun.start]
        ends = {side: [m.end() for m in pattern(side).finditer(before)][-1:] for side in self.sides}
        near = {side: end[0] for side, end in ends.items() if end and len(before[end[0] :].split()) <= NEAR}
        if not near:
            return None
        return "a→b" if max(near, key=lambda side: near[side]) == self.sides[0] else "b→a"
