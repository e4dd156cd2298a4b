import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import dispatches
from detente.export.plover import plover_episodes, plover_records
from detente.export.write import write
from detente.model import Actor, Coded, Episode, Status

PERU, CHILE = dispatches.PERU, dispatches.CHILE


def record(event: str, status: Status = "occurred", published: str | None = "2024-06-10", **facts: Any) -> dict:
    """The PLOVER record of one statement."""
    one = dispatches.article("Note\n\nChile dealt with Peru.", published=published)
    facts = {"source": (CHILE,), "target": (PERU,)} | facts
    made = dispatches.statement(one, "Chile dealt with Peru", "dealt", "deal", event, status=status, **facts)
    return next(plover_records([Coded(article=one, statements=(made,))]))


@pytest.mark.parametrize(
    ("event", "status", "facts", "expected"),
    [
        ("CONSULT", "occurred", {"modes": ("visit",)}, ("CONSULT", ["visit"], [])),
        ("CONSULT", "planned", {"modes": ("visit",)}, ("AGREE", [], [])),
        ("SUPPORT", "planned", {}, ("AGREE", [], [])),
        ("COOPERATE", "planned", {}, ("AGREE", [], [])),
        ("AID", "planned", {}, ("AGREE", [], [])),
        ("AID", "proposed", {}, ("AGREE", [], [])),
        ("AID", "proposed", {"attributed_to": ("Chile",)}, ("AGREE", [], [])),
        ("AID", "proposed", {"attributed_to": ("Ecuador",)}, ("AID", [], ["hypothetical"])),
        ("RETREAT", "planned", {"modes": ("withdraw",)}, ("CONCEDE", [], [])),
        ("CONCEDE", "planned", {}, ("CONCEDE", [], [])),
        ("AGREE", "planned", {}, ("AGREE", [], [])),
        ("SANCTION", "planned", {"modes": ("expel",)}, ("SANCTION", ["expel"], ["future"])),
        ("ASSAULT", "hypothetical", {"modes": ("aerial",)}, ("THREATEN", ["violence"], [])),
        ("ASSAULT", "planned", {"attributed_to": ("Chile",)}, ("THREATEN", ["violence"], [])),
        ("ASSAULT", "hypothetical", {"attributed_to": ("Ecuador",)}, ("ASSAULT", [], ["hypothetical"])),
        ("CONSULT", "hypothetical", {}, ("CONSULT", [], ["hypothetical"])),
        ("SANCTION", "denied", {}, ("SANCTION", [], ["negation"])),
        ("CONSULT", "negated", {}, ("CONSULT", [], ["negation"])),
        ("ASSAULT", "ongoing", {}, ("ASSAULT", [], [])),
        ("ASSAULT", "occurred", {"start": "1994", "end": "1994"}, ("ASSAULT", [], ["historical"])),
        ("ASSAULT", "occurred", {"start": "2023", "end": "2023"}, ("ASSAULT", [], [])),
        ("ASSAULT", "occurred", {"start": "2023-06-10"}, ("ASSAULT", [], ["historical"])),
        ("ASSAULT", "occurred", {"start": "2023-06-11"}, ("ASSAULT", [], [])),
        ("ASSAULT", "denied", {"start": "1994"}, ("ASSAULT", [], ["negation"])),
        ("CONSULT", "planned", {"start": "1994"}, ("AGREE", [], [])),
    ],
)
def test_status_follows_the_rules_of_the_format(
    event: str, status: Status, facts: dict, expected: tuple[str, list[str], list[str]]
) -> None:
    made = record(event, status, contexts=("military",), **facts)
    assert (made["event"], made.get("mode", []), made.get("aux", [])) == ([expected[0]], *expected[1:])
    assert made["context"] == ["military", *expected[2]]
    assert made["status"] == status


@pytest.mark.parametrize(
    ("event", "status", "quad", "score"),
    [
        ("AID", "planned", 1, 2.5),
        ("RETREAT", "planned", 1, 4.5),
        ("ASSAULT", "planned", 3, -3.5),
        ("AID", "denied", 2, 10.0),
    ],
)
def test_a_changed_type_has_its_own_class_and_score(event: str, status: Status, quad: int, score: float) -> None:
    made = record(event, status, quad=2, score=10.0)
    assert (made["quad_code"], made["event_scale"]) == (quad, score)


