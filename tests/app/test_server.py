"""Where the server listens, who may come in, and the command that starts it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from detente.app.guard import LOOPBACK
from detente.app.server import TRIED, is_loopback, open_door
from detente.errors import InputError


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.4.5.6", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.1", False),
        ("example.org", False),
    ],
)
def test_which_addresses_are_of_this_machine_alone(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_the_next_free_port_is_taken_unless_one_is_asked_for() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        door = open_door(port=port)
        number = door.listening.getsockname()[1]
        door.listening.close()
        assert port < number <= port + TRIED
        assert door.address == f"http://127.0.0.1:{number}/"
        with pytest.raises(InputError, match=f"port {port}.*--port"):
            open_door(port=port, fixed=True)


def test_no_part_of_an_answer_is_held_back_until_the_part_before_it_is_confirmed() -> None:
    door = open_door(port=0)

    async def option() -> int:
        found: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            taken = writer.get_extra_info("socket")
            found.set_result(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(answer, sock=door.listening):
            _, writer = await asyncio.open_connection(*door.listening.getsockname())
            held = await found
            writer.close()
        return held

    assert asyncio.run(option()) != 0


def test_on_this_machine_no_token_is_asked_for() -> None:
    door = open_door(port=0)
    door.listening.close()
    assert door.access.hosts == LOOPBACK
    assert not door.access.token


def test_elsewhere_the_link_holds_a_new_token() -> None:
    doors = [open_door("0.0.0.0", 0) for _ in range(2)]
    for door in doors:
        door.listening.close()
        assert door.address.endswith(f"/login?token={door.access.token}")
    assert len({door.access.token for door in doors}) == 2
    assert all(len(door.access.token) >= 32 for door in doors)


def test_the_command_serves_and_stops(archive: Path) -> None:
    command = [sys.executable, "-m", "detente", "serve", "-a", str(archive), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        address = said.split()[-1]
        try:
            with urllib.request.urlopen(f"{address}api/info", timeout=30) as answer:
                assert json.load(answer)["path"] == str(archive)
        finally:
            os.kill(server.pid, signal.SIGINT)
            server.wait(20)
    assert said.startswith(f"{archive} is open on http://127.0.0.1:")
