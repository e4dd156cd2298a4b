"""The archive end to end, with the real reader and coder, on dispatches written for the tests."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import polars as pl
import pytest

import detente
from detente import reading
from detente.archive import Archive, open_archive
from detente.errors import ArchiveError, InputError
from detente.export.columns import TABLES
from detente.ingest import Progress
from detente.model import Article, Coded, Skipped

if TYPE_CHECKING:
    from detente.pipeline import Pipeline

TOPICS = ["fisheries", "rail freight", "copper tariffs", "flood relief", "vaccines", "airspace", "tourism", "wheat"]
CAPITALS = ["Oslo", "Lisbon", "Nairobi", "Lima", "Hanoi", "Ottawa", "Rabat", "Doha"]
REMARKS = [
    "Neither delegation took questions, and the communiqué runs to a single page.",
    "A second round is pencilled in once both cabinets have read the draft.",
    "Reporters were kept behind a rope while the cars pulled up in the rain.",
    "Officials called the tone businesslike; opposition deputies were less kind.",
    "The hall smelled of fresh paint, and the interpreters shared one microphone.",
    "Nobody would say who had asked for the meeting or who would pay for the hall.",
]
MINISTER = "\nPortuguese Foreign Minister Marta Alvarenga smiled.\n"


def dispatch(number: int) -> str:
    """A short dispatch that is like no other."""
    topic, capital = TOPICS[number % 8], CAPITALS[number // 8 % 8]
    remarks = [REMARKS[number % 6], REMARKS[(number // 6 + 2) % 6]]
    return (
        f"Ministers meet over {topic}, session {number}\n\n"
        f"The foreign ministers of Norway and Portugal met in {capital} on Tuesday to discuss {topic}. "
        f"{remarks[0]}\n\nPortugal condemned Morocco over {TOPICS[(number + 3) % 8]} in paper {number * 7919 % 1000}. "
        f"{remarks[1]}\n"
    )


def articles(count: int) -> list[Article]:
    return [
        reading.article(dispatch(n), published="2024-06-05", outlet="Evening Ledger", source=f"{n}.txt")
        for n in range(count)
    ]


def notes(count: int) -> list[Article]:
    """Articles of one sentence each, quick to code."""
    texts = [
        f"The foreign ministers of Norway and Portugal met in {CAPITALS[n % 8]} for round {n}." for n in range(count)
    ]
    return [reading.article(text, published="2024-06-05", source=f"{n}.txt") for n, text in enumerate(texts)]


class Silent:
    """A coder that breaks its word, and gives a result for every other article only."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline

    def code_many(self, articles: Iterable[Article], *, batch_size: int = 64) -> Iterator[Coded | Skipped]:
        for number, article in enumerate(articles):
            if number % 2 == 0:
                yield self.pipeline.code(article)


class Refusing:
    """The real coder, save that it cannot code articles with a certain word."""

    def __init__(self, pipeline: Pipeline, word: str) -> None:
        self.pipeline, self.word = pipeline, word

    def code_many(self, articles: Iterable[Article], *, batch_size: int = 64) -> Iterator[Coded | Skipped]:
        for article in articles:
            if self.word in article.text:
                yield Skipped(source=article.source, reason="could not be coded", remedy="none")
            else:
                yield self.pipeline.code(article)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "test.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("filled")
    for name, text in {"a.txt": dispatch(1), "b.txt": dispatch(2), "c.md": dispatch(3) + MINISTER}.items():
        (folder / name).write_text(text, encoding="utf-8")
    with open_archive(folder / "filled.db") as opened:
        opened.add([folder / name for name in ("a.txt", "b.txt", "c.md")], published="2024-06-05", pipeline=pipeline)
        yield opened


def contents(archive: Archive) -> tuple[list[Coded], list[str]]:
    """All that an archive holds, in an order that does not depend on how it was written."""
    ids = archive.articles()["id"].to_list()
    return [archive.coded(one) for one in sorted(ids)], sorted(archive.episodes()["id"].to_list())


