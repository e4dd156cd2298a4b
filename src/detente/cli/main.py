"""The entry point. It loads nothing itself, so that Ctrl-C while the program loads ends it as quietly as later."""

from __future__ import annotations

import sys
from collections.abc import Sequence

INTERRUPTED = 130


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    try:
        from detente.cli.commands import run_commands

        run_commands(arguments)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
