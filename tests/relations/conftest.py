"""One small relation, Greece and Turkey, with a bit of everything a brief tells of."""

from __future__ import annotations

import pytest
from making import DEU, ERDOGAN, GRC, NATO, TUR, article, episode, statement

from detente.model import Article, Episode, Statement
from detente.relations import Relation


@pytest.fixture(scope="session")
def records() -> tuple[list[Statement], list[Episode], dict[str, Article]]:
    announce = article(
        "President Recep Tayyip Erdoğan will travel to Athens on 7 December, his office said.",
        "2023-11-20",
        "Bosphorus Ledger",
        title="Erdoğan to visit Athens",
        url="https://ledger.example/athens",
    )
    visit = article(
        "Erdoğan arrived in Athens on Thursday. Greece and Turkey signed a declaration of friendly relations, "
        "because, as the Greek government put it, neighbours have to talk. Germany welcomed the step by Greece.",
        "2023-12-07",
        "Aegean Courier",
        title="Greece and Turkey <b>sign</b> | declare",
        url="javascript:alert(1)",
    )
    wire = article("The Turkish president was in Athens for talks.", "2023-12-08", "Pindus Wire")
    jets = article(
        "Greece accused Turkey of sending fighter jets over its islands on Monday. "
        "Turkey denied that its jets had entered Greek airspace.",
        "2022-05-10",
        "Aegean Courier",
    )
    future = article(
        "Turkey will host a meeting with Greece in March 2025. Greece proposed a joint fund to Turkey. "
        "Greece once gave relief to Turkey after an earthquake. Turkey threatened Greece, NATO diplomats recalled.",
        "2024-10-02",
        "Bosphorus Ledger",
        kind="opinion",
        author="D. Marinos",
    )
    planned = statement(announce, announce.text, "visit", (ERDOGAN,), (GRC,), status="planned", start="2023-12-07")
    went = statement(visit, "Erdoğan arrived in Athens on Thursday.", "visit", (ERDOGAN,), (GRC,), start="2023-12-07")
    was = statement(wire, wire.text, "visit", (TUR,), (GRC,), start="2023-12-07", confidence=0.8)
    signed = statement(
        visit,
        "Greece and Turkey signed a declaration of friendly relations",
        "sign-agreement",
        (GRC,),
        (TUR,),
        symmetric=True,
        event="SUPPORT",
        score=5.0,
        start="2023-12-07",
        because="neighbours have to talk",
        reason_by=("the Greek government",),
    )
    german = statement(visit, "Germany welcomed the step by Greece.", "welcome-step", (DEU,), (GRC,), event="SUPPORT")
    accused = statement(
        jets,
        "Greece accused Turkey of sending fighter jets over its islands on Monday.",
        "show-force",
        (TUR,),
        (GRC,),
        event="MOBILIZE",
        quad=4,
        score=-4.0,
        start="2022-05-09",
        attributed_to=("Greece",),
        stance="asserts",
    )
    denied = statement(
        jets,
        "Turkey denied that its jets had entered Greek airspace.",
        "show-force",
        (TUR,),
        (GRC,),
        event="MOBILIZE",
        quad=4,
        score=-4.0,
        start="2022-05-09",
        status="denied",
        attributed_to=("Turkey",),
        stance="denies",
    )
    ahead = statement(
        future, "Turkey will host a meeting with Greece in March 2025.", "meet", (TUR,), (GRC,), symmetric=True,
        status="planned", start="2025-03",
    )  # fmt: skip
    fund = statement(
        future, "Greece proposed a joint fund to Turkey.", "build-jointly", (GRC,), (TUR,), event="COOPERATE", quad=2,
        score=9.5, status="proposed",
    )  # fmt: skip
    relief = statement(
        future, "Greece once gave relief to Turkey after an earthquake.", "humanitarian-aid", (GRC,), (TUR,),
        event="AID", quad=2, score=10.0,
    )  # fmt: skip
    threat = statement(
        future,
        "Turkey threatened Greece",
        "threaten",
        (TUR,),
        (GRC,),
        event="THREATEN",
        quad=3,
        score=-5.0,
        start="2021",
    )
    nato = statement(future, "NATO diplomats recalled", "appeal", (NATO,), (TUR,), event="REQUEST", quad=3, score=-1.0)
    statements = [planned, went, was, signed, german, accused, denied, ahead, fund, relief, threat, nato]
    episodes = [
        episode((planned, announce), (was, wire), (went, visit)),
        episode((signed, visit)),
        episode((denied, jets), (accused, jets)),
        episode((ahead, future)),
        episode((fund, future)),
        episode((relief, future)),
        episode((german, visit)),
    ]
    return statements, episodes, {a.id: a for a in (announce, visit, wire, jets, future)}


@pytest.fixture(scope="session")
def relation(records: tuple[list[Statement], list[Episode], dict[str, Article]]) -> Relation:
    statements, episodes, articles = records
    return Relation("GRC", "TUR", statements, episodes, articles)
