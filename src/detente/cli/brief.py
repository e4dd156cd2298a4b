"""``detente brief``: the state of a relation, every line with its words and their source."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from detente import settings
from detente.cli.output import ArchiveOption, CodebookOption, SinceOption, UntilOption, existing, write_file, write_text


class Form(StrEnum):
    """The forms of a brief."""

    text = "text"
    markdown = "markdown"
    html = "html"
    pdf = "pdf"


ENDINGS = {
    ".md": Form.markdown,
    ".markdown": Form.markdown,
    ".html": Form.html,
    ".htm": Form.html,
    ".txt": Form.text,
    ".pdf": Form.pdf,
}


def brief(
    a: Annotated[str, typer.Argument(help="One side: a country by name or ISO code, an organisation, an actor.")],
    b: Annotated[str, typer.Argument(help="The other side.")],
    archive: ArchiveOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    form: Annotated[
        Form | None,
        typer.Option("--format", "-f", help="How to write; told by the ending of the file unless given, else text."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file; the screen by default.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Tell everything, not what weighs most.")] = False,
    language: Annotated[
        str, typer.Option("--language", help="Language of headings and sentences, as brief_words.csv has it.")
    ] = "en",
    codebook: CodebookOption = None,
) -> None:
    """Write the brief of a relation, every line with its source.

    Two screens of what weighs most: where the relation stands in five sentences, how its instruments stand, what is
    disputed, what lies ahead, which reasons are given, and the weightiest of what happened. What is left out is
    counted; `--full` tells everything, each line followed by the words that it was coded from.
    """
    told = form or (ENDINGS.get(output.suffix.lower()) if output else None)
    asked = settings.load(
        {
            "archive": str(archive) if archive else None,
            "format": told.value if told else None,
            "codebook": [str(folder) for folder in codebook] if codebook else None,
        }
    )
    with existing(asked) as kept:
        relation = kept.relation(a, b, since=since, until=until)
        written = relation.brief(full=full, language=language, codebook=asked.codebook)
        if asked.format == "pdf":
            _write_pages(written.pdf(), output)
        else:
            write_text(written.render(asked.format), output)
    if output:
        typer.echo(f"Wrote {output}", err=True)


def _write_pages(pages: bytes, path: Path | None) -> None:
    """Write a PDF to a file, or to what the screen is redirected to."""
    if path is None and sys.stdout.isatty():
        raise typer.BadParameter("a PDF needs a file: name it with -o FILE", param_hint="--format")
    if path is None:
        sys.stdout.buffer.write(pages)
        return
    write_file(pages, path)
