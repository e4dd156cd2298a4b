"""``detente skipped``: all that was left out of an archive, why, and what to do about it."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from detente import settings
from detente.cli.output import ArchiveOption, JsonOption, existing, left_out, screen, write_json
from detente.model import Skipped


def skipped(
    archive: ArchiveOption = None,
    failed: Annotated[bool, typer.Option("--failed", help="Only where something is wrong with the input.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List what was left out of an archive, and why.

    One line for each input that gave no article: the reason, and what to do about it.
    """
    asked = settings.load({"archive": str(archive) if archive else None})
    with existing(asked) as kept:
        rows = msgspec.convert(kept.skipped().to_dicts(), list[Skipped])
    shown = [item for item in rows if item.failed or not failed]
    if as_json:
        write_json(shown)
        return
    console = screen()
    for item in shown:
        console.print(left_out(item), markup=False)
    if not shown:
        typer.echo("Nothing failed." if failed else "Nothing was left out.", err=True)
