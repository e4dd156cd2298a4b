"""``detente train``: fine-tune the encoder on a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from detente.cli.output import CodebookOption, screen
from detente.training.corpus import Example

# Of the classes of a corpus so many are listed.
LISTED = 40


def train(
    corpus: Annotated[list[Path], typer.Argument(help="Corpus files, or folders of them.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder for the trained encoder.", show_default=False)
    ] = None,
    epochs: Annotated[
        int | None,
        typer.Option("--epochs", min=1, help="Passes over the corpus, at most; by its size by default."),
    ] = None,
    seeds: Annotated[int, typer.Option("--seeds", min=1, help="Runs whose weights are averaged.")] = 2,
    pages: Annotated[
        list[Path] | None,
        typer.Option(
            "--pages", help="Whole pages with labels in place: files, or folders of them.", show_default=False
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only check the corpus and count its classes.")] = False,
    codebook: CodebookOption = None,
) -> None:
    """Train an encoder on annotated sentences.

    The corpus is checked first, and all that is wrong with it is told. From whole pages, on which all that is stated is
    labelled, the encoder learns which words tell of nothing; without them it is asked about verbs and cue words alone.
    The model knows the frames that occur in the corpus and no others; docs/ontology.md shows how to make one for
    classes of your own. Training needs PyTorch: pip install 'detente[train]'. Use the result with `detente code --coder
    encoder --model FOLDER`.
    """
    from detente.training import pages as whole
    from detente.training.check import load

    if output is None and not check:
        raise typer.BadParameter("name a folder for the encoder with -o, or ask for --check", param_hint="-o")
    console = screen(stderr=True)
    folders = codebook or ()
    examples, advice = load(corpus, folders)
    _tell(examples, advice, console)
    labelled = whole.load(pages or (), {e.frame for e in examples})
    if output is None or check:
        return

    # PyTorch is loaded by this command alone.
    from detente.training.data import Labels
    from detente.training.train import Recipe
    from detente.training.train import train as run

    def report(figures: dict[str, float]) -> None:
        told = ", ".join(f"{name} {figures[name]:.3f}" for name in ("loss", "frame", "type", "status"))
        console.print(f"seed {figures['seed']:.0f}, epoch {figures['epoch']:.0f}: {told}", markup=False)

    recipe = Recipe(seeds=tuple(range(1, seeds + 1))).fitting(len(examples))
    if epochs:
        recipe = recipe.within(epochs)
    shown = list(whole.shown(labelled, folders)) if labelled else []
    run(examples, Labels.built_from(folders, examples), output, recipe, report, shown)
    console.print(f"Wrote {output}", markup=False)


def _tell(examples: Sequence[Example], advice: Sequence[str], console: Console) -> None:
    """Say how much of what the corpus has, and what it lacks."""
    frames, statuses = Counter(e.frame for e in examples), Counter(e.status for e in examples if e.status != "-")
    sentences = len({e.text for e in examples})
    console.print(f"{len(examples):,} examples in {sentences:,} sentences, {len(frames):,} classes:", markup=False)
    for counts in (frames, statuses):
        told = [f"{name} {n:,}" for name, n in counts.most_common()]
        rest = [f"and {len(told) - LISTED:,} more, down to {told[-1]}"] if len(told) > LISTED else []
        console.print(f"  {', '.join([*told[:LISTED], *rest])}", markup=False)
    for line in advice:
        console.print(f"Note: {line}", markup=False)
