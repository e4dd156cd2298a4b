"""Runs the examples of the documentation and writes what they print into the pages.

``python tools/docs_examples.py [PAGE…]`` does it for the pages named, or for README.md and all of docs/. Examples are
fenced blocks of three kinds:

- ``console run``: each line behind ``$`` is a command; the lines after it are what it prints.
- ``python run``: a piece of Python; a ``text`` or ``json`` block right behind it is what it prints.
- ``csv file=NAME``, ``toml file=NAME``: a file that later examples of the page use.

Each page has a folder of its own, which holds a copy of ``examples/``. Rows of tables that name a task and a
measure in brackets (``| timex | … (`value_f1`) | 0.80 |``) get the figure of ``evaluation/results.json``.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SHOWN = ("text", "json")
FENCE = "```"
FIGURE = re.compile(r"^(\| (\w+) \| [^|]*\(`([\w@]+)`\) \| )([\d.]+)(?= \|)", re.MULTILINE)


@dataclass
class Block:
    """A fenced block: the words behind its fence, its lines, and the number of its first line in the page."""

    info: list[str]
    lines: list[str]
    first: int

    @property
    def end(self) -> int:
        """The number of the closing fence."""
        return self.first + len(self.lines)

    @property
    def file(self) -> str:
        """The name of the file that the block holds; empty for none."""
        return next((word.removeprefix("file=") for word in self.info if word.startswith("file=")), "")

    def runs(self, language: str) -> bool:
        """Whether it is an example in this language."""
        return self.info[:1] == [language] and "run" in self.info[1:]


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page."""
    found: list[Block] = []
    inside = False
    for number, line in enumerate(page.split("\n")):
        if line.startswith(FENCE):
            if not inside:
                found.append(Block(line.removeprefix(FENCE).split(), [], number + 1))
            inside = not inside
        elif inside:
            found[-1].lines.append(line)
    return found


def prepare(folder: Path) -> None:
    """Copy what the examples use into the folder that they run in."""
    shutil.copytree(ROOT / "examples", folder / "examples")


def run(page: str, folder: Path) -> Iterator[tuple[Block, list[str]]]:
    """Run the examples of a page in order.

    Yields: each block that shows output, with the lines that it should hold.
    """
    found = blocks(page)
    names: dict[str, Any] = {}
    for block, after in zip(found, [*found[1:], None], strict=False):
        if block.file:
            _write(folder / block.file, block)
        elif block.runs("console"):
            yield block, list(_commands(block, folder))
        elif block.runs("python"):
            printed = _python(block, folder, names)
            if after is not None and after.info in ([kind] for kind in SHOWN) and after.first - block.end < 4:
                yield after, printed
            elif printed:
                raise ValueError(f"line {block.first}: prints {printed[0]!r}, but no block behind it shows that")


def _write(path: Path, block: Block) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*block.lines, ""]), encoding="utf-8")


def _commands(block: Block, folder: Path) -> Iterator[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DETENTE_")}
    environment |= {"COLUMNS": "96", "NO_COLOR": "1", "XDG_CONFIG_HOME": str(folder)}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    for line in block.lines:
        if not line.startswith("$ "):
            continue
        yield line
        done = subprocess.run(
            ["bash", "-c", line[2:]], cwd=folder, env=environment, text=True, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        if done.returncode:
            raise ValueError(f"line {block.first}: {line} ends with {done.returncode}\n{done.stdout}")
        yield from (printed.rstrip() for printed in done.stdout.rstrip("\n").split("\n") if done.stdout)


def _python(block: Block, folder: Path, names: dict[str, Any]) -> list[str]:
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        exec(compile("\n".join(block.lines), f"example at line {block.first}", "exec"), names)
    return [line.rstrip() for line in printed.getvalue().rstrip("\n").split("\n")] if printed.getvalue() else []


def renewed(page: str, folder: Path) -> str:
    """A page with what its examples print now."""
    lines = page.split("\n")
    for block, output in reversed(list(run(page, folder))):
        lines[block.first : block.end] = output
    return "\n".join(lines)


def with_figures(page: str) -> str:
    """A page with the figures of the latest evaluation."""
    tasks = json.loads((ROOT / "evaluation" / "results.json").read_text(encoding="utf-8"))["tasks"]
    return FIGURE.sub(lambda row: f"{row[1]}{tasks[row[2]][row[3]]:.2f}", page)


def main(pages: Sequence[Path]) -> None:
    """Renew pages."""
    for path in pages:
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder))
            page = path.read_text(encoding="utf-8")
            path.write_text(with_figures(renewed(page, Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or PAGES)
