"""Sentences and what is asked of them as the network takes them, and what it should answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.coding.marking import ROLES
from detente.errors import InputError
from detente.training.data import Query, Shown

try:
    import torch
except ImportError as error:  # pragma: no cover - depends on what is installed
    raise InputError("training needs PyTorch and transformers: pip install 'detente[train]'") from error

MAX_TOKENS = 128


def tensors(tokenizer: Any, batch: Sequence[Shown]) -> tuple[dict[str, Any], Any]:
    """A batch as the model takes it, and where in its text each token stands: (sentences, tokens, 2)."""
    found = tokenizer(
        [one.text for one in batch], padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt",
        return_offsets_mapping=True,
    )  # fmt: skip
    ids, offsets = found["input_ids"], found["offset_mapping"]
    asked = [(row, query) for row, one in enumerate(batch) for query in one.queries]
    rows = torch.tensor([row for row, _ in asked])
    focus = torch.stack([_focus(ids[row], offsets[row], query) for row, query in asked])
    inputs = {"input_ids": ids, "attention_mask": found["attention_mask"], "rows": rows, "focus": focus}
    return inputs, offsets


def _focus(ids: Any, offsets: Any, query: Query) -> Any:
    """The tokens that a query is about, in equal shares: those of its words, else the markers."""
    marks = ((ids >= 2) & (ids <= 7)).float()
    found = sum((_inside(offsets, span) for span in query.focus), torch.zeros_like(marks)) if query.focus else marks
    return found / found.sum().clamp(min=1.0)


def roles_of(queries: Sequence[Query], inputs: dict[str, Any], offsets: Any) -> tuple[Any, Any]:
    """Which tokens play which role, and which of these are known: both (queries, roles, tokens)."""
    told = torch.zeros(len(queries), len(ROLES), inputs["input_ids"].shape[1])
    counted = torch.zeros_like(told)
    for number, query in enumerate(queries):
        row = int(inputs["rows"][number])
        for role, spans in query.roles.items():
            counted[number, ROLES.index(role)] = inputs["attention_mask"][row].float()
            for span in spans:
                told[number, ROLES.index(role)] += _inside(offsets[row], span)
    return told.clamp(max=1.0), counted


def _inside(offsets: Any, span: Any) -> Any:
    """1 for the tokens of a sentence that lie in a span of its text, else 0."""
    starts, ends = offsets[:, 0], offsets[:, 1]
    return ((starts < span.end) & (ends > span.start) & (ends > starts)).float()


def by_type(frames: Any, kind: Any, types: int) -> Any:
    """Log probabilities of the types from logits of the frames."""
    chances = frames.softmax(-1)
    summed = torch.zeros(len(chances), types).index_add(1, kind, chances)
    return summed.clamp(min=1e-7).log()
