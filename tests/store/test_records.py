import json
import shutil
import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest

import dispatches
from detente.errors import InputError
from detente.model import Actor, Alternative, Article, Coded, Episode, Place, Skipped
from detente.store import read, search, write
from detente.store.connect import Database, connect
from detente.store.info import info
from detente.store.migrate import SCHEMA, migrate, steps
from detente.store.where import Party, Where

CHL, PER, BOL = Party("CHL"), Party("PER"), Party("BOL")


def bare(article: Article) -> Article:
    return msgspec.structs.replace(article, raw="")


def test_an_article_comes_back_as_it_was(db: Database, coded: list[Coded]) -> None:
    assert [read.coded(db, one.article.id) for one in coded] == coded


def test_statements_come_in_order_of_publication(db: Database, coded: list[Coded]) -> None:
    found = list(read.statements(db))
    assert [(one.article, one.statements) for one in found] == [(bare(one.article), one.statements) for one in coded]


def test_episodes_come_with_their_words(db: Database, coded: list[Coded], episodes: list[Episode]) -> None:
    assert sorted(read.episodes(db), key=lambda e: e.id) == sorted(episodes, key=lambda e: e.id)
    exercises = episodes[1]
    evidence = read.episode_statements(db, exercises.id)
    assert [(statement.id, article.outlet) for statement, article in evidence] == [
        (coded[0].statements[1].id, "Harbour Post"),
        (coded[2].statements[0].id, "Harbour Post"),
    ]


def test_writing_twice_doubles_nothing(db: Database, coded: list[Coded]) -> None:
    before = info(db)
    write.write(db, 1, coded)
    assert msgspec.structs.replace(info(db), bytes=0) == msgspec.structs.replace(before, bytes=0)


def test_an_article_is_replaced_whole(db: Database, coded: list[Coded]) -> None:
    dated = msgspec.structs.replace(coded[1].article, published="2024-04-03", title="Lorries wait")
    fewer = Coded(article=dated, statements=coded[1].statements[:1])
    write.write(db, 1, [fewer, coded[0]], sketches={dated.id: b"x" * 8}, anew={dated.id})
    assert read.coded(db, dated.id) == fewer
    assert read.coded(db, coded[0].article.id) == coded[0]
    assert not info(db).linked
    assert list(read.sketches(db)) == [(dated.id, b"x" * 8)]
    assert [hit.title for hit in search.find(db, "Desaguadero")] == ["Lorries wait"]
    db.run("INSERT INTO search (search) VALUES ('integrity-check')")


def test_a_batch_with_a_fault_is_not_written_at_all(empty: Database, coded: list[Coded]) -> None:
    orphan = msgspec.structs.replace(coded[1].article, near_copy_of="nobody")
    with pytest.raises(Exception, match="FOREIGN KEY"):
        write.write(empty, write.start_run(empty, "0"), [coded[0], Coded(article=orphan)])
    assert list(read.articles(empty)) == []
    assert info(empty).statements == 0


def ids(coded: list[Coded], *places: tuple[int, int]) -> list[str]:
    return [coded[article].statements[statement].id for article, statement in places]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Where(), [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]),
        (Where(dyad=(CHL, PER)), [(0, 0), (0, 1), (1, 2), (2, 0)]),
        (Where(dyad=(PER, CHL)), [(0, 0), (0, 1), (1, 2), (2, 0)]),
        (Where(dyad=(Party("CHL", "MIL"), PER)), [(2, 0)]),
        (Where(dyad=(PER, BOL)), [(1, 0), (1, 1)]),
        (Where(dyad=(Party(name="andean pact forum"), PER)), [(2, 2)]),
        (Where(dyad=(CHL, BOL)), []),
        (Where(dyad=(PER, PER)), []),
        (Where(event=("CONSULT", "AID")), [(0, 0), (1, 2), (2, 2)]),
        (Where(status=("planned",)), [(0, 1), (2, 2)]),
        (Where(event=("CONSULT",), status=("planned",)), []),
        (Where(since="2024-05-15", until="2024-05-20"), [(0, 1), (2, 0)]),
        (Where(until="2022"), [(1, 2)]),
        (Where(until="2022-06-30"), [(1, 2)]),
        (Where(since="2024-04", until="2024-04"), [(1, 0), (1, 1)]),
        (Where(since="2024-06-10"), [(2, 1), (2, 2)]),
        (Where(outlet="la quena"), [(1, 0), (1, 1), (1, 2)]),
        (Where(min_confidence=0.8), [(0, 0), (2, 0)]),
        (Where(dyad=(CHL, PER), since="2024", status=("occurred",)), [(0, 0), (2, 0)]),
    ],
)
def test_conditions_on_statements(
    db: Database, coded: list[Coded], where: Where, expected: list[tuple[int, int]]
) -> None:
    assert [s.id for one in read.statements(db, where) for s in one.statements] == ids(coded, *expected)


