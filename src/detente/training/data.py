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
from detente.errors import InputError
from detente.model import STATUSES, Span
from detente.training.corpus import NONE, Example, Fault, read

# How often an example is shown with these marks. Coding has a trigger and often both sides; users of
# `Pipeline.relate` have sides and no trigger.
VIEWS: tuple[tuple[float, tuple[Mark, ...]], ...] = (
    (0.40, ("S", "T")),
    (0.35, ("V", "S", "T")),
    (0.15, ("V", "S")),
    (0.10, ("V",)),
)
HELD_OUT = 0.08


@dataclass(frozen=True)
class Labels:
    """The names of the classes, in the order of the encoder's outputs, and the type of each frame."""

    frames: tuple[str, ...]
    statuses: tuple[str, ...]
    types: tuple[str, ...]
    type_of: tuple[int, ...]

    @classmethod
    def of(cls, plover: Plover) -> Labels:
        """All frames of a codebook, with ``none`` first."""
        frames, types = (NONE, *plover.frames), (NONE, *plover.events)
        type_of = tuple(types.index(NONE if f == NONE else plover.frames[f].event) for f in frames)
        return cls(frames, STATUSES, types, type_of)

    @classmethod
    def built_from(cls, folders: Sequence[Path] = ()) -> Labels:
        """All frames of the built-in codebook and of further folders."""
        return cls.of(Plover.load(folders))


def load(paths: Sequence[Path], labels: Labels) -> list[Example]:
    """Read and check a corpus.

    Raises:
        InputError: a line does not hold to the format; the message names file and line.
    """
    examples: list[Example] = []
    for found in read(paths, labels.frames):
        if isinstance(found, Fault):
            raise InputError(f"{found.where}: {found.problem}")
        examples.append(found)
    if not examples:
        raise InputError(f"{', '.join(map(str, paths))}: no examples")
    return examples


def split(examples: Sequence[Example], share: float = HELD_OUT) -> tuple[list[Example], list[Example]]:
    """Part the examples into training and held-out ones, by a hash of the text: the same on every machine."""
    held = [int(hashlib.sha1(e.text.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < share for e in examples]
    train = [e for e, h in zip(examples, held, strict=True) if not h]
    return train, [e for e, h in zip(examples, held, strict=True) if h]


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
