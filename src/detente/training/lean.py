"""The trained network for use: one sentence a run, nothing padded, as few steps as give the same numbers.

What a sentence alone does not need is left out (masks, rows of a batch), and the three products that open a layer's
attention are one. Each column of a weight has a scale of its own when it is made int8, so nothing else changes.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import nn
from torch.nn import functional


class Lean(nn.Module):  # type: ignore[misc]  # PyTorch is not there when types are checked
    """An encoder of :mod:`detente.training.train` for one sentence.

    Args:
        model: the encoder.
        paired: the width in which words and what is asked about meet.
    """

    def __init__(self, model: Any, paired: int) -> None:
        super().__init__()
        config = model.base.config
        self.embeddings, self.roles, self.paired = model.base.embeddings, model.roles, paired
        self.layers = nn.ModuleList(Layer(one, config.num_attention_heads) for one in model.base.encoder.layer)
        self.frame, self.status, self.asked, self.word = model.frame, model.status, model.asked, model.word
        self.rare = model.rare

    def forward(self, input_ids: Any, focus: Any) -> tuple[Any, Any, Any]:
        """Logits of frame (queries, frames), status (queries, statuses) and roles (queries, roles, tokens).

        Args:
            input_ids: token numbers, (1, tokens).
            focus: how much of each query rests on each token, (queries, tokens); sums to 1.
        """
        ids, told = input_ids[0], self.embeddings
        kinds, places = torch.zeros_like(ids), torch.arange(ids.shape[0])
        summed = told.word_embeddings(ids) + told.token_type_embeddings(kinds) + told.position_embeddings(places)
        states = told.LayerNorm(summed)
        for layer in self.layers:
            states = layer(states)
        asked = focus @ states
        pooled = torch.cat([states.mean(0, keepdim=True).expand(asked.shape[0], -1), asked], dim=-1)
        pairs = self.asked(asked).view(-1, self.paired) @ self.word(states).t()
        pairs = pairs.view(focus.shape[0], self.roles, ids.shape[0])
        return self.frame(pooled), self.status(pooled), pairs / math.sqrt(self.paired) + self.rare


class Layer(nn.Module):  # type: ignore[misc]
    """A layer of BERT (Devlin et al., NAACL 2019), its queries, keys and values by one product."""

    def __init__(self, layer: Any, heads: int) -> None:
        super().__init__()
        parts = (layer.attention.self.query, layer.attention.self.key, layer.attention.self.value)
        self.width, self.heads = parts[0].weight.shape[0], heads
        scale = 1 / math.sqrt(self.width // heads)
        self.opening = nn.Linear(self.width, 3 * self.width)
        self.opening.weight.data = torch.cat([part.weight * by for part, by in zip(parts, (scale, 1, 1), strict=True)])
        self.opening.bias.data = torch.cat([part.bias * by for part, by in zip(parts, (scale, 1, 1), strict=True)])
        self.attended, self.inner, self.outer = layer.attention.output, layer.intermediate, layer.output

    def forward(self, states: Any) -> Any:
        """The states of the next layer, (tokens, width)."""
        split = self.opening(states).view(-1, 3, self.heads, self.width // self.heads).permute(1, 2, 0, 3)
        queries, keys, values = split.unbind(0)
        mixed = torch.softmax(queries @ keys.transpose(1, 2), -1) @ values
        mixed = mixed.transpose(0, 1).reshape(-1, self.width)
        states = self.attended.LayerNorm(self.attended.dense(mixed) + states)
        inner = functional.gelu(self.inner.dense(states))
        return self.outer.LayerNorm(self.outer.dense(inner) + states)