def test_whole_articles_bring_their_other_statements(db: Database, coded: list[Coded]) -> None:
    found = list(read.statements(db, Where(dyad=(PER, BOL)), whole=True))
    assert [s.id for one in found for s in one.statements] == [s.id for s in coded[1].statements]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Where(dyad=(CHL, PER)), [4, 0, 1]),
        (Where(dyad=(Party(name="Andean Pact Forum"), PER)), [6]),
        (Where(since="2024-05", until="2024-05"), [1]),
        (Where(event=("ASSAULT",)), [3, 5]),
        (Where(since="2024-04-02", until="2024-04-02"), [2, 3]),
        (Where(status=("denied",)), [2]),
    ],
)
def test_conditions_on_episodes(db: Database, episodes: list[Episode], where: Where, expected: list[int]) -> None:
    found = [episode.id for episode in read.episodes(db, where)]
    assert sorted(found) == sorted(episodes[n].id for n in expected)
    about = [episode.id for episode in read.episodes_about(db, where)] if where.dyad else found
    assert about == found


def test_articles_can_be_named_by_the_beginning_of_their_id(db: Database, coded: list[Coded]) -> None:
    whole = coded[0].article.id
    assert read.full_id(db, whole) == whole
    assert read.full_id(db, whole[:8]) == whole


