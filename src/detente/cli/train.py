"""``detente train``: fine-tune the encoder on a corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.output import CodebookOption, screen


def train(
    corpus: Annotated[list[Path], typer.Argument(help="Corpus files, or folders of them.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the trained encoder.")],
    epochs: Annotated[int, typer.Option("--epochs", min=1, help="Passes over the corpus, at most.")] = 6,
    seeds: Annotated[int, typer.Option("--seeds", min=1, help="Runs whose weights are averaged.")] = 2,
    codebook: CodebookOption = None,
) -> None:
    """Train an encoder on annotated sentences.

    Needs PyTorch: pip install 'detente[train]'. The format of the corpus is told in corpus/GUIDELINES.md. Use the
    result with `detente code --coder encoder --model FOLDER`.
    """
    # PyTorch is loaded by this command alone.
    from detente.training.data import Labels, load
    from detente.training.train import Recipe
    from detente.training.train import train as run

    console = screen(stderr=True)

    def report(figures: dict[str, float]) -> None:
        told = ", ".join(f"{name} {figures[name]:.3f}" for name in ("loss", "frame", "type", "status"))
        console.print(f"seed {figures['seed']:.0f}, epoch {figures['epoch']:.0f}: {told}", markup=False)

    labels = Labels.built_from(codebook or ())
    examples = load(corpus, labels)
    console.print(f"{len(examples):,} examples", markup=False)
    run(examples, labels, output, Recipe(epochs=epochs, seeds=tuple(range(1, seeds + 1))), report)
    console.print(f"Wrote {output}", markup=False)
