"""Floors on what ``noun_scores.py`` scores, and the statuses of proposals, one by one."""

import pytest
from noun_scores import rows, score

from detente.coding.status import judge
from detente.model import Article
from detente.pipeline import Pipeline
from detente.text.parse import parse

FLOORS = {"found": 0.92, "precision": 0.82, "status": 0.96, "sides": 0.88, "clean": 0.75}


@pytest.fixture(scope="module")
def coder() -> Pipeline:
    return Pipeline()


def test_statement_tells_how_probable_its_status_is(coder: Pipeline) -> None:
    def probability(text: str) -> float | None:
        (statement,) = coder.code(Article(id="a", text=text)).statements
        return statement.status_probability

    plain = probability("Peru expelled two Chilean diplomats.")
    open_ = probability("It may well be that Peru expelled two Chilean diplomats.")
    assert plain is not None
    assert open_ is not None
    assert 0.9 < plain <= 1
    assert 0 < open_ < plain


def test_floors(coder: Pipeline) -> None:
    found = score(coder, list(rows()))
    figures = found.figures()
    assert all(figures[name] >= least for name, least in FLOORS.items()), (figures, "\n".join(found.faults))


@pytest.mark.parametrize(
    ("sentence", "word", "status"),
    [
        ("Having Oslo reopen its embassy in Harare gives both sides something to show.", "reopen", "hypothetical"),
        ("Having Oslo reopen its embassy in Harare pleased both sides.", "reopen", "occurred"),
        ("Lifting the embargo on Mongolia is in Japan's interest.", "Lifting", "hypothetical"),
        ("Lifting the embargo on Mongolia was in Japan's interest.", "Lifting", "occurred"),
        ("By resuming patrols with Oman, Iran would show good will.", "resuming", "proposed"),
        ("By resuming patrols with Oman, Iran has shown good will.", "resuming", "occurred"),
        ("The resumption of drills between Chile and Bolivia would cost little.", "resumption", "proposed"),
        ("The resumption of drills between Chile and Bolivia cost little.", "resumption", "occurred"),
        ("The lifting of the embargo on Gabon is long overdue.", "lifting", "proposed"),
        ("The next step is the release of the Thai sailors.", "release", "proposed"),
        ("The first step was the release of the Thai sailors.", "release", "occurred"),
        ("The alternative is the closure of the border by Turkey.", "closure", "hypothetical"),
        ("What Manila needs is the withdrawal of the ships.", "withdrawal", "proposed"),
        ("The proposals include joint patrols by Kenya and Uganda.", "patrols", "proposed"),
        ("Ottawa can discuss the possible lifting of the embargo with Jakarta.", "lifting", "proposed"),
        ("Ottawa could consider resuming the drills.", "resuming", "proposed"),
        ("Ottawa considered resuming the drills.", "resuming", "hypothetical"),
        ("Ottawa discussed the bombing of the port.", "bombing", "occurred"),
        ("Talks on the lifting of the embargo began on Monday.", "lifting", "hypothetical"),
    ],
)
def test_status_of_what_nouns_and_gerunds_propose(sentence: str, word: str, status: str) -> None:
    tokens = parse(Article(id="a", text=sentence)).tokens
    assert judge(next(t for t in tokens if t.text == word)).status == status
