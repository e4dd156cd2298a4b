from __future__ import annotations

from making import DEU, GRC, TUR, article, statement

from detente.model import Actor, Article, Statement
from detente.relations import Relation
from detente.relations.disputes import Dispute

OFFICIALS = Actor(name="Turkish officials", country="TUR", sector="GOV")

CLAIM = (
    "Greece accused Turkey of building a radar post on Kalymnos Reef. Turkish officials denied this on Monday.",
    "2021-03-02",
)
LATER = ("Nobody lives on the reef. Turkey denied that it had built anything on Kalymnos Reef.", "2022-06-01")


def disputes(*told: tuple[Article, list[Statement]]) -> tuple[Dispute, ...]:
    statements = [s for _, some in told for s in some]
    return Relation("GRC", "TUR", statements, [], {text.id: text for text, _ in told}).ledger().disputes


def accusation(confidence: float = 0.8) -> tuple[Article, list[Statement]]:
    text = article(*CLAIM, "Aegean Courier")
    accused = statement(
        text,
        "Greece accused Turkey of building a radar post on Kalymnos Reef",
        "accuse",
        (GRC,),
        (TUR,),
        event="ACCUSE",
    )
    denied = statement(
        text, "Turkish officials denied this on Monday", "deny-claim", (OFFICIALS,), (GRC,), event="REJECT",
        confidence=confidence,
    )  # fmt: skip
    return text, [accused, denied]


def second_denial() -> tuple[Article, list[Statement]]:
    text = article(*LATER, "Bosphorus Ledger")
    words = "Turkey denied that it had built anything on Kalymnos Reef"
    return text, [statement(text, words, "deny-claim", (TUR,), (GRC,), event="REJECT")]


def test_claim_and_denials_of_one_matter_are_one_dispute():
    (dispute,) = disputes(accusation(), second_denial())
    assert dispute.about == "Kalymnos Reef"
    assert (dispute.state, dispute.since, dispute.last) == ("open", "2021-03-02", "2022-06-01")
    assert [(v.part, v.who, v.cited.outlet) for v in dispute.voices] == [
        ("claim", "Greece", "Aegean Courier"),
        ("denial", "Turkey", "Aegean Courier"),
        ("denial", "Turkey", "Bosphorus Ledger"),
    ]


def test_plain_words_of_denial_need_less_confidence():
    assert len(disputes(accusation(confidence=0.65))[0].of("denial")) == 1
    assert not disputes(accusation(confidence=0.5))


def test_a_concern_about_the_matter_joins_it():
    text = article("Greek ministers worry about the works on Kalymnos Reef.", "2021-09-01")
    concern = statement(text, text.text[:-1], "voice-concern", (GRC,), (TUR,), event="ACCUSE")
    (dispute,) = disputes(accusation(), (text, [concern]))
    assert [v.cited.published for v in dispute.of("concern")] == ["2021-09-01"]


def test_another_matter_stands_apart():
    text = article("Turkey denied that its trawlers had cut a cable off Rhodes Head.", "2021-04-01")
    other = statement(text, text.text[:-1], "deny-claim", (TUR,), (GRC,), event="REJECT")
    assert [d.about for d in disputes(accusation(), (text, [other]))] == [
        "Kalymnos Reef",
        "its trawlers had cut a cable off Rhodes Head",
    ]


def test_evidence_and_concession_are_read_in_sentences_on_the_matter():
    text = article(
        "Satellite images of Kalymnos Reef show a mast. Turkey admitted on Friday that a post on Kalymnos Reef exists. "
        "Turkey told Greece that it regrets the post.",
        "2023-01-10",
        "Pindus Wire",
    )
    regret = statement(text, "Turkey told Greece that it regrets the post", "accuse", (GRC,), (TUR,), event="ACCUSE")
    (dispute,) = disputes(accusation(), second_denial(), (text, [regret]))
    assert [v.cited.words for v in dispute.of("evidence")] == ["Satellite images of Kalymnos Reef show a mast."]
    assert [v.cited.words for v in dispute.of("concession")] == [
        "Turkey admitted on Friday that a post on Kalymnos Reef exists."
    ]
    assert dispute.state == "conceded"


def test_what_the_accuser_admits_concedes_nothing():
    text = article("Greece admitted that nobody had been to Kalymnos Reef.", "2023-01-10", "Pindus Wire")
    claim = statement(text, text.text[:-1], "accuse", (GRC,), (TUR,), event="ACCUSE")
    (dispute,) = disputes(accusation(), second_denial(), (text, [claim]))
    assert (dispute.state, dispute.of("concession")) == ("open", ())


def test_denying_weapons_is_no_dispute():
    text = article("Greece denies weapons to Turkey.", "2021-04-01")
    assert not disputes((text, [statement(text, "Greece denies weapons", "deny-claim", (GRC,), (TUR,))]))


def test_a_quarrel_with_others_is_left_out():
    text = article("Germany denied that it had sold shells to Greece.", "2021-04-01")
    assert not disputes((text, [statement(text, text.text[:-1], "deny-claim", (DEU,), (GRC,))]))


def test_a_denial_that_names_nobody_answers_a_claim_of_the_other_side():
    text = article(
        "Greece accused Turkey of laying a cable off Rhodes Head. Turkey denied that it had laid any.", "2021-04-01"
    )
    claim = statement(text, "Greece accused Turkey of laying a cable off Rhodes Head", "accuse", (GRC,), (TUR,))
    lone = statement(text, "Turkey denied that it had laid any", "deny-claim", (TUR,))
    (dispute,) = disputes((text, [claim, lone]))
    assert [v.part for v in dispute.voices] == ["claim", "denial"]
    # By itself it may be meant for anybody.
    met = statement(
        text, "Greece accused Turkey of laying a cable off Rhodes Head", "meet", (GRC,), (TUR,), symmetric=True
    )
    assert not disputes((text, [met, lone]))


def test_the_line_before_a_report_names_no_matter():
    first = (
        "ATHENS, March 2, 2021 (Aegean Wire) — Greece accused Turkey of building a radar post on Levitha. "
        "Turkish officials denied this on Monday."
    )
    text = article(first, "2021-03-02")
    words = "Greece accused Turkey of building a radar post on Levitha"
    accused = statement(text, words, "accuse", (GRC,), (TUR,), event="ACCUSE")
    denied = statement(
        text, "Turkish officials denied this on Monday", "deny-claim", (OFFICIALS,), (GRC,), event="REJECT"
    )
    assert disputes((text, [accused, denied]))[0].about == "Levitha"


def test_an_unsure_concern_counts_where_it_is_denied_beside_it():
    text = article(
        "Greece fears that Kalymnos Reef will be armed. Turkey has long denied this accusation.",
        "2021-03-02",
        "Aegean Courier",
    )
    fear = statement(text, "Greece fears that Kalymnos Reef will be armed", "voice-concern", (GRC,), (TUR,),
                     event="ACCUSE", confidence=0.45)  # fmt: skip
    denial = statement(text, "Turkey has long denied this accusation", "deny-claim", (TUR,), (GRC,), event="REJECT")
    (found,) = disputes((text, [fear, denial]))
    assert (found.about, [v.part for v in found.voices]) == ("Kalymnos Reef", ["concern", "denial"])
    assert disputes((text, [fear])) == ()


def test_a_denial_of_next_to_nothing_is_no_dispute():
    text = article("Turkey denied that there have been any.", "2021-03-02", "Aegean Courier")
    denial = statement(text, text.text, "deny-claim", (TUR,), (GRC,), event="REJECT")
    assert disputes((text, [denial])) == ()