def test_files_are_read_coded_linked_and_written(filled: Archive) -> None:
    info = filled.info()
    assert (info.articles, info.skipped, info.linked, info.unfinished_runs) == (3, 0, True, 0)
    assert info.statements >= 3
    assert 0 < info.episodes <= info.statements
    assert info.coders and all(count for count in info.coders.values())


def test_adding_again_codes_nothing(filled: Archive, pipeline: Pipeline) -> None:
    before = contents(filled)
    report = filled.add(filled.path.parent / "a.txt", published="2024-06-05", pipeline=pipeline)
    assert (report.read, report.already_there, report.coded, report.failed) == (1, 1, 0, 0)
    assert contents(filled) == before


def test_coding_without_an_archive_gives_the_same(archive: Archive) -> None:
    archive.add_articles(articles(3))
    one = archive.coded(archive.articles()["id"][0])
    alone = detente.code(one.article.raw, published="2024-06-05")
    assert [s.id for s in alone.statements] == [s.id for s in one.statements]
    assert detente.statements_frame(alone)["quote"].to_list() == [one.quote(s) for s in one.statements]


def test_every_statement_has_its_words(filled: Archive) -> None:
    rows = filled.statements().to_dicts()
    texts = dict(filled.articles().select("id", "text").iter_rows())
    for row in rows:
        assert row["quote"].strip() and texts[row["article"]][row["quote_start"] : row["quote_end"]] == row["quote"]
        assert row["published"] == "2024-06-05"


def test_the_order_of_reading_is_kept_and_everything_is_counted(archive: Archive, pipeline: Pipeline) -> None:
    made = articles(6)
    again = msgspec.structs.replace(made[0], source="again.txt")
    copy = reading.article(dispatch(1) + "\nThis report was updated.", published="2024-06-06", source="copy.txt")
    empty = Skipped(source="empty.txt", reason="there is no text", failed=False)
    seen: list[Progress] = []
    items = [made[0], empty, made[1], again, copy, *made[2:]]
    report = archive.add_articles(items, pipeline=Refusing(pipeline, "session 4"), progress=seen.append)
    counts = (report.read, report.coded, report.already_there, report.near_copies, report.skipped, report.failed)
    assert counts == (9, 5, 1, 1, 1, 1)
    assert [left.source for left in report.left_out] == ["empty.txt", "4.txt"]
    assert archive.skipped()["source"].to_list() == ["4.txt", "empty.txt"]
    assert archive.coded(copy.id).article.near_copy_of == made[1].id
    assert archive.coded(copy.id).statements == ()
    assert [p.read for p in seen] == sorted(p.read for p in seen)
    assert (seen[-1].coded, seen[-1].left_out, seen[-1].near_copies) == (5, 2, 1)
    retried = archive.add_articles(items, pipeline=pipeline)
    assert (retried.coded, retried.already_there, retried.failed) == (1, 7, 0)
    assert archive.skipped()["source"].to_list() == ["empty.txt"]


def test_an_article_is_coded_anew_when_its_date_becomes_known(archive: Archive, pipeline: Pipeline) -> None:
    text = dispatch(3)
    undated, dated = reading.article(text, outlet="Ledger"), reading.article(text, published="2024-06-05")
    first = archive.add_articles([undated, reading.article(dispatch(5))], pipeline=pipeline)
    report = archive.add_articles([dated, undated, reading.article(dispatch(5))], pipeline=pipeline)
    assert (first.coded, first.recoded) == (2, 0)
    assert (report.coded, report.recoded, report.already_there) == (1, 1, 2)
    kept = archive.coded(dated.id)
    assert (kept.article.published, kept.article.outlet) == ("2024-06-05", "Ledger")
    assert kept.statements == pipeline.code(dated).statements
    assert [hit.published for hit in archive.find('"session 3"')] == ["2024-06-05"]
    info = archive.info()
    assert (info.articles, info.linked) == (2, True)
    assert set(archive.episodes().explode("statements")["statements"]) == set(archive.statements()["id"])


def test_everything_is_coded_anew_on_demand(archive: Archive, pipeline: Pipeline) -> None:
    made = articles(3)
    copy = reading.article(dispatch(1) + "\nUpdated.", source="copy.txt")
    archive.add_articles([*made, copy], pipeline=pipeline)
    before = contents(archive)
    report = archive.add_articles([*made, copy], pipeline=pipeline, again=True)
    assert (report.coded, report.recoded, report.near_copies, report.already_there) == (3, 3, 1, 0)
    assert contents(archive) == before


