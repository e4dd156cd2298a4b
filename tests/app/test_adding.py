"""Adding articles: pasted, sent as files, by address; one job after the other, told as it goes on."""

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.conftest import HERE, writing
from detente.app.factory import create_app
from detente.app.guard import Access
from detente.archive import open_archive

STORY = "Kenya and Uganda signed a trade agreement in Nairobi on Thursday. Tanzania condemned the deal on Friday."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    open_archive(path).close()
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    yield from writing(path)


def over(client: TestClient, job: str) -> dict:
    """The job once it is over, as its events tell."""
    with client.stream("GET", f"/jobs/{job}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        told = answer.read().decode()
    name, data = told.strip().split("\n\n")[-1].split("\n")
    assert name == "event: over"
    return json.loads(data.removeprefix("data: "))


def sent(client: TestClient, **given: object) -> str:
    answer = client.post("/add", follow_redirects=False, **given)  # type: ignore[arg-type]
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].rpartition("/")[2]


def test_a_pasted_text_is_coded_and_shown(client: TestClient) -> None:
    job = sent(client, data={"text": STORY, "published": "2024-05-10", "outlet": "Lake Courier"})
    found = over(client, job)
    assert (found["state"], found["read"], found["coded"]) == ("done", 1, 1)
    assert found["statements"] >= 2
    (article,) = found["articles"]
    shown = client.get(f"/articles/{article['id']}")
    assert shown.status_code == 200 and "Lake Courier" in shown.text and "pasted text" in found["name"]
    assert client.get(f"/api/articles/{article['id']}").json()["article"]["source"] == "pasted text.txt"
    assert article["id"] in client.get(f"/jobs/{job}").text


def test_files_are_read_under_their_names_and_what_is_left_out_is_told(client: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("deep/inside.txt", STORY)
    files = [
        ("files", ("../../etc/evil.txt", STORY.replace("Kenya", "Rwanda").encode(), "text/plain")),
        ("files", ("batch.zip", packed.getvalue(), "application/zip")),
        ("files", ("empty.txt", b"", "text/plain")),
        ("files", ("picture.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "image/png")),
    ]
    job = sent(client, files=files, data={"published": "2024-05-10"})
    over(client, job)
    found = client.get(f"/api/jobs/{job}").json()
    assert found["state"] == "done" and found["coded"] == 2
    assert {one["source"] for one in found["articles"]} == {"evil.txt", "batch.zip/deep/inside.txt"}
    assert {one["source"] for one in found["left_out"]} == {"empty.txt", "picture.png"}
    page = client.get(f"/jobs/{job}").text
    assert "is empty" in page and "a picture" in page and "<h1>Added</h1>" in page
    assert found["skipped"] == 2


def test_what_is_added_twice_is_there_already(client: TestClient) -> None:
    over(client, sent(client, data={"text": STORY}))
    assert over(client, sent(client, data={"text": STORY}))["already_there"] == 1


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = f"<html><body><article><h1>Deal</h1><p>{STORY}</p><p>{STORY}</p></article></body></html>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/deal"
        server.shutdown()
        thread.join()


def test_a_page_is_added_by_its_address(client: TestClient, elsewhere: str) -> None:
    found = over(client, sent(client, data={"address": elsewhere}))
    assert found["coded"] == 1 and found["articles"][0]["source"] == elsewhere


def test_a_server_that_others_reach_fetches_nothing_of_its_own_network(path: Path, elsewhere: str) -> None:
    access = Access.new(token="t" * 20)
    with TestClient(create_app(path, access=access), base_url=HERE) as client:
        client.headers["authorization"] = f"Bearer {'t' * 20}"
        job = client.post("/api/articles", json={"address": elsewhere}).json()["id"]
        over(client, job)
        (one,) = client.get(f"/api/jobs/{job}").json()["left_out"]
    assert one["reason"] == "is not on the open internet"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "nothing to add"),
        ({"address": "file:///etc/passwd"}, "no address of the web"),
        ({"text": STORY, "published": "last week"}, "a year, a month or a day"),
    ],
)
def test_what_cannot_be_added_is_told_beside_the_form(client: TestClient, given: dict, told: str) -> None:
    answer = client.post("/add", data=given)
    assert answer.status_code == 400
    assert told in answer.text and 'id="add"' in answer.text


def test_the_form_keeps_what_was_written(client: TestClient) -> None:
    answer = client.post("/add", data={"text": "Words & <tags>", "published": "never"})
    assert "Words &amp; &lt;tags&gt;" in answer.text


def test_a_program_adds_and_follows(client: TestClient) -> None:
    answer = client.post("/api/articles", json={"text": STORY, "published": "2024-05-10"})
    assert answer.status_code == 202
    job = answer.json()["id"]
    assert over(client, job)["state"] == "done"
    assert client.get(f"/api/jobs/{job}").json()["articles"]
    assert client.post("/api/articles", json={"texts": "?"}).status_code == 422


def test_jobs_run_one_after_the_other_and_all_are_told(client: TestClient) -> None:
    jobs = [sent(client, data={"text": f"{STORY} It is the deal number {n}."}) for n in range(4)]
    assert [over(client, job)["state"] for job in jobs] == ["done"] * 4
    page = client.get("/add").text
    assert all(f"/jobs/{job}" in page for job in jobs)


def test_a_job_on_an_archive_that_is_gone_fails_with_the_reason(client: TestClient, path: Path) -> None:
    for file in path.parent.glob("a.db*"):
        file.unlink()
    job = sent(client, data={"text": STORY})
    found = over(client, job)
    assert found["state"] == "failed" and str(path) in found["problem"]


def test_an_unknown_job_is_not_found(client: TestClient) -> None:
    for address in ("/jobs/none", "/jobs/none/events", "/api/jobs/none"):
        assert client.get(address).status_code == 404


def test_nobody_adds_without_the_token_of_the_page(client: TestClient) -> None:
    del client.headers["x-csrf-token"]
    assert client.post("/add", data={"text": STORY}).status_code == 403


def test_a_job_that_adds_nothing_says_so(client: TestClient) -> None:
    job = sent(client, files=[("files", ("empty.txt", b"", "text/plain"))])
    over(client, job)
    assert "<h1>Nothing added</h1>" in client.get(f"/jobs/{job}").text
    for heading in ("Added", "There already"):
        job = sent(client, data={"text": STORY, "published": "2024-05-10"})
        over(client, job)
        assert f"<h1>{heading}</h1>" in client.get(f"/jobs/{job}").text
