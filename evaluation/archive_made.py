"""An archive of any size, made up: articles, statements, people and episodes in the proportions of real news.

Nothing is read or coded: made-up records go through the store's own writing functions. Pairs of states follow a power
law (the most frequent pair has some hundredths of all statements), words do too, happenings come in time order and are
told of by one to many articles. The same seed gives the same archive.
"""

from __future__ import annotations

import random
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, combinations, islice
from typing import Any

from detente.codebook.parties import parties
from detente.codebook.plover import Frame, Plover
from detente.model import (
    STATUSES,
    Actor,
    Article,
    Attribution,
    Block,
    Cause,
    Coded,
    Episode,
    Person,
    Place,
    Span,
    Statement,
    Status,
)
from detente.store import write
from detente.store.connect import Database

FIRST, DAYS = date(2000, 1, 1), 9131
WORDS_AN_ARTICLE, WORDS_A_SENTENCE, VOCABULARY = 320, 21, 40_000
STATUS_WEIGHTS = (62, 6, 12, 8, 3, 4, 5)
SECTORS = ("GOV", "GOV", "GOV", "MIL", "", "OPP", "REB", "COP")
OUTLETS, PERSONS, BATCH = 300, 20_000, 500
# How often a statement is of the article's own pair, tells what was told before, is of one side alone, has a reason.
OWN_PAIR, TOLD_BEFORE, ONE_SIDED, REASONED = 0.65, 0.6, 0.12, 0.08


class Weighted:
    """Draws things of which the first come most often, by a power law."""

    def __init__(self, things: Sequence[Any], power: float) -> None:
        self.things = things
        self._sums = list(accumulate(1 / (rank + 3) ** power for rank in range(len(things))))

    def draw(self, rng: random.Random, number: int = 1) -> list[Any]:
        """So many of them."""
        return rng.choices(self.things, cum_weights=self._sums, k=number)


@dataclass(slots=True)
class Happening:
    """What an episode will be made of."""

    frame: Frame
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    day: date
    dated: bool
    place: Place | None
    told: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    steps: list[tuple[str, Status]] = field(default_factory=list)