def test_copies_of_what_cannot_be_coded_are_not_taken_for_coded(archive: Archive, pipeline: Pipeline) -> None:
    first = reading.article(dispatch(4), source="first.txt")
    copy = reading.article(dispatch(4) + "\nUpdated.", source="copy.txt")
    report = archive.add_articles([first, copy], pipeline=Refusing(pipeline, "session 4"))
    assert (report.coded, report.near_copies, report.failed) == (0, 0, 2)
    assert archive.add_articles([first, copy], pipeline=pipeline).near_copies == 1


def test_an_article_without_a_result_is_not_lost_from_sight(archive: Archive, pipeline: Pipeline) -> None:
    one = articles(1)
    report = archive.add_articles([*one, reading.article(dispatch(9), source="last.txt")], pipeline=Silent(pipeline))
    assert (report.coded, report.failed, report.left_out[0].source) == (1, 1, "last.txt")
    assert archive.articles()["id"].to_list() == [one[0].id]


def test_what_was_coded_before_an_interruption_is_kept(archive: Archive, pipeline: Pipeline) -> None:
    def interrupted() -> Iterator[Article]:
        yield from articles(70)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.add_articles(interrupted(), pipeline=pipeline)
    kept = archive.info()
    assert (kept.articles, kept.linked, kept.unfinished_runs) == (64, False, 1)


KILLED = """
import sys, time
sys.path.insert(0, {tests!r})
from test_archive import notes
from detente.archive import open_archive
from detente.pipeline import Pipeline

class Paced:
    def __init__(self):
        self.pipeline = Pipeline(coder="rules")
    def code_many(self, articles, *, batch_size=64):
        for result in self.pipeline.code_many(articles, batch_size=10):
            time.sleep(0.005)
            yield result

with open_archive({path!r}) as archive:
    archive.add_articles(notes(150), pipeline=Paced())
"""


def test_a_killed_run_resumes_with_nothing_lost_or_doubled(tmp_path: Path, pipeline: Pipeline) -> None:
    path = tmp_path / "killed.db"
    script = KILLED.format(tests=str(Path(__file__).parent), path=str(path))
    with open_archive(path) as archive:
        for at_least in (1, 100):
            process = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE)
            deadline = time.monotonic() + 60
            while archive.info().articles < at_least and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.01)
            process.kill()
            said = process.communicate()[1].decode()
            assert process.returncode == -signal.SIGKILL, f"the run was over before it could be killed: {said}"
            assert at_least <= archive.info().articles < 150
            assert archive.info().articles % 50 == 0, "a batch was written in part"
        report = archive.add_articles(notes(150), pipeline=pipeline)
        assert report.coded + report.already_there == 150
        assert report.already_there >= 100
        resumed = contents(archive)
    with open_archive(tmp_path / "whole.db") as whole:
        whole.add_articles(notes(150), pipeline=pipeline)
        assert contents(whole) == resumed


def test_two_runs_at_once_share_the_work_without_doubling(tmp_path: Path, pipeline: Pipeline) -> None:
    path = tmp_path / "shared.db"
    script = KILLED.format(tests=str(Path(__file__).parent), path=str(path))
    with open_archive(path) as archive:
        process = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE)
        archive.add_articles(notes(60), pipeline=pipeline)
        said = process.communicate()[1].decode()
        assert process.returncode == 0, said
        assert (archive.info().articles, archive.info().linked, archive.info().unfinished_runs) == (150, True, 0)
        statements = archive.statements()
        assert statements["id"].n_unique() == statements.height == archive.episodes()["statements"].list.len().sum()


def test_articles_are_named_by_the_beginning_of_their_id(filled: Archive) -> None:
    whole = filled.articles()["id"][0]
    assert filled.article(whole[:10]).id == whole
    assert filled.explain(whole[:10]).article.id == whole
    with pytest.raises(InputError, match="no article 'nothing'"):
        filled.coded("nothing")


