"""Near-copies: one wire story in many outlets is found as it comes, and linked to the first that was seen."""

from __future__ import annotations

import re
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from hashlib import blake2b

import msgspec

from detente.model import Article, Skipped

SHINGLE = 5  # words in a row that are compared
SKETCH = 128  # hashes kept of an article: the error of the likeness is about 0.035
_PROBES = 6  # smallest hashes by which an article is found again
_SHORTEST = 25  # words: of fewer no copy can be told
_CROWD = 32  # articles kept under one hash


def signature(text: str) -> bytes:
    """The sketch of a text: the smallest hashes of its runs of five words, sorted; empty for a very short text.

    Two sketches tell how much two texts have in common without the texts (Broder 1997, "On the resemblance and
    containment of documents"). Equal on every machine, 1 kB an article.
    """
    words = re.findall(r"\w+", text.casefold())
    if len(words) < _SHORTEST:
        return b""
    runs = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    hashes = sorted(int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)
    return b"".join(h.to_bytes(8, "big") for h in hashes[:SKETCH])


def likeness(one: bytes, other: bytes) -> float:
    """The estimated Jaccard likeness of two texts by their sketches: shared among the smallest of both."""
    a, b = set(_hashes(one)), set(_hashes(other))
    smallest = sorted(a | b)[: max(1, min(SKETCH, max(len(a), len(b))))]
    return sum(h in a and h in b for h in smallest) / len(smallest)


class CopyIndex:
    """Finds near-copies among the articles it was shown.

    An article that is a near-copy is not added itself: all copies point to the first of them. With ``capacity``
    articles held, the oldest are forgotten, so memory is bounded (about 2 kB an article).
    """

    def __init__(self, *, threshold: float = 0.8, capacity: int = 200_000) -> None:
        self.threshold, self.capacity = threshold, capacity
        self._sketches: OrderedDict[str, bytes] = OrderedDict()
        self._found_by: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return len(self._sketches)

    def check(self, article_id: str, text: str) -> str | None:
        """The id of the earlier article of which this one is a near-copy, or None; then it is added as a first.

        Args:
            article_id: the article's id; an article is no copy of itself.
            text: its clean text.
        """
        sketch = signature(text)
        if not sketch or article_id in self._sketches:
            return None
        copied = self._nearest(sketch)
        if copied is None:
            self.add(article_id, sketch)
        return copied

    def add(self, article_id: str, sketch: bytes) -> None:
        """Add an article by its stored signature."""
        if not sketch or article_id in self._sketches:
            return
        self._sketches[article_id] = sketch
        for probe in _hashes(sketch)[:_PROBES]:
            known = self._found_by.setdefault(probe, [])
            if len(known) < _CROWD:
                known.append(article_id)
        while len(self._sketches) > self.capacity:
            self._forget(*self._sketches.popitem(last=False))

    def _nearest(self, sketch: bytes) -> str | None:
        """The most alike of those that share one of the smallest hashes; of equals the first."""
        seen = dict.fromkeys(i for probe in _hashes(sketch)[:_PROBES] for i in self._found_by.get(probe, ()))
        scored = [(likeness(sketch, self._sketches[i]), i) for i in seen]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
        return best[1] if best[0] >= self.threshold else None

    def _forget(self, article_id: str, sketch: bytes) -> None:
        for probe in _hashes(sketch)[:_PROBES]:
            known = self._found_by.get(probe, [])
            if article_id in known:
                known.remove(article_id)
            if not known:
                self._found_by.pop(probe, None)


def near_copies(articles: Iterable[Article | Skipped], index: CopyIndex | None = None) -> Iterator[Article | Skipped]:
    """Mark the near-copies in a stream of articles.

    Args:
        articles: as :func:`detente.reading.read` gives them; records of other kinds pass through.
        index: what earlier articles are known by; a new index where it is not given.

    Returns:
        The same stream, ``near_copy_of`` set where an earlier article says the same almost word for word.
    """
    known = CopyIndex() if index is None else index
    for item in articles:
        original = known.check(item.id, item.text) if isinstance(item, Article) else None
        yield msgspec.structs.replace(item, near_copy_of=original) if original and isinstance(item, Article) else item


def _hashes(sketch: bytes) -> array[int]:
    hashes = array("Q", sketch)
    if hashes.itemsize * len(hashes) == len(sketch) and _LITTLE:
        hashes.byteswap()
    return hashes


_LITTLE = array("H", [1]).tobytes() == b"\x01\x00"
