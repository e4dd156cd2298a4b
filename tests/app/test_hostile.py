"""What an article says is shown as words, whatever it says."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from app.conftest import HOSTILE
from detente.app.rendering import line, shown, web


def test_nothing_of_an_article_is_taken_for_markup(client: TestClient, places: dict[str, str]) -> None:
    page = client.get(places["hostile article"]).text
    assert "&lt;script&gt;document.title" in page
    assert set(re.findall(r"<script[^>]*>", page)) <= {
        '<script src="/static/theme.js">',
        '<script type="module" src="/static/app.js">',
        '<script type="module" src="/static/reader.js">',
        '<script type="module" src="/static/correct.js">',
    }
    assert "<svg onload" not in page
    assert "<img" not in page
    assert "javascript:" not in page
    assert "{{ 7 * 7 }}" in page


@pytest.mark.parametrize("place", ["hostile article", "relations", "statements", "archive"])
def test_no_page_turns_the_direction_of_writing(client: TestClient, places: dict[str, str], place: str) -> None:
    page = client.get(places[place]).text
    assert not set(page) & set("\u202e\u202c\u2067\u2069")
    if place == "hostile article":
        assert "U+202E" in page


def test_the_api_gives_words_as_they_are(client: TestClient, places: dict[str, str]) -> None:
    answer = client.get(f"/api{places['hostile article']}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["article"]["text"].startswith(HOSTILE["text"][:40])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<b>", "&lt;b&gt;"),
        ("a\u202eb", 'a<span class="mark" title="RIGHT-TO-LEFT OVERRIDE">U+202E</span>b'),
        ("a\x07b", 'a<span class="mark" title="control">U+0007</span>b'),
        ("a\u200cb", "a\u200cb"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_hidden_marks_are_shown(given: str, expected: str) -> None:
    assert str(shown(given)) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/b", "https://a.example/b"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_links(address: str, expected: str) -> None:
    assert web(address) == expected


def test_a_line_is_set_apart() -> None:
    assert str(line(" two\n words ")) == "<bdi>two words</bdi>"