@pytest.mark.parametrize(
    ("facts", "published", "expected"),
    [
        ({"start": "2024-05-09", "end": "2024-05-09"}, "2024-06-10", ("2024-05-09", None, "text")),
        ({"start": "2024-05-09", "end": "2024-05-11"}, "2024-06-10", ("2024-05-09", "2024-05-11", "text")),
        ({"start": "2024-02", "end": "2024-02"}, "2024-06-10", ("2024-02-01", "2024-02-29", "text")),
        ({"start": "2023", "end": "2024-02"}, "2024-06-10", ("2023-01-01", "2024-02-29", "text")),
        ({"end": "2024-02-03"}, "2024-06-10", ("2024-02-03", None, "text")),
        ({}, "2024-06-10", ("2024-06-10", None, "publication")),
        ({}, "2024-06", ("2024-06-01", "2024-06-30", "publication")),
        ({"start": "2024-13"}, "2024-06-10", ("2024-06-10", None, "publication")),
        ({}, None, (None, None, None)),
    ],
)
def test_days_of_low_precision_become_intervals(facts: dict, published: str | None, expected: tuple) -> None:
    made = record("AID", published=published, **facts)
    assert "date" in made
    assert (made["date"], made.get("enddate"), made.get("date_from")) == expected


@pytest.mark.parametrize(
    ("event", "facts", "actors", "recipients"),
    [
        ("CONSULT", {"modes": ("visit",)}, ["CHL"], ["PER"]),
        ("CONSULT", {"symmetric": True}, ["CHL", "PER"], []),
        ("CONSULT", {"symmetric": True, "source": (CHILE, PERU), "target": ()}, ["CHL", "PER"], []),
        ("CONSULT", {"symmetric": True, "modes": ("visit",)}, ["CHL"], ["PER"]),
        ("COOPERATE", {"symmetric": True}, ["CHL"], ["PER"]),
        ("COOPERATE", {"symmetric": True, "source": (CHILE, PERU), "target": ()}, ["CHL"], ["PER"]),
        ("AID", {"target": ()}, ["CHL"], ["UNK"]),
        ("PROTEST", {"target": ()}, ["CHL"], []),
        ("ASSAULT", {"source": ()}, ["UNK"], ["PER"]),
        ("SUPPORT", {"target": (Actor(name="Pristina", country="XKX"),)}, ["CHL"], ["KOS"]),
        ("SUPPORT", {"target": (Actor(name="Nuuk", country="GRL"),)}, ["CHL"], ["DNK"]),
        ("SUPPORT", {"target": (Actor(name="Hong Kong", country="HKG"),)}, ["CHL"], ["HKG"]),
    ],
)
def test_parties_stand_where_the_format_wants_them(
    event: str, facts: dict, actors: list[str], recipients: list[str]
) -> None:
    made = record(event, **facts)
    codes = {side: [e.get("code") or e["sector"] for e in made.get(side, [])] for side in ("actor", "recipient")}
    assert codes == {"actor": actors, "recipient": recipients}


def test_the_file_is_a_valid_plover_set(tmp_path: Path, coded: list[Coded]) -> None:
    path = tmp_path / "plover.jsonl"
    first, second = coded[0].statements[1].id, coded[2].statements[0].id
    assert write("statements", path, plover_records(coded, {first: "e1", second: "e1"}.get), "plover") == 8
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({made["id"] for made in records}) == 8
    for made in records:
        assert date.fromisoformat(made["date"]) <= date.fromisoformat(made.get("enddate", made["date"]))
        assert made["actor"] and len(made["event"]) == 1 and made["quad_code"] in (1, 2, 3, 4)
        assert None not in made.values()
    assert [made["id"] for made in records if made.get("link") == ["e1"]] == [first, second]
    visit = records[0]
    assert visit["actor"] == [
        {"code": "CHL", "sector": "GOV", "entity_text": "Alba Rojas", "office": "foreign minister"}
    ]
    assert visit["event_loc"] == {"extracted_place": "Lima", "lat": -12.05, "lon": -77.04, "country_code": "PER"}
    assert visit["cite_info"]["publication"] == "Harbour Post"
    assert visit["text_info"][0]["text_story"] == "Chilean Foreign Minister Alba Rojas visited Lima on Monday"


def test_an_episode_is_one_record_of_what_became_of_it(coded: list[Coded], episodes: list[Episode]) -> None:
    by_id = {s.id: (s, one.article) for one in coded for s in one.statements}
    made = list(plover_episodes((e, [by_id[s] for s in e.statements]) for e in episodes))
    assert [one["id"] for one in made] == [e.id for e in episodes]
    exercises = made[1]
    expected = {
        "event": ["COOPERATE"],
        "status": "occurred",
        "date": "2024-05-01",
        "enddate": "2024-05-31",
        "quad_code": 2,
        "reports": 2,
        "cited": [coded[0].article.id, coded[2].article.id],
    }
    assert {name: exercises[name] for name in expected} == expected
    assert exercises["cite_info"]["date"] == "2024-06-10"
    assert [entity["code"] for entity in exercises["actor"] + exercises["recipient"]] == ["CHL", "PER"]
