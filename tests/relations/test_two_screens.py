"""The page of two screens: what is chosen, what is left out, and that nothing doubtful stands at its head."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from making import GRC, TUR, article, episode, statement

from detente.model import Actor
from detente.relations import Brief, Relation
from detente.relations.sections import Section
from detente.relations.weight import fit_for_head, sure

DEEDS = [
    ("visit", "Turkey's minister visited Athens on day {n}.", "CONSULT", 1, 2.5),
    ("give-aid", "Turkey sent Greece a relief ship on day {n}.", "AID", 2, 7.0),
    ("condemn", "Turkey condemned Greece over a rock on day {n}.", "ACCUSE", 3, -2.0),
    ("impose-sanctions", "Turkey put sanctions on Greece on day {n}.", "SANCTION", 4, -5.0),
    ("sign-agreement", "Turkey signed a fishing accord with Greece on day {n}.", "SUPPORT", 1, 5.0),
]


def many(count: int) -> Relation:
    """A relation of so many episodes, one a month, each told by one article."""
    told, articles = [], {}
    for n in range(count):
        frame, words, event, quad, score = DEEDS[n % len(DEEDS)]
        day = date(2010, 1, 5) + timedelta(days=30 * n)
        text = article(words.format(n=n), (day + timedelta(days=1)).isoformat(), f"Paper {n % 7}")
        articles[text.id] = text
        made = statement(
            text, text.text, frame, (TUR,), (GRC,), event=event, quad=quad, score=score, start=day.isoformat()
        )
        told.append((made, text))
    return Relation("GRC", "TUR", [s for s, _ in told], [episode(one) for one in told], articles)


def of(*told, as_of: str = "2024-12-31") -> Brief:
    """The page of statements that stand alone, with a last article that says nothing."""
    last = article("Fish was dear in the markets of Izmir.", as_of, "Izmir Post")
    closing = statement(last, last.text, "appeal", (GRC,), (TUR,), confidence=0.1)
    articles = {text.id: text for _, text in told} | {last.id: last}
    return Relation("GRC", "TUR", [*(s for s, _ in told), closing], [], articles).brief()


def made(words: str, frame: str, published: str = "2024-06-05", **more: object):
    text = article(words, published, "Aegean Courier")
    return statement(text, words, frame, more.pop("source", (TUR,)), more.pop("target", (GRC,)), **more), text


def section(brief: Brief, key: str) -> Section:
    return next(s for s in brief.sections if s.key == key)


@pytest.fixture(scope="module")
def big() -> Relation:
    return many(150)


def test_a_long_record_stays_within_two_screens(big: Relation):
    lines = big.brief().render().splitlines()
    assert 60 < len(lines) <= 115
    assert max(map(len, lines)) <= 100


def test_what_is_left_out_is_counted(big: Relation):
    chronology = section(big.brief(), "chronology")
    assert chronology.rest == f"{150 - chronology.count} more episodes in the full brief"
    assert f"({chronology.rest})" in big.brief().render()


def test_the_whole_brief_leaves_nothing_out(big: Relation):
    full = big.brief(full=True)
    assert section(full, "happened").count == 150
    assert not any(part.rest for part in full.sections)


def test_the_state_is_five_sentences_with_their_quotes(big: Relation):
    state = big.brief().state
    assert len(state) == 5
    assert all(line.lead.endswith(".") and line.quotes for line in state)
    assert len({line.lead for line in state}) == 5


def test_sources_of_the_page_are_those_that_it_cites(big: Relation):
    brief = big.brief()
    lines = [*brief.state, *(line for s in brief.sections for group in s.groups for line in group.lines)]
    cited = {quoted.source.number for line in lines for quoted in line.quotes}
    assert cited == {source.number for source in brief.sources} == set(range(1, len(brief.sources) + 1))


def test_the_chronology_is_in_order_of_time(big: Relation):
    days = [line.quotes[0].source.published for line in section(big.brief(), "chronology").groups[0].lines]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("frame", "more", "sentence"),
    [
        ("visit", {"start": "2024-06-04"}, "On 4 Jun 2024, Turkey visited Greece."),
        ("visit", {"start": "2024-06"}, "In Jun 2024, Turkey visited Greece."),
        ("visit", {"start": "2024-06-04", "end": "2024-06-06"}, "On 4–6 Jun 2024, Turkey visited Greece."),
        (
            "visit",
            {"start": "2024-04-30", "end": "2024-06-02"},
            "Between 30 Apr 2024 and 2 Jun 2024, Turkey visited Greece.",
        ),
        ("blockade", {"start": "2024-05", "status": "ongoing"}, "Since May 2024, Turkey has been blockading Greece."),
        (
            "meet",
            {"start": "2025-03", "status": "planned", "symmetric": True, "end": "2025-03"},
            "In Mar 2025, Turkey is to meet with Greece.",
        ),
        (
            "visit",
            {"start": "2024-06-04", "attributed_to": ("Ankara",)},
            "According to Ankara: On 4 Jun 2024, Turkey visited Greece.",
        ),
    ],
)
def test_tense_and_date_of_the_sentences(frame, more, sentence):
    assert [line.lead for line in of(made("Words of the day.", frame, **more)).state] == [sentence]


@pytest.mark.parametrize(
    "more",
    [
        {"confidence": 0.4},
        {"source": (Actor(name="general", country="TUR", certainty=0.7),)},
        {"status": "hypothetical"},
        {"stance": "denies"},
        {"attributed_to": ("he",)},
        {"start": None},
    ],
    ids=["unsure", "whose", "only thought of", "denied", "by somebody", "undated"],
)
def test_nothing_doubtful_stands_at_the_head(more):
    assert of(made("Words of the day.", "visit", **{"start": "2024-06-04", **more})).state == ()


def test_a_plan_whose_day_has_passed_is_not_told_as_ahead():
    assert of(made("He will come in May.", "visit", "2024-04-01", start="2024-05", status="planned")).state == ()


def test_what_somebody_says_is_never_told_as_a_fact():
    brief = of(made("Words of the day.", "visit", start="2024-06-04", attributed_to=("he",)))
    leads = [line.lead for line in section(brief, "chronology").groups[0].lines]
    assert leads == ["According to somebody whom an article quotes: Turkey visited Greece"]


def test_one_happening_told_twice_has_one_line():
    brief = of(
        made("Turkey's minister flew to Athens.", "visit", start="2024-06-04"),
        made("The minister was in Athens on Tuesday.", "talk", start="2024-06-04", symmetric=True),
        made("Turkey's minister came again.", "visit", "2024-09-02", start="2024-09-01"),
    )
    assert [line.when for line in section(brief, "chronology").groups[0].lines] == ["4 Jun 2024", "1 Sep 2024"]


def test_doubt_is_said_in_the_whole_brief():
    told = [made("Turkey is said to have come.", "visit", start="2024-06-04", confidence=0.3)]
    brief = Relation("GRC", "TUR", [s for s, _ in told], [], {a.id: a for _, a in told}).brief(full=True)
    assert section(brief, "happened").groups[0].lines[0].remark == "doubtful"


def test_what_is_fit_for_the_head_is_sure(relation: Relation):
    fit = [h for h in relation.happenings if fit_for_head(h)]
    assert fit
    assert all(sure(h) for h in fit)


def test_same_records_give_the_same_page(big: Relation):
    assert big.brief().render() == many(150).brief().render()


def test_of_a_very_long_record_the_weightiest_are_read_and_the_rest_is_counted():
    brief = many(450).brief()
    chronology = section(brief, "chronology")
    facts = {fact.name: fact.value for fact in brief.facts}
    assert facts["Happened"].startswith("450 episodes; ")
    assert facts["Read"].endswith("weightiest of 450 episodes")
    assert chronology.rest == f"{450 - chronology.count} more episodes in the full brief"
    assert len(brief.state) == 5


def test_what_came_after_the_weightiest_of_late_is_not_called_earlier():
    brief = of(
        made("Turkey put sanctions on Greece in May.", "impose-sanctions", event="SANCTION", quad=4, score=-5.0,
             start="2024-05-04"),
        made("Turkey praised Greece in August.", "praise", "2024-08-06", event="SUPPORT", quad=1, score=1.0,
             start="2024-08-05"),
        made("Turkey condemned Greece in March.", "condemn", "2024-03-06", event="ACCUSE", quad=3, score=-2.0,
             start="2024-03-05"),
    )  # fmt: skip
    assert [(line.tag, line.lead) for line in brief.state] == [
        ("Of late", "On 4 May 2024, Turkey imposed sanctions on Greece."),
        ("Since then", "On 5 Aug 2024, Turkey praised Greece."),
        ("Earlier", "On 5 Mar 2024, Turkey condemned Greece."),
    ]


def test_all_who_say_something_are_told_in_a_row():
    text, words = (
        "Turkish officials and the mayor of Izmir say that Turkey condemned Greece.",
        "Turkey condemned Greece",
    )
    said = article(text, "2024-06-05", "Aegean Courier")
    told = statement(
        said, words, "condemn", (TUR,), (GRC,), event="ACCUSE", quad=3, score=-2.0, start="2024-06-04",
        attributed_to=("Turkish officials", "the mayor of Izmir"),
    )  # fmt: skip
    (line,) = of((told, said)).state
    assert line.lead == "According to Turkish officials and the mayor of Izmir: On 4 Jun 2024, Turkey condemned Greece."
