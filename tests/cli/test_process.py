"""The command as a process of its own: standard input, pipes that close, and Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "detente"]
DISPATCH = "Norway and Portugal met in Lisbon on Tuesday over cod, session {0}. Portugal praised Norway in note {1}.\n"


def write_articles(folder: Path, count: int) -> None:
    folder.mkdir()
    for n in range(count):
        words = " ".join(f"The interpreter of room {n * 7919 % 104729} read line {k * n} aloud." for k in range(3))
        (folder / f"{n}.txt").write_text(DISPATCH.format(n, n * 31) + words, encoding="utf-8")


def test_standard_input(articles: Path):
    done = subprocess.run(
        [*COMMAND, "code", "-", "--published", "2024-06-05"],
        input=(articles / "quarrel.txt").read_bytes(),
        capture_output=True,
        check=True,
    )
    quotes = [json.loads(line)["quote"] for line in done.stdout.decode("utf-8").splitlines()]
    assert any(quote.startswith("Chile accused Peru") for quote in quotes)


@pytest.mark.parametrize("arguments", [["brief", "CHL", "PER"], ["find", "Peru"], ["info", "--json"]])
def test_a_pipe_that_closes_early_is_no_error_to_speak_of(archive: Path, arguments: list[str]):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run([*COMMAND, *arguments, "-a", archive], stdout=closed, stderr=subprocess.PIPE, check=False)
    assert done.stderr == b""
    assert done.returncode in (0, 1)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for a child alone")
def test_ctrl_c_keeps_what_is_coded_and_the_next_run_goes_on(tmp_path: Path):
    write_articles(tmp_path / "in", 300)
    command = [*COMMAND, "code", str(tmp_path / "in"), "-a", str(tmp_path / "a.db"), "--published", "2024-06-05"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    while running.poll() is None and coded(tmp_path / "a.db") == 0:
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130, errors
    assert errors.startswith("Stopped. What was coded is kept in")
    assert 0 < (kept := coded(tmp_path / "a.db")) < 300
    again = subprocess.run([*command, "--json"], capture_output=True, check=True)
    assert json.loads(again.stdout)["already_there"] == kept
    assert coded(tmp_path / "a.db") == 300


def coded(path: Path) -> int:
    """How many articles an archive holds so far, read without disturbing who writes it."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_file_names_that_are_no_text_are_told_all_the_same(tmp_path: Path):
    (tmp_path / "in").mkdir()
    folder = os.fsencode(tmp_path / "in")
    Path(os.fsdecode(folder + b"/good\xff.txt")).write_text("Norway met Portugal in Lisbon on Monday, it is said.")
    Path(os.fsdecode(folder + b"/bad\xff.txt")).write_text("")
    command = [*COMMAND, "code", str(tmp_path / "in"), "-a", str(tmp_path / "a.db")]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith(b"1 of 2 articles coded")
    assert b"bad\\udcff.txt: is empty" in done.stdout


def test_a_terminal_without_the_signs_gets_codes(archive: Path):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*COMMAND, "brief", "CHL", "PER", "-a", archive], capture_output=True, env=environment, check=True
    )
    assert b"CHILE \\u2013 PERU" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for a child alone")
def test_ctrl_c_while_the_program_loads_ends_it_quietly(tmp_path: Path):
    # What is loaded first by the entry point waits, so that the signal comes while it does.
    (tmp_path / "typer.py").write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    start = "import sys; from detente.cli.main import run; print('ready', flush=True); run(['info'])"
    running = subprocess.Popen(
        [sys.executable, "-c", start], env={**os.environ, "PYTHONPATH": path}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (130, "")
