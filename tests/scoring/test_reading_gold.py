"""What coders write down, and what is made of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from detente.codebook.plover import Plover
from detente.errors import InputError
from detente.evaluation.classes import Classes, Meaning
from detente.evaluation.gold import GoldReader, find
from detente.evaluation.sides import Sides, compared

TEXT = "Ruritania’s  envoy said – “twice” – that Peru\nrecalled its consul from Chile."


@pytest.fixture(scope="module")
def classes() -> Classes:
    return Classes(Plover.load())


@pytest.fixture(scope="module")
def reader(classes: Classes) -> GoldReader:
    return GoldReader(classes, Sides())


@pytest.mark.parametrize(
    ("name", "mode", "expected"),
    [
        ("CONSULT", "", Meaning(("CONSULT",))),
        ("consult", "", Meaning(("CONSULT",))),
        ("CONSULT-visit", "", Meaning(("CONSULT",), ("visit",))),
        ("CONSULT", "phone", Meaning(("CONSULT",), ("phone",))),
        ("AGREE", "", Meaning(("AGREE",))),
        ("agree", "", Meaning(("AGREE",), frame="agree")),
        ("Improve ties", "", Meaning(("SUPPORT",), frame="improve-ties")),
        ("DEMAND", "", Meaning(("REQUEST",))),
        ("YIELD", "", Meaning(("CONCEDE", "RETREAT"))),
        ("reduce relations", "", Meaning(("SANCTION",))),
        ("195", "", Meaning(("ASSAULT",))),
        ("14", "", Meaning(("PROTEST",))),
        ("036", "", Meaning(("AGREE",))),
        ("36", "", Meaning(("AGREE",))),
        ("7", "", Meaning(("AID",))),
    ],
)
def test_names_of_events(classes: Classes, name: str, mode: str, expected: Meaning) -> None:
    assert classes.meaning(name, mode) == expected


def test_a_cameo_root_that_plover_parted_counts_for_all_its_types(classes: Classes) -> None:
    assert set(classes.meaning("08").events) == {"CONCEDE", "RETREAT"}


@pytest.mark.parametrize(
    ("name", "mode", "words"),
    [("CONSLUT", "", "unknown event 'CONSLUT'"), ("99", "", "unknown event"), ("AID", "visit", "AID has no mode")],
)
def test_names_that_nothing_has(classes: Classes, name: str, mode: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        classes.meaning(name, mode)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["PER"], ("PER",)),
        ("PER, chl:gov", ("PER", "CHL:GOV")),
        (["PERMIL"], ("PER:MIL",)),
        (["Peru", "Peru"], ("PER",)),
        (["REB"], ("---:REB",)),
        (["---:REB"], ("---:REB",)),
        (["UNO"], ("UNO",)),
        (["KOS", "int"], ("XKX", "IGO")),
        ([], ()),
        (None, ()),
    ],
)
def test_codes_of_parties(value: object, expected: tuple[str, ...]) -> None:
    assert Sides().codes(value) == expected


@pytest.mark.parametrize("value", [["QQQ"], ["PER:QQQ"], 7, [7], ["Ruritania"]])
def test_parties_that_nobody_has(value: object) -> None:
    with pytest.raises(InputError, match=r"unknown party|no list of codes"):
        Sides().codes(value)


@pytest.mark.parametrize(
    ("level", "expected"),
    [("none", set()), ("country", {"PER", "---:REB"}), ("code", {"PER:MIL", "PER", "---:REB"})],
)
def test_what_of_parties_is_compared(level: Any, expected: set[str]) -> None:
    assert compared(["PER:MIL", "PER", "---:REB"], level) == expected


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Ruritania's envoy", "Ruritania’s  envoy"),
        ('- "twice" -', "– “twice” –"),
        ("peru recalled", "Peru\nrecalled"),
        ("recalled its envoy", None),
        ("  ", None),
    ],
)
def test_quotes_are_found_loosely(quote: str, words: str | None) -> None:
    span = find(quote, TEXT)
    assert (span.of(TEXT) if span else None) == words


LINES = [
    ('{"text": "Peru fined a Chilean trawler.", "events": [{"event": "fine", "source": ["PER"]}]}', ""),
    ('{"text": "It rained.", "events": []}', ""),
    ("", ""),
    ('{"text": "It snowed.", "events": [', "line 4: is no JSON"),
    ('{"text": "It hailed."}', "line 5: has no list `events`"),
    ('{"events": []}', "line 6: has no `text`"),
    ('["It froze."]', "line 7: is no JSON object"),
    ('{"text": "It thawed.", "events": [{"event": "MELT"}]}', "line 8: unknown event 'MELT'"),
    ('{"text": "It blew.", "events": [{"event": "AID", "quote": "blew up"}]}', "line 9: the quote 'blew up'"),
    ('{"text": "It poured.", "events": [{"event": "AID", "status": "done"}]}', "line 10: unknown status 'done'"),
    (
        '{"text": "It froze.", "events": [{"event": "AID", "traget": ["PER"]}]}',
        "line 11: an event has a field `traget`",
    ),
    ('{"text": "It rained.", "events": []}', "line 12: is the same text as"),
    ('{"text": "Fog came.", "events": [{"source": ["PER"]}]}', "line 13: an event has no `event`"),
    ('{"text": "Fog went.", "events": [{"event": ["AID", "AGREE"]}]}', "line 14: ['AID', 'AGREE'] is no name"),
]


def test_lines_that_cannot_be_used_are_told_and_left_out(reader: GoldReader, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(line for line, _ in LINES), encoding="utf-8")
    sample = reader.read(path)
    assert [text.text for text in sample.texts] == ["Peru fined a Chilean trawler.", "It rained."]
    expected = [words for _, words in LINES if words]
    told = [f"{item.source.removeprefix(f'{path}, ')}: {item.reason}" for item in sample.left_out]
    assert [words for words, one in zip(expected, told, strict=True) if not one.startswith(words)] == []
    assert all(item.remedy for item in sample.left_out)


@pytest.mark.parametrize("content", ["", "[]", '{"text": 3}', "\n\n"])
def test_a_file_with_nothing_usable_is_an_error(reader: GoldReader, tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="no text that can be used"):
        reader.read(path)


def test_a_json_list_and_records_are_read_like_lines(reader: GoldReader, tmp_path: Path) -> None:
    records = [
        {"sentence": "Peru aided Chile.", "published": "2020-01-02", "events": [{"type": "AID", "actor": "PER"}]}
    ]
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    for source in (path, records):
        (text,) = reader.read(source).texts
        assert text.published == "2020-01-02"
        assert text.events[0].source == ("PER",)


def test_the_class_by_default_is_that_of_the_sample(classes: Classes) -> None:
    frames = [classes.meaning("recall-envoy"), classes.meaning("visit")]
    assert classes.default(frames) == "frame"
    assert classes.default([*frames, classes.meaning("AID")]) == "event"
    assert classes.default([]) == "event"


@pytest.mark.parametrize(
    ("name", "by", "filed", "status", "expected"),
    [
        ("visit", "event", False, "planned", ("CONSULT",)),
        ("visit", "event", True, "planned", ("AGREE",)),
        ("visit", "mode", False, "", ("CONSULT-visit",)),
        ("visit", "quad", False, "", ("1 verbal cooperation",)),
        ("CONSULT", "frame", False, "", ()),
        ("YIELD", "quad", False, "", ("1 verbal cooperation", "2 material cooperation")),
    ],
)
def test_classes_of_gold(name: str, by: Any, filed: bool, status: str, expected: tuple[str, ...]) -> None:
    classes = Classes(Plover.load(), filed)
    assert classes.of_gold(classes.meaning(name), by, status) == expected
