"""Steps of instruments that the words of articles tell: proposals, beginnings in passing, reasons, contradictions."""

from __future__ import annotations

from making import DEU, GRC, TUR, article, statement

from detente.model import Article, Block, Span, Statement
from detente.relations import Relation
from detente.relations.instruments import Instrument


def ledger(*told: tuple[Article, Statement]) -> dict[str, Instrument]:
    texts = {text.id: text for text, _ in told}
    relation = Relation("GRC", "TUR", [s for _, s in told], [], texts)
    return {i.name: i for i in relation.instrument_records()}


def one(text: str, words: str, frame: str, published: str = "2024-05-01", **more: object) -> tuple[Article, Statement]:
    facts = {key: more.pop(key) for key in ("outlet", "author", "kind") if key in more}
    where = article(text, published, **facts)
    source, target = more.pop("source", (GRC,)), more.pop("target", (TUR,))
    return where, statement(where, words, frame, source, target, **more)


def test_a_proposal_of_an_opinion_is_its_authors():
    text = "Athens and Ankara have talked a lot. Greece should discuss the lifting of its arms embargo with Turkey."
    told = one(
        text, "Greece should discuss the lifting of its arms embargo with Turkey", "talk",
        status="hypothetical", kind="opinion", author="D. Marinos",
    )  # fmt: skip
    begun = one(
        "Greece banned arms sales to Turkey.", "Greece banned arms sales to Turkey", "impose-embargo", start="2019"
    )
    embargo = ledger(told, begun)["embargo"]
    assert (embargo.state, embargo.since, embargo.by) == ("active", "2019", "a→b")
    (proposal,) = embargo.proposals
    assert (proposal.words, proposal.by, proposal.status) == ("to be ended", "D. Marinos", "proposed")


def test_who_asks_for_the_end_of_an_embargo_has_none():
    told = one(
        "Turkey urged Greece to lift the embargo.", "Turkey urged Greece to lift the embargo", "demand-easing",
        event="REQUEST", source=(TUR,), target=(GRC,),
    )  # fmt: skip
    embargo = ledger(told)["embargo"]
    assert (embargo.by, embargo.state, embargo.last.by) == ("a→b", "proposed", "Turkey")


def test_what_was_in_force_is_told_in_passing():
    text = "After the Greek arms embargo against Turkey in 2019, Ankara voiced concern about Athens."
    embargo = ledger(one(text, "Ankara voiced concern about Athens", "voice-concern", source=(TUR,), target=(GRC,)))[
        "embargo"
    ]
    assert (embargo.state, embargo.since, embargo.by) == ("active", "2019", "a→b")
    assert embargo.last.cited.words == text


def test_an_embargo_against_others_is_not_between_the_two():
    text = "After the Greek arms embargo on Russia in 2019, Ankara voiced concern about Athens."
    assert not ledger(one(text, "Ankara voiced concern about Athens", "voice-concern", source=(TUR,), target=(GRC,)))


def test_two_days_for_what_is_done_but_once_contradict():
    first = one("Greece called off drills with Turkey in 2017.", "Greece called off drills with Turkey in 2017",
                "call-off-exercise", start="2017", outlet="Pindus Wire")  # fmt: skip
    second = one("Greece called off drills with Turkey in 2018.", "Greece called off drills with Turkey in 2018",
                 "call-off-exercise", start="2018", outlet="Aegean Courier")  # fmt: skip
    exercise = ledger(first, second)["exercise"]
    assert [(c.effect, c.one, c.other) for c in exercise.conflicts] == [("suspends", "2017", "2018")]
    assert (exercise.state, exercise.since) == ("suspended", "2017")


def test_two_reports_of_one_step_are_one():
    first = one("Greece called off drills.", "Greece called off drills", "call-off-exercise", start="2017")
    second = one("Greece called off the drills.", "Greece called off the drills", "call-off-exercise", start="2017-03")
    exercise = ledger(first, second)["exercise"]
    (step,) = exercise.steps
    assert (step.start, len(step.also), exercise.conflicts) == ("2017-03", 1, ())


def test_a_recipient_ends_the_donors_aid():
    given = one("Greece gave aid.", "Greece gave aid", "give-aid", start="2015")
    ended = one("Turkey ended the aid.", "Turkey ended the aid", "cut-aid", start="2018", source=(TUR,), target=(GRC,))
    aid = ledger(given, ended)["aid"]
    assert (aid.by, aid.state, aid.last.by) == ("a→b", "suspended", "Turkey")


def test_a_step_has_its_reason():
    text = "Greece cancelled scholarships for Turks in 2021 because of a quarrel over maps."
    told = one(
        text, text[:-1], "cancel-scholarships", start="2021", because="a quarrel over maps", outlet="Pindus Wire"
    )
    (reason,) = ledger(told)["scholarships"].last.reasons
    assert (reason.by, reason.cited.words) == ("Pindus Wire", "a quarrel over maps")


def test_a_deed_that_hangs_on_another_word_is_none():
    text = "Having Greece lift the embargo would please Turkey."
    where, told = one(text, "Greece lift the embargo", "lift-embargo")
    at = text.index("lift")
    bare = Statement(**{f: getattr(told, f) for f in told.__struct_fields__} | {"trigger": Span(at, at + 4)})
    assert not ledger((where, bare))
    headline = Article(id=where.id, text=text, blocks=(Block(role="headline", span=Span(0, len(text))),))
    assert ledger((headline, bare))["embargo"].state == "ended"


def test_what_is_unsure_is_left_out():
    text = "Greece imposed sanctions on Turkey."
    assert not ledger(one(text, text[:-1], "impose-sanctions", start="2020", confidence=0.65))
    # Without a day it has to be surer.
    assert not ledger(one(text, text[:-1], "impose-sanctions", confidence=0.8))
    assert ledger(one(text, text[:-1], "impose-sanctions", confidence=0.95))


def test_treaties_stand_apart():
    first = one("Greece and Turkey signed a pact.", "Greece and Turkey signed a pact", "sign-agreement", start="2020")
    second = one("Both signed a deal on fish.", "Both signed a deal on fish", "sign-agreement", start="2022")
    other = one("Greece signed a treaty with Germany.", "Greece signed a treaty with Germany", "sign-agreement",
                start="2022", target=(DEU,))  # fmt: skip
    texts = {text.id: text for text, _ in (first, second, other)}
    relation = Relation("GRC", "TUR", [first[1], second[1], other[1]], [], texts)
    assert [i.since for i in relation.instrument_records()] == ["2020", "2022"]


def test_what_comes_in_parts_is_over_with_the_last():
    on_fish = one("Greece imposed tariffs on fish.", "Greece imposed tariffs on fish", "impose-tariffs", start="2019")
    on_wine = one("Greece imposed tariffs on wine.", "Greece imposed tariffs on wine", "impose-tariffs", start="2020")
    # The frame is that of sanctions; the words say what was ended.
    off_fish = one("Greece ended tariffs on fish.", "Greece ended tariffs on fish", "lift-sanctions", start="2022")
    off_wine = one("Greece ended tariffs on wine.", "Greece ended tariffs on wine", "lift-sanctions", start="2024")
    assert [(i.state, i.since) for i in ledger(on_fish, on_wine).values()] == [("active", "2019")]
    assert [(i.name, i.state, i.since) for i in ledger(on_fish, on_wine, off_fish, off_wine).values()] == [
        ("tariffs", "ended", "2024")
    ]
