"""What more sentences bring: ``python tools/learning_curve.py CORPUS SIZE …`` (needs the ``train`` extra).

Trains on random parts of the corpus with the recipe of the built-in encoder and prints, for each size, accuracy on the
same held-out part.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from detente.codebook.plover import Plover
from detente.training.check import load
from detente.training.data import Labels, split
from detente.training.train import Recipe, fit


def main(corpus: str, sizes: list[int]) -> int:
    """Train once a size and print the best epoch's figures."""
    plover = Plover.load()
    examples, _ = load([Path(corpus)])
    shown, held = split(examples)
    random.Random(0).shuffle(shown)
    for size in sizes:
        # Parts are nested, and the held-out sentences come along: `fit` parts them off again by their hash.
        _, progress = fit([*shown[:size], *held], Labels.of(plover), Recipe(), seed=1)
        best = max(progress.epochs, key=lambda f: f["type"] + f["frame"])
        told = ", ".join(f"{name} {best[name]:.3f}" for name in ("type", "frame", "status"))
        print(f"{min(size, len(shown))} examples: {told} (epoch {best['epoch']:.0f})", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], [int(n) for n in sys.argv[2:]]))
