"""Results → ``results.md``: a table a task, beside the bar of the present stage and the figures of other systems."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

LESS_IS_BETTER = {"gsr_extra_event_rate", "extra_event_rate", "boilerplate_statements", "mae", "mae_not_fact"}


def results_page(results: Mapping[str, Any], peers: Path, further: str = "") -> str:
    """The page for the results of a run, with the peers' figures of ``peers.toml``; ``further`` stands at its end."""
    known = tomllib.loads(peers.read_text(encoding="utf-8"))
    lines = [
        "# Results on the development sets",
        "",
        f"détente {results['version']}, {results['date']}, by `{results['command']}`. Figures of other systems are",
        "those that the bench states for the same set and scorer. Development sets serve to find faults; held-out",
        "data of the same kind decides.",
    ]
    for task, entry in known.items():
        if task in results["tasks"]:
            lines += ["", f"## {task}: {entry['about']}", "", *_table(entry, results["tasks"][task])]
    if "speed" in results:
        lines += ["", "## speed and memory", "", *_speed(results["speed"])]
    return "\n".join([*lines, *(["", further.strip()] if further.strip() else [])]) + "\n"


def _table(entry: Mapping[str, Any], scores: Mapping[str, float]) -> Iterator[str]:
    columns: Sequence[str] = entry["show"]
    yield _row(["system", *(f"{c} ↓" if c in LESS_IS_BETTER else c for c in columns)])
    yield _row(["---"] * (len(columns) + 1))
    yield _row(["**détente**", *(f"**{_figure(scores.get(c))}**" for c in columns)])
    if bar := entry.get("bar"):
        yield _row(["bar", *(_figure(bar.get(c)) for c in columns)])
    for peer in entry.get("peers", ()):
        yield _row([peer["name"], *(_figure(peer.get(c)) for c in columns)])
    yield ""
    yield f"Predicted in {scores['seconds']:.0f} s."


def _speed(speed: Mapping[str, float]) -> Iterator[str]:
    yield f"- {speed['articles']:.0f} articles, {speed['words']:.0f} words: détente {speed['detente_seconds']:.1f} s,"
    yield f"  the parser alone {speed['parser_seconds']:.1f} s, so **{speed['ratio']:.2f} times** that (bar: 2.0)."
    stops = [name.removeprefix("mb_at_") for name in speed if name.startswith("mb_at_")]
    yield (
        "- Memory in use after " + ", ".join(f"{stop} articles {speed[f'mb_at_{stop}']:.0f} MB" for stop in stops) + "."
    )


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value > 1 and float(value).is_integer() else f"{value:.3f}"
