"""The weights of an ONNX model as int8: a quarter of the size, next to no loss.

Each row or column of a matrix keeps its own scale (per-channel, symmetric). Only the stored weights are rounded: they
are made float again when the model is loaded, and the network computes in float. Rounding the activations as well, as
dynamic quantisation does, is faster but makes a verdict depend on its company in a batch.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

try:
    from onnx import TensorProto, helper, numpy_helper
except ImportError as error:  # pragma: no cover - depends on what is installed
    from detente.errors import InputError

    raise InputError("training needs onnx: pip install 'detente[train]'") from error

# Smaller tensors (biases, norms) stay as they are.
LEAST = 4096


def shrink(model: Any) -> Any:
    """The model with its matrices stored as int8 and scales. Changes and returns ``model``."""
    graph = model.graph
    large = {t.name: t for t in graph.initializer if t.data_type == TensorProto.FLOAT and len(t.dims) == 2}
    large = {name: t for name, t in large.items() if t.dims[0] * t.dims[1] >= LEAST}
    nodes: list[Any] = []
    for node in graph.node:
        place = next((i for i, name in enumerate(node.input) if name in large), None)
        if place is None:
            nodes.append(node)
        elif node.op_type == "Gather" and place == 0:
            nodes += _gathered(graph, node, large[node.input[0]])
        else:
            across = 0 if node.op_type == "MatMul" else 1
            nodes += [*_restored(graph, large[node.input[place]], across), node]
            node.input[place] = f"{node.input[place]}_float"
    del graph.node[:]
    graph.node.extend(nodes)
    kept = [t for t in graph.initializer if t.name not in large]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    return model


def _rounded(weights: NDArray[np.float32], across: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Weights as int8 and the scale of each channel. ``across``: the axis that one scale is for."""
    scale = np.maximum(np.abs(weights).max(axis=across, keepdims=True) / 127, 1e-12).astype(np.float32)
    return np.clip(np.rint(weights / scale), -127, 127).astype(np.int8), scale


def _stored(graph: Any, tensor: Any, across: int) -> tuple[str, str]:
    """Put the int8 weights and scales of a tensor into the graph, once; their names."""
    names = (f"{tensor.name}_int8", f"{tensor.name}_scale")
    if not any(t.name == names[0] for t in graph.initializer):
        for name, values in zip(names, _rounded(numpy_helper.to_array(tensor), across), strict=True):
            graph.initializer.append(numpy_helper.from_array(values, name))
    return names


def _restored(graph: Any, tensor: Any, across: int) -> Iterator[Any]:
    """Nodes that make a matrix float again. The runtime works them out once, when it loads the model."""
    stored, scale = _stored(graph, tensor, across)
    yield helper.make_node("Cast", [stored], [f"{tensor.name}_cast"], to=TensorProto.FLOAT)
    yield helper.make_node("Mul", [f"{tensor.name}_cast", scale], [f"{tensor.name}_float"])


def _gathered(graph: Any, node: Any, tensor: Any) -> Iterator[Any]:
    """Nodes that look up rows of a table that stays int8 in memory."""
    stored, scale = _stored(graph, tensor, 1)
    found = node.output[0]
    yield helper.make_node("Gather", [stored, node.input[1]], [f"{found}_int8"], axis=0)
    yield helper.make_node("Cast", [f"{found}_int8"], [f"{found}_cast"], to=TensorProto.FLOAT)
    yield helper.make_node("Gather", [scale, node.input[1]], [f"{found}_scale"], axis=0)
    yield helper.make_node("Mul", [f"{found}_cast", f"{found}_scale"], [found])
