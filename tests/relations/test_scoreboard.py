from __future__ import annotations

import pytest

from detente.model import Span
from detente.relations.evidence import Cited
from detente.relations.expectations import Expectation
from detente.relations.scoreboard import scoreboard, wilson


def expectation(state: str, outlet: str, author: str = "", by: tuple[str, ...] = (), also: str = "") -> Expectation:
    def cited(of: str) -> Cited:
        return Cited(article="a", quote=Span(0, 1), words="w", outlet=of, author=author, by=by)

    return Expectation(
        kind="planned", state=state, frame="visit", source="Greece", target="Turkey", direction="a→b",
        opened=cited(outlet), also=(cited(also),) if also else (),
    )  # fmt: skip


# Worked out by hand from the formula, to three digits.
@pytest.mark.parametrize(
    ("hits", "n", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0)]
)
def test_wilson(hits, n, low, high):
    assert wilson(hits, n) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_counts_by_source():
    scores = scoreboard(
        [
            expectation("fulfilled", "Wire", "A. Bo", ("the ministry",), also="Post"),
            expectation("fulfilled", "Wire", also="Wire"),
            expectation("lapsed", "Wire"),
            expectation("refuted", "Wire"),
            expectation("open", "Wire"),
        ]
    )
    table = {(s.who, s.name): (s.n, s.fulfilled, s.refuted, s.lapsed, s.open, s.share) for s in scores}
    assert table == {
        ("outlet", "Wire"): (5, 2, 1, 1, 1, 0.5),
        ("outlet", "Post"): (1, 1, 0, 0, 0, 1.0),
        ("author", "A. Bo"): (1, 1, 0, 0, 0, 1.0),
        ("holder", "Ministry"): (1, 1, 0, 0, 0, 1.0),
    }
    assert [s.who for s in scores] == ["outlet", "outlet", "author", "holder"]


def test_nothing_closed_gives_no_share():
    (score,) = scoreboard([expectation("open", "Wire")])
    assert (score.share, score.low, score.high) == (None, None, None)
