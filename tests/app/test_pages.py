"""Every page answers, tells what it should, and leads to pages that answer."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from app.conftest import first

LINK = re.compile(r"""(?:href|action|src)="([^"]*)\"""")


def words(page: str) -> str:
    """What a page tells, without markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("relations", "Saudi Arabia"),
        ("relation", "United States – Cambodia"),
        ("statements", "the latest first"),
        ("episodes", "episodes, the latest first"),
        ("articles", "articles, the latest first"),
        ("nothing found", "Nothing in this archive meets all of these conditions."),
        ("article", "1 of"),
        ("raw", "Nothing in it is run or loaded."),
        ("episode", "The words"),
        ("archive", "Harbour Wire"),
        ("left out", "empty.txt"),
        ("api", "OpenAPI document"),
        ("error", "There is nothing at this address."),
    ],
)
def test_each_page_tells_its_part(client: TestClient, places: dict[str, str], place: str, told: str) -> None:
    answer = client.get(places[place])
    assert answer.status_code == (404 if place == "error" else 200)
    assert told in words(answer.text)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/", "This archive is empty."),
        ("/search/statements", "This archive holds none yet."),
        ("/search/episodes", "This archive holds none yet."),
        ("/search/articles", "This archive holds none yet."),
        ("/archive", "Articles"),
        ("/archive/skipped", "Nothing was left out."),
    ],
)
def test_an_empty_archive_has_pages_too(empty: TestClient, address: str, told: str) -> None:
    answer = empty.get(address)
    assert answer.status_code == 200
    assert told in words(answer.text)


def test_every_link_leads_somewhere(client: TestClient) -> None:
    found, todo = set(), ["/"]
    while todo and len(found) < 120:
        address = todo.pop(0)
        if address in found:
            continue
        found.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "text/html" not in answer.headers["content-type"]:
            continue
        for link in LINK.findall(answer.text):
            target = urljoin(str(answer.url), html.unescape(link))
            assert urlsplit(target).scheme in ("http", "https"), link
            if target.startswith("http://127.0.0.1:8000/"):
                todo.append(target.removeprefix("http://127.0.0.1:8000").partition("#")[0])
    assert len(found) == 120


@pytest.mark.parametrize("what", ["statements", "episodes", "articles"])
def test_a_list_is_turned_page_by_page(client: TestClient, what: str) -> None:
    address, turned = f"/search/{what}?limit=7", 0
    opened: list[str] = []
    while address:
        page = client.get(address).text
        opened += re.findall(r'class="open" href="([^"]+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        # The form of the page asks for 25; the size of the test's pages is put back.
        address = html.unescape(following[1]) + "&limit=7" if following else ""
        turned += 1
    count = client.get(f"/api/{what}?limit=1").json()["count"]
    assert turned == -(-count // 7)
    assert len(opened) == len(set(opened)) == count


@pytest.mark.parametrize(
    ("conditions", "holds"),
    [
        ("who=USA", lambda s: any(a["country"] == "USA" for a in s["source"] + s["target"] * s["symmetric"])),
        ("to=Cambodia", lambda s: any(a["country"] == "KHM" for a in s["target"] + s["source"] * s["symmetric"])),
        ("event=CONSULT&event=AGREE", lambda s: s["event"] in ("CONSULT", "AGREE")),
        ("status=planned", lambda s: s["status"] == "planned"),
        ("confidence=0.9", lambda s: s["confidence"] >= 0.9),
        ("since=2023-03&until=2023-04", lambda s: (s["start"] or "2023-03") < "2023-05"),
    ],
)
def test_a_search_finds_what_meets_its_conditions(client: TestClient, conditions: str, holds) -> None:
    found = client.get(f"/api/statements?limit=200&{conditions}").json()
    whole = client.get("/api/statements?limit=1").json()["count"]
    assert 0 < len(found["items"]) < whole
    assert all(holds(one["statement"]) for one in found["items"])


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/search/statements?who=Atlantis", 400, "No country or actor 'Atlantis'"),
        ("/search/statements?since=soon", 422, "since"),
        ("/relations/USA/Atlantis", 404, "Atlantis"),
        ("/articles/nix", 404, "There is no article nix in this archive."),
        ("/episodes/nix", 404, "There is no episode nix"),
        ("/statements/nix", 404, "There is no statement nix"),
    ],
)
def test_what_cannot_be_shown_is_told(client: TestClient, address: str, status: int, told: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert told in words(answer.text)


def test_a_statement_has_an_address_of_its_own(client: TestClient) -> None:
    one = first(client, "/api/statements")["statement"]
    assert isinstance(one, dict)
    answer = client.get(f"/statements/{one['id']}")
    assert answer.url.path == f"/articles/{one['article']}"
    shown = re.findall(r'<section class="panel" id="panel-(\w+)"[^>]*aria-label="[^"]*">', answer.text)
    assert shown == [one["id"]]


def test_an_episode_tells_where_its_reports_differ(client: TestClient, places: dict[str, str]) -> None:
    page = words(client.get(places["episode"]).text)
    assert "How the reports compare" in page
    assert re.search(r"(What|Status|Date) (agree|differ|changed with time) ", page)
    assert "How it came about" in page


def test_doubtful_dates_are_marked_with_what_else_they_may_be(client: TestClient) -> None:
    listed = client.get("/api/statements?limit=200").json()["items"]
    doubtful = [one["statement"] for one in listed if one["statement"]["date_alternatives"]]
    assert doubtful
    page = client.get("/search/statements?limit=200").text
    assert page.count('class="doubt"') == len(doubtful)
    one = doubtful[0]
    panel = words(client.get(f"/articles/{one['article']}?s={one['id']}").text)
    assert f"{100 * one['date_alternatives'][0]['score']:.0f} %" in panel.replace("\u202f", " ")
