"""``detente brief``: the state of a relation, every line with its words and their source."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from detente import settings
from detente.cli.output import ArchiveOption, SinceOption, UntilOption, existing, write_text


class Form(StrEnum):
    """The forms of a brief."""

    text = "text"
    markdown = "markdown"
    html = "html"


ENDINGS = {".md": Form.markdown, ".markdown": Form.markdown, ".html": Form.html, ".htm": Form.html, ".txt": Form.text}


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
) -> None:
    """Write the brief of a relation, with every source.

    What happened, what is planned and what became of it, what is proposed, who claims and who denies what, which
    reasons are given. Every line is followed by the words that it was coded from, and says where they stand.
    """
    told = form or (ENDINGS.get(output.suffix.lower()) if output else None)
    asked = settings.load({"archive": str(archive) if archive else None, "format": told.value if told else None})
    with existing(asked) as kept:
        relation = kept.relation(a, b, since=since, until=until)
        write_text(relation.brief().render(asked.format), output)
    if output:
        typer.echo(f"Wrote {output}", err=True)
