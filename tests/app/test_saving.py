"""Saved searches in the app: kept in the archive, shown on the search page, forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.conftest import writing
from detente.app.saving import address
from detente.archive import open_archive


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "a.db"
    open_archive(path).close()
    yield from writing(path)


def test_a_search_is_saved_shown_and_forgotten(client: TestClient) -> None:
    query = "who=USA&event=CONSULT&event=AID&q=naval+base"
    saved = client.post(
        "/searches", data={"what": "statements", "name": "Bases <b>", "query": query}, follow_redirects=False
    )
    assert saved.status_code == 303 and saved.headers["location"] == f"/search/statements?{query}"
    page = client.get("/search/episodes").text
    assert f'<a href="/search/statements?{query.replace("&", "&amp;")}"><bdi>Bases &lt;b&gt;</bdi></a>' in page
    assert client.post("/searches/forget", data={"name": "Bases <b>"}).status_code == 200
    assert "Bases" not in client.get("/search/statements").text


def test_a_search_without_a_name_is_refused(client: TestClient) -> None:
    answer = client.post("/searches", data={"what": "articles", "name": " ", "query": "q=x"})
    assert answer.status_code == 400 and "1 to 80 characters" in answer.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("in=articles&q=dam", "/search/articles?q=dam"),
        ("in=//evil.example&q=dam", "/search/statements?q=dam"),
        ("who=USA", "/search/statements?who=USA"),
    ],
)
def test_a_saved_search_never_leads_elsewhere(query: str, expected: str) -> None:
    assert address(query) == expected
