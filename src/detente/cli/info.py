"""``detente info``: what an archive holds, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rich.table import Table

from detente import Info, settings
from detente.cli.output import ArchiveOption, JsonOption, existing, safe, screen, write_json

# So many of the outlets, events and coders are shown; JSON has all.
TOP = 12


def info(archive: ArchiveOption = None, as_json: JsonOption = False) -> None:
    """Show what an archive holds."""
    asked = settings.load({"archive": str(archive) if archive else None})
    with existing(asked) as kept:
        figures = kept.info()
    if as_json:
        write_json(figures)
        return
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for name, value in _lines(figures):
        table.add_row(name, value)
    screen().print(table, markup=False)


def _lines(figures: Info) -> list[tuple[str, str]]:
    span = f", published {figures.first} to {figures.last}" if figures.first else ""
    waiting = "" if figures.linked else ", not all statements linked yet; the next `detente code` does"
    lines = [
        ("Archive", f"{figures.path}, {figures.bytes / 1e6:.1f} MB"),
        ("Articles", f"{figures.articles:,}{span}"),
        ("Near-copies", f"{figures.near_copies:,}" if figures.near_copies else ""),
        ("Statements", f"{figures.statements:,}"),
        ("Episodes", f"{figures.episodes:,}{waiting}"),
        (
            "Left out",
            f"{figures.skipped:,}, of which {figures.failed:,} failed (`detente skipped`)" if figures.skipped else "",
        ),
        ("Relations", ", ".join(f"{a}–{b} {count:,}" for a, b, count in figures.dyads)),
        ("Events", _counts(figures.events)),
        ("Kinds", _counts(figures.kinds)),
        ("Outlets", _counts(figures.outlets)),
        ("Languages", _counts(figures.languages)),
        ("Coded by", _counts(_coders(figures.coders))),
    ]
    return [(name, value) for name, value in lines if value]


def _coders(coders: Mapping[str, int]) -> Counter[str]:
    """Statements by coder; the rule within it, which follows a stroke, is told by `detente explain`."""
    counts: Counter[str] = Counter()
    for name, count in coders.items():
        counts[name.partition("/")[0]] += count
    return counts


def _counts(counts: Mapping[str, int]) -> str:
    shown = [f"{safe(name) or 'not known'} {count:,}" for name, count in list(counts.items())[:TOP]]
    return ", ".join([*shown, f"and {len(counts) - TOP} more"] if len(counts) > TOP else shown)
