"""Linking in an archive: only what is new, in batches, and what is coded anew."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from test_episodes import PUBLISHED, many
from test_groups import told

from detente.linking import link
from detente.model import Article, Coded, Episode, Span, Statement, stable_id
from detente.relinking import relink
from detente.store import read, write
from detente.store.connect import Database, connect
from detente.store.info import info
from detente.store.migrate import migrate

TEXTS = ["They met on grain.", "The visit was postponed.", "Talks on gas.", "The drill in June was held."]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    one = connect(tmp_path / "linked.db")
    migrate(one)
    assert [write.start_run(one, "1"), write.start_run(one, "2")] == [1, 2]
    yield one
    one.close()


def coded(statements: Sequence[Statement], by: int = 3) -> list[Coded]:
    """Articles with a few of the statements each."""
    found = []
    for start in range(0, len(statements), by):
        text = TEXTS[start % len(TEXTS)]
        key = f"a{start:06}"
        own = [
            msgspec.structs.replace(s, id=stable_id("s", key, s.id), article=key, quote=Span(0, len(text)))
            for s in statements[start : start + by]
        ]
        published = PUBLISHED[statements[start].article]
        found.append(Coded(article=Article(id=key, text=text, published=published), statements=tuple(own)))
    return found


def whole(articles: Sequence[Coded]) -> list[Episode]:
    """The episodes of all articles linked at once, without an archive."""
    statements = [s for one in articles for s in one.statements]
    quotes = {s.id: one.quote(s) for one in articles for s in one.statements}
    return by_id(link(statements, {one.article.id: one.article.published for one in articles}, quotes=quotes))


def by_id(episodes: Sequence[Episode]) -> list[Episode]:
    return sorted(episodes, key=lambda e: e.id)


def kept(db: Database) -> list[Episode]:
    return by_id(list(read.episodes(db)))


@pytest.mark.parametrize(("statements", "batch"), [(told(60, 3), 10), (told(60, 4), 1), (many(240), 50)])
def test_articles_that_come_in_batches_give_the_same_episodes(
    db: Database, statements: list[Statement], batch: int
) -> None:
    articles = coded(statements)
    expected = whole(articles)
    coming = random.Random(5).sample(articles, len(articles))
    for start in range(0, len(coming), 7):
        write.write(db, 1, coming[start : start + 7])
        relink(db, batch=batch)
    assert kept(db) == expected
    assert info(db).linked
    relink(db, anew=True, batch=batch)
    assert kept(db) == expected


def test_an_interrupted_run_goes_on_where_it_stopped(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = coded(told(60, 6))
    write.write(db, 1, articles)
    rewrite, runs = write.rewrite_episodes, iter(range(3))

    def broken(*arguments: object) -> None:
        if next(runs) == 2:
            raise KeyboardInterrupt
        rewrite(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(write, "rewrite_episodes", broken)
    with pytest.raises(KeyboardInterrupt):
        relink(db, batch=9)
    monkeypatch.undo()
    settled = db.value("SELECT count(*) FROM settled")
    assert 0 < settled < 60 and not info(db).linked
    relink(db, batch=9)
    assert kept(db) == whole(articles)


def test_articles_coded_anew_leave_no_trace_of_before(db: Database) -> None:
    articles = coded(told(90, 7))
    write.write(db, 1, articles)
    relink(db)
    later = [
        msgspec.structs.replace(one, article=msgspec.structs.replace(one.article, published="2024-06-30"))
        for one in articles[::4]
    ]
    later[0] = msgspec.structs.replace(later[0], statements=())
    write.write(db, 2, later, anew={one.article.id for one in later})
    assert not info(db).linked
    relink(db)
    replaced = {one.article.id: one for one in articles} | {one.article.id: one for one in later}
    assert kept(db) == whole(list(replaced.values()))


def test_what_is_new_costs_what_it_touches(db: Database) -> None:
    articles = coded(many(300))
    write.write(db, 1, articles[:-1])
    relink(db)
    before = {episode.id for episode in kept(db)}
    changes = db.value("SELECT total_changes()")
    write.write(db, 2, articles[-1:])
    relink(db)
    assert len(before - {episode.id for episode in kept(db)}) <= 3
    assert db.value("SELECT total_changes()") - changes < 300
    assert kept(db) == whole(articles)


def test_other_rules_link_anew(db: Database) -> None:
    articles = coded(told(30, 8))
    write.write(db, 1, articles)
    relink(db)
    db.run("UPDATE linked SET rules = 'older'")
    db.run("UPDATE settled SET odds = 100")
    relink(db)
    assert db.value("SELECT max(odds) FROM settled") < 100
    assert kept(db) == whole(articles)


def test_tables_changed_meanwhile_are_read_again(db: Database, tmp_path: Path) -> None:
    table = tmp_path / "own" / "linking_words.csv"
    table.parent.mkdir()
    write.write(db, 1, coded(told(30, 8)))
    rules = []
    for share in (3, 9, 9):
        table.write_text(f"stem,share\nzither,{share}\n", encoding="utf-8")
        relink(db, (table.parent,))
        rules.append(db.value("SELECT rules FROM linked"))
    assert rules[0] != rules[1] == rules[2]
