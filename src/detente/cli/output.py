"""What the commands share: the archive option, opening an archive, and writing to the screen or a file."""

from __future__ import annotations

import sys
import unicodedata
import warnings
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from detente.archive import Archive, open_archive
from detente.errors import InputError
from detente.model import Skipped
from detente.settings import Settings
from detente.whole_file import whole_file

if TYPE_CHECKING:
    from detente import Pipeline


class Coder(StrEnum):
    """Who decides what a candidate is."""

    rules = "rules"
    encoder = "encoder"


ArchiveOption = Annotated[
    Path | None,
    typer.Option("--archive", "-a", help="The archive file; the setting `archive` by default.", show_default=False),
]
CodebookOption = Annotated[
    list[Path] | None,
    typer.Option("--codebook", help="Folder with codebook tables of your own; may be repeated.", show_default=False),
]
CoderOption = Annotated[
    Coder | None, typer.Option("--coder", help="Who decides: the encoder with the rules, or rules alone.")
]
ModelOption = Annotated[Path | None, typer.Option("--model", help="Folder of an encoder made by `detente train`.")]
MinConfidenceOption = Annotated[
    float, typer.Option("--min-confidence", min=0, max=1, help="Of statements: only those at least so sure.")
]
CertaintyOption = Annotated[
    float,
    typer.Option(
        "--certainty", min=0, max=1, help="Of statements: only those whose parties, date and place are so certain."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON instead of text.")]
SinceOption = Annotated[
    str | None, typer.Option("--since", help="First day, as 2024, 2024-06 or 2024-06-04.", show_default=False)
]
UntilOption = Annotated[str | None, typer.Option("--until", help="Last day, likewise.", show_default=False)]


def screen(*, stderr: bool = False) -> Console:
    """The terminal, or plain text where there is none. Lines are not cut, so that pipes get them whole."""
    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def existing(settings: Settings) -> Archive:
    """Open the archive that the settings name, which has to be there.

    Raises:
        typer.BadParameter: none is named.
        ArchiveError: it is not there or cannot be opened.
    """
    if not settings.archive:
        raise typer.BadParameter(
            "name the archive with -a FILE, or set `archive` in detente.toml or DETENTE_ARCHIVE", param_hint="-a"
        )
    return open_archive(settings.archive, create=False, codebook=settings.codebook)


def pipeline(asked: Settings, codebook: tuple[Path, ...] | None = None) -> Pipeline:
    """What codes articles as the settings ask. Rows of the user's that contradict others are told on the screen.

    Args:
        asked: the settings.
        codebook: the folders of an archive, which has those of the settings too.
    """
    # Imported when needed: the other commands need not wait for what codes.
    from detente import Pipeline

    folders = tuple(Path(folder) for folder in asked.codebook) if codebook is None else codebook
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        coder = Pipeline(
            codebook=folders, min_confidence=asked.min_confidence, coder=asked.coder, model=asked.model or None
        )
    for warning in caught:
        typer.secho(f"warning: {safe(str(warning.message))}", err=True, fg="yellow")
    return coder


def safe(words: str) -> str:
    """Words of an article on one line, without anything that a terminal would obey."""
    return " ".join(unarmed(words).split())


def unarmed(words: str) -> str:
    """Words with a blank for each character that a terminal would obey, so that offsets into them stay."""
    return "".join(c if c.isprintable() or _joins(c) else " " for c in words)


def _joins(character: str) -> bool:
    """Format characters that belong to the writing of a word, such as the zero-width joiner of Persian and Hindi."""
    return unicodedata.category(character) == "Cf" and character in "\u200c\u200d"


def marked(words: str, spans: Iterable[tuple[int, int]], style: str = "bold") -> Text:
    """Words with some of them set off."""
    text = Text(unarmed(words))
    for start, end in spans:
        text.stylize(style, start, end)
    return text


def counted(number: int, one: str, many: str = "") -> str:
    """A number with the word for what is counted: ``1 article``, ``2 articles``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def left_out(item: Skipped) -> str:
    """Why an input gave no article, and what to do about it, in one line."""
    what = "failed" if item.failed else "skipped"
    remedy = f"; {safe(item.remedy)}" if item.remedy else ""
    return f"{what}: {safe(item.source)}: {safe(item.reason)}{remedy}"


def write_json(value: Any, *, stderr: bool = False) -> None:
    """Write a record as one line of JSON to the screen."""
    typer.echo(msgspec.json.encode(value), err=stderr)


def write_text(text: str, path: Path | None) -> None:
    """Write text to a file as UTF-8, or to the screen where none is named.

    Raises:
        InputError: the file cannot be written.
    """
    if path is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        return
    write_file(text.encode("utf-8"), path)


def write_file(content: bytes, path: Path) -> None:
    """Write a file whole, with the folders above it; what stood there stays until then.

    Raises:
        InputError: the file cannot be written, or an archive stands there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"cannot make the folder {path.parent} ({error.strerror or error}); name another file"
        ) from error
    with whole_file(path) as unfinished:
        unfinished.write_bytes(content)
