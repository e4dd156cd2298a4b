"""What grounding costs: the memory of its tables and the time it adds to the bare parser.

``python -m evaluation.grounding BENCH`` prints JSON. The texts are those of the attribution task: whole news articles.
"""

from __future__ import annotations

import gc
import json
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import spacy

from detente import reading
from detente.grounding.actors import Actors
from detente.grounding.places import Places
from detente.grounding.times import Times
from detente.model import Article
from detente.pipeline import Pipeline
from detente.text.document import Document
from detente.text.parse import MODEL, parse_many
from evaluation.rows import read

ROUNDS = 3
MEGABYTE = 2**20


def tables() -> dict[str, float]:
    """Seconds to read the tables, then the megabytes of Python's memory that they hold, each part by itself.

    Towns are read only when a name is asked for; they are counted in full, once for actors and once for places.
    """
    seconds = _seconds(_grounding)
    tracemalloc.start()
    parts: dict[str, Callable[[], object]] = {"actors": _actors, "times": Times, "places": _places}
    found = {"load_seconds": seconds}
    kept = []
    for name, make in parts.items():
        before = _traced()
        kept.append(make())
        found[f"{name}_mb"] = _traced() - before
    tracemalloc.stop()
    found["tables_mb"] = sum(found[f"{name}_mb"] for name in parts)
    return found


def speed(articles: list[Article]) -> dict[str, float]:
    """Processor seconds of the bare parser and of grounding on the same texts, the best of some rounds."""
    parser, pipeline = spacy.load(MODEL), Pipeline(coder="rules")
    documents = list(parse_many(articles))

    def bare() -> None:
        for _ in parser.pipe([a.text for a in articles], batch_size=64):
            pass

    def ours() -> None:
        for document in documents:
            pipeline.ground(document)

    pipeline.ground(documents[0])
    times = [(_seconds(bare), _seconds(ours)) for _ in range(ROUNDS)]
    parser_seconds, grounding_seconds = (min(column) for column in zip(*times, strict=True))
    return {
        "articles": len(articles),
        "parser_seconds": parser_seconds,
        "grounding_seconds": grounding_seconds,
        "ratio": grounding_seconds / parser_seconds,
        **_parts(documents),
    }


def _parts(documents: list[Document]) -> dict[str, float]:
    """The seconds of actors, times and places apart."""
    actors, times, places = Actors(), Times(), Places()
    finders: dict[str, Callable[[Document], object]] = {
        "actors": actors.find,
        "times": lambda document: times.find(document, document.article.published),
        "places": places.find,
    }
    return {f"{name}_seconds": _seconds(lambda f=find: [f(d) for d in documents]) for name, find in finders.items()}  # type: ignore[misc]


def _grounding() -> tuple[Actors, Times, Places]:
    return Actors(), Times(), Places()


def _actors() -> Actors:
    actors = Actors()
    actors.resolve("Gujranwala police")
    return actors


def _places() -> Places:
    places = Places()
    places.locate("Gujranwala")
    return places


def _seconds(work: Callable[[], object]) -> float:
    """Processor time, which other programs on the machine do not change."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _traced() -> float:
    gc.collect()
    return tracemalloc.get_traced_memory()[0] / MEGABYTE


def main() -> None:
    """Measure and print; memory first, so that caches of the timing are not counted."""
    texts = [row["text"] for row in read(Path(sys.argv[1]) / "attribution" / "dev.input.jsonl")]
    found = tables() | speed([reading.article(text, published="2016-06-01") for text in texts])
    print(json.dumps({name: round(value, 3) for name, value in found.items()}, indent=1))


if __name__ == "__main__":
    main()
