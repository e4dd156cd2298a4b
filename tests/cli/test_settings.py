from __future__ import annotations

import os
from pathlib import Path

import pytest

from detente import settings
from detente.errors import InputError


@pytest.fixture
def load(tmp_path: Path):
    """Load with a current folder and a user folder of the test's own."""
    (tmp_path / "user").mkdir()
    (tmp_path / "here").mkdir()

    def load_there(flags=None, environ=None) -> settings.Settings:
        return settings.load(
            flags, folder=tmp_path / "here", user_folder=tmp_path / "user", environ=environ or {"PATH": "/bin"}
        )

    load_there.user, load_there.here = tmp_path / "user" / settings.FILE, tmp_path / "here" / settings.FILE
    return load_there


def test_defaults(load):
    assert load() == settings.Settings()


def test_later_places_win(load):
    load.user.write_text('archive = "user.db"\nformat = "html"\nmin_confidence = 0.1\nquiet = true', encoding="utf-8")
    load.here.write_text('archive = "here.db"\nformat = "markdown"\nmin_confidence = 0.2', encoding="utf-8")
    found = load({"archive": "flag.db", "format": None}, {"DETENTE_MIN_CONFIDENCE": "0.3", "DETENTE_ARCHIVE": "env.db"})
    assert found == settings.Settings(archive="flag.db", format="markdown", min_confidence=0.3, quiet=True)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DETENTE_QUIET", "true", {"quiet": True}),
        ("DETENTE_QUIET", "0", {"quiet": False}),
        ("DETENTE_CODEBOOK", os.pathsep.join(["mine", "ours"]), {"codebook": ("mine", "ours")}),
        ("DETENTE_ARCHIVE", "", {"archive": ""}),
        ("DETENTE_SOMETHING_ELSE", "1", {}),
    ],
)
def test_environment(load, name, value, expected):
    assert load(environ={name: value}) == settings.Settings(**expected)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("archiv = 'x'", ["no setting 'archiv'", "min_confidence"]),
        ("min_confidence = 2", ["min_confidence", "1.0"]),
        ("format = 'docx'", ["format", "docx"]),
        ("= 3", ["not TOML", "line 1"]),
    ],
)
def test_a_fault_in_a_file_names_the_file_and_the_fault(load, text, words):
    load.here.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load()
    assert all(word in str(caught.value) for word in [str(load.here), *words])


def test_a_fault_in_the_environment_names_it(load):
    with pytest.raises(InputError, match=r"the environment: .*quiet"):
        load(environ={"DETENTE_QUIET": "perhaps"})


def test_every_setting_says_what_it_does():
    assert [name for name, _, words in settings.table() if len(words) < 20] == []
