"""Who may ask, and what may be changed from where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest
from fastapi import FastAPI, Form
from starlette.requests import Request
from starlette.testclient import TestClient

from app.conftest import HERE
from detente.app.factory import create_app
from detente.app.guard import Access

TOKEN = "a-token-of-the-test"


def with_a_write(app: FastAPI) -> FastAPI:
    """The app with routes that change something: they give back what was sent, or how much."""

    @app.post("/api/kept")
    async def kept(request: Request) -> int:
        return len(await request.body())

    @app.post("/api/filled")
    def filled(name: Annotated[str, Form()]) -> str:
        return name

    for _ in range(2):
        app.router.routes.insert(0, app.router.routes.pop())
    return app


@pytest.fixture(scope="module")
def writing(archive: Path) -> Iterator[TestClient]:
    with TestClient(with_a_write(create_app(archive, most_sent=1000)), base_url=HERE) as client:
        yield client


@pytest.fixture
def guarded(archive: Path) -> Iterator[TestClient]:
    app = with_a_write(create_app(archive, access=Access.new(token=TOKEN)))
    with TestClient(app, base_url="http://192.0.2.7:8000", follow_redirects=False) as client:
        yield client


def csrf(client: TestClient) -> str:
    access: Access = client.app.state.access  # type: ignore[attr-defined]
    return access.csrf


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:9", 200),
        ("[::1]:8000", 200),
        ("LOCALHOST", 200),
        ("rebound.example", 421),
        ("127.0.0.1.rebound.example", 421),
        ("localhost.rebound.example:8000", 421),
        ("", 421),
    ],
)
def test_only_names_of_this_machine_are_answered(client: TestClient, host: str, status: int) -> None:
    assert client.get("/api/info", headers={"host": host}).status_code == status


@pytest.mark.parametrize("place", ["relations", "article", "error", "api", "left out"])
def test_every_answer_is_bound(client: TestClient, places: dict[str, str], place: str) -> None:
    for address in (places[place], "/static/app.css", "/api/info"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"


def test_an_error_of_the_server_is_bound_too(archive: Path) -> None:
    app = create_app(archive)

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError

    app.router.routes.insert(0, app.router.routes.pop())
    answer = TestClient(app, base_url=HERE, raise_server_exceptions=False).get("/broken")
    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "ZeroDivisionError" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"x-csrf-token": "wrong"}, 403),
        ({"x-csrf-token": "ours"}, 200),
        ({"x-csrf-token": "ours", "origin": HERE}, 200),
        ({"x-csrf-token": "ours", "origin": "http://127.0.0.1:9999"}, 403),
        ({"x-csrf-token": "ours", "origin": "https://evil.example"}, 403),
        ({"x-csrf-token": "ours", "origin": "null"}, 403),
        ({"x-csrf-token": "ours", "sec-fetch-site": "cross-site"}, 403),
        ({"x-csrf-token": "ours", "sec-fetch-site": "same-origin"}, 200),
        ({"authorization": "Bearer "}, 403),
    ],
)
def test_changes_come_from_our_own_pages(writing: TestClient, headers: dict[str, str], status: int) -> None:
    given = {name: csrf(writing) if value == "ours" else value for name, value in headers.items()}
    answer = writing.post("/api/kept", content=b"abc", headers=given)
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["error"]["status"] == 403


def test_a_form_carries_its_token(writing: TestClient) -> None:
    assert writing.post("/api/filled", data={"name": "Ream", "csrf": csrf(writing)}).json() == "Ream"
    assert writing.post("/api/filled", data={"name": "Ream", "csrf": "another"}).status_code == 403
    assert writing.post("/api/filled", data={"name": "Ream"}).status_code == 403
    files = {"file": ("a.txt", b"abc")}
    told = {"name": "Ream", "csrf": csrf(writing)}
    assert writing.post("/api/filled", data=told, files=files).json() == "Ream"


def test_pages_know_the_token_and_other_servers_have_another(writing: TestClient, client: TestClient) -> None:
    assert f'name="csrf" content="{csrf(writing)}"' in writing.get("/").text
    assert csrf(client) != csrf(writing)


def test_what_is_sent_is_limited(writing: TestClient) -> None:
    headers = {"x-csrf-token": csrf(writing)}
    assert writing.post("/api/kept", content=b"a" * 1000, headers=headers).json() == 1000
    assert writing.post("/api/kept", content=b"a" * 1001, headers=headers).status_code == 413

    def unknown_length() -> Iterator[bytes]:
        yield from (b"a" * 100 for _ in range(11))

    assert writing.post("/api/kept", content=unknown_length(), headers=headers).status_code == 413


@pytest.mark.parametrize("address", ["/", "/api/info", "/no/such/page", "/search/statements", "/static/../api/info"])
def test_without_the_token_nobody_gets_in(guarded: TestClient, address: str) -> None:
    assert guarded.get(address).status_code == 401
    assert guarded.get(address, headers={"authorization": "Bearer wrong"}).status_code == 401
    assert guarded.get(address, headers={"cookie": f"detente_session={TOKEN}"}).status_code == 401


def test_the_link_with_the_token_lets_a_browser_in(guarded: TestClient) -> None:
    assert guarded.get("/login?token=wrong").status_code == 401
    answer = guarded.get(f"/login?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert TOKEN not in cookie
    assert guarded.get("/").status_code == 200


def test_a_program_shows_the_token_itself(guarded: TestClient) -> None:
    headers = {"authorization": f"Bearer {TOKEN}"}
    assert guarded.get("/api/info", headers=headers).status_code == 200
    assert guarded.post("/api/kept", content=b"abc", headers=headers).json() == 3


def test_a_token_of_another_run_is_worth_nothing(archive: Path) -> None:
    one, other = Access.new(token=TOKEN), Access.new(token=TOKEN)
    assert one.session != other.session
    assert one.csrf != other.csrf
