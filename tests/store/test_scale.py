"""Questions to large archives: an index answers each, pages come in order, what is kept of pairs and counts fits."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests.watched import Watched

from detente.model import Coded, Episode
from detente.store import people, read, search, write
from detente.store.connect import Database, connect
from detente.store.info import info
from detente.store.migrate import migrate, steps
from detente.store.where import Party, Where

CHL, PER = Party("CHL"), Party("PER")
CONDITIONS = {
    "pair": Where(dyad=(CHL, PER)),
    "pair in a period": Where(dyad=(CHL, PER), since="2024-03", until="2024-05", event=("CONSULT",)),
    "part of a state": Where(dyad=(Party("CHL", "MIL"), PER)),
    "actor by name": Where(dyad=(Party(name="Andean Pact Forum"), PER)),
    "period": Where(since="2024-05-15", until="2024-05-20"),
    "beginning": Where(since="2024-06"),
}


# Indexes along which the first of all articles or episodes are read one by one, until a page is full.
IN_ORDER = ("USING INDEX articles_order", "USING INDEX articles_outlet", "USING INDEX episodes_time")


@pytest.fixture
def watched(db: Database) -> Watched:
    return Watched(db.path)


@pytest.mark.parametrize("where", CONDITIONS.values(), ids=CONDITIONS)
def test_conditions_lead_to_records_by_an_index(watched: Watched, where: Where) -> None:
    assert list(read.statements(watched, where, limit=5)) and list(read.statements(watched, where))
    assert list(read.episodes(watched, where, limit=5))
    assert not watched.scans
    # The actors of one record are few; those of a country are looked up by name or pair alone.
    assert not [step for step in watched.plans if "statement_actors_country" in step]


def test_single_questions_are_answered_by_an_index(
    watched: Watched, coded: list[Coded], episodes: list[Episode]
) -> None:
    assert read.coded(watched, coded[0].article.id) and read.full_id(watched, coded[0].article.id[:6])
    assert read.episode_statements(watched, episodes[0].id) and read.episode_of(watched, coded[0].statements[0].id)
    assert read.known_code(watched, "CHL") and read.has_actor(watched, "andean pact forum")
    assert list(read.episodes_about(watched, Where(dyad=(CHL, PER))))
    assert people.of_article(watched, coded[0].article.id) == ()
    assert search.find(watched, "exercises")
    assert not watched.scans


@pytest.mark.parametrize("where", [Where(), Where(event=("CONSULT",)), Where(outlet="Harbour Post")])
def test_first_pages_need_no_sorting(watched: Watched, where: Where) -> None:
    assert list(read.statements(watched, where, limit=1)) and list(read.articles(watched, where, limit=1))
    assert list(read.episodes(watched, Where(event=where.event), limit=1))
    assert watched.scans and all(step.endswith(IN_ORDER) for step in watched.scans)
    # What is sorted is a page that is found already; a page of articles needs not even that.
    assert watched.plans.count("USE TEMP B-TREE FOR ORDER BY") == 2


def test_facts_are_kept_counts(watched: Watched) -> None:
    assert info(watched).statements == 8
    assert not [step for step in watched.scans if "INDEX" not in step]


ALL = [Where(), *CONDITIONS.values(), Where(event=("CONSULT",)), Where(outlet="harbour post")]


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("where", ALL)
def test_pages_make_the_whole(db: Database, where: Where, size: int) -> None:
    def statements(limit: int | None = None, after: str = "") -> list[str]:
        return [s.id for one in read.statements(db, where, limit=limit, after=after) for s in one.statements]

    def episodes(limit: int | None = None, after: str = "") -> list[str]:
        return [episode.id for episode in read.episodes(db, where, limit=limit, after=after)]

    def articles(limit: int | None = None, after: str = "") -> list[str]:
        return [article.id for article, _ in read.articles(db, where, limit=limit, after=after)]

    for ask in (statements, episodes, articles):
        found: list[str] = []
        while page := ask(size, found[-1] if found else ""):
            found += page
        assert found == ask()


def contents(db: Database) -> list[object]:
    """What is kept, with ids for numbers."""
    kept = (
        """SELECT s.id, p.one, p.two, p.long, p.day, p.last, p.way, p.event, p.status
        FROM statement_pairs p JOIN statements s ON s.seq = p.statement""",
        """SELECT p.id, p.one, p.two, p.long, p.day, p.last, p.start, p."end", p.way, p.frame, p.status, p.quad, p.score
        FROM episode_pairs p JOIN episodes e ON e.seq = p.episode AND e.id = p.id""",
        "SELECT * FROM counts",
        "SELECT * FROM pairs",
        "SELECT * FROM sums",
    )
    return [sorted(map(tuple, db.rows(sql))) for sql in kept]


# Columns by which tables know statements and episodes: once by their ids, now by their numbers.
NUMBERED = {"statement": "statements", "episode": "episodes"}


def of_old(db: Database, table: str, column: str) -> str:
    """A column as it once was."""
    if table.count("_") and column in NUMBERED:
        return f"(SELECT id FROM {NUMBERED[column]} WHERE seq = {table}.{column})"
    return f'"{column}"'


def test_an_archive_from_before_pairs_gets_them(
    tmp_path: Path, coded: list[Coded], episodes: list[Episode], db: Database
) -> None:
    """The old file is made by the SQL of its time: the records of today, without what was added since."""
    before = tmp_path / "schema"
    before.mkdir()
    for step in steps()[:2]:
        shutil.copy(step.path, before)
    old = connect(tmp_path / "old.db")
    migrate(old, before)
    copied = ("runs", "articles", "statements", "statement_actors", "attributions", "episodes", "episode_actors")
    for table in (*copied, "episode_statements", "linked"):
        names = [row["name"] for row in old.rows(f"PRAGMA table_info({table})")]
        rows = [tuple(row) for row in db.rows(f"SELECT {', '.join(of_old(db, table, n) for n in names)} FROM {table}")]
        columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
        old.run_many(f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})", rows)
    assert migrate(old) == len(steps()) - 2
    assert contents(old) == contents(db)
    assert [s.id for c in read.statements(old, Where(dyad=(CHL, PER))) for s in c.statements] == [
        s.id for c in read.statements(db, Where(dyad=(CHL, PER))) for s in c.statements
    ]
    old.close()


def test_what_is_kept_follows_what_is_written_anew(db: Database, coded: list[Coded], episodes: list[Episode]) -> None:
    before = contents(db)
    for one in coded:
        write.write(db, 1, [one], anew={one.article.id})
    write.write_episodes(db, episodes, read.last_article(db))
    assert contents(db) == before
    fewer = Coded(article=coded[1].article, statements=coded[1].statements[:1])
    write.write(db, 1, [fewer], anew={fewer.article.id})
    kept = [coded[0], fewer, coded[2]]
    assert info(db).events == dict(Counter(s.event for one in kept for s in one.statements).most_common())
    assert info(db).statements == sum(len(one.statements) for one in kept)
    assert info(db).outlets == {"Harbour Post": 2, "La Quena": 1}


@pytest.mark.parametrize(
    ("source", "target", "symmetric", "ways"),
    [
        ("PER", "CHL", False, {("CHL", "PER"): 2}),
        ("CHL", "PER", False, {("CHL", "PER"): 1}),
        ("CHL", "PER", True, {("CHL", "PER"): 3}),
        ("CHL PER", "", False, {("CHL", "PER"): 3}),
        ("CHL PER", "BOL", False, {("BOL", "CHL"): 2, ("BOL", "PER"): 2}),
        ("CHL PER", "PER", False, {("CHL", "PER"): 1, ("PER", "PER"): 3}),
        ("CHL", "CHL", False, {("CHL", "CHL"): 3}),
        ("CHL", "", False, {}),
        ("", "CHL", False, {}),
    ],
)
def test_between_whom_and_which_way(
    empty: Database, source: str, target: str, symmetric: bool, ways: dict[tuple[str, str], int]
) -> None:
    empty.run(
        "INSERT INTO articles (id, outlet, language, kind, source, url, title, text, record)"
        " VALUES ('a', '', 'en', 'news', '', '', '', '', '')"
    )
    columns = 'id, article, position, frame, event, status, symmetric, start, "end", quad, score, confidence, coder'
    values = ("s", "a", 0, "f", "CONSULT", "occurred", symmetric, None, None, 1, 1.0, 0.5, "hand", "", "{}")
    marks = ", ".join("?" * len(values))
    number = empty.run(f"INSERT INTO statements ({columns}, quote, record) VALUES ({marks})", values).lastrowid
    for side, codes in (("source", source), ("target", target)):
        rows = [(number, side, n, code, "", "") for n, code in enumerate(codes.split())]
        empty.run_many("INSERT INTO statement_actors VALUES (?, ?, ?, ?, ?, ?)", rows)
    found = empty.rows("SELECT one, two, way FROM statement_ways WHERE statement = ?", (number,))
    assert {(row["one"], row["two"]): row["way"] for row in found} == ways


@pytest.mark.parametrize(
    ("start", "end", "since", "until", "inside"),
    [
        ("2024-05-30", "2024-06-02", "2024-06-01", "", True),
        ("2024-05-30", "2024-06-02", "2024-06-03", "", False),
        ("2023", "2023", "2023-11-05", "2023-11-06", True),
        ("2022-12-31", None, "2023", "", False),
        ("2024-06", "2024-06", "2024-06-30", "", True),
        ("2024-06", "2024-06", "", "2024-06-01", True),
        ("2024-06", "2024-06", "2024-07", "", False),
        (None, "2024-06-05", "2024-06-05", "2024-06-05", True),
        ("2020-02-01", "2024-06-05", "2021", "2021", True),
    ],
)
def test_long_and_coarse_intervals_are_found_in_a_period(
    db: Database, start: str | None, end: str | None, since: str, until: str, inside: bool
) -> None:
    one = next(db.rows("SELECT id, record FROM episodes ORDER BY id"))
    record = json.loads(one["record"]) | {"start": start, "end": end}
    db.run(
        'UPDATE episodes SET start = ?, "end" = ?, record = ? WHERE id = ?', (start, end, json.dumps(record), one["id"])
    )
    found = [e.id for e in read.episodes(db, Where(since=since, until=until))]
    assert (one["id"] in found) is inside
