"""The trained encoder: marked sentences in, probabilities of frame and status out. The only door to ONNX Runtime.

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

from detente.coding.marking import TOKENS
from detente.errors import InputError

MODEL = Path(__file__).parent / "model"
FILES = ("encoder.onnx", "tokenizer.json", "labels.json")
MAX_TOKENS = 128

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the encoder thinks of one candidate: probabilities in the order of the encoder's labels."""

    frames: Floats
    types: Floats
    statuses: Floats


class Encoder:
    """A trained encoder, loaded once. The same input gives the same output on every run.

    Args:
        folder: holds ``encoder.onnx``, ``tokenizer.json`` and ``labels.json``.
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
            self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
            labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self.frames: tuple[str, ...] = tuple(labels["frames"])
            self.statuses: tuple[str, ...] = tuple(labels["statuses"])
            self.types: tuple[str, ...] = tuple(labels["types"])
            self.type_of: tuple[int, ...] = tuple(labels["type_of"])
            self.temperature: float = labels.get("temperature", 1.0)
        # The runtime raises classes of its own, which it does not document; all of them derive from Exception alone.
        except Exception as error:
            raise InputError(f"{folder}: cannot be read as a trained encoder ({error})") from error
        self._tokenizer.add_special_tokens(list(TOKENS))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        # Rows are padded here, with a mask; padding by the tokenizer would pass for words.
        self._tokenizer.no_padding()

    def judge(self, marked: Sequence[str]) -> list[Verdict]:
        """Probabilities for sentences marked by :func:`detente.coding.marking.mark`, in their order."""
        return [self._run(row.ids) for row in self._tokenizer.encode_batch(list(marked))]

    def _run(self, row: Sequence[int]) -> Verdict:
        # One sentence a run: the network scales its whole numbers by all that it is given at once, so that a sentence
        # among others would be judged by its company. It is hardly slower, for nothing is padding.
        ids = np.asarray([row], dtype=np.int64)
        frames, statuses = self._session.run(
            ["frame", "status"], {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        )
        frames, statuses = softmax(frames[0] / self.temperature), softmax(statuses[0])
        types = np.zeros(len(self.types), dtype=np.float32)
        np.add.at(types, np.asarray(self.type_of), frames)
        return Verdict(frames, types, statuses)


def softmax(logits: Floats) -> Floats:
    """Probabilities from logits, along the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), dtype=np.float32)
