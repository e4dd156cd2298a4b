"""Speed and memory: coding news articles against the bare parser on the same texts, in one run.

``python -m evaluation.speed BENCH`` prints JSON. The texts are those of the attribution task: whole news articles.
"""

from __future__ import annotations

import gc
import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import spacy

from detente import reading
from detente.model import Article
from detente.pipeline import Pipeline
from detente.text.parse import MODEL
from evaluation.rows import read

ROUNDS = 2
# Memory is read after so many articles. Each holds the beginning of a text, so that the run takes minutes, not an hour.
STOPS = (10, 100, 1000)
BEGINNING = 2000


def measure(texts: Sequence[str]) -> dict[str, float]:
    """Processor seconds of the bare parser and of détente, from raw text to statements, the best of two rounds."""
    parser, pipeline = spacy.load(MODEL), Pipeline()

    def bare() -> None:
        for _ in parser.pipe(texts, batch_size=64):
            pass

    def ours() -> None:
        for _ in pipeline.code_many(articles(texts)):
            pass

    list(parser.pipe(texts[:2]))
    list(pipeline.code_many(articles(texts[:2])))
    times = [(_seconds(bare), _seconds(ours)) for _ in range(ROUNDS)]
    parser_seconds, detente_seconds = (min(column) for column in zip(*times, strict=True))
    return {
        "articles": len(texts),
        "words": sum(len(text.split()) for text in texts),
        "parser_seconds": parser_seconds,
        "detente_seconds": detente_seconds,
        "ratio": detente_seconds / parser_seconds,
    }


def memory(texts: Sequence[str]) -> dict[str, float]:
    """Megabytes in use after the 10th, 100th and 1,000th article of one stream."""
    found: dict[str, float] = {}
    stream = articles(_varied([text[:BEGINNING] for text in texts], STOPS[-1]))
    for number, _ in enumerate(Pipeline().code_many(stream, batch_size=STOPS[0]), 1):
        if number in STOPS:
            gc.collect()
            found[f"mb_at_{number}"] = _megabytes()
    return found


def articles(texts: Iterable[str]) -> Iterator[Article]:
    """Texts as articles of one day."""
    return (reading.article(text, published="2016-06-01") for text in texts)


def _varied(texts: Sequence[str], number: int) -> Iterator[str]:
    """So many texts, no two the same: each round gives other numbers and ends."""
    for i in range(number):
        numbers = partial(_shifted, by=i // len(texts))
        yield re.sub(r"\d+", numbers, texts[i % len(texts)]) + f"\n\nEdition {i}."


def _shifted(number: re.Match[str], by: int) -> str:
    return str(int(number[0]) + by)


def _seconds(work: Callable[[], None]) -> float:
    """Processor time, which other programs on the machine do not change."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _megabytes() -> float:
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def main() -> None:
    """Measure and print; memory first, so that its figures are not those of the timing."""
    texts = [row["text"] for row in read(Path(sys.argv[1]) / "attribution" / "dev.input.jsonl")]
    found = memory(texts)
    print(json.dumps(found | measure(texts)))


if __name__ == "__main__":
    main()
