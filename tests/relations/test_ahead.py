"""What lies ahead: nothing whose day is over, nothing that happened, nothing that only a guess tells."""

from __future__ import annotations

import pytest
from making import GRC, TUR, article, episode, statement

from detente.model import Actor
from detente.relations import Relation

COURT = Actor(name="court", country="TUR", sector="JUD", method="in play", certainty=0.87)
LAST = article("Fish was dear in the markets of Izmir.", "2024-07-01", "Izmir Post")


def ahead(source: Actor = TUR, **more: object) -> list[str]:
    text = article("Turkey will send its minister to Athens.", "2024-06-05", "Aegean Courier")
    plan = statement(text, text.text, "visit", (source,), (GRC,), status="planned", **more)
    closing = statement(LAST, LAST.text, "appeal", (GRC,), (TUR,), confidence=0.1)
    page = Relation("GRC", "TUR", [plan, closing], [], {text.id: text, LAST.id: LAST}).brief()
    return [line.lead for part in page.sections if part.key == "ahead" for group in part.groups for line in group.lines]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, True),
        ({"start": "2024-07-20", "end": "2024-07-20"}, True),
        ({"start": "2024-06-20", "end": "2024-06-20"}, False),
        ({"source": COURT}, False),
    ],
)
def test_what_lies_ahead(more: dict[str, object], told: bool):
    assert ahead(**more) == (["Turkey is to visit Greece"] if told else [])


def test_what_was_announced_and_happened_is_one_line_with_both_quotes():
    before = article("Turkey will send its minister to Athens on 20 June.", "2024-06-05", "Aegean Courier")
    after = article("Turkey's minister came to Athens on Thursday.", "2024-06-21", "Izmir Post")
    dated = {"start": "2024-06-20", "end": "2024-06-20"}
    plan = statement(before, before.text, "visit", (TUR,), (GRC,), status="planned", **dated)
    came = statement(after, after.text, "visit", (TUR,), (GRC,), **dated)
    articles = {text.id: text for text in (before, after)}
    page = Relation("GRC", "TUR", [plan, came], [episode((plan, before), (came, after))], articles).brief()
    (line,) = next(part for part in page.sections if part.key == "chronology").groups[0].lines
    assert (line.lead, line.when) == ("Turkey visited Greece", "20 Jun 2024")
    assert [(q.role, q.source.published) for q in line.quotes] == [
        ("", "2024-06-21"),
        ("announced 5 Jun 2024", "2024-06-05"),
    ]
