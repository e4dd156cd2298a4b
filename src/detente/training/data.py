"""Corpus examples as what the encoder learns from: sentences with the words that are asked about and what they are."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from detente.codebook.plover import Plover
from detente.coding.marking import ROLES, Mark, mark
from detente.model import STATUSES, Span
from detente.training.corpus import NONE, Example

# The share of examples shown with their sides marked and no word asked about, as `Pipeline.relate` shows a sentence;
# the others are shown plain, as coding does.
RELATED = 0.35
SIDES: tuple[Mark, ...] = ("S", "T")
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


@dataclass(frozen=True, slots=True)
class Query:
    """A word of a sentence that is asked about, with what it is.

    ``focus``: its places in the text; empty where the marked sides are asked about. ``status`` is empty where it has
    none. ``roles``: the words of each role; a role that is not known is left out. ``weight``: how much it counts.
    """

    focus: tuple[Span, ...]
    frame: str
    status: str = ""
    roles: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence as the encoder is shown it, with all that is asked of it in one pass."""

    text: str
    queries: tuple[Query, ...]


def related(example: Example) -> Shown:
    """The example's sentence with its sides marked; what happens between them is asked."""
    marked = mark(example.text, {m: example.spans[m] for m in SIDES if m in example.spans})
    return Shown(marked, (Query((), example.frame, example.status),))


def query(example: Example, rng: random.Random) -> Query:
    """The question about the example's trigger; of a trigger of several words, one of them now and then."""
    focus = example.spans["V"]
    if rng.random() < 0.5:
        words = [word for span in focus for word in _words(example.text, span)]
        focus = (rng.choice([w for w in words if w.end - w.start > 3] or words),)
    told = {role: example.spans.get(role, ()) for role in ROLES} if example.frame != NONE else {}
    return Query(focus, example.frame, example.status, told)


def _words(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    for word in span.of(text).split():
        at = text.index(word, at)
        yield Span(at, at + len(word))
        at += len(word)


def views(examples: Sequence[Example], rng: random.Random) -> Iterator[Shown]:
    """Each example once: with its sides marked, or plain, together with the others of its sentence.

    Sides are marked only where they tell which happening is meant: where both are there and no other example of the
    sentence has the same ones.
    """
    told = Counter(map(_sides, examples))
    plain: dict[str, list[Query]] = {}
    for example in examples:
        both = all(side in example.spans for side in SIDES) and example.frame != NONE
        if both and told[_sides(example)] == 1 and rng.random() < RELATED:
            yield related(example)
        else:
            plain.setdefault(example.text, []).append(query(example, rng))
    for text, queries in plain.items():
        yield Shown(text, tuple(queries))


def _sides(example: Example) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    return example.text, example.spans.get("S", ()), example.spans.get("T", ())


def split_pages(shown: Sequence[Shown]) -> tuple[list[Shown], list[Shown]]:
    """Part the sentences of pages likewise."""
    return [one for one in shown if _hash(one.text) >= HELD_OUT], [one for one in shown if _hash(one.text) < HELD_OUT]
