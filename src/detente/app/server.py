"""Runs the app: takes a port, tells where the app is, and serves until it is stopped."""

from __future__ import annotations

import errno
import ipaddress
import secrets
import socket
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import uvicorn

from detente.app.factory import create_app
from detente.app.guard import LOGIN, LOOPBACK, Access
from detente.app.warming import warm
from detente.errors import InputError

# More at once are told to come again. Each request holds little, and few are answered at a time.
MOST_AT_ONCE = 400
# Tried one after the other where a port is taken and none was asked for.
TRIED = 20
_PORT_FAULTS = (errno.EADDRINUSE, errno.EACCES)


class Door(NamedTuple):
    """Where the server listens, and who may come in."""

    listening: socket.socket
    address: str
    access: Access


def open_door(host: str = "127.0.0.1", port: int = 8000, *, fixed: bool = False, token: str = "") -> Door:
    """Listen on a port.

    Args:
        host: address of this machine; one that others can reach is guarded by a token.
        port: the port, 0 for any; the next free one where it is taken.
        fixed: take that port or none.
        token: the token, a new one by default.

    Raises:
        InputError: the address is not of this machine, or the port is taken or not allowed.
    """
    listening = _listen(host, port, 1 if fixed or not port else TRIED)
    number = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    if is_loopback(host):
        return Door(listening, f"http://{shown}:{number}/", Access.new(LOOPBACK | {shown.lower()}))
    access = Access.new(token=token or secrets.token_urlsafe(24))
    return Door(listening, f"http://{shown}:{number}{LOGIN}?token={access.token}", access)


def serve(
    archive: Path, door: Door, ready: Callable[[], None] | None = None, codebook: Sequence[str | Path] = ()
) -> None:
    """Serve an archive until the process is told to stop.

    Args:
        archive: the file.
        door: where to listen.
        ready: called when the archive is open, before the first request is taken.
        codebook: folders with tables of your own.

    Raises:
        ArchiveError: the archive is not there or cannot be opened.
        InputError: a codebook folder is gone.
    """
    with door.listening:
        app = create_app(archive, access=door.access, codebook=codebook)
        threading.Thread(target=warm, args=(app.state.readers,), daemon=True).start()
        if ready:
            ready()
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_AT_ONCE,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=3,
        )
        uvicorn.Server(config).run(sockets=[door.listening])


def is_loopback(host: str) -> bool:
    """Whether only programs on this machine can reach an address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int, tries: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    problem: OSError | None = None
    for number in range(port, min(port + tries, 65536)):
        # Said to be TCP, since the event loop lets each part of an answer go at once only where it knows that.
        taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((host, number))
            taken.listen(512)
        except OSError as error:
            taken.close()
            problem = error
        else:
            return taken
    reason = problem.strerror or str(problem) if problem else "no such port"
    known = problem is None or problem.errno in _PORT_FAULTS
    remedy = "name another port with --port" if known else "name an address of this machine with --host"
    raise InputError(f"cannot listen on {host}, port {port}: {reason}; {remedy}") from problem
