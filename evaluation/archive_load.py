"""Readers at once, alone and while a coder writes: how long the questions of an application take on a large archive.

``python -m evaluation.archive_load FILE --readers 8 --seconds 60`` asks an archive (made by ``archive_scale``) from
several processes what the pages of an application ask, in any order, of ordinary and of busy pairs, first with no
writer, then while another process writes articles at a steady rate. It prints the tables of ``scale.md``.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median
from typing import Any

import detente
from detente.archive import Archive
from detente.store import write
from detente.store.connect import connect
from detente.store.info import info
from evaluation.archive_made import World, articles
from evaluation.archive_scale import LATEST

# Of the pairs by their number of episodes, those that readers ask of.
PAIRS = 300
WRITTEN_AT_ONCE = 20

Pair = tuple[str, str]
Ask = Callable[[Archive, random.Random, Pair], Any]
Times = dict[str, list[tuple[float, float]]]

QUESTIONS: dict[str, Ask] = {
    "newest statements": lambda a, r, p: a.search(),
    "statements of a type": lambda a, r, p: a.search(event=r.choice(("ASSAULT", "CONSULT", "COERCE"))),
    "statements by who": lambda a, r, p: a.search(who=r.choice(p)),
    "statements by who, to whom, status": lambda a, r, p: a.search(who=p[0], to=p[1], status="planned"),
    "statements of part of a state in a year": lambda a, r, p: a.search(who=f"{p[0]}:MIL", since="2012", until="2012"),
    "statements with a word": lambda a, r, p: a.search(_word(a, r)),
    "statements with two words, surely": lambda a, r, p: a.search(
        f"{_word(a, r)} {_word(a, r)}", min_confidence=0.8, party=p[0]
    ),
    "articles with a word": lambda a, r, p: a.article_list(_word(a, r)),
    "articles, newest": lambda a, r, p: a.article_list(),
    "an article with all that is coded": lambda a, r, p: a.coded(r.choice(a.article_list(count=False).items).id),
    "an episode": lambda a, r, p: a.episode(a.episode_list(dyad=p, limit=1, count=False).items[0].id),
    "episodes, newest of a pair": lambda a, r, p: a.episode_list(dyad=p),
    "relations by change": lambda a, r, p: a.relation_list(),
    "relations of a country": lambda a, r, p: a.relation_list(country=p[0]),
    "map of a country": lambda a, r, p: a.ties(p[0], since="2015", until="2024"),
    "network of a year": lambda a, r, p: a.ties(since="2019", until="2019", least=3),
    "an actor": lambda a, r, p: a.actor(p[1]),
    "series of a relation": lambda a, r, p: a.relation(*p).series(),
    "ledger of a relation": lambda a, r, p: a.relation(*p, latest=LATEST).ledger(),
    "brief of a relation": lambda a, r, p: a.relation(*p, latest=LATEST).brief(),
}


def _word(archive: Archive, rng: random.Random) -> str:
    """A word of the archive, common or rare."""
    title = rng.choice(archive.article_list(limit=20, count=False).items).title
    return rng.choice(title.split())


def read(path: Path, seed: int, stop: Event, sent: Any) -> None:
    """Ask questions in any order until told to stop, and send how long each took, and how long the processor worked."""
    rng, times = random.Random(seed), defaultdict(list)
    with detente.open(path, create=False) as archive:
        pairs = [(a, b) for a, b, _ in info(archive._db, PAIRS).dyads]
        while not stop.is_set():
            name, ask = rng.choice(list(QUESTIONS.items()))
            pair = rng.choice(pairs)
            started, worked = time.perf_counter(), time.process_time()
            ask(archive, rng, pair)
            taken = (time.perf_counter() - started, time.process_time() - worked)
            times[name].append(tuple(1000 * one for one in taken))
    sent.put(dict(times))


def code(path: Path, rate: float, stop: Event, sent: Any) -> None:
    """Write made-up articles, so many a second, until told to stop; send how many, and how large the log grew."""
    db, world = connect(path), World(seed=round(time.time()))
    run, begun, beside, largest, longest = write.start_run(db, "made"), time.time(), Path(f"{path}-wal"), 0, 0.0
    for batch in count(1):
        written = list(islice(articles(world, WRITTEN_AT_ONCE, 10, []), WRITTEN_AT_ONCE))
        started = time.perf_counter()
        write.write(db, run, written)
        longest = max(longest, time.perf_counter() - started)
        largest = max(largest, beside.stat().st_size if beside.exists() else 0)
        if stop.wait(max(0.0, begun + batch * WRITTEN_AT_ONCE / rate - time.time())):
            break
    db.close()
    told = f"{batch * WRITTEN_AT_ONCE / (time.time() - begun):.1f} articles a second"
    sent.put(f"Written: {told}; longest transaction {longest:.1f} s; file beside at most {largest / 1e6:.0f} MB")


def ask_at_once(path: Path, readers: int, seconds: float, rate: float) -> tuple[Times, str]:
    """The times of all questions that so many readers asked in so many seconds, and what was written meanwhile."""
    stop = multiprocessing.Event()
    sent: Any = multiprocessing.Queue()
    told: Any = multiprocessing.Queue()
    several = [multiprocessing.Process(target=read, args=(path, n, stop, sent)) for n in range(readers)]
    writer = [multiprocessing.Process(target=code, args=(path, rate, stop, told))] if rate else []
    for one in (*writer, *several):
        one.start()
    time.sleep(seconds)
    stop.set()
    times: Times = defaultdict(list)
    for _ in several:
        for name, taken in sent.get().items():
            times[name] += taken
    written = told.get() if writer else ""
    for one in (*writer, *several):
        one.join()
    return times, written


def rows(times: Times) -> Iterator[str]:
    """A table of times: how often asked, median, 95th percentile, longest, and the processor's median."""
    yield "| question | asked | median ms | p95 ms | longest ms | processor ms |\n| --- | --- | --- | --- | --- | --- |"
    for name in (*QUESTIONS, "all"):
        taken = sorted(one for several in times.values() for one in several) if name == "all" else sorted(times[name])
        if taken:
            wall, work = [one for one, _ in taken], [one for _, one in taken]
            yield f"| {name} | {figures(wall)} | {median(work):.0f} |"


def figures(times: Sequence[float]) -> str:
    """Cells of a table, of times from the shortest to the longest: how many, median, 95th percentile, longest."""
    late = times[min(len(times) - 1, int(0.95 * len(times)))]
    return f"{len(times)} | {median(times):.0f} | {late:.0f} | {times[-1]:.0f}"


def main() -> None:
    """Measure one reader, then several, then several while a coder writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=5, help="articles a second that the coder writes")
    options = parser.parse_args()
    for readers, rate in ((1, 0.0), (1, options.rate), (options.readers, options.rate)):
        times, written = ask_at_once(options.file, readers, options.seconds, rate)
        print(f"\nReaders: {readers}. {written or 'No writer'}.\n")
        print("\n".join(rows(times)), flush=True)


if __name__ == "__main__":
    main()
