"""Every error that détente raises on purpose.

::

    DetenteError
    ├── InputError      a file, a row or an argument that cannot be used; names the place and the remedy
    ├── CodebookError   a codebook file that does not hold together; names file and line
    ├── ArchiveError    an archive that cannot be opened, read or written
    └── MissingModelError  the language model is not installed

Errors of foreign libraries are translated where they enter, with the cause kept.
"""

from __future__ import annotations

from pathlib import Path


class DetenteError(Exception):
    """Base class: catching it catches everything that détente raises on purpose."""


class InputError(DetenteError):
    """Input that cannot be used. The message names the place and what to do about it."""


class CodebookError(DetenteError):
    """A codebook file that does not hold together, with the file and the line at fault."""

    def __init__(self, path: Path | str, line: int | None, problem: str) -> None:
        self.path, self.line, self.problem = str(path), line, problem
        place = f"{path}, line {line}" if line is not None else str(path)
        super().__init__(f"{place}: {problem}")


class ArchiveError(DetenteError):
    """An archive that cannot be opened, read or written."""


class MissingModelError(DetenteError):
    """The English language model that détente parses with is not installed."""
