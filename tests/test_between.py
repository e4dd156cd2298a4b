"""What an archive gives of a relation part by part is what all of its records give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente import reading
from detente.archive import Archive, open_archive
from detente.between import Between
from detente.relations.ledger import PARTS, Part
from detente.relations.points import outlined
from detente.relations.relation import Relation
from detente.store.where import Party, Where

DISPATCHES = [
    ("2019-03-05", "Chile recalled its ambassador from Peru on 4 March 2019. Peru condemned the step."),
    ("2019-06-12", "Switzerland hosted envoys of Chile and Peru on 11 June 2019. Chile and Peru held talks in Geneva."),
    ("2020-01-20", "Brazil mediated between Chile and Peru on 18 January 2020."),
    ("2020-02-11", "Chile and Peru signed a treaty on 10 February 2020. Brazil praised them."),
    ("2020-02-12", "On 10 February 2020 Peru and Chile signed a treaty. Chile met Bolivia in May 2019."),
    ("2021-07-02", "Peru sent aid to Chile after the earthquake in June 2021. Argentina condemned Bolivia."),
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_archive(tmp_path_factory.mktemp("between") / "andes.db") as filled:
        filled.add_articles([reading.article(text, published=day, outlet="Andes Post") for day, text in DISPATCHES])
        yield filled


def in_memory(archive: Archive, a: str, b: str) -> Relation:
    told = Between(archive._db, a, b, Where(dyad=(Party(country=a), Party(country=b)))).told()
    return Relation(a, b, *told)


@pytest.mark.parametrize(("a", "b"), [("CHL", "PER"), ("PER", "CHL"), ("ARG", "BOL"), ("BOL", "CHL"), ("NOR", "PER")])
def test_points_and_series_are_those_of_the_episodes(archive: Archive, a: str, b: str):
    relation = archive.relation(a, b)
    assert set(relation.points) == {point for point in outlined(relation.happenings) if point.happened}
    assert relation.series().equals(in_memory(archive, a, b).series())


def test_a_period_is_the_same_to_all_views(archive: Archive):
    relation = archive.relation("CHL", "PER", since="2020", until="2020-12")
    assert {point.episode for point in relation.points} == {h.episode.id for h in relation.happenings if h.happened}
    assert 0 < len(relation.points) < len(archive.relation("CHL", "PER").points)


def test_mediators_are_those_of_all_articles_also_of_such_as_tell_of_nothing_between_the_two(archive: Archive):
    frame = archive.relation("CHL", "PER").mediators()
    assert ("Brazil", "mediates") in set(frame.select("name", "role").rows())
    assert "Switzerland" in frame["name"]
    assert set(in_memory(archive, "CHL", "PER").mediators()["name"]) <= set(frame["name"])
    assert all(one["quote"] in dict(DISPATCHES)[one["published"]] for cited in frame["cited"] for one in cited)
    assert archive.relation("CHL", "PER", since="2021").mediators().is_empty()


def test_parts_of_states_and_parties_by_name_are_asked_for_among_all_records(archive: Archive):
    told = outlined(archive.relation("CHL:GOV", "PER").happenings)
    assert archive.relation("CHL:GOV", "PER").points == tuple(point for point in told if point.happened)


def test_what_is_not_linked_yet_counts(tmp_path: Path):
    with open_archive(tmp_path / "fresh.db") as fresh:
        text = "Chile recalled its ambassador from Peru on 4 March 2019."
        between = "Brazil mediated between Chile and Peru on 18 January 2020. Chile met Peru on 17 January 2020."
        articles = [reading.article(text, published="2019-03-05"), reading.article(between, published="2020-01-20")]
        fresh.add_articles(articles, relink=False)
        relation = fresh.relation("CHL", "PER")
        assert len(relation.points) == 2
        assert relation.mediators()["name"].to_list() == ["Brazil"]


def test_a_series_reads_no_article(archive: Archive, monkeypatch: pytest.MonkeyPatch):
    relation = archive.relation("CHL", "PER")
    monkeypatch.setattr(Between, "told", lambda self: pytest.fail("read the articles"))
    assert not relation.series().is_empty()
    assert relation.shifts().is_empty()
    assert not relation.mediators().is_empty()


def test_what_the_latest_leave_out_is_told(archive: Archive):
    whole, late = archive.relation("CHL", "PER"), archive.relation("CHL", "PER", latest=2)
    assert (whole.left_out, whole.ledger().left_out) == (0, 0)
    assert late.left_out == late.ledger().left_out == len(whole.happenings) - len(late.happenings) > 0
    assert f"{late.left_out} earlier episode" in late.brief().render()
    assert archive.relation("CHL", "PER", latest=1000).left_out == 0


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_ledger_is_that_of_the_whole(archive: Archive, part: Part):
    whole, alone = archive.relation("CHL", "PER").ledger(), archive.relation("CHL", "PER").ledger(parts=[part])
    assert getattr(alone, part) == getattr(whole, part)
    assert alone.as_of == whole.as_of
    assert not any(getattr(alone, other) for other in PARTS if other != part)


@pytest.mark.parametrize(("since", "until"), [("", ""), ("2020", ""), ("2019-06", "2020-02-11")])
def test_coverage_is_that_of_the_statements(archive: Archive, since: str, until: str):
    where = Where(dyad=(Party(country="CHL"), Party(country="PER")), since=since, until=until)
    told = Between(archive._db, "CHL", "PER", where)
    assert told.coverage() == told._memory.coverage()
