"""Headlines whose verb the parser takes for a noun are read in the past; other fragments are left alone."""

import pytest

from detente.model import Article, Block, Span
from detente.text.headlines import in_past
from detente.text.parse import parse


@pytest.mark.parametrize(
    ("words", "tags", "wanted"),
    [
        ("Lima , Quito sign pact", "NNP , NNP NN NN", "Lima , Quito signed pact"),
        ("Dhaka summons envoy over rig", "NNP NNS NN IN NN", "Dhaka summoned envoy over rig"),
        ("Minister quits over loan", "NNP NNS IN NN", "Minister quit over loan"),
        ("Peace talks in Doha", "NNP NNS IN NNP", None),
        ("Army raids over for now", "NNP NNS IN IN RB", None),
        ("Lima signs pact", "NNP VBZ NN", None),
        ("Sign of the times", "NN IN DT NNS", None),
    ],
)
def test_verb_is_put_in_the_past(words: str, tags: str, wanted: str | None) -> None:
    found = in_past(words.split(), tags.split())
    assert found == (wanted.split() if wanted else None)


@pytest.mark.parametrize(
    ("headline", "verb"),
    [
        ("Lula, Maduro sign ‘most ambitious ever’ energy pact amid talk of a return to the bloc", "sign"),
        ("Tirana, Skopje ink deal on harvest workers", "ink"),
        ("Nairobi lauds Kigali over arrest of smugglers", "lauds"),
    ],
)
def test_verb_is_found_and_keeps_its_form(headline: str, verb: str) -> None:
    document = parse(Article(id="a", text=headline, blocks=(Block(role="headline", span=Span(0, len(headline))),)))
    assert [t.text for t in document.tokens if t.pos == "VERB"] == [verb]
    assert all(t.span.of(headline) == t.text and t.lower == t.text.lower() for t in document.tokens)
