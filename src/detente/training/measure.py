"""How good a network is on sentences held out, and what its probabilities are to be divided by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from detente.errors import InputError
from detente.training.batches import by_type, roles_of, tensors
from detente.training.data import Labels, Query, Shown

try:
    import torch
    from torch import nn
except ImportError as error:  # pragma: no cover - depends on what is installed
    raise InputError("training needs PyTorch and transformers: pip install 'detente[train]'") from error


def evaluate(model: Any, tokenizer: Any, shown: Sequence[Shown], labels: Labels) -> dict[str, float]:
    """Accuracy of frame, type and status on sentences.

    ``surprise`` is the mean loss of the frame; ``source`` and ``target``: how often the likeliest word for that side is
    one of it, where the sentence names it.
    """
    hits: dict[str, float] = defaultdict(float)
    asked: dict[str, float] = defaultdict(float)
    surprise = 0.0
    for queries, (frames, statuses, roles), told in _judged(model, tokenizer, shown):
        kinds = by_type(frames, torch.tensor(labels.type_of), len(labels.types)).argmax(-1).tolist()
        wanted = torch.tensor([labels.frames.index(q.frame) for q in queries])
        shares = torch.tensor([q.weight for q in queries])
        surprise += float((nn.functional.cross_entropy(frames, wanted, reduction="none") * shares).sum())
        best, states, likely = frames.argmax(-1).tolist(), statuses.argmax(-1).tolist(), roles.argmax(-1)
        for i, query in enumerate(queries):
            hits["frame"] += query.weight * (labels.frames[best[i]] == query.frame)
            hits["type"] += query.weight * (kinds[i] == labels.type_of[labels.frames.index(query.frame)])
            asked["query"] += query.weight
            if query.status in labels.statuses:
                asked["status"] += 1
                hits["status"] += labels.statuses[states[i]] == query.status
            for name, role in (("source", 0), ("target", 1)):
                if told[i, role].any():
                    asked[name] += 1
                    hits[name] += bool(told[i, role, likely[i, role]])
    n = max(1, asked["query"])
    others = {name: hits[name] / max(1, asked[name]) for name in ("status", "source", "target")}
    return {"frame": hits["frame"] / n, "type": hits["type"] / n, **others, "surprise": surprise / n}


def _judged(model: Any, tokenizer: Any, shown: Sequence[Shown]) -> Iterator[tuple[list[Query], Any, Any]]:
    """The queries of sentences, a batch at a time, with the model's logits and with the words of each role."""
    model.eval()
    with torch.no_grad():
        for i in range(0, len(shown), 64):
            batch = shown[i : i + 64]
            inputs, offsets = tensors(tokenizer, batch)
            queries = [query for one in batch for query in one.queries]
            yield queries, model(**inputs), roles_of(queries, inputs, offsets)[0]


def temperature(model: Any, tokenizer: Any, held: Sequence[Shown], labels: Labels) -> float:
    """What to divide the logits of the frames by, so that the probabilities of types hold on the held-out part.

    Temperature scaling (Guo et al., "On calibration of modern neural networks", ICML 2017), by the likelihood.
    """
    kind = torch.tensor(labels.type_of)
    parts = [(queries, logits[0]) for queries, logits, _ in _judged(model, tokenizer, held)]
    logits = torch.cat([frames for _, frames in parts])
    queries = [query for some, _ in parts for query in some]
    wanted = kind[torch.tensor([labels.frames.index(q.frame) for q in queries])]
    shares = torch.tensor([q.weight for q in queries])
    losses = {
        t: float(
            nn.functional.nll_loss(by_type(logits / t, kind, len(labels.types)), wanted, reduction="none") @ shares
        )
        for t in (step / 20 for step in range(8, 61))
    }
    return min(losses, key=lambda t: losses[t])
