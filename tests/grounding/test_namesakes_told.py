"""Namesakes by what the whole article says: whose people are named, and states that a plural names by itself."""

import pytest

from detente import Pipeline
from detente.model import Article
from detente.text.parse import parse

# (text, words, the countries that they mean)
ROWS = [
    ("Congo's president, Denis Sassou Nguesso, received Russia's envoy.", "Congo's president", {"COG"}),
    ("Congo's president, Denis Sassou Nguesso, received Russia's envoy.", "Denis Sassou Nguesso", {"COG"}),
    ("Congo's president, Felix Tshisekedi, received Russia's envoy.", "Congo's president", {"COD"}),
    ("The two Koreas held talks at Panmunjom.", "two Koreas", {"KOR", "PRK"}),
    ("Both Sudans signed an oil deal in Addis Ababa.", "Sudans", {"SDN", "SSD"}),
    ("The two Congos opened a bridge over the river.", "two Congos", {"COD", "COG"}),
]


@pytest.mark.parametrize(("text", "words", "countries"), ROWS)
def test_a_name_means_whom_the_article_speaks_of(pipeline: Pipeline, text: str, words: str, countries: set[str]):
    grounding = pipeline.read(parse(Article(id="a", text=text, published="2024-05-15"))).around.grounding
    found = {m.span.of(text): {a.country for a in m.actors} for m in grounding.mentions}
    assert found[words] == countries
