"""``detente evaluate``: a hand-coded sample against what détente codes in the same texts."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from detente import settings
from detente.cli.output import CodebookOption, CoderOption, ModelOption, pipeline, screen, write_text
from detente.cli.scoring import tell, tell_left_out


class By(StrEnum):
    """The classes that can be compared."""

    event = "event"
    frame = "frame"
    mode = "mode"
    quad = "quad"


class Actors(StrEnum):
    """What of the parties is compared."""

    none = "none"
    country = "country"
    code = "code"


ConfidenceOption = Annotated[
    str | None,
    typer.Option(
        "--min-confidence",
        help="Leave out statements less sure than this, 0 to 1; several, parted by commas, are held side by side.",
    ),
]


def evaluate(
    gold: Annotated[Path, typer.Argument(help="The hand-coded sample, JSON Lines; docs/evaluating.md has its format.")],
    by: Annotated[
        By | None,
        typer.Option("--by", help="The class that is compared; frames if gold has nothing else, types otherwise."),
    ] = None,
    actors: Annotated[Actors, typer.Option("--actors", help="What of the parties has to agree.")] = Actors.country,
    status: Annotated[
        str, typer.Option("--status", help="Count events of these statuses only, parted by commas.")
    ] = "",
    filed: Annotated[
        bool, typer.Option("--filed", help="Compare types as PLOVER files them: a visit to come is AGREE.")
    ] = False,
    once: Annotated[
        bool, typer.Option("--once", help="Let statements that tell again of an event of their text not count.")
    ] = False,
    min_confidence: ConfidenceOption = None,
    codebook: CodebookOption = None,
    coder: CoderOption = None,
    model: ModelOption = None,
    errors: Annotated[int, typer.Option("--errors", min=0, help="List so many errors of each kind.")] = 3,
    html: Annotated[Path | None, typer.Option("--html", help="Write all of it as a page of HTML, too.")] = None,
    json: Annotated[Path | None, typer.Option("--json", help="Write all figures and errors as JSON, too.")] = None,
) -> None:
    """Hold what is coded against a hand-coded sample.

    Tells precision, recall and F1 by class with their 95 % intervals, what is taken for what, whether the confidence
    can be trusted, and the errors to look at. Lines that cannot be used are left out and told; the exit code is then 1.
    """
    asked = settings.load(
        {
            "codebook": [str(folder) for folder in codebook] if codebook else None,
            "coder": coder.value if coder else None,
            "model": str(model) if model else None,
        }
    )
    # Imported when needed: the other commands need not wait for what codes.
    from detente import evaluate as held_against

    found = held_against(
        gold,
        by=by.value if by else None,
        actors=actors.value,
        min_confidence=_numbers(min_confidence) if min_confidence else asked.min_confidence,
        statuses=tuple(filter(None, (name.strip() for name in status.split(",")))),
        filed=filed,
        once=once,
        pipeline=pipeline(msgspec.structs.replace(asked, min_confidence=0.0)),
        codebook=asked.codebook,
    )
    tell(found, screen(), errors)
    if html:
        _write(found.html(), html)
    if json:
        _write(msgspec.json.encode(found).decode(), json)
    tell_left_out(found, screen(stderr=True))
    raise typer.Exit(1 if found.left_out else 0)


def _write(text: str, path: Path) -> None:
    write_text(text, path)
    typer.echo(f"Wrote {path}", err=True)


def _numbers(told: str) -> tuple[float, ...]:
    try:
        return tuple(float(number) for number in told.split(","))
    except ValueError:
        raise typer.BadParameter(
            f"{told!r} is no number, or list of numbers as 0,0.5,0.8", param_hint="--min-confidence"
        ) from None
