from __future__ import annotations

import pytest
from making import GRC, TUR, article, statement

from detente.relations import Relation


def relation(*steps: tuple[str, str | None, str]) -> Relation:
    """A relation in which Greece does things, each with the day and the status."""
    texts = [article(f"Dispatch {n}.", f"2024-01-{n + 1:02}") for n in range(len(steps))]
    told = [
        statement(text, text.text, frame, (GRC,), (TUR,), start=day, status=status)
        for text, (frame, day, status) in zip(texts, steps, strict=True)
    ]
    return Relation("GRC", "TUR", told, [], {text.id: text for text in texts})


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([("impose-embargo", "2001", "occurred")], ("embargo", "a→b", "active", "2001", 1)),
        (
            [("lift-embargo", "2010-05", "occurred"), ("impose-embargo", "2001", "occurred")],
            ("embargo", "a→b", "ended", "2010-05", 2),
        ),
        (
            [("joint-exercise", "2011", "occurred"), ("call-off-exercise", "2017-01", "occurred")],
            ("exercise", "both", "suspended", "2017-01", 2),
        ),
        # What is only planned does not change how it stands.
        (
            [("call-off-exercise", "2017-01", "occurred"), ("resume-exercise", "2025", "planned")],
            ("exercise", "both", "suspended", "2017-01", 2),
        ),
        ([("impose-sanctions", "2025", "planned")], ("sanctions", "a→b", "planned", "2025", 1)),
        # A word without a date cannot tell that it is the last.
        (
            [("lift-sanctions", "2012", "occurred"), ("impose-sanctions", None, "occurred")],
            ("sanctions", "a→b", "ended", "2012", 2),
        ),
    ],
)
def test_state_by_the_last_dated_word(steps, expected):
    (row,) = relation(*steps).instruments().select("instrument", "by", "state", "since", "steps").rows()
    assert row == expected


@pytest.mark.parametrize("step", [("visit", "2020", "occurred"), ("impose-sanctions", "2020", "denied")])
def test_no_instrument(step):
    assert relation(step).instruments().is_empty()


def test_brief_shows_the_steps_with_their_quotes():
    brief = relation(("call-off-exercise", "2017-01", "occurred"), ("resume-exercise", "2025", "planned")).brief(
        full=True
    )
    (line,) = next(s for s in brief.sections if s.key == "instruments").groups[0].lines
    assert line.lead == "Exercise: suspended"
    assert [q.role for q in line.quotes] == ["suspended, Jan 2017", "to be resumed, 2025"]
