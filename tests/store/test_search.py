import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.store import search
from detente.store.connect import Database
from detente.store.where import Where


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("exercise", {"Rojas in Lima to mend fences", "Warships off Callao"}),
        ("exercising Chilean", {"Rojas in Lima to mend fences", "Warships off Callao"}),
        ("lorry", {"Border row"}),
        ("LORRIES peruvian", {"Border row"}),
        ("senora", {"Border row"}),
        ('"joint naval exercises"', {"Rojas in Lima to mend fences"}),
        ('"naval joint"', set()),
        ("quarre", set()),
        ("quarre*", {"Rojas in Lima to mend fences"}),
        ("warship", {"Warships off Callao"}),
        ("lorries callao", set()),
        ("", set()),
        ("  ?! ", set()),
        ('"', set()),
        ("AND", {"Border row", "Warships off Callao"}),
        ("NEAR(peru chile, 5)", set()),
        ("title: row", set()),
        ("O'Higgins; DROP TABLE articles", set()),
        ("peru -chile ^(", {"Border row"}),
        ("\ud800 peru \0", {"Border row", "Rojas in Lima to mend fences", "Warships off Callao"}),
    ],
)
def test_words_are_found_in_any_form(db: Database, words: str, titles: set[str]) -> None:
    assert {hit.title for hit in search.find(db, words)} == titles


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(alphabet=st.characters() | st.sampled_from('"*^:(){}+-\0 ANDORNEAR')))
def test_nothing_that_a_user_types_is_an_error(db: Database, words: str) -> None:
    assert len(search.find(db, words)) <= 3


def test_a_hit_shows_the_words_in_their_passage(db: Database) -> None:
    hit = search.find(db, "visit quarrel")[0]
    assert (hit.outlet, hit.published) == ("Harbour Post", "2024-03-05")
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["visited", "quarrel"]
    assert "\x02" not in hit.snippet and "\n" not in hit.snippet


def test_the_best_hit_comes_first_and_the_number_is_limited(db: Database) -> None:
    assert [hit.title for hit in search.find(db, "border OR crossing", limit=5)] == []
    found = search.find(db, "peru")
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert search.find(db, "peru", limit=1) == found[:1]
    assert search.find(db, "peru", limit=0) == []


@pytest.mark.parametrize(
    ("where", "titles"),
    [
        (Where(min_confidence=0.5), ["Border row", "Rojas in Lima to mend fences", "Warships off Callao"]),
        (Where(min_confidence=0.8), ["Rojas in Lima to mend fences", "Warships off Callao"]),
        (Where(min_certainty=1.0, event=("CONSULT",)), ["Border row", "Rojas in Lima to mend fences"]),
        (Where(min_confidence=1.0), []),
    ],
)
def test_articles_can_be_asked_to_have_a_sure_statement(db: Database, where: Where, titles: list[str]) -> None:
    assert sorted(hit.title for hit in search.find(db, "peru", where=where)) == titles


def test_the_index_keeps_step_with_the_articles(db: Database) -> None:
    db.run("UPDATE articles SET text = 'The Aconcagua treaty' WHERE title = 'Border row'")
    assert search.find(db, "lorry") == []
    assert [hit.title for hit in search.find(db, "aconcagua")] == ["Border row"]
    db.run("DELETE FROM articles WHERE title = 'Border row'")
    assert search.find(db, "aconcagua") == []
    db.run("INSERT INTO search (search) VALUES ('integrity-check')")
