"""Names that states, cities and people share are told apart by what stands beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.grounding.actors import Actors
from detente.model import Article
from detente.text.parse import parse

LINES = Path(__file__).with_name("same_names.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")][1:]


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors()


@pytest.mark.parametrize(("text", "words", "code"), ROWS)
def test_same_names(actors: Actors, text: str, words: str, code: str) -> None:
    document = parse(Article(id="a", text=text, published="2024-06-05"))
    found = {document.words(m.span): "+".join(a.code for a in m.actors) for m in actors.find(document)}
    assert found.get(words, "") == code
