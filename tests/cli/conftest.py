"""An archive coded once from a few dispatches, and a way to run the command in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from detente.archive import open_archive
from detente.cli.main import run

ARTICLES = {
    "visit.txt": (
        "Norwegian minister in Helsinki\n\n"
        "Norwegian Foreign Minister Espen Barth Eide visited Helsinki on Tuesday. "
        "Finland signed an agreement with Norway on border guards. The rooms were warm and the coffee strong.\n"
    ),
    "quarrel.txt": (
        "Chile protests over catch\n\n"
        "Chile accused Peru of illegal fishing on 3 March 2024. Peru denied that its boats had crossed the line.\n"
    ),
    "hostile.txt": (
        "A title with \x1b[31mcolour\x1b[0m\n\n"
        "Chile condemned Peru over squid [red]quotas[/red]. Peru will host talks with Chile in May 2025.\n"
    ),
}


class Outcome(NamedTuple):
    """What a command wrote and how it ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings but the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("DETENTE_ARCHIVE", raising=False)


@pytest.fixture
def detente(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command with arguments."""

    def call(*arguments: object) -> Outcome:
        with pytest.raises(SystemExit) as ended:
            run([str(argument) for argument in arguments])
        written = capsys.readouterr()
        code = ended.value.code
        assert code is None or isinstance(code, int)
        return Outcome(code or 0, written.out, written.err)

    return call


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def archive(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "north.db"
    with open_archive(path) as kept:
        kept.add([str(articles), str(articles / "none.txt")], published="2024-06-05", outlet="Fjord Post")
    return path
