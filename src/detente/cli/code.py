"""``detente code``: read sources, code what is new, keep it in an archive or write it out."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from detente import Progress, Report, settings
from detente.archive import Archive, open_archive
from detente.cli.output import (
    ArchiveOption,
    CodebookOption,
    CoderOption,
    ModelOption,
    counted,
    left_out,
    pipeline,
    safe,
    screen,
    write_json,
)

# So many inputs that gave nothing are listed after a run; the archive keeps the rest for `detente skipped`.
LISTED = 20

INTERRUPTED = 130


class Kind(StrEnum):
    """The kinds of article."""

    news = "news"
    opinion = "opinion"
    official = "official"
    other = "other"


AgainOption = Annotated[
    bool, typer.Option("--again", help="Code anew what the archive holds already, as after a change of codebook.")
]


def code(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, zip files, addresses of pages and feeds, or `-` for standard input: text, Word, "
            "Markdown, HTML, CSV, JSON Lines, WARC, RSS, Atom."
        ),
    ],
    archive: ArchiveOption = None,
    metadata: Annotated[
        Path | None, typer.Option("--metadata", help="CSV or JSON Lines with facts about the articles.")
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", help="Day of publication, where none is known.")
    ] = None,
    outlet: Annotated[str, typer.Option("--outlet", help="Who published it, where that is not known.")] = "",
    kind: Annotated[Kind | None, typer.Option("--kind", help="The kind of article, where it does not tell.")] = None,
    min_confidence: Annotated[
        float | None, typer.Option("--min-confidence", help="Leave out statements less sure than this, 0 to 1.")
    ] = None,
    codebook: CodebookOption = None,
    coder: CoderOption = None,
    model: ModelOption = None,
    again: AgainOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress and no report.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write the report as JSON.")] = False,
) -> None:
    """Read articles and code who does what to whom.

    With an archive (-a) statements are kept there, and the same command run again goes on where it stopped; without
    one they are written to standard output as JSON Lines.
    """
    asked = settings.load(
        {
            "archive": str(archive) if archive else None,
            "min_confidence": min_confidence,
            "codebook": [str(folder) for folder in codebook] if codebook else None,
            "coder": coder.value if coder else None,
            "model": str(model) if model else None,
            "quiet": quiet or None,
        }
    )

    def add(kept: Archive, console: Console) -> Report:
        with _bar(console, shown=not asked.quiet) as progress:
            return kept.add(
                sources,
                metadata=metadata,
                published=published,
                outlet=outlet,
                kind=kind.value if kind else None,
                pipeline=pipeline(asked, kept.codebook),
                progress=progress,
                again=again,
            )

    report = _into_archive(asked, add) if asked.archive else _to_screen(asked, add)
    _close(report, asked, as_json=as_json)


def _close(report: Report, asked: settings.Settings, *, as_json: bool) -> None:
    """Tell what came of the run and end with its exit code."""
    if as_json:
        write_json(report, stderr=not asked.archive)
    elif not asked.quiet or report.failed or report.faulty:
        _tell(report, screen(stderr=not asked.archive), asked.archive)
    raise typer.Exit(1 if report.failed or report.faulty else 0)


def _into_archive(asked: settings.Settings, add: Callable[[Archive, Console], Report]) -> Report:
    """Add to the archive that is named; when stopped, tell that what was coded is kept."""
    console = screen(stderr=True)
    with open_archive(asked.archive, codebook=asked.codebook) as archive:
        try:
            return add(archive, console)
        except KeyboardInterrupt:
            console.print(
                f"Stopped. What was coded is kept in {asked.archive}; the same command goes on from there.",
                markup=False,
            )
            raise typer.Exit(INTERRUPTED) from None


def _to_screen(asked: settings.Settings, add: Callable[[Archive, Console], Report]) -> Report:
    """Code into an archive that is thrown away, and write its statements out."""
    once = tempfile.TemporaryDirectory(prefix="detente-")
    with once as folder, open_archive(Path(folder, "once.db"), codebook=asked.codebook) as archive:
        try:
            report = add(archive, screen(stderr=True))
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        file = Path(folder, "statements.jsonl")
        archive.export("statements", file)
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                sys.stdout.write(line)
        return report


@contextmanager
def _bar(console: Console, *, shown: bool) -> Iterator[Callable[[Progress], None]]:
    """A line on standard error that tells how far the run is; nothing where that is no terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True, disable=not (shown and console.is_terminal)) as bar:
        task = bar.add_task("reading", total=None)

        def show(at: Progress) -> None:
            done = f"{at.read:,} read, {at.coded:,} coded, {at.left_out:,} left out, {at.statements:,} statements"
            bar.update(task, description=f"{done}  {safe(at.source)[-40:]}")

        yield show


def _tell(report: Report, console: Console, archive: str) -> None:
    """Say what a run did, and what it left out and why."""
    counts = [
        f"{report.coded:,} of {counted(report.read, 'article')} coded in {report.seconds:.1f} s",
        counted(report.statements, "statement"),
        f"{report.already_there:,} were there already" if report.already_there else "",
        counted(report.near_copies, "near-copy", "near-copies") if report.near_copies else "",
    ]
    console.print(", ".join(filter(None, counts)) + ".", markup=False)
    if archive:
        console.print(f"{archive} now tells of {counted(report.episodes, 'episode')}.", markup=False)
    inputs, facts = report.skipped + report.failed, report.facts
    left = [
        f"{counted(inputs, 'article')}, of which {report.failed:,} failed" if inputs else "",
        f"{counted(facts, 'fact')} about articles, of which {report.faulty:,} faulty" if facts else "",
    ]
    if not any(left):
        return
    console.print(f"Left out {'; '.join(filter(None, left))}:", markup=False)
    for item in sorted(report.left_out, key=lambda item: not item.failed)[:LISTED]:
        console.print(f"  {left_out(item)}", markup=False)
    if (rest := inputs + facts - LISTED) > 0:
        seen = f"see all with `detente skipped -a {archive}`" if archive else "code into an archive (-a) to see all"
        console.print(f"  and {rest:,} more; {seen}", markup=False)
