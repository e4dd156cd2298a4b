"""Headlines in the spelling of sentences: as long as before, names large, the rest small, other text untouched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import Article, Block, Span
from detente.text.casing import recased
from detente.text.parse import parse


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        ("Angola Arrests Zambian Sailors After Clash", "Angola arrests Zambian sailors after clash"),
        ("Taliban Envoy Visits Beijing", "Taliban envoy visits Beijing"),
        ("Chile Strikes Lithium Deal With Korea", "Chile strikes lithium deal with Korea"),
        ("US and UK Warn McAllister Over Curbs", "US and UK warn McAllister over curbs"),
        ("FIJI RECALLS ENVOYS FROM SUVA TALKS", "Fiji recalls envoys from Suva talks"),
        ("Angola arrests sailors of Zambia's Navy", "Angola arrests sailors of Zambia's Navy"),
        ("Peru, Chile Meet", "Peru, Chile Meet"),
        ("", ""),
    ],
)
def test_headline(headline: str, wanted: str) -> None:
    assert recased(headline) == wanted


@given(st.text())
def test_length_stays(text: str) -> None:
    assert len(recased(text)) == len(text)


@pytest.mark.parametrize(
    ("headline", "verb"),
    [
        ("Kuwait Arrests Iranian Sailors in Strait", "Arrests"),
        ("Australian Premier Visits Fiji and Tonga", "Visits"),
        ("Bulgaria Backs Moldova's Bid for Union", "Backs"),
        ("Peru Minister Condemns Attack on Lima Embassy", "Condemns"),
    ],
)
def test_verb_of_a_large_headline_is_found_and_keeps_its_spelling(headline: str, verb: str) -> None:
    blocks = (Block(role="headline", span=Span(0, len(headline))),)
    document = parse(Article(id="a", text=headline, blocks=blocks))
    assert [t.text for t in document.tokens if t.pos == "VERB"] == [verb]
    assert all(t.span.of(headline) == t.text for t in document.tokens)
