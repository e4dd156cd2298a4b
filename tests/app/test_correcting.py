"""Corrections by forms and by programs: in force at once, told in the reader, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.conftest import writing
from detente.archive import open_archive

TEXT = (
    "CAIRO, May 3 (Wire) - Egypt recalled its ambassador from Ethiopia on Friday.\n\n"
    "Ethiopia condemned the decision.\n\nKenya and Uganda signed a trade agreement in Nairobi on Thursday.\n"
)


@pytest.fixture
def path(tmp_path: Path, pipeline) -> Path:
    source, path = tmp_path / "dam.txt", tmp_path / "a.db"
    source.write_text(TEXT, "utf-8")
    with open_archive(path) as archive:
        archive.add(source, published="2024-05-03", pipeline=pipeline)
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    yield from writing(path)


def article(client: TestClient) -> dict:
    (one,) = client.get("/api/articles").json()["items"]
    return client.get(f"/api/articles/{one['id']}").json()


def named(client: TestClient, frame: str) -> dict:
    return next(s for s in article(client)["statements"] if s["frame"] == frame)


def post(client: TestClient, address: str, **given: str) -> None:
    answer = client.post(address, data={"by": "Amina O'Neil", **given}, follow_redirects=False)
    assert answer.status_code == 303, answer.text


def test_a_statement_is_accepted_and_the_name_is_remembered(client: TestClient) -> None:
    one = named(client, "recall-envoy")
    post(client, f"/statements/{one['id']}/accept")
    assert named(client, "recall-envoy")["confidence"] == 1.0
    page = client.get(f"/articles/{one['article']}?s={one['id']}").text
    assert "accepted</span> by <bdi>Amina O&#39;Neil</bdi>" in page
    assert 'name="by" required maxlength="80" value="Amina O&#39;Neil"' in page


def test_a_rejected_statement_is_gone_and_comes_back(client: TestClient) -> None:
    one = named(client, "recall-envoy")
    post(client, f"/statements/{one['id']}/reject", note="a test")
    read = article(client)
    assert one["id"] not in {s["id"] for s in read["statements"]}
    (said,) = read["corrections"]
    assert f"/corrections/{said['id']}/undo" in client.get(f"/articles/{one['article']}").text
    post(client, f"/corrections/{said['id']}/undo")
    assert named(client, "recall-envoy")["id"] == one["id"]


def test_an_edit_changes_what_is_changed_and_keeps_the_words_of_the_rest(client: TestClient) -> None:
    one = named(client, "recall-envoy")
    was = "; ".join(
        f"{a['name']} ({a['country']}{':' + a['sector'] if a.get('sector') else ''})" for a in one["source"]
    )
    fields = {"frame": "recall-envoy", "status": "planned", "source": was, "source_was": was, "start": "2024-06"}
    post(
        client,
        f"/statements/{one['id']}/edit",
        **fields,
        target="Kenya; Lloyd Austin (usa:mil)",
        target_was="x",
        end="",
    )
    after = named(client, "recall-envoy")
    assert (after["status"], after["start"], after.get("end")) == ("planned", "2024-06", None)
    assert [(a["name"], a["country"], a.get("sector", "")) for a in after["target"]] == [
        ("Kenya", "KEN", ""),
        ("Lloyd Austin", "USA", "MIL"),
    ]
    assert after["source_span"] == one["source_span"]


def test_a_missed_statement_is_added_by_its_words_or_its_place(client: TestClient) -> None:
    read = article(client)
    text = read["article"]["text"]
    where = f"/articles/{read['article']['id']}/statements"
    post(client, where, frame="threaten", words="the decision", source="Egypt", target="Ethiopia")
    at = text.index("trade")
    post(client, where, frame="give-aid", words="anything", first=str(at), last=str(at + 5), source="Kenya (KEN:GOV)")
    triggers = {text[s["trigger"][0] : s["trigger"][1]]: s for s in article(client)["statements"]}
    assert triggers["the decision"]["target"][0]["country"] == "ETH"
    assert triggers["trade"]["source"][0]["sector"] == "GOV"
    assert triggers["trade"]["coder"] == "person/Amina O'Neil"


def test_an_article_read_to_its_end_is_told(client: TestClient, path: Path) -> None:
    read = article(client)
    post(client, f"/articles/{read['article']['id']}/complete")
    assert "Read to its end by <bdi>Amina O&#39;Neil</bdi>" in client.get(f"/articles/{read['article']['id']}").text
    with open_archive(path) as archive:
        (gold,) = archive.corrections.gold()
    assert gold["text"] == read["article"]["text"]


@pytest.mark.parametrize(
    ("address", "given", "told"),
    [
        ("/statements/s0/accept", {}, "No statement"),
        ("/statements/{id}/edit", {"frame": "dance", "status": "planned"}, "No frame"),
        ("/statements/{id}/edit", {"frame": "meet", "status": "perhaps"}, "No status"),
        ("/statements/{id}/edit", {"frame": "meet", "status": "planned", "source": "Narnia"}, "no country"),
        ("/statements/{id}/edit", {"frame": "meet", "status": "planned", "start": "soon"}, "no day"),
        ("/articles/{article}/statements", {"frame": "meet", "words": "not in it"}, "does not hold the words"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_changes(client: TestClient, address: str, given: dict, told: str) -> None:
    one = named(client, "recall-envoy")
    answer = client.post(address.format(**one), data={"by": "Amina", **given})
    assert answer.status_code == 400 and told in answer.text
    assert article(client)["corrections"] == []


def test_a_name_is_needed(client: TestClient) -> None:
    one = named(client, "recall-envoy")
    assert client.post(f"/statements/{one['id']}/accept", data={"by": " "}).status_code == 400


def test_programs_correct_too(client: TestClient) -> None:
    one = named(client, "recall-envoy")
    made = client.post(
        f"/api/statements/{one['id']}/corrections",
        json={"verdict": "edit", "by": "bot", "status": "denied", "source": ["Sudan"], "end": ""},
    )
    assert made.status_code == 200 and made.json()["verdict"] == "edited"
    assert named(client, "recall-envoy")["source"][0]["country"] == "SDN"
    assert client.delete(f"/api/corrections/{made.json()['id']}").status_code == 200
    assert named(client, "recall-envoy")["status"] == one.get("status", "occurred")
    added = client.post(
        f"/api/articles/{one['article']}/statements", json={"by": "bot", "frame": "threaten", "words": "condemned"}
    )
    assert added.json()["verdict"] == "added"
    assert client.delete("/api/corrections/c0").status_code == 404
    assert client.post(f"/api/statements/{one['id']}/corrections", json={"verdict": "burn"}).status_code == 422


def test_nobody_corrects_without_the_token_of_the_page(client: TestClient) -> None:
    one = named(client, "recall-envoy")
    del client.headers["x-csrf-token"]
    assert client.post(f"/statements/{one['id']}/accept", data={"by": "Eve"}).status_code == 403
    assert client.post(f"/statements/{one['id']}/accept", data={"by": "Eve", "csrf": "0"}).status_code == 403
