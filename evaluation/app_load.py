"""Many readers of the app at once, over loopback, alone and while a coder writes: how long pages and API take.

``python -m evaluation.app_load FILE --readers 8 --seconds 60`` serves an archive (made by ``archive_scale``) in a
process of its own and asks every kind of page and every route of the API, in any order, of busy and of ordinary pairs.
It prints the tables of ``scale.md``, with the time that the server's processor worked where there is but one reader; an
answer other than 200 is told with its address, and the exit code is then 1.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import quote

import httpx

import detente
from detente.app.server import open_door, serve
from detente.store.info import info
from evaluation.archive_load import PAIRS, code, figures

# How long each answer took, and how long the processor of the server worked meanwhile.
Times = dict[str, list[tuple[float, float]]]

PLACES = {
    "relations": "/?country={a}",
    "relation": "/relations/{a}/{b}",
    "instruments": "/relations/{a}/{b}/instruments",
    "disputes": "/relations/{a}/{b}/disputes",
    "expectations": "/relations/{a}/{b}/expectations",
    "explanations": "/relations/{a}/{b}/explanations",
    "brief": "/relations/{a}/{b}/brief",
    "network of a year": "/network?since=2019&until=2019&least=3",
    "actor": "/actors/{a}",
    "statements": "/search/statements?who={a}&to={b}",
    "statements with a word": "/search/statements?q={word}",
    "episodes": "/search/episodes?who={a}&to={b}",
    "articles": "/search/articles?q={word}",
    "article": "/articles/{article}",
    "episode": "/episodes/{episode}",
    "archive": "/archive",
    "picture of a relation": "/pictures/relations/{a}/{b}",
    "picture of the map": "/pictures/map?country={a}",
    "API: statements": "/api/statements?who={a}&status=planned",
    "API: episodes": "/api/episodes?who={a}&to={b}",
    "API: relations": "/api/relations",
    "API: relation": "/api/relations/{a}/{b}",
    "API: ties": "/api/ties?since=2015&until=2024",
    "API: article": "/api/articles/{article}",
}


class Server(NamedTuple):
    """Where the app is, and the process that serves it."""

    address: str
    process: int


def _serve(path: Path, port: Any, ready: Any) -> None:
    door = open_door(port=0)
    port.value = door.listening.getsockname()[1]
    serve(path, door, ready.set)


def _known(path: Path) -> Sequence[Mapping[str, str]]:
    """What addresses are made of: pairs of states with a word, an article and an episode each."""
    rng = random.Random(7)
    with detente.open(path, create=False) as archive:
        pairs = [(a, b) for a, b, _ in info(archive._db, PAIRS).dyads]
        found = []
        for a, b in rng.sample(pairs, min(40, len(pairs))):
            episode = archive.episode_list(dyad=(a, b), limit=1, count=False).items[0]
            article = archive.episode(episode.id).told[0].statement.article
            word = rng.choice(archive.article(article).title.split())
            found.append({"a": a, "b": b, "episode": episode.id, "article": article, "word": quote(word)})
    return found


def _worked(process: int) -> float:
    """Seconds that the processor has worked for a process, by its own clock as Linux numbers it; 0 on other systems."""
    try:
        return time.clock_gettime(~process << 3 | 2)
    except OSError:
        return 0.0


def _read(
    server: Server, known: Sequence[Mapping[str, str]], seed: int, until: float, times: Times, bad: list[str]
) -> None:
    rng = random.Random(seed)
    with httpx.Client(base_url=server.address, timeout=120) as client:
        while time.monotonic() < until:
            name, form = rng.choice(list(PLACES.items()))
            address = form.format(**rng.choice(known))
            started, worked = time.perf_counter(), _worked(server.process)
            answer = client.get(address)
            taken = (time.perf_counter() - started, _worked(server.process) - worked)
            times[name].append((1000 * taken[0], 1000 * taken[1]))
            if answer.status_code != 200:
                bad.append(f"{answer.status_code} {address}")


def ask(server: Server, known: Sequence[Mapping[str, str]], readers: int, seconds: float) -> tuple[Times, list[str]]:
    """The milliseconds of each answer to so many readers in so many seconds, and what was not answered with 200."""
    times: Times = defaultdict(list)
    bad: list[str] = []
    until = time.monotonic() + seconds
    several = [threading.Thread(target=_read, args=(server, known, n, until, times, bad)) for n in range(readers)]
    for one in several:
        one.start()
    for one in several:
        one.join()
    return times, bad


def rows(times: Times, *, alone: bool) -> Iterator[str]:
    """A table: how often asked, median, 95th percentile, longest; of one reader also the processor's median."""
    yield f"| page or route | asked | median ms | p95 ms | longest ms |{' processor ms |' * alone}"
    yield f"| --- | --- | --- | --- | --- |{' --- |' * alone}"
    for name in (*PLACES, "all"):
        taken = [one for several in times.values() for one in several] if name == "all" else times[name]
        if taken:
            work = f" {median(worked for _, worked in taken):.0f} |" if alone else ""
            yield f"| {name} | {figures(sorted(one for one, _ in taken))} |{work}"


def main() -> None:
    """Measure one reader, one while a coder writes, and many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=5, help="articles a second that the coder writes")
    options = parser.parse_args()
    known = _known(options.file)
    port, ready = multiprocessing.Value("i", 0), multiprocessing.Event()
    server = multiprocessing.Process(target=_serve, args=(options.file, port, ready), daemon=True)
    server.start()
    ready.wait(60)
    failed = []
    for readers, rate in ((1, 0.0), (1, options.rate), (options.readers, 0.0)):
        stop, sent = multiprocessing.Event(), multiprocessing.Queue()  # type: ignore[var-annotated]
        writer = multiprocessing.Process(target=code, args=(options.file, rate, stop, sent)) if rate else None
        if writer:
            writer.start()
        times, bad = ask(Server(f"http://127.0.0.1:{port.value}", server.pid or 0), known, readers, options.seconds)
        stop.set()
        told = sent.get() if writer else "No writer"
        print(f"\nReaders: {readers}. {told}. Not answered with 200: {len(bad)}.\n")
        print("\n".join(rows(times, alone=readers == 1)), flush=True)
        failed += bad
    server.terminate()
    print("\n".join(failed[:20]), file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
