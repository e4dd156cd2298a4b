"""``detente serve``: the app on an archive, in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from detente import settings
from detente.cli.output import ArchiveOption, CodebookOption, existing

PORT = 8000


def serve(
    archive: ArchiveOption = None,
    port: Annotated[
        int | None,
        typer.Option("--port", "-p", min=0, max=65535, help="The port; 8000 or the next free one by default."),
    ] = None,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; one that other machines reach needs the token printed.")
    ] = "127.0.0.1",
    codebook: CodebookOption = None,
    browse: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
) -> None:
    """Open the app on an archive, in the browser.

    Relations, search, articles with their statements, episodes, and the JSON API.

    It listens on this machine alone unless `--host` names another address; then a link with a token is printed once,
    and nobody gets in without it. Stop it with Ctrl-C.
    """
    # The web server need not be loaded for the other commands.
    from detente.app.server import is_loopback, open_door
    from detente.app.server import serve as run

    given = {
        "archive": str(archive) if archive else None,
        "codebook": [str(folder) for folder in codebook] if codebook else None,
    }
    asked = settings.load(given)
    with existing(asked) as kept:
        path = kept.path
    door = open_door(host, PORT if port is None else port, fixed=port is not None)

    def ready() -> None:
        typer.echo(f"{path} is open on {door.address}")
        if not is_loopback(host):
            typer.echo(_warning(host), err=True)
        typer.echo("Stop it with Ctrl-C.", err=True)
        if browse:
            webbrowser.open(door.address)

    run(Path(path), door, ready, asked.codebook)


def _warning(host: str) -> str:
    return (
        f"Other machines can reach {host}: whoever has this link can read the archive. What is sent is not encrypted; "
        "put a server with TLS before it on a network that you do not trust."
    )
