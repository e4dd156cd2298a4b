"""The JSON API: one shape of answers and errors, as its OpenAPI document says, and never an error of its own."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from jsonschema_rs import Draft202012Validator
from starlette.testclient import TestClient

import detente
from detente.app.factory import create_app
from detente.app.records import EpisodeEntry


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/api/info", detente.Info),
        ("/api/articles", detente.Page[detente.ArticleEntry]),
        ("/api/statements?who=KHM", detente.Page[detente.Found]),
        ("/api/episodes?who=KHM&to=USA", detente.Page[EpisodeEntry]),
        ("/api/relations", detente.Page[detente.RelationEntry]),
    ],
)
def test_answers_are_the_records_of_the_archive(client: TestClient, address: str, kind: type) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"] == "application/json"
    assert msgspec.json.decode(answer.content, type=kind)


def test_single_records(client: TestClient, places: dict[str, str]) -> None:
    read = client.get(f"/api{places['article']}").json()
    statement = msgspec.convert(read["statements"][0], detente.Statement)
    assert statement.quote.of(read["article"]["text"])
    assert set(read["episodes"]) == {one["id"] for one in read["statements"]}
    for one, episode in read["episodes"].items():
        assert one in client.get(f"/api/episodes/{episode}").json()["episode"]["statements"]
    sheet = client.get(f"/api{places['episode']}").json()
    assert len(sheet["told"]) == len(sheet["episode"]["statements"])
    relation = client.get("/api/relations/Cambodia/usa?limit=3").json()
    assert (relation["a"], relation["b"], relation["a_name"]) == ("KHM", "USA", "Cambodia")
    assert len(relation["episodes"]["items"]) == 3
    assert relation["months"][-1]["month"] > relation["months"][0]["month"]


@pytest.mark.parametrize(
    ("address", "status", "fields"),
    [
        ("/api/nothing", 404, []),
        ("/api/articles/nix", 404, []),
        ("/api/episodes/nix", 404, []),
        ("/api/relations/USA/Atlantis", 404, []),
        ("/api/statements?who=Atlantis", 400, []),
        ("/api/statements?after=nix", 400, []),
        ("/api/episodes?who=Atlantis", 400, []),
        ("/api/statements?confidence=2&since=yesterday", 422, ["since", "confidence"]),
        ("/api/statements?limit=0", 422, ["limit"]),
        ("/api/statements?status=thought", 422, ["0"]),
        ("/api/articles?q=" + "a" * 201, 422, ["q"]),
    ],
)
def test_errors_have_one_shape(client: TestClient, address: str, status: int, fields: list[str]) -> None:
    answer = client.get(address)
    error = answer.json()["error"]
    assert answer.status_code == error["status"] == status
    assert error["message"]
    assert sorted(field["name"] for field in error["fields"]) == sorted(fields)


EVERY = {
    "who": "Cambodia",
    "to": "USA",
    "either": "1",
    "event": ["ACCUSE", "CONSULT", "REQUEST", "REJECT"],
    "status": ["occurred", "planned"],
    "since": "2017",
    "until": "2020",
    "outlet": "Harbour Wire",
    "confidence": "0.8",
    "certainty": "0.8",
}


def test_all_conditions_hold_together(client: TestClient) -> None:
    def ask(**asked: object) -> set[str]:
        items = client.get("/api/statements", params={"limit": 200, **asked}).json()["items"]
        return {one["statement"]["id"] for one in items}

    sides = {name: EVERY[name] for name in ("who", "to", "either")}
    alone = [ask(**sides), *(ask(**sides, **{name: value}) for name, value in EVERY.items() if name not in sides)]
    assert ask(**EVERY) == set.intersection(*alone) != set()
    assert all(len(one) < len(alone[0]) for one in alone[1:]), "each condition leaves something out"


def test_the_document_describes_every_route_and_record(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    assert set(document["paths"]) == {
        "/api/info",
        "/api/articles",
        "/api/articles/{article_id}",
        "/api/statements",
        "/api/episodes",
        "/api/episodes/{episode_id}",
        "/api/relations",
        "/api/relations/{a}/{b}",
        "/api/relations/{a}/{b}/{part}",
        "/api/ties",
        "/api/actors/{words}",
        "/api/jobs/{job_id}",
        "/api/statements/{statement_id}/corrections",
        "/api/articles/{article_id}/statements",
        "/api/corrections/{correction_id}",
    }
    page = client.get("/api").text
    for address, methods in document["paths"].items():
        assert f"<code>{address}</code>" in page
        for method, told in methods.items():
            answered = told["responses"]["202" if (method, address) == ("post", "/api/articles") else "200"]
            named = answered["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
            assert named in document["components"]["schemas"]
            assert "422" in told["responses"]
            for answer in told["responses"].values():
                shown = answer["content"]["application/json"]
                Draft202012Validator(shown["schema"] | {"components": document["components"]}).validate(
                    shown["example"]
                )


LOCAL = {"host": "localhost"}


def statuses(operation, document: dict[str, object]) -> set[int]:
    """What an operation answers to questions of all kinds, each answer held against the document."""
    found = set()
    answers = operation.definition.raw["responses"]

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(case=operation.as_strategy())
    def ask(case) -> None:
        answer = case.call(headers=LOCAL)
        found.add(answer.status_code)
        told = answers[str(answer.status_code)]["content"]["application/json"]["schema"]
        Draft202012Validator(told | {"components": document["components"]}).validate(answer.json())

    ask()
    return found


def test_no_question_breaks_the_api(archive: Path, client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", create_app(archive), headers=LOCAL)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == 16
    for operation in operations:
        # Nothing is written without the token of our pages.
        allowed = {200, 400, 404, 422} if operation.method == "get" else {403}
        assert statuses(operation, document) <= allowed, operation.label
