"""Write docs/cli.md from the commands themselves: ``python tools/cli_reference.py``."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import EnumType
from pathlib import Path
from typing import Any, get_args, get_type_hints

import typer

from detente import settings
from detente.cli.commands import app

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"

HEAD = """\
# Command line

<!-- Written by tools/cli_reference.py from the commands; change those, then run it again. -->

```
detente code articles/ -a gulf.db           # read and code what is new; run again, it goes on where it stopped
detente code page.html | head               # no archive: statements as JSON Lines
detente info -a gulf.db                     # what the archive holds
detente brief Japan KOR -a gulf.db          # the state of a relation, every line with its source
detente brief JPN KOR -a gulf.db -o b.html  # the same as a page of its own
detente ledger JPN KOR -a gulf.db           # instruments, disputes, expectations, explanations
detente find "fishery talks" -a gulf.db     # articles that have the words
detente explain a3f0 -a gulf.db             # why each sentence of an article was coded so, or not
detente skipped --failed -a gulf.db         # what could not be read, why, and what to do
detente export statements -o s.parquet -a gulf.db
```

`python -m detente` is the same as `detente`. No command needs a network.

## Exit codes

| code | meaning |
|---|---|
| 0 | all is well |
| 1 | something failed: an input could not be read or coded, an archive could not be opened |
| 2 | the command was used wrongly: an unknown option, country, table or setting, a file that is not there |
| 130 | stopped by Ctrl-C; what was coded is kept |

Errors are one line on standard error; `detente --debug COMMAND …` shows where in the program they arose. Progress and
remarks go to standard error, too, so that standard output holds nothing but what was asked for.

## Settings

Later wins: the defaults, `detente.toml` in the user's configuration folder (`~/.config/detente/`, on Windows
`%APPDATA%\\detente\\`), `detente.toml` in the current folder, the environment, options of the command. In the
environment a setting is called `DETENTE_` and its name in capitals; several folders are parted as in `PATH`.

"""


def page() -> str:
    """The whole page."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    parts = [HEAD, *_settings(), "## Commands\n\n"]
    for name, command in commands.items():
        parts += _command(name, command)
    return "".join(parts).rstrip() + "\n"


def _settings() -> Iterator[str]:
    yield "| setting | default | what it does |\n|---|---|---|\n"
    for name, default, words in settings.table():
        yield f"| `{name}` | `{_toml(default)}` | {words} |\n"
    yield "\n"


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return "[]"
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)


def _command(name: str, command: Any) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
    choices = _choices(command)
    shown = [f"[{_metavar(p)}]" if not p.required else _metavar(p) for p in arguments]
    yield f"### detente {name}\n\n```\ndetente {' '.join([name, *shown])} [OPTIONS]\n```\n\n"
    yield inspect.cleandoc(command.callback.__doc__ or "") + "\n\n"
    yield "| | |\n|---|---|\n"
    for parameter in arguments:
        yield f"| `{_metavar(parameter)}` | {_help(parameter, choices.get(parameter.name, []))} |\n"
    for parameter in options:
        names = [f"`{name}`" for name in sorted(parameter.opts, key=len)]
        value = "" if getattr(parameter, "is_flag", False) else f" `{parameter.name.upper()}`"
        yield f"| {', '.join(names)}{value} | {_help(parameter, choices.get(parameter.name, []))} |\n"
    yield "\n"


def _metavar(parameter: Any) -> str:
    return f"{parameter.name.upper()}{'…' if parameter.nargs == -1 else ''}"


def _help(parameter: Any, choices: list[str]) -> str:
    default = parameter.default
    told = f" Default: {default}." if isinstance(default, int | float) and not isinstance(default, bool) else ""
    joined = ", ".join(choices)
    required = " Required." if parameter.required and parameter.param_type_name == "option" else ""
    return f"{parameter.help}{f' One of {joined}.' if choices else ''}{told}{required}"


def _choices(command: Any) -> dict[str, list[str]]:
    """The names that each parameter allows, read from the types of the command's function."""
    hints = get_type_hints(command.callback).items()
    enums = {name: [kind for kind in (hint, *get_args(hint)) if isinstance(kind, EnumType)] for name, hint in hints}
    return {name: [f"`{member.value}`" for member in kinds[0]] for name, kinds in enums.items() if kinds}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
