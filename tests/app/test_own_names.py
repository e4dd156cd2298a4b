"""Names of the user's own codebook, wherever the app calls somebody by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import detente
from app.conftest import HERE, writing
from detente.app.factory import create_app
from detente.errors import InputError

TEXT = "Ketaria and Kenya signed a trade agreement in Nairobi on 3 May 2024.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive coded by a codebook with a state of its own."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "countries.csv").write_text(
        "code,name,names,adjectives,people,capitals\nXKT,Ketaria,,Ketarian,Ketarians,Ketar\n", encoding="utf-8"
    )
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "own.db"
    with detente.open(path, codebook=[own]) as kept:
        kept.add(tmp_path / "one.txt", published="2024-05-04")
    return path


@pytest.fixture
def client(archive: Path) -> Iterator[TestClient]:
    yield from writing(archive)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/relations/XKT/KEN",
        "/relations/Ketaria/Kenya/expectations",
        "/network?least=1",
        "/pictures/network?least=1",
        "/actors/XKT",
        "/actors/KEN",
        "/search/statements?who=ketaria",
        "/search/episodes",
    ],
)
def test_pages_call_it_by_its_name(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Ketaria" in answer.text


def test_an_edit_takes_its_name(client: TestClient) -> None:
    (one,) = client.get("/api/statements?q=agreement").json()["items"]
    said = {"verdict": "edit", "by": "Amina", "target": ["Ketaria"], "source": ["Kenya"]}
    answer = client.post(f"/api/statements/{one['statement']['id']}/corrections", json=said)
    assert answer.json()["statement"]["target"][0]["country"] == "XKT"


def test_folders_of_another_coding_are_noticed_while_the_app_runs(archive: Path, client: TestClient) -> None:
    assert "Republic of the Ketar" not in client.get("/").text
    later = archive.parent / "later"
    later.mkdir()
    table = (archive.parent / "own" / "countries.csv").read_text(encoding="utf-8")
    (later / "countries.csv").write_text(table.replace(",Ketaria,", ",Republic of the Ketar,", 1), encoding="utf-8")
    (archive.parent / "two.txt").write_text("Kenya recalled its envoy to Uganda on 5 May 2024.\n", encoding="utf-8")
    pipeline = detente.Pipeline(codebook=[later])
    with detente.open(archive) as kept:
        kept.add(archive.parent / "two.txt", published="2024-05-06", pipeline=pipeline)
    assert "Republic of the Ketar" in client.get("/").text


def test_a_folder_that_is_gone_is_told_before_anything_is_served(archive: Path) -> None:
    gone = (archive.parent / "own").rename(archive.parent / "away")
    with pytest.raises(InputError, match=r"this codebook folder.* is gone; put it back, or name"):
        create_app(archive)
    with TestClient(create_app(archive, codebook=[gone]), base_url=HERE) as client:
        assert "Ketaria" in client.get("/").text
