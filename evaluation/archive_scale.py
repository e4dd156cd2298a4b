"""How long each view of a large archive takes, and how much memory; alone and while another program writes to it.

``python -m evaluation.archive_scale FILE --articles 100000`` makes up an archive (see ``archive_made``) if there is no
such file, and prints the tables of ``scale.md``. Each view is asked of the busiest pair of states and of ordinary ones.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, islice
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import detente
from detente.archive import Archive
from detente.store import write
from detente.store.connect import connect
from detente.store.info import info
from detente.store.migrate import migrate
from evaluation.archive_made import World, articles, fill

ROUNDS = 5
# Ordinary pairs: those at these places in the list of pairs by their number of episodes.
ORDINARY = (100, 300, 1000, 2000)
WRITTEN_AT_ONCE = 50
# Views with words are of so many episodes of a pair, the last; series and shifts of all.
LATEST = 200

Ask = Callable[[], Any]


class Timing(NamedTuple):
    """Milliseconds that a view took, each time that it was asked, and those of the processor alone."""

    view: str
    times: tuple[float, ...]
    work: tuple[float, ...]

    @property
    def row(self) -> str:
        """A row of the table: median, 95th percentile, longest, and the median of the processor's time."""
        ordered = sorted(self.times)
        late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
        work = median(self.work)
        return f"| {self.view} | {median(ordered):.0f} | {late:.0f} | {ordered[-1]:.0f} | {work:.0f} |"


def of_pair(archive: Archive, pair: tuple[str, str]) -> Iterator[tuple[str, Ask]]:
    """Views of two states by name; every call asks the file anew."""
    for name in ("series", "shifts"):
        yield f"relation: {name}", lambda name=name: getattr(archive.relation(*pair), name)()  # type: ignore[misc]
    for name in ("timeline", "statements", "instruments", "disputes", "expectations", "mediators", "brief"):
        latest = partial(archive.relation, *pair, latest=LATEST)
        yield f"relation, latest {LATEST}: {name}", lambda name=name, of=latest: getattr(of(), name)()  # type: ignore[misc]
    yield "statements of a year", lambda: archive.statements(dyad=pair, since="2015", until="2015")
    yield "episodes of a year", lambda: archive.episodes(dyad=pair, since="2015", until="2015")
    yield "first 50 statements", lambda: archive.statements(dyad=pair, limit=50)
    yield "first 50 episodes", lambda: archive.episodes(dyad=pair, limit=50)
    yield "search, newest 50", lambda: archive.search(dyad=pair)
    yield "relations of the first, by change", lambda: archive.relation_list(country=pair[0])


def of_all(archive: Archive) -> Iterator[tuple[str, Ask]]:
    """Views of a whole archive by name."""
    title = archive.articles(limit=1)["title"][0].split()
    name = archive.statements(limit=1)["source"][0][0]
    person = next(archive._db.rows("SELECT name FROM people ORDER BY article LIMIT 1"))[0]
    yield "find, a common word", lambda: archive.find(title[0])
    yield "find, three words", lambda: archive.find(" ".join(title[:3]))
    yield "people of a name", lambda: archive.people(name=person)
    yield "statements of an actor by name", lambda: archive.statements(dyad=(name, "BRA"), since="2015-01", limit=50)
    yield "statements of a day", lambda: archive.statements(since="2012-03-04", until="2012-03-04")
    yield "episodes of a month, first 50", lambda: archive.episodes(since="2014-03", until="2014-03", limit=50)
    yield "first 50 statements of a type", lambda: archive.statements(event="ASSAULT", limit=50)
    yield "first 50 articles", lambda: archive.articles(limit=50)
    yield "info", archive.info
    yield "an article with all that is coded", partial(archive.coded, archive.articles(limit=1)["id"][0])


def measure(path: Path, rounds: int) -> Iterator[Timing]:
    """The time of each view, for the busiest pair and for ordinary ones."""
    with detente.open(path, create=False) as archive:
        pairs = [(a, b) for a, b, _ in info(archive._db, max(ORDINARY) + 1).dyads]
        asked = {f"{name}, busiest pair": [ask] for name, ask in of_pair(archive, pairs[0])}
        for number in ORDINARY:
            for name, ask in of_pair(archive, pairs[min(number, len(pairs) - 1)]):
                asked.setdefault(f"{name}, ordinary pairs", []).append(ask)
        asked |= {name: [ask] for name, ask in of_all(archive)}
        for name, several in asked.items():
            taken = [milliseconds(ask) for _ in range(rounds) for ask in several]
            yield Timing(name, *zip(*taken, strict=True))


def milliseconds(ask: Ask) -> tuple[float, float]:
    """How long an answer takes, and how much of it the processor works."""
    started, worked = time.perf_counter(), time.process_time()
    ask()
    return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000


def measure_cold(path: Path) -> Iterator[Timing]:
    """The time of a first question of ordinary pairs to an archive of which nothing is in memory, opened for each."""
    with detente.open(path, create=False) as archive:
        pairs = [(a, b) for a, b, _ in info(archive._db, max(ORDINARY) + 1).dyads]
        names = [name for name, _ in of_pair(archive, pairs[0])]
    for name in names:
        taken = [_first(path, pairs[min(number, len(pairs) - 1)], name) for number in ORDINARY]
        yield Timing(f"first: {name}", *zip(*taken, strict=True))


def _first(path: Path, pair: tuple[str, str], name: str) -> tuple[float, float]:
    forget(path)
    with detente.open(path, create=False) as archive:
        return milliseconds(dict(of_pair(archive, pair))[name])


def forget(path: Path) -> None:
    """Have the system drop what it keeps of a file in memory."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def make(path: Path, number: int) -> None:
    """Make up an archive."""
    db = connect(path)
    migrate(db)
    fill(db, number)
    db.close()


def keep_writing(path: Path, stop: Event) -> None:
    """Write made-up articles, in batches of one transaction as a run does, until told to stop."""
    db, world = connect(path), World(seed=2)
    run = write.start_run(db, "made")
    for _ in count():
        write.write(db, run, list(islice(articles(world, WRITTEN_AT_ONCE, 10, []), WRITTEN_AT_ONCE)))
        if stop.is_set():
            break
    db.close()


def report(path: Path, timings: Iterator[Timing]) -> None:
    """Print the table of times, and the memory in use at most."""
    print(f"{path.stat().st_size / 1e9:.2f} GB\n")
    print("| view | median ms | p95 ms | longest ms | processor ms |\n| --- | --- | --- | --- | --- |")
    for timing in timings:
        print(timing.row, flush=True)
    print(f"\nMemory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB\n")


def main() -> None:
    """Make the archive up if need be, measure, and measure again while a writer is at work."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--cold", action="store_true", help="measure first questions, with nothing in memory")
    options = parser.parse_args()
    if not options.file.exists():
        maker = multiprocessing.Process(target=make, args=(options.file, options.articles))
        maker.start()
        maker.join()
    if options.cold:
        report(options.file, measure_cold(options.file))
        return
    report(options.file, measure(options.file, options.rounds))
    stop = multiprocessing.Event()
    writer = multiprocessing.Process(target=keep_writing, args=(options.file, stop))
    writer.start()
    report(options.file, measure(options.file, options.rounds))
    stop.set()
    writer.join()


if __name__ == "__main__":
    main()
