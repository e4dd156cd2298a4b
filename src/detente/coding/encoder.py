"""The trained encoder: a sentence in, for each word asked about what it tells of. The only door to ONNX Runtime.

One pass a sentence, whatever is asked about it: what its words tell of, whether that has happened, and who does it, to
whom, when and by whose word (see :mod:`detente.training.train` for the network).

The weights come with the package or from ``detente train``; nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.coding.marking import MARKERS, ROLES, TOKENS
from detente.coding.predicates import NONE
from detente.errors import InputError
from detente.model import Span

MODEL = Path(__file__).parent / "model"
FILES = ("encoder.onnx", "tokenizer.json", "labels.json")
# Longer sentences are read up to here; of words beyond, nothing is known.
MAX_TOKENS = 256

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the encoder thinks of one word: probabilities in the order of the encoder's labels.

    ``roles`` (roles, tokens): how likely each token of the sentence plays each role; ``starts`` and ``ends`` are their
    offsets in it.
    """

    frames: Floats
    types: Floats
    statuses: Floats
    roles: Floats
    starts: Ints
    ends: Ints

    def role(self, name: str, span: Span) -> float:
        """How likely words of the sentence play a role: the likeliest of their tokens."""
        inside = (self.starts < span.end) & (self.ends > span.start)
        return float(self.roles[ROLES.index(name)][inside].max(initial=0.0))


class Encoder:
    """A trained encoder, loaded once. The same input gives the same output on every run.

    Args:
        folder: holds ``encoder.onnx``, ``tokenizer.json`` and ``labels.json``, which tells, too, whether it has learnt
            from whole pages (``whole_pages``).
        threads: how many cores one call may use.

    Raises:
        InputError: a file is missing or cannot be read as a model; the message says which.
    """

    def __init__(self, folder: Path = MODEL, threads: int = 1) -> None:
        if missing := [name for name in FILES if not (folder / name).is_file()]:
            raise InputError(f"{folder / missing[0]}: missing; a model folder holds {', '.join(FILES)}")
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise InputError(
                f"the encoder needs ONNX Runtime and tokenizers ({error}); or use the coder 'rules'"
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
            )
            # Models trained before the network was made lean for use take more.
            self._inputs = tuple(one.name for one in self._session.get_inputs())
            self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
            labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self.frames: tuple[str, ...] = tuple(labels["frames"])
            self.statuses: tuple[str, ...] = tuple(labels["statuses"])
            self.types: tuple[str, ...] = tuple(labels["types"])
            self.type_of: tuple[int, ...] = tuple(labels["type_of"])
            self.temperature: float = labels.get("temperature", 1.0)
            self.whole_pages: bool = labels.get("whole_pages", False)
            self._filed = np.eye(len(self.types), dtype=np.float32)[list(self.type_of)]
            self._nothing = np.asarray([name == NONE for name in self.frames], dtype=np.float32)
            self._markers = {self._tokenizer.token_to_id(t) for name in ("S", "T") for t in MARKERS[name]}
        # The runtime raises classes of its own, which it does not document; all of them derive from Exception alone.
        except Exception as error:
            raise InputError(f"{folder}: cannot be read as a trained encoder ({error})") from error
        self._tokenizer.add_special_tokens(list(TOKENS))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        # Rows are padded here, with a mask; padding by the tokenizer would pass for words.
        self._tokenizer.no_padding()

    def judge(self, text: str, words: Sequence[Span]) -> list[Verdict]:
        """What each of some words of a sentence tells of; words beyond the sentence's limit tell of nothing.

        Args:
            text: the sentence.
            words: their places in it.
        """
        if not words:
            return []
        row = self._tokenizer.encode(text)
        offsets = np.asarray(row.offsets, dtype=np.int64)
        starts, ends = offsets[:, 0], offsets[:, 1]
        focus = np.stack([(starts < w.end) & (ends > w.start) & (ends > starts) for w in words]).astype(np.float32)
        return self._run(row.ids, focus, starts, ends)

    def between(self, marked: str) -> Verdict:
        """What happens between the sides of a sentence marked by :func:`detente.coding.marking.mark`."""
        row = self._tokenizer.encode(marked)
        offsets = np.asarray(row.offsets, dtype=np.int64)
        focus = np.asarray([[number in self._markers for number in row.ids]], dtype=np.float32)
        return self._run(row.ids, focus, offsets[:, 0], offsets[:, 1])[0]

    def _run(self, row: Sequence[int], focus: Floats, starts: Ints, ends: Ints) -> list[Verdict]:
        # One sentence a run: the network scales its whole numbers by all that it is given at once, so that a sentence
        # among others would be judged by its company. It is hardly slower, for nothing is padding.
        ids = np.asarray([row], dtype=np.int64)
        given = focus.sum(1, keepdims=True)
        known = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "rows": np.zeros(len(focus), dtype=np.int64),
            "focus": focus / np.maximum(given, 1.0),
        }
        inputs = {name: known[name] for name in self._inputs}
        frames, statuses, roles = self._session.run(["frame", "status", "role"], inputs)
        frames, statuses = softmax(frames / self.temperature), softmax(statuses)
        frames[given[:, 0] == 0] = self._nothing
        types = frames @ self._filed
        roles = 1 / (1 + np.exp(-roles))
        return [Verdict(*found, starts, ends) for found in zip(frames, types, statuses, roles, strict=True)]


def softmax(logits: Floats) -> Floats:
    """Probabilities from logits, along the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), dtype=np.float32)
