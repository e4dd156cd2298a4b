"""Contexts: what a clause shows, what it does not, and what an article is about."""

from collections.abc import Callable, Iterator
from pathlib import Path

import context_scores
import pytest

from detente.codebook.context_cues import ContextCues
from detente.codebook.plover import Plover
from detente.errors import CodebookError
from detente.model import Article, Block, Coded, Span
from detente.pipeline import Pipeline

Sample = Callable[[Pipeline], Iterator[context_scores.Item]]
# Below these the cues have got worse; the figures are in docs/methods.md.
FLOORS = {"sentences": (0.90, 0.92), "corpus": (0.84, 0.75), "articles": (0.85, 0.72)}


def code(pipeline: Pipeline, text: str) -> Coded:
    return pipeline.code(Article(id="a1", text=text, blocks=(Block(role="body", span=Span(0, len(text))),)))


def contexts(pipeline: Pipeline, text: str) -> dict[str, set[str]]:
    """By trigger, the contexts that each statement of a text has."""
    coded = code(pipeline, text)
    return {s.trigger.of(coded.article.text): set(s.contexts) for s in coded.statements}


@pytest.mark.parametrize(
    ("text", "trigger", "shown"),
    [
        ("Gabon arrested two opposition candidates before the election.", "arrested", {"election", "legal"}),
        ("Malta arrested two men before the harvest.", "arrested", {"legal"}),
        ("Police arrested Malta's president-elect.", "arrested", {"legal"}),
        # The longest phrase takes its words: no trade, no military, no migration in these.
        ("Oman criticised Yemen over its trade unions.", "criticised", set()),
        ("Oman criticised Yemen over an arms race.", "criticised", set()),
        ("Oman criticised Yemen over a computer virus.", "criticised", {"cyber"}),
        # Articles and hyphens do not count.
        ("Oman criticised Yemen over freedom of the press.", "criticised", {"rights_freedoms"}),
        ("Oman criticised Yemen over the treatment of asylum-seekers.", "criticised", {"asylum"}),
        # Weak words need each other.
        ("Oman accused Yemen of buying voters.", "accused", set()),
        ("Oman accused Yemen of buying voters for its candidate.", "accused", {"election"}),
        # A word that needs company.
        ("Oman criticised Yemen for shooting at protesters.", "criticised", {"repression"}),
        ("Oman criticised Yemen for inviting the protesters.", "criticised", set()),
        # An actor's sector.
        ("The Knesset condemned Bolivia.", "condemned", {"legislative"}),
    ],
)
def test_a_clause_shows_its_contexts(pipeline: Pipeline, text: str, trigger: str, shown: set[str]) -> None:
    assert contexts(pipeline, text)[trigger] == shown


def test_a_clause_shows_nothing_of_its_neighbour(pipeline: Pipeline) -> None:
    text = (
        "Ghana expelled three journalists, and Togo bombed a camp of migrants after Benin had criticised the election."
    )
    found = contexts(pipeline, text)
    assert found["expelled"] >= {"rights_freedoms"}
    assert found["bombed"] == {"migration"}
    assert "election" in found["criticised"]


def test_two_sentences_make_an_articles_context_and_a_stray_word_does_not(pipeline: Pipeline) -> None:
    text = (
        "Ghana sent vaccines to Togo. Togo thanked Ghana for the help. Hospitals in Lomé are full. "
        "Ghana's president will visit Lomé after the election."
    )
    statements = code(pipeline, text).statements
    assert statements
    assert {s.document_contexts for s in statements} == {("health",)}


def test_own_rows_add_cues_and_blocks(tmp_path: Path) -> None:
    table = "contexts,words\neconomic,bauxite lease\n,election of the abbot\n"
    (tmp_path / "context_cues.csv").write_text(table, encoding="utf-8")
    pipeline = Pipeline(codebook=[tmp_path])
    assert contexts(pipeline, "Oman criticised Yemen over the bauxite lease.")["criticised"] == {"economic"}
    assert contexts(pipeline, "Oman criticised Yemen over the election of an abbot.")["criticised"] == set()


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("naval,ship,,,,", "unknown context 'naval'"),
        ("military,,noun,,,", "neither words nor sectors"),
        ("military,ship||boat,,,,", "a blank between two"),
        ("military,ship,adverb,,,", "adverb"),
    ],
)
def test_fault_names_file_and_line(tmp_path: Path, row: str, problem: str) -> None:
    path = tmp_path / "context_cues.csv"
    path.write_text(f"contexts,words,pos,near,weak,sectors\n{row}\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=problem) as caught:
        ContextCues.load(Plover.load(), [tmp_path])
    assert (caught.value.path, caught.value.line) == (str(path), 2)


def test_every_context_has_cues() -> None:
    cues = ContextCues.load(Plover.load())
    assert {c for found in cues.phrases.values() for cue in found for c in cue.contexts} == Plover.load().contexts


@pytest.mark.parametrize(
    "sample", [context_scores.sentences, context_scores.corpus, context_scores.articles], ids=lambda s: s.__name__
)
def test_the_labelled_sample_is_coded_as_well_as_before(pipeline: Pipeline, sample: Sample) -> None:
    figures = context_scores.score(list(sample(pipeline)))
    precision, recall = FLOORS[sample.__name__]
    assert figures.precision >= precision
    assert figures.recall >= recall
    assert figures.texts >= 30
