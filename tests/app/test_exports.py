"""The files of a search hold the very list, in its order."""

from __future__ import annotations

import csv
import io
import json

import polars as pl
import pytest
from starlette.testclient import TestClient

CONDITIONS = {
    "statements": "who=USA&to=KHM&either=1&status=occurred",
    "episodes": "since=2016&event=CONSULT",
    "articles": "q=embassy",
}


def ids(form: str, content: bytes) -> list[str]:
    if form == "csv":
        return [row["id"] for row in csv.DictReader(io.StringIO(content.decode()))]
    if form == "jsonl":
        return [json.loads(line)["id"] for line in content.splitlines()]
    return pl.read_parquet(io.BytesIO(content))["id"].to_list()


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("what", sorted(CONDITIONS))
def test_a_file_holds_the_list(client: TestClient, what: str, form: str) -> None:
    asked = f"?{CONDITIONS[what]}"
    listed = client.get(f"/api/{what}{asked}&limit=200").json()["items"]
    answer = client.get(f"/export/{what}.{form}{asked}")
    assert answer.headers["content-disposition"] == f'attachment; filename="{what}.{form}"'
    assert len(listed) > 5
    assert ids(form, answer.content) == [(one.get("statement") or one.get("episode") or one)["id"] for one in listed]


def test_the_page_leads_to_its_files(client: TestClient) -> None:
    page = client.get(f"/search/statements?{CONDITIONS['statements']}").text
    assert 'href="/export/statements.csv?who=USA&amp;to=KHM&amp;status=occurred&amp;either=1"' in page


@pytest.mark.parametrize(
    ("address", "status"),
    [("/export/statements.xls", 422), ("/export/actors.csv", 404), ("/export/statements.csv?who=Atlantis", 400)],
)
def test_what_is_no_file_is_an_error(client: TestClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status