@pytest.mark.parametrize(("a", "b"), [("Norway", "Portugal"), ("NOR", "PRT"), ("portugal", "nor")])
def test_a_relation_is_found_by_names_and_codes(filled: Archive, a: str, b: str) -> None:
    relation = filled.relation(a, b)
    assert {relation.a, relation.b} == {"NOR", "PRT"}
    assert relation.statements().height == filled.statements(dyad=(a, b)).height >= 1
    assert relation.timeline().height >= 1
    assert filled.relation(a, b, until="2019").timeline().height == 0


def test_a_relation_keeps_to_its_period_though_an_article_tells_of_others_too(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db") as archive:
        text = (
            "Chile recalled its ambassador from Peru in May 2011. Chile recalled its ambassador from Peru in May 2019."
        )
        archive.add_articles([reading.article(text, published="2020-01-01")])
        assert archive.relation("CHL", "PER").timeline().height == 2
        early = archive.relation("CHL", "PER", until="2015")
        assert early.statements()["start"].to_list() == ["2011-05"]
        assert early.timeline().height == 1


def test_a_name_that_nobody_bears_is_refused_with_a_hint(filled: Archive) -> None:
    with pytest.raises(InputError, match="no country or actor 'Narnia'"):
        filled.relation("Narnia", "Portugal")
    with pytest.raises(InputError, match=r"did you mean .*Portugal"):
        filled.statements(dyad=("Portugl", "Norway"))


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"since": "last week"}, "'last week' is no day"),
        ({"until": "2024-6-5"}, "is no day"),
        ({"status": "done"}, "no status 'done'; statuses are occurred"),
    ],
)
def test_conditions_that_make_no_sense_are_refused(filled: Archive, asked: dict[str, str], complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        filled.statements(**asked)  # type: ignore[arg-type]


def test_conditions_take_days_and_lists(filled: Archive) -> None:
    everything = filled.statements()
    kinds = sorted(set(everything["event"]))
    assert filled.statements(event=[kind.lower() for kind in kinds]).equals(everything)
    assert filled.statements(since=date(2030, 1, 1)).height == 0
    assert filled.statements(since=date(2024, 6, 1), until="2024").height > 0
    assert filled.articles(since="2024-06-06").height == 0


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_exports_hold_what_the_frames_hold(filled: Archive, tmp_path: Path, table: str, form: str) -> None:
    path = tmp_path / f"{table}.{form}"
    shown: pl.DataFrame = getattr(filled, table)()
    assert filled.export(table, path) == shown.height > 0
    if form == "parquet":
        assert pl.read_parquet(path).equals(shown)
    elif form == "jsonl":
        assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == shown.to_dicts()
    else:
        assert pl.read_csv(path, infer_schema=False).height == shown.height


def test_statements_export_as_plover_records_linked_by_episode(filled: Archive, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    assert filled.export("statements", path, format="plover") == filled.statements().height
    links = {one["link"][0] for one in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    assert links == set(filled.episodes()["id"])
    assert filled.export("episodes", path, format="plover") == filled.episodes().height
    assert {json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()} == links


def test_an_archive_shows_itself(filled: Archive) -> None:
    assert repr(filled).endswith(
        f"filled.db': 3 articles, {filled.info().statements} statements, {filled.info().episodes} episodes)"
    )
    assert "<th>statements</th>" in filled._repr_html_()


def test_an_archive_has_to_be_there_unless_it_may_be_made(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no archive at"):
        open_archive(tmp_path / "none.db", create=False)
    detente.open(tmp_path / "new.db").close()
    with open_archive(str(tmp_path / "new.db"), create=False) as archive:
        assert archive.info().articles == 0
        assert archive.statements().height == archive.dyads().height == archive.skipped().height == 0


def test_an_archive_among_its_sources_is_not_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Chile recalled its ambassador from Peru on Monday, officials said in Santiago.")
    with open_archive(tmp_path / "own.db") as archive:
        report = archive.add(tmp_path)
        assert (report.coded, report.failed) == (1, 0)
        assert {Path(item.source).name for item in report.left_out} >= {"own.db"}
