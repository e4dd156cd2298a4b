"""How long linking takes, and what memory, by the number of statements.

``python -m evaluation.linking_scale [--sizes N …] [--markdown]``. The statements are generated, always the same: 190
states of which few do most, happenings told by one to forty statements in articles of some days, dates told exactly,
by week, month or year, or not at all, as in news. They are put into a new archive, linked, and some more are added.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from detente.codebook.plover import Frame, Plover
from detente.linking.kinds import Kinds
from detente.model import Actor, Article, Coded, Span, Statement, Status, stable_id
from detente.relinking import relink
from detente.store import write
from detente.store.connect import Database, connect
from detente.store.migrate import migrate

SIZES = (12_500, 25_000, 50_000, 100_000)
MORE = 1_000
STATES = 190
FIRST = date(2004, 1, 1)
DAYS = 20 * 365
PER_ARTICLE = 5
PERSONS = 6
WORDS = 4_000
STATUSES: tuple[Status, ...] = ("occurred", "planned", "negated", "denied", "proposed", "hypothetical", "ongoing")
SHARES = (70, 10, 3, 3, 5, 5, 4)
# Of a hundred statements, how many tell the day, the week, the month, the year, nothing.
PRECISE = (45, 10, 10, 3, 32)

HEAD = """# Linking at scale

Generated statements (`evaluation/linking_scale.py` says of what kind) in an archive, linked by one process:
`python -m evaluation.linking_scale --markdown > evaluation/linking.md`. Times are those of one core; `1,000 more` is
what it takes to link so many statements that come later, `memory` the most that the process held.

| statements | episodes | linked in | each | 1,000 more | memory |
| --- | --- | --- | --- | --- | --- |"""


class Figures(NamedTuple):
    """What a run took, in seconds of one core. ``more``: to link 1,000 statements more."""

    statements: int
    episodes: int
    seconds: float
    more: float
    megabytes: float


class Happening(NamedTuple):
    """What happened between two states on a day, and what it is told with."""

    frame: Frame
    source: int
    target: int
    day: date
    words: tuple[str, ...]
    person: int


def state(number: int) -> str:
    """A made-up code of three letters."""
    return "".join(chr(65 + number // 26**place % 26) for place in (2, 1, 0))


def happenings(chance: random.Random) -> Iterator[Happening]:
    """Happenings without end. A few pairs have most of them."""
    kinds, frames = Kinds.load(), list(Plover.load().frames.values())
    # What comes often is told often.
    often = [1 / min(365, kinds.of(frame.frame).kinds[0].rare) for frame in frames]
    weight = [1 / (rank + 3) for rank in range(STATES)]
    while True:
        source, target = chance.choices(range(STATES), weight, k=2)
        if source != target:
            words = tuple(f"w{chance.randrange(WORDS):x}" for _ in range(6))
            day = FIRST + timedelta(days=chance.randrange(DAYS))
            yield Happening(chance.choices(frames, often)[0], source, target, day, words, chance.randrange(PERSONS))


def tellings(chance: random.Random) -> Iterator[tuple[str, Happening]]:
    """Days of publication, each with a happening that is told then."""
    for happening in happenings(chance):
        for _ in range(min(40, int(chance.paretovariate(1.2)))):
            late = 0 if chance.random() < 0.7 else int(chance.expovariate(1 / 60))
            yield (happening.day + timedelta(days=late + 1)).isoformat(), happening


def articles(number: int, seed: int = 1) -> Iterator[Coded]:
    """So many articles, with five statements each."""
    chance = random.Random(seed)
    told = tellings(chance)
    for count in range(number):
        own = list(islice(told, PER_ARTICLE))
        published = max(day for day, _ in own)
        quotes = [" ".join(chance.sample(h.words, 4)) for _, h in own]
        text = "\n".join(quotes)
        key = stable_id("a", seed, count)
        statements = []
        for place, (_, happening) in enumerate(own):
            start = sum(len(quote) + 1 for quote in quotes[:place])
            statements.append(statement(key, place, Span(start, start + len(quotes[place])), happening, chance))
        yield Coded(article=Article(id=key, text=text, published=published), statements=tuple(statements))


def statement(article: str, place: int, quote: Span, told: Happening, chance: random.Random) -> Statement:
    """A statement of an article on a happening."""
    start, end = told_days(told.day, chance)
    person = f"P{told.source}-{told.person}" if chance.random() < 0.3 else ""
    source = Actor(name=person or state(told.source), country=state(told.source), method="person" if person else "")
    target = Actor(name=state(told.target), country=state(told.target))
    return Statement(
        id=stable_id("s", article, place),
        article=article,
        sentence=place,
        quote=quote,
        trigger=Span(quote.start, quote.start + 2),
        frame=told.frame.frame,
        event=told.frame.event,
        status=chance.choices(STATUSES, SHARES)[0],
        source=(source,),
        target=(target,) if chance.random() < 0.9 else (),
        symmetric=told.frame.symmetric,
        start=start,
        end=end,
    )


def told_days(day: date, chance: random.Random) -> tuple[str | None, str | None]:
    """The first and last day that a text tells, if it tells any."""
    text = day.isoformat()
    week = day - timedelta(days=day.weekday()), day + timedelta(days=6 - day.weekday())
    choices = [(text, text), (week[0].isoformat(), week[1].isoformat()), (text[:7],) * 2, (text[:4],) * 2, (None, None)]
    return chance.choices(choices, PRECISE)[0]


def fill(db: Database, coded: Iterator[Coded]) -> None:
    """Put articles into an archive."""
    while batch := list(islice(coded, 500)):
        write.write(db, 1, batch)


def measure(size: int) -> Figures:
    """Link so many statements, then some more. To be called in a process of its own: memory is that of the process."""
    with tempfile.TemporaryDirectory() as folder:
        db = connect(Path(folder) / "made.db")
        migrate(db)
        write.start_run(db, "made")
        made = articles((size + MORE) // PER_ARTICLE)
        fill(db, islice(made, size // PER_ARTICLE))
        started = time.process_time()
        episodes = relink(db)
        linked = time.process_time() - started
        fill(db, made)
        started = time.process_time()
        relink(db)
        more = time.process_time() - started
        db.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Figures(size, episodes, linked, more, memory)


def lines(found: Sequence[Figures], *, markdown: bool) -> Iterator[str]:
    """The figures as a table."""
    if markdown:
        yield HEAD
    for f in found:
        cells = (
            f"{f.statements:,}",
            f"{f.episodes:,}",
            f"{f.seconds:.0f} s",
            f"{1000 * f.seconds / f.statements:.2f} ms",
        )
        row = (*cells, f"{f.more:.1f} s", f"{f.megabytes:.0f} MB")
        yield f"| {' | '.join(row)} |" if markdown else "  ".join(f"{cell:>10}" for cell in row)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="How long linking takes by the number of statements.")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), metavar="N")
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    found = []
    for size in options.sizes:
        with get_context("spawn").Pool(1) as pool:
            found.append(pool.apply(measure, (size,)))
    print(*lines(found, markdown=options.markdown), sep="\n")


if __name__ == "__main__":
    main()
