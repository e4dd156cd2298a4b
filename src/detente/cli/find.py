"""``detente find``: the articles that have the words."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from detente import settings
from detente.cli.output import (
    ArchiveOption,
    CertaintyOption,
    JsonOption,
    MinConfidenceOption,
    existing,
    marked,
    safe,
    screen,
    write_json,
)


def find(
    words: Annotated[list[str], typer.Argument(help='Words, "phrases in quotes", and beginnings* of words.')],
    archive: ArchiveOption = None,
    min_confidence: MinConfidenceOption = 0.0,
    certainty: CertaintyOption = 0.0,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show at most so many.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """Find articles by their words.

    Those that have all the words in any form, best first; if asked for, only those that have a statement so sure.
    """
    asked = settings.load({"archive": str(archive) if archive else None})
    with existing(asked) as kept:
        hits = kept.find(
            " ".join(_phrase(word) for word in words),
            min_confidence=min_confidence,
            min_certainty=certainty,
            limit=limit,
        )
    if as_json:
        write_json(hits)
        return
    console = screen()
    for hit in hits:
        known = filter(None, (hit.published, safe(hit.outlet)))
        console.print(
            Text(safe(hit.title) or "(no title)", "bold"), Text(f"  {', '.join(known)}  {hit.article}", "dim")
        )
        console.print(Text("  ").append_text(marked(hit.snippet, hit.marks, "bold yellow")))
    if not hits:
        typer.echo(
            "No article has all of these words, with a statement so sure."
            if min_confidence or certainty
            else "No article has all of these words.",
            err=True,
        )


def _phrase(word: str) -> str:
    """What the shell gives as one word though it has blanks was a phrase in quotes."""
    return f'"{word}"' if " " in word and '"' not in word else word