class World:
    """States, frames, words and people, and the happenings among them so far."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.plover = Plover.load()
        codes = [p.known_by for p in parties() if len(p.known_by) == 3]
        states = [code for code in dict.fromkeys(codes) if code not in ("IGO", "NGO", "MNC", "IMG")]
        self.rng.shuffle(states)
        pairs = sorted(combinations(range(len(states)), 2), key=lambda pair: (pair[0] + 2) * (pair[1] + 2))
        self.pairs = Weighted([(states[a], states[b]) for a, b in pairs], 1.0)
        self.frames = Weighted(sorted(self.plover.frames.values(), key=lambda f: self.rng.random()), 0.7)
        syllables = ("ba", "den", "kor", "mi", "sal", "tu", "ver", "no", "pli", "ran", "os", "e", "gu", "tha", "lin")
        made = ("".join(self.rng.choices(syllables, k=self.rng.randint(1, 5))) for _ in range(VOCABULARY * 9))
        self.words = Weighted(list(islice(dict.fromkeys(made), VOCABULARY)), 1.0)
        self.outlets = Weighted([f"The {w.title()} Post" for w in self.words.things[400 : 400 + OUTLETS]], 0.8)
        people = zip(self.words.things[-PERSONS:], self.words.things[2000:], strict=False)
        self.people = Weighted([(f"{a.title()} {b.title()}", self.rng.choice(states)) for a, b in people], 0.7)
        self.recent: dict[tuple[str, str], deque[Happening]] = defaultdict(lambda: deque(maxlen=8))

    def article(self, number: int, day: date, statements: int) -> tuple[Coded, list[Happening]]:
        """One article of a day with about so many statements, and the happenings that are new in it."""
        rng, key = self.rng, f"a{self.rng.getrandbits(64):016x}"
        sentences = self._sentences()
        text = "\n\n".join(" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3))
        published, title = day.isoformat(), " ".join(self.words.draw(rng, 8)).capitalize()
        spans = _spans(text, sentences)
        article = Article(
            id=key,
            text=text,
            blocks=tuple(Block(role="body", span=span) for span in spans[::3]),
            title=title,
            outlet=self.outlets.draw(rng)[0],
            published=published,
            url=f"https://news.example/{number}",
            kind="opinion" if rng.random() < 0.06 else "news",
            source=f"made/{number}.txt",
        )
        pair, told, new = self.pairs.draw(rng)[0], [], []
        for position in range(rng.randint(statements // 2, statements + (statements + 1) // 2)):
            of = pair if rng.random() < OWN_PAIR else self.pairs.draw(rng)[0]
            happening, fresh = self._happening(of, day)
            new += [happening] * fresh
            told.append(self._statement(article, position, spans[position % len(spans)], happening))
        said = tuple(Attribution(source=(span,), content=(span,)) for span in spans[:2])
        people = self._people(article)
        return Coded(article=article, statements=tuple(told), attributions=said, people=people), new

    def _sentences(self) -> list[str]:
        length = self.rng.randint(WORDS_AN_ARTICLE // 2, WORDS_AN_ARTICLE * 3 // 2)
        words = self.words.draw(self.rng, length)
        step = WORDS_A_SENTENCE
        return [" ".join(words[n : n + step]).capitalize() + "." for n in range(0, length, step)]

    def _happening(self, pair: tuple[str, str], day: date) -> tuple[Happening, bool]:
        rng, known = self.rng, self.recent[pair]
        if known and rng.random() < TOLD_BEFORE and (old := rng.choice(known)).day > day - timedelta(days=30):
            return old, False
        a, b = pair if rng.random() < 0.6 else pair[::-1]
        frame = self.frames.draw(rng)[0]
        target = () if rng.random() < ONE_SIDED else (self._actor(b),)
        sure = 1 - day.day / 100
        place = Place(name=b.title(), country=b, lat=10.0, lon=20.0, certainty=sure) if rng.random() < 0.3 else None
        on = day - timedelta(days=int(rng.expovariate(0.3)))
        happening = Happening(frame, (self._actor(a),), target, on, rng.random() < 0.85, place)
        known.append(happening)
        return happening, True

    def _actor(self, country: str) -> Actor:
        sector = self.rng.choice(SECTORS)
        office = "minister" if sector == "GOV" else ""
        name = f"{country.title()} {office}".strip()
        return Actor(name=name, country=country, sector=sector, office=office, method="role")

    def _statement(self, article: Article, position: int, span: Span, of: Happening) -> Statement:
        rng, frame = self.rng, of.frame
        key = f"s{rng.getrandbits(64):016x}"
        status: Status = rng.choices(STATUSES, STATUS_WEIGHTS)[0]
        of.told.append(key)
        of.articles.add(article.id)
        if not of.steps or of.steps[-1][1] != status:
            of.steps.append((article.published or "", status))
        day = of.day.isoformat() if of.dated else None
        said = rng.random() < 0.35
        return Statement(
            id=key,
            article=article.id,
            sentence=position,
            quote=span,
            trigger=Span(span.start, min(span.start + 8, span.end)),
            source_span=Span(span.start, min(span.start + 20, span.end)),
            frame=frame.frame,
            event=frame.event,
            modes=frame.modes,
            contexts=frame.contexts,
            cameo=frame.cameo,
            status=status,
            source=of.source,
            target=of.target,
            symmetric=frame.symmetric,
            start=day,
            end=day,
            place=of.place,
            attributed_to=(of.source[0].name,) if said else (),
            stance=rng.choice(("asserts", "asserts", "asserts", "denies", "doubts")) if said else None,
            because=(Cause(span=span, cue="over"),) if rng.random() < REASONED else (),
            quad=self.plover.quad(frame.frame),
            score=self.plover.score(frame.frame),
            confidence=round(rng.betavariate(6, 2), 3),
            coder="made-1/table.csv:1",
        )

    def _people(self, article: Article) -> tuple[Person, ...]:
        return tuple(
            Person(
                name=name,
                country=country,
                sector="GOV",
                office=self.rng.choice(("Foreign Minister", "foreign minister", "President", "General")),
                article=article.id,
                span=Span(0, 20),
                published=article.published,
                method="title",
            )
            for name, country in self.people.draw(self.rng, 2)
        )


def _spans(text: str, sentences: Sequence[str]) -> list[Span]:
    found, start = [], 0
    for sentence in sentences:
        start = text.index(sentence, start)
        found.append(Span(start, start + len(sentence)))
        start += len(sentence)
    return found


def articles(world: World, number: int, statements: int, found: list[Happening]) -> Iterator[Coded]:
    """So many articles with so many statements each on average; their happenings are added to ``found``."""
    for n in range(number):
        coded, new = world.article(n, FIRST + timedelta(days=n * DAYS // number), statements)
        found += new
        yield coded


def episode(number: int, of: Happening, plover: Plover) -> Episode:
    """The episode that a happening makes."""
    day = of.day.isoformat() if of.dated else None
    return Episode(
        id=f"e{number:016x}",
        event=of.frame.event,
        frame=of.frame.frame,
        source=tuple(a.code for a in of.source),
        target=tuple(a.code for a in of.target),
        symmetric=of.frame.symmetric,
        start=day,
        end=day,
        status=of.steps[-1][1],
        history=tuple(of.steps),
        place=of.place,
        quad=plover.quad(of.frame.frame),
        score=plover.score(of.frame.frame),
        statements=tuple(of.told),
        articles=len(of.articles),
    )


def fill(db: Database, number: int, statements: int = 10, seed: int = 1) -> None:
    """Write made-up articles with about so many statements each, and their episodes, to an empty archive."""
    world = World(seed)
    found: list[Happening] = []
    run = write.start_run(db, "made")
    stream = articles(world, number, statements, found)
    while batch := list(islice(stream, BATCH)):
        write.write(db, run, batch)
    write.write_episodes(db, (episode(n, of, world.plover) for n, of in enumerate(found)), number)
