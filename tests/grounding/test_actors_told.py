"""What articles tell of people: sixty of our own, on invented persons of all regions."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from detente.grounding.actors import Actors
from detente.model import Article, Person
from detente.text.parse import parse


def table(name: str) -> list[dict[str, str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="session")
def actors() -> Actors:
    return Actors()


def people(actors: Actors, text: str, date: str = "2024-06-05") -> tuple[Person, ...]:
    return actors.read(parse(Article(id="a", text=text, published=date)))[1]


TOLD = table("told_rows.tsv")


@pytest.mark.parametrize("row", TOLD, ids=[row["text"][:40] for row in TOLD])
def test_an_article_tells_who_holds_which_office(actors: Actors, row: dict[str, str]) -> None:
    found = people(actors, row["text"])
    assert (row["name"], row["country"], row["sector"], row["office"]) in [
        (p.name, p.country, p.sector, p.office) for p in found
    ]
    assert all(set(p.office.split()) <= set(p.span.of(row["text"]).replace(",", "").split()) for p in found)


UNTOLD = [
    "Angola may appoint Rui Teixeira as interior minister.",
    "Angola did not appoint Rui Teixeira as interior minister.",
    "Angola wants to appoint Rui Teixeira as interior minister.",
    "Rui Teixeira will become interior minister of Angola.",
    "Rui Teixeira refused to serve as interior minister of Angola.",
    "The office of interior minister has been vacant since Rui Teixeira left Angola.",
    "Rui Teixeira led the army into the hills.",
    "Rui Teixeira met the interior minister of Angola.",
    "Rui Teixeira and the interior minister of Angola spoke.",
    "Angola's interior ministers spoke about Rui Teixeira.",
    "Angola, the country's army chief said, would win.",
]


@pytest.mark.parametrize("text", UNTOLD)
def test_nobody_is_given_an_office_that_the_text_does_not_give(actors: Actors, text: str) -> None:
    assert people(actors, text) == ()


def test_each_office_of_a_person_stands_once_at_its_first_place(actors: Actors) -> None:
    text = (
        "Kenyan Trade Minister Wanjiru Otieno met reporters. Trade Minister Otieno smiled. "
        "Otieno, a former ambassador, left. Angela Merkel waved."
    )
    found = people(actors, text)
    assert [(p.name, p.office, p.sector, p.method, p.span.of(text)) for p in found] == [
        ("Wanjiru Otieno", "Trade Minister", "GOV", "title", "Kenyan Trade Minister Wanjiru Otieno"),
        ("Angela Merkel", "", "ELI", "named", "Angela Merkel"),
    ]


MISSPELT = table("misspelt_rows.tsv")


@pytest.mark.parametrize("row", MISSPELT, ids=[f"{row['text'][:40]} {row['date'][:4]}" for row in MISSPELT])
def test_a_misspelt_name_is_its_bearers_only_where_all_else_agrees(actors: Actors, row: dict[str, str]) -> None:
    article = Article(id="a", text=row["text"], published=row["date"])
    mentions, found = actors.read(parse(article))
    slips = {(p.name, p.method) for p in found if p.method == "misspelt"}
    slips |= {(a.name, a.method) for m in mentions for a in m.actors if a.method == "misspelt"}
    expected = {(row["meant"], "misspelt")} if row["meant"] != row["written"] and row["meant"] else set()
    assert slips == expected
    if row["meant"]:
        assert row["meant"] in {p.name for p in found}
    else:
        assert not {p.name for p in found} - {row["written"]}


def test_the_right_words_of_a_misspelt_name_stand_for_the_person(actors: Actors) -> None:
    text = "US Defence Secretary Floyd Austin flew in. Austin said he was glad. Floyd Austin left."
    mentions, _ = actors.read(parse(Article(id="a", text=text, published="2024-06-04")))
    told = [(m.span.of(text), a.name, a.method) for m in mentions for a in m.actors]
    assert told == [
        ("US Defence Secretary Floyd Austin", "Lloyd Austin", "misspelt"),
        ("Austin", "Lloyd Austin", "person"),
        ("he", "Lloyd Austin", "person"),
        ("Floyd Austin", "Lloyd Austin", "misspelt"),
    ]


def test_a_surname_with_particles_is_not_that_of_a_relative(actors: Actors) -> None:
    assert people(actors, "Asma al-Assad left Damascus.", "2021-01-01") == ()
    assert [p.name for p in people(actors, "Al-Assad left Damascus.", "2021-01-01")] == ["Bashar al-Assad"]


OFFICES = table("office_rows.tsv")


@pytest.mark.parametrize("row", OFFICES, ids=[f"{row['text'][:40]} {row['date'][:4]}" for row in OFFICES])
def test_the_office_is_that_of_the_day_or_as_the_article_says(actors: Actors, row: dict[str, str]) -> None:
    mentions = actors.find(parse(Article(id="a", text=row["text"], published=row["date"])))
    found = [(a.name, a.code, a.office) for m in mentions for a in m.actors]
    assert (row["name"], row["code"], row["office"]) in found


def test_without_a_day_the_title_in_the_text_counts(actors: Actors) -> None:
    _, found = actors.read(parse(Article(id="a", text="German Chancellor Angela Merkel spoke.")))
    assert [(p.name, p.sector, p.office) for p in found] == [("Angela Merkel", "GOV", "Chancellor")]
