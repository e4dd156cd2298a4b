"""An archive of dispatches, some of them hostile, and the app on it: in process, and as a server for a real browser."""

from __future__ import annotations

import json
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright
from starlette.testclient import TestClient

from detente.app.factory import create_app
from detente.app.guard import Access
from detente.archive import open_archive

if TYPE_CHECKING:
    from detente.pipeline import Pipeline

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
WIDE, NARROW = (1440, 900), (390, 844)
EXAMPLES = Path(__file__).parents[2] / "examples"
HERE = "http://127.0.0.1:8000"

# What an article may hold to harm those who read it. All of it has to come out as words.
HOSTILE = {
    "text": (
        "<script>document.title = 'taken'</script> <svg onload=alert(1)> <style>body { display: none }</style>\n\n"
        "France's foreign minister flew to Chile on 4 March 2021 and signed a treaty \u202eton did\u202c. "
        "{{ 7 * 7 }} <img src=https://tracker.example/pixel.png> &lt;b&gt; " + "endless" * 60
    ),
    "title": "France signs <b>treaty</b> \u202ewith Chile\u202c " + "Treaty" * 40,
    "outlet": "\u2067Evil\u2069 <i>Post</i>" + "of-the-world" * 12,
    "author": '"><script>alert(2)</script>',
    "url": "javascript:alert(document.cookie)",
    "published": "2021-03-05",
}


def sources(folder: Path) -> list[Path]:
    """The files of the test archive."""
    hostile = folder / "hostile.jsonl"
    hostile.write_text(json.dumps(HOSTILE) + "\n", encoding="utf-8")
    empty = folder / "empty.txt"
    empty.write_text("", encoding="utf-8")
    wanted = [p for name in ("saudi-iran", "us-cambodia") for p in sorted((EXAMPLES / name).glob("0[0-3]*.*"))]
    return [*wanted, hostile, empty]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline) -> Path:
    """The archive, coded once by rules."""
    folder = tmp_path_factory.mktemp("app")
    path = folder / "app.db"
    with open_archive(path) as kept:
        kept.add(sources(folder), metadata=EXAMPLES / "metadata.csv", pipeline=pipeline)
    return path


@pytest.fixture(scope="session")
def client(archive: Path) -> Iterator[TestClient]:
    """The app in this process."""
    with TestClient(create_app(archive), base_url=HERE) as client:
        yield client


def writing(path: Path) -> Iterator[TestClient]:
    """The app on an archive of a test's own, for one who writes from its pages."""
    access = Access.new()
    with TestClient(create_app(path, access=access), base_url=HERE, headers={"Origin": HERE}) as client:
        client.headers["x-csrf-token"] = access.csrf
        yield client


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with nothing in it."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    open_archive(path).close()
    return path


@pytest.fixture(scope="session")
def empty(nothing: Path) -> Iterator[TestClient]:
    """The app on an archive with nothing in it."""
    with TestClient(create_app(nothing), base_url=HERE) as client:
        yield client


@pytest.fixture(scope="session")
def site(archive: Path) -> Iterator[str]:
    """The app on a port of this machine; its address, without a slash at the end."""
    yield from serving(archive)


@pytest.fixture(scope="session")
def empty_site(nothing: Path) -> Iterator[str]:
    """The same on an archive with nothing in it."""
    yield from serving(nothing)


def serving(path: Path) -> Iterator[str]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(path), log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()


def first(client: TestClient, address: str) -> dict[str, object]:
    """The first item of a list of the API."""
    items: list[dict[str, object]] = client.get(address).json()["items"]
    return items[0]


@pytest.fixture(scope="session")
def places(client: TestClient) -> dict[str, str]:
    """Every kind of page, with an address of it."""
    articles = client.get("/api/articles?limit=100").json()["items"]
    most = max(articles, key=lambda one: (one["statements"], one["id"]))["id"]
    hostile = client.get("/api/articles?q=tracker").json()["items"][0]["id"]
    episodes = client.get("/api/episodes?limit=200").json()["items"]
    found = [one["episode"] for one in episodes]
    episode = max(found, key=lambda one: (len(one["history"]), one["articles"], one["id"]))["id"]
    return {
        "relations": "/",
        "relation": "/relations/USA/KHM",
        "instruments": "/relations/USA/KHM/instruments",
        "disputes": "/relations/USA/KHM/disputes?since=2015",
        "expectations": "/relations/USA/KHM/expectations",
        "explanations": "/relations/USA/KHM/explanations?until=2023",
        "network": "/network?since=2016&until=2024&least=1",
        "actor": "/actors/KHM",
        "person": "/actors/Hun%20Sen",
        "add": "/add",
        "statements": "/search/statements?who=USA&to=KHM&either=1",
        "episodes": "/search/episodes?who=Iran&to=Saudi+Arabia",
        "articles": "/search/articles?q=embassy",
        "nothing found": "/search/statements?q=zeppelin",
        "article": f"/articles/{most}",
        "hostile article": f"/articles/{hostile}",
        "raw": f"/articles/{most}/raw",
        "episode": f"/episodes/{episode}",
        "archive": "/archive",
        "left out": "/archive/skipped",
        "api": "/api",
        "error": "/no/such/page",
    }


class Watched:
    """A page whose requests, errors and refusals are kept."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []
        self._site = urlsplit(site).netloc
        context.route("**/*", self._pass_or_block)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda told: self.errors.append(told.text) if told.type == "error" else None)

    def _pass_or_block(self, route: Route, request: Request) -> None:
        if urlsplit(request.url).netloc == self._site:
            route.continue_()
        else:
            self.outside.append(request.url)
            route.abort()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "the tests of the app need Chromium: apt-get install chromium, or name it in CHROMIUM"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def watched(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    width, height, theme = getattr(request, "param", (*WIDE, "light"))
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme, base_url=site)
    watched = Watched(context, site)
    yield watched
    context.close()
    assert watched.outside == []
    assert [error for error in watched.errors if "404 (Not Found)" not in error] == []
