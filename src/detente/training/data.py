"""Corpus examples as what the encoder learns from: marked sentences with the numbers of their labels."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.codebook.plover import Plover
from detente.coding.marking import Mark, mark
from detente.model import STATUSES, Span
from detente.training.corpus import NONE, Example

# How often an example is shown with these marks. Coding has a trigger and often both sides; users of
# `Pipeline.relate` have sides and no trigger.
VIEWS: tuple[tuple[float, tuple[Mark, ...]], ...] = (
    (0.40, ("S", "T")),
    (0.35, ("V", "S", "T")),
    (0.15, ("V", "S")),
    (0.10, ("V",)),
)
HELD_OUT = 0.08


# Up to so many frames each is decided on by itself; with more it is their event types, from which rare frames learn.
FEW_FRAMES = 40
# A status with fewer examples than this is left to the rules.
STATUS_EXAMPLES = 20
# A corpus with fewer examples is parted frame by frame, so that each is held out for once, with a larger share.
LARGE, HELD_OUT_SMALL = 2000, 0.15


@dataclass(frozen=True)
class Labels:
    """The names of the classes, in the order of the encoder's outputs.

    ``types`` are the classes that are decided on, ``type_of`` the one of each frame: its PLOVER type, or, with few
    frames, the frame itself.
    """

    frames: tuple[str, ...]
    statuses: tuple[str, ...]
    types: tuple[str, ...]
    type_of: tuple[int, ...]

    @classmethod
    def of(cls, plover: Plover, examples: Sequence[Example] | None = None) -> Labels:
        """The classes of a corpus, or all of a codebook where none is given, with ``none`` first."""
        names, statuses = list(plover.frames), STATUSES
        if examples is not None:
            found, told = Counter(e.frame for e in examples), Counter(e.status for e in examples)
            names = [name for name in names if found[name]]
            statuses = tuple(name for name in STATUSES if told[name] >= STATUS_EXAMPLES) or STATUSES[:1]
        frames = (NONE, *names)
        if len(names) <= FEW_FRAMES:
            return cls(frames, statuses, frames, tuple(range(len(frames))))
        held = {plover.frames[name].event for name in names}
        types = (NONE, *(event for event in plover.events if event in held))
        type_of = tuple(types.index(NONE if f == NONE else plover.frames[f].event) for f in frames)
        return cls(frames, statuses, types, type_of)

    @classmethod
    def built_from(cls, folders: Sequence[Path] = (), examples: Sequence[Example] | None = None) -> Labels:
        """The classes of a corpus by the built-in codebook and further folders."""
        return cls.of(Plover.load(folders), examples)


def split(examples: Sequence[Example], share: float | None = None) -> tuple[list[Example], list[Example]]:
    """Part the examples into training and held-out ones, by a hash of the text: the same on every machine.

    Of a small corpus every frame gives at least one sentence to the held-out part. A sentence that stands twice is
    never in both parts.
    """
    if len(examples) >= LARGE:
        held = {e.text for e in examples if _hash(e.text) < (share or HELD_OUT)}
    else:
        held = set()
        for frame in sorted({e.frame for e in examples}):
            texts = sorted({e.text for e in examples if e.frame == frame}, key=_hash)
            held.update(texts[: max(1, round(len(texts) * (share or HELD_OUT_SMALL)))])
    return [e for e in examples if e.text not in held], [e for e in examples if e.text in held]


def _hash(text: str) -> float:
    return int(hashlib.sha1(text.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def view(example: Example, marks: Sequence[Mark]) -> str:
    """The example's sentence with the given marks, as far as it has them."""
    return mark(example.text, {m: example.spans[m] for m in marks if m in example.spans})


def views(examples: Sequence[Example], rng: random.Random) -> Iterator[tuple[str, Example]]:
    """One view of each example, drawn at random.

    The trigger stays where the sides do not tell which happening is meant: where one is missing, where there is none
    to tell of, and where the same sides stand in two examples of one sentence.
    """
    weights = [w for w, _ in VIEWS]
    told = Counter(map(_sides, examples))
    for example in examples:
        marks = rng.choices(VIEWS, weights)[0][1]
        plain = "S" in example.spans and "T" in example.spans and example.frame != NONE and told[_sides(example)] == 1
        if "V" not in marks and not plain:
            marks = ("V", "S", "T")
        yield view(example, marks), example


def _sides(example: Example) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    return example.text, example.spans.get("S", ()), example.spans.get("T", ())
