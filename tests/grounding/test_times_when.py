"""The date of a happening: which time expression belongs to the word that tells of it."""

import pytest

from detente.grounding.times import Times
from detente.grounding.when import event_date
from detente.model import Article, Block, Span
from detente.text.parse import parse

ANCHOR = "2024-05-15"


@pytest.fixture(scope="module")
def times() -> Times:
    return Times()


def dates(times: Times, text: str, *triggers: str, anchor: str | None = ANCHOR, role: str = "body"):
    article = Article(id="a", text=text, published=anchor, blocks=(Block(role=role, span=Span(0, len(text))),))
    document = parse(article)
    mentions = times.find(document, anchor)
    found = []
    for word in triggers:
        token = next(t for t in document.tokens if t.text == word)
        found.append(event_date(token, mentions, document, anchor)[:2])
    return found


# (sentence, word that tells of the happening, start, end)
ATTACHED = [
    ("Kenya expelled the ambassador on 4 March 2019.", "expelled", "2019-03-04", "2019-03-04"),
    ("On 4 March 2019 Kenya expelled the ambassador.", "expelled", "2019-03-04", "2019-03-04"),
    ("In April Serbia voted against the bid.", "voted", "2024-04", "2024-04"),
    ("The president will visit Hanoi in June.", "visit", "2024-06", "2024-06"),
    ("The president's visit to Hanoi in June 2023 angered the opposition.", "visit", "2023-06", "2023-06"),
    ("Austin paid a visit to Hanoi in June 2023.", "visit", "2023-06", "2023-06"),
    ("Tuesday's attack on the consulate killed three guards.", "attack", "2024-05-14", "2024-05-14"),
    ("The attack took place on Tuesday.", "attack", "2024-05-14", "2024-05-14"),
    ("The drills, which were called off in 2017, may resume.", "called", "2017", "2017"),
    ("Cooperation has faced setbacks since 2017, when joint drills were halted.", "halted", "2017", "2017"),
    ("The embargo imposed in 2021 is still in force.", "imposed", "2021", "2021"),
    ("Envoys landed on Monday and met the king.", "met", "2024-05-13", "2024-05-13"),
    ("The two sides have met often in the past nine months.", "met", "2023-08-01", "2024-05-15"),
    ("The base was open from 2017 to 2021.", "was", "2017", "2021"),
    ("Two detained sailors were freed this month.", "freed", "2024-05-01", "2024-05-15"),
    ("It was in November 2009 that the border post opened.", "opened", "2009-11", "2009-11"),
    ("Yesterday's offer was rejected outright.", "offer", "2024-05-14", "2024-05-14"),
    ("Moscow responded in April by expelling as many.", "expelling", "2024-04", "2024-04"),
    ("Troops shelled the town on Friday, killing two.", "killing", "2024-05-10", "2024-05-10"),
    ("The talks are due to resume on 20 May.", "resume", "2024-05-20", "2024-05-20"),
    ("Laos, which chaired the bloc in 2022, hosted the summit that November.", "hosted", "2022-11", "2022-11"),
    ("The junta must hold a vote by the end of June 2025.", "hold", "2024-05-15", "2025-06-30"),
    ("Norway and Iceland held their first talks since 2018 on Monday.", "talks", "2024-05-13", "2024-05-13"),
    ("It was the biggest shelling of the port since 2011.", "shelling", None, None),
]


@pytest.mark.parametrize(("text", "trigger", "start", "end"), ATTACHED)
def test_a_date_goes_to_the_happening_that_it_hangs_on(times, text, trigger, start, end):
    assert dates(times, text, trigger) == [(start, end)]


SEPARATE = [
    ("Norway promised on Monday to reopen the consulate.", "reopen"),
    ("The minister said on Tuesday that the fleet had left port.", "left"),
    ("The minister condemned the attack of 3 March 2020.", "condemned"),
    ("Ottawa recalled its ambassador after the coup of 2021.", "recalled"),
    ("Peru accused its neighbour of breaking a pact signed in 1998.", "accused"),
    ("The fleet left port.", "left"),
]


@pytest.mark.parametrize(("text", "trigger"), SEPARATE)
def test_the_date_of_something_else_is_not_taken(times, text, trigger):
    start, _ = dates(times, text, trigger)[0]
    assert start is None


def test_each_of_two_happenings_keeps_its_date(times):
    text = "Chad closed the border in 2016 and reopened it on 3 May 2019."
    assert dates(times, text, "closed", "reopened") == [("2016", "2016"), ("2019-05-03", "2019-05-03")]


def test_a_lone_date_in_a_caption_dates_the_picture(times):
    text = "Freed sailors with their families, Manila, 4 October 2022"
    assert dates(times, text, "Freed", role="caption") == [("2022-10-04", "2022-10-04")]


def test_the_words_are_given(times):
    document = parse(Article(id="a", text="Togo has blocked the port since June 2020."))
    token = next(t for t in document.tokens if t.text == "blocked")
    found = event_date(token, times.find(document, ANCHOR), document, ANCHOR)
    assert found == ("2020-06", ANCHOR, "since June 2020", Span(26, 41))
