"""A corpus is checked as a whole before it is learnt from: every fault with its place, and how much each class has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from detente.codebook.plover import Plover
from detente.errors import InputError
from detente.training.corpus import NONE, Example, Fault, read

# A class needs one example to learn from and one to hold out.
LEAST = 2
# Below this a class is learnt, but badly.
ADVISED = 30
# Of the faults so many are told; the first ones are mended first.
TOLD = 50


class Check(msgspec.Struct, frozen=True):
    """A corpus read: its examples, what is wrong with it, and what is only to be wished for."""

    examples: tuple[Example, ...]
    faults: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


def load(paths: Sequence[Path], folders: Sequence[Path] = ()) -> tuple[Sequence[Example], Sequence[str]]:
    """Read a corpus that has to be without fault.

    Args:
        folders: codebook folders, whose frames may be used beside the built-in ones.

    Returns: the examples, and advice on what the corpus lacks.

    Raises:
        InputError: it has faults; the message tells all of them with file and line.
        CodebookError: a codebook table does not hold together.
    """
    found = check(paths, Plover.load(folders).frames)
    if found.faults:
        rest = len(found.faults) - TOLD
        told = [*found.faults[:TOLD], *([f"and {rest} more"] if rest > 0 else [])]
        raise InputError("the corpus cannot be learnt from:" + "".join(f"\n  {fault}" for fault in told))
    return found.examples, found.advice


def check(paths: Sequence[Path], frames: Collection[str]) -> Check:
    """Read a corpus and tell all that is wrong with it.

    Args:
        paths: files, or folders of ``*.txt`` files.
        frames: the frames of the codebook.

    Raises:
        InputError: a path does not exist or is no text.
    """
    found = list(read(paths, frames))
    examples = tuple(e for e in found if isinstance(e, Example))
    faults = [f"{f.where}: {f.problem}" for f in found if isinstance(f, Fault)]
    faults += _doubles(examples)
    texts = Counter(frame for frame, _ in {(e.frame, e.text) for e in examples})
    if not found:
        faults.append(f"{', '.join(map(str, paths))}: no examples")
    elif not faults:
        faults += _thin(texts)
    return Check(examples, tuple(faults), tuple(_advice(texts)))


def _doubles(examples: Iterable[Example]) -> list[str]:
    """Sentences that stand twice with the same words as trigger: they teach nothing, or two things at once."""
    first: dict[tuple[object, ...], Example] = {}
    faults = []
    for example in examples:
        other = first.setdefault((example.text, example.spans["V"]), example)
        if other is not example:
            told = "" if other.frame == example.frame else f", which is marked {other.frame}"
            faults.append(f"{example.where}: the same sentence and trigger as {other.where}{told}; keep one")
    return faults


def _thin(texts: Counter[str]) -> list[str]:
    events = [frame for frame in texts if frame != NONE]
    if not events:
        return [f"every example is {NONE}; there is no class to learn"]
    return [
        f"{frame}: {texts[frame]} example; a class needs at least {LEAST}, better {ADVISED}"
        for frame in sorted(texts)
        if texts[frame] < LEAST
    ]


def _advice(texts: Counter[str]) -> list[str]:
    advice = []
    if not texts[NONE]:
        advice.append(f"no example is {NONE}: the model will not learn to say no, and see an event in every candidate")
    thin = sorted((n, frame) for frame, n in texts.items() if LEAST <= n < ADVISED)
    if thin:
        told = ", ".join(f"{frame} {n}" for n, frame in thin)
        advice.append(f"fewer than {ADVISED} sentences, which is little to learn from: {told}")
    return advice
