"""What articles say of people, in the archive: written and replaced with the article, put together across articles."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import msgspec
import pytest

from detente.archive import Archive, open_archive
from detente.model import Article, Coded, Person, Span
from detente.store import people, write
from detente.store.connect import Database, connect
from detente.store.migrate import SCHEMA, migrate

TEXTS = {
    "one": ("2024-05-02", "Harbour Post", "Kenyan Trade Minister Wanjiru Otieno spoke."),
    "two": ("2024-06-03", "Lake News", "Kenya's Trade Minister Otieno left."),
    "six": ("2025-01-09", "Lake News", "Former Kenyan trade minister Wanjiru Otieno wept."),
}
OFFICES = {
    "one": [("Wanjiru Otieno", "Trade Minister", "GOV", 0, 36)],
    "two": [("Otieno", "Trade Minister", "GOV", 0, 29)],
    "six": [("Wanjiru Otieno", "Former trade minister", "ELI", 0, 43)],
}


def coded(key: str) -> Coded:
    published, outlet, text = TEXTS[key]
    told = tuple(
        Person(name=name, country="KEN", sector=sector, office=office, article=key, span=Span(start, end))
        for name, office, sector, start, end in OFFICES[key]
    )
    dated = tuple(msgspec.structs.replace(p, published=published, method="title") for p in told)
    return Coded(article=Article(id=key, text=text, published=published, outlet=outlet), people=dated)


@pytest.fixture
def kenya(empty: Database) -> Database:
    write.write(empty, write.start_run(empty, "0"), [coded(key) for key in ("six", "one", "two")])
    return empty


def test_people_come_back_with_their_article(kenya: Database) -> None:
    assert people.of_article(kenya, "one") == coded("one").people
    (held,) = people.held(kenya, [("Otieno", "KEN")])
    assert (held.office, held.articles, held.first) == ("trade minister", 1, "2024-06-03")
    assert people.words(kenya, held.article, held.position).quote == "Kenya's Trade Minister Otieno"


def test_coding_anew_takes_away_what_was_said_before(kenya: Database) -> None:
    write.write(kenya, 1, [msgspec.structs.replace(coded("one"), people=())], anew={"one"})
    assert people.of_article(kenya, "one") == ()
    write.write(kenya, 1, [coded("two")])
    assert (
        people.counts(kenya)
        == people.counts(kenya, people.known(kenya))
        == {("Otieno", "KEN"): 1, ("Wanjiru Otieno", "KEN"): 1}
    )


def test_one_row_for_each_office_of_a_person(kenya: Database) -> None:
    rows = Archive(kenya).people(name="otieno", country="Kenya")
    shown = rows.select("person", "office", "names", "articles", "first", "last", "person_articles", "outlet").rows()
    both = ["Otieno", "Wanjiru Otieno"]
    assert shown == [
        ("Wanjiru Otieno", "Trade Minister", both, 2, "2024-05-02", "2024-06-03", 3, "Harbour Post"),
        ("Wanjiru Otieno", "Former trade minister", both[1:], 1, "2025-01-09", "2025-01-09", 3, "Lake News"),
    ]
    assert Archive(kenya).people(country="Uganda").is_empty()


def test_of_many_people_those_of_whom_most_is_told(kenya: Database) -> None:
    lone = Person(name="Ann Mwangi", country="KEN", office="judge", article="ten", span=Span(0, 4), method="title")
    both = msgspec.structs.replace(lone, name="Baraka Njoroge")
    write.write(kenya, 1, [Coded(article=Article(id="ten", text="Kenyan judges met."), people=(both, lone))])
    asked = partial(Archive(kenya).people, country="KEN")
    assert asked(most=1)["person"].to_list() == ["Wanjiru Otieno"] * 2
    assert asked(most=2)["person"].to_list() == ["Ann Mwangi", "Wanjiru Otieno", "Wanjiru Otieno"]
    assert asked(most=9).equals(asked())


def test_an_archive_without_people_is_brought_up_to_date(tmp_path: Path) -> None:
    first = tmp_path / "schema"
    first.mkdir()
    shutil.copy(SCHEMA / "0001_archive.sql", first)
    old = connect(tmp_path / "old.db")
    migrate(old, first)
    old.close()
    with open_archive(old.path) as kept:
        assert kept.people().is_empty()


def test_the_table_can_be_exported(kenya: Database, tmp_path: Path) -> None:
    assert Archive(kenya).export("people", tmp_path / "people.csv") == 2
    lines = (tmp_path / "people.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith(
        "Wanjiru Otieno,KEN,Trade Minister,GOV,Otieno|Wanjiru Otieno,title,2,2024-05-02,2024-06-03,3,one"
    )