@pytest.mark.parametrize(
    ("start", "complaint"), [("", "no article"), ("zz", "no article 'zz'"), ("a", "several articles begin with 'a'")]
)
def test_what_names_no_single_article_is_refused(db: Database, start: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        read.full_id(db, start)


def test_what_was_left_out_is_kept_once_and_forgotten_when_it_gets_in(empty: Database, coded: list[Coded]) -> None:
    run = write.start_run(empty, "0")
    broken = Skipped(source="harbour.html", reason="not a page", remedy="save it again")
    other = Skipped(source="notes.pdf", reason="not a text", failed=False)
    write.write(empty, run, [broken, other])
    write.write(empty, run, [broken])
    assert read.skipped(empty) == [broken, other]
    assert (info(empty).skipped, info(empty).failed) == (2, 1)
    later = write.start_run(empty, "0")
    fault = Skipped(source="harbour.html", reason="its metadata has no valid date")
    write.write(empty, later, [fault, coded[0]])
    assert read.skipped(empty) == [fault, other]


def test_info_counts_episodes_once_for_a_pair(db: Database) -> None:
    found = info(db)
    assert (found.articles, found.statements, found.episodes) == (3, 8, 7)
    assert found.dyads == [("CHL", "PER", 3), ("BOL", "PER", 2), ("IGO", "PER", 1)]
    assert (found.first, found.last) == ("2024-03-05", "2024-06-10")
    assert found.outlets == {"Harbour Post": 2, "La Quena": 1}
    assert found.coders == {"hand-1": 8}
    assert found.linked and found.unfinished_runs == 1
    assert found.bytes > 10_000


def test_new_articles_wait_for_linking(db: Database) -> None:
    write.write(db, 1, [Coded(article=dispatches.article("Fog over Arica\n\nNothing sailed."))])
    assert not info(db).linked
    write.write_episodes(db, [], read.last_article(db))
    assert info(db).linked and info(db).episodes == 0


def test_a_reader_sees_whole_batches_while_a_writer_writes(tmp_path: Path, db: Database) -> None:
    """A reader's counts always fit together: each article has as many statements as it says."""
    texts = [f"Note {n}\n\nPeru thanked Chile for message {n}." for n in range(200)]
    finished = threading.Event()

    def work() -> None:
        own = connect(db.path)
        for text in texts:
            one = dispatches.article(text, outlet="wire")
            thanks = [
                dispatches.statement(one, "Peru thanked Chile", "thanked", frame, "SUPPORT") for frame in ("a", "b")
            ]
            write.write(own, 1, [Coded(article=one, statements=tuple(thanks))])
        own.close()
        finished.set()

    writer = threading.Thread(target=work)
    writer.start()
    seen = set()
    while not finished.is_set():
        counts = [n for article, n in read.articles(db, Where(outlet="wire"))]
        seen.add(len(counts))
        assert set(counts) <= {2}
    writer.join()
    assert len(list(read.articles(db, Where(outlet="wire")))) == 200
    assert len(seen) > 1


def test_who_else_may_be_meant_is_kept(empty: Database, coded: list[Coded]) -> None:
    other = Alternative(name="North Korea", country="PRK", score=0.15)
    korea = Actor(name="South Korea", country="KOR", method="country", certainty=0.83, alternatives=(other,))
    tripoli = Alternative(name="Tripoli", country="LBN", lat=34.44, lon=35.83, score=0.2)
    place = Place(name="Tripoli", country="LBY", lat=32.89, lon=13.19, certainty=0.75, alternatives=(tripoli,))
    unsure = msgspec.structs.replace(coded[0].statements[0], source=(korea,), place=place)
    one = msgspec.structs.replace(coded[0], statements=(unsure,))
    write.write(empty, write.start_run(empty, "0"), [one])
    assert read.coded(empty, one.article.id) == one
    assert [c.statements for c in read.statements(empty, Where(dyad=(Party("KOR"), PER)))] == [(unsure,)]
    assert not list(read.statements(empty, Where(dyad=(Party("PRK"), PER))))
    assert [c.statements for c in read.statements(empty, Where(min_certainty=0.75))] == [(unsure,)]
    assert not list(read.statements(empty, Where(min_certainty=0.76)))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"source": (Actor(name="Korea", country="KOR", certainty=0.83), Actor(name="one", certainty=0.1))},
        {"target": (Actor(name="Korea", country="KOR", certainty=0.61),), "date_certainty": 0.7},
        {"start": "2024", "end": "2024", "date_certainty": 0.5},
        {"start": None, "end": None, "date_certainty": 0.5},
        {"place": Place(name="Tripoli", country="LBY", certainty=0.312)},
    ],
)
def test_an_archive_from_before_sums_of_certainty_gets_them(
    tmp_path: Path, coded: list[Coded], given: dict[str, Any]
) -> None:
    """The old file is one of today without the table."""
    statement = msgspec.structs.replace(coded[0].statements[0], **given)
    db = connect(tmp_path / "old.db")
    migrate(db)
    write.write(db, write.start_run(db, "0"), [msgspec.structs.replace(coded[0], statements=(statement,))])
    written = db.value("SELECT certainty FROM certainties")
    db.run("DROP TABLE certainties")
    db.run("DELETE FROM migrations WHERE name LIKE '%_certainties'")
    migrate(db)
    assert db.value("SELECT certainty FROM certainties") == written == round(statement.certainty * 10_000)
    db.close()


def test_an_archive_from_before_certainties_opens(tmp_path: Path, coded: list[Coded]) -> None:
    first = tmp_path / "schema"
    first.mkdir()
    shutil.copy(SCHEMA / "0001_archive.sql", first)
    db = connect(tmp_path / "old.db")
    migrate(db, first)
    article, statement = bare(coded[0].article), coded[0].statements[0]
    record = json.loads(msgspec.json.encode(statement))
    for actor in (*record["source"], *record["target"], record["place"]):
        del actor["certainty"], actor["alternatives"]
    db.run(
        "INSERT INTO articles (id, outlet, language, kind, source, url, title, text, record)"
        " VALUES (?, '', 'en', 'news', '', '', '', ?, ?)",
        (article.id, article.text, msgspec.json.encode(msgspec.structs.replace(article, text="")).decode()),
    )
    db.run(
        "INSERT INTO statements VALUES (?, ?, 0, ?, ?, ?, 0, NULL, NULL, 1, 1.0, 0.9, 'rules-1', '', ?)",
        (statement.id, article.id, statement.frame, statement.event, statement.status, json.dumps(record)),
    )
    assert migrate(db) == len(steps()) - 1
    assert read.coded(db, article.id) == Coded(article=article, statements=(statement,))
    db.close()
