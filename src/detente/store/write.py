"""The one writer: runs, coded articles, episodes and what was left out, each batch in one transaction."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Collection, Container, Iterable, Mapping, Sequence

import msgspec

from detente.model import Actor, Article, Coded, Episode, Skipped, Statement
from detente.store import corrections, names
from detente.store.connect import Database, Values
from detente.store.lean import lean
from detente.store.lists import keep_listed
from detente.store.pairs import pair_episode, pair_statements
from detente.store.people import write_people
from detente.store.settled import start_anew, unsettle
from detente.store.where import parts

_encode = msgspec.json.Encoder().encode


def start_run(db: Database, version: str) -> int:
    """Note that a run begins. Returns its number."""
    return int(db.run("INSERT INTO runs (started, version) VALUES (?, ?)", (_now(), version)).lastrowid or 0)


def finish_run(db: Database, run: int, report: msgspec.Struct) -> None:
    """Note that a run came to its end, with its report."""
    db.run("UPDATE runs SET finished = ?, report = ? WHERE id = ?", (_now(), _json(report), run))


def write(
    db: Database,
    run: int,
    results: Sequence[Coded | Skipped],
    *,
    sketches: Mapping[str, bytes] | None = None,
    open_names: Mapping[str, Collection[str]] | None = None,
    anew: Container[str] = (),
) -> None:
    """Write a batch of results in one transaction: after a crash, either all of it is there or nothing.

    Args:
        db: the archive.
        run: the number of the run that they come from.
        results: coded articles, and records of what was left out.
        sketches: by article id, what its near-copies will be told by.
        open_names: by article id, the words of names in its statements of which it does not tell whose they are.
        anew: ids of articles that replace what is there; others that are there already are left as they are.
    """
    with db.transaction():
        for result in results:
            if isinstance(result, Skipped):
                _write_skipped(db, run, result)
            elif _make_room(db, result.article, anew):
                _write_coded(db, run, result)
                names.write(db, result.article.id, (open_names or {}).get(result.article.id, ()))
                if sketch := (sketches or {}).get(result.article.id):
                    keep = "INSERT OR IGNORE INTO sketches (article, sketch) VALUES (?, ?)"
                    db.run(keep, (result.article.id, sketch))
    db.settle()


def write_episodes(db: Database, episodes: Iterable[Episode], linked_to: int) -> None:
    """Replace all episodes by new ones, made elsewhere from the articles up to number ``linked_to``."""
    with db.transaction():
        start_anew(db, "")
        for episode in episodes:
            _write_episode(db, episode)
        db.run("UPDATE linked SET seq = ?", (linked_to,))


def rewrite_episodes(db: Database, episodes: Sequence[Episode], linked_to: int) -> None:
    """Replace the episodes that have a statement of the new ones. Runs inside the transaction that settled these."""
    of_statement = """DELETE FROM episodes WHERE seq IN (SELECT e.episode FROM episode_statements e
        JOIN statements s ON s.seq = e.statement WHERE s.id = ?)"""
    db.run_many(of_statement, ((statement,) for episode in episodes for statement in episode.statements))
    for episode in episodes:
        _write_episode(db, episode)
    db.run("UPDATE linked SET seq = ?", (linked_to,))


def rewrite(db: Database, coded: Coded) -> None:
    """Write the statements of an article anew, as its corrections have them. Runs inside a transaction.

    Args:
        db: the archive.
        coded: the article, with what the archive holds of it now.
    """
    made = corrections.uncorrected(db, coded.article.id)
    if made is None:
        made = coded.statements
        corrections.keep_uncorrected(db, coded.article.id, made)
    said = corrections.of_article(db, coded.article.id)
    replace_statements(db, msgspec.structs.replace(coded, statements=corrections.corrected(made, said)))


def replace_statements(db: Database, coded: Coded) -> None:
    """Write the statements of an article in place of those that the archive has. Runs inside a transaction."""
    unsettle(db, coded.article.id)
    db.run("DELETE FROM statements WHERE article = ?", (coded.article.id,))
    _write_statements(db, coded)


def _make_room(db: Database, article: Article, anew: Container[str]) -> bool:
    """Whether an article is to be written; what was coded in it before is taken away then."""
    if db.row("SELECT 1 FROM articles WHERE id = ?", (article.id,)) is None:
        return True
    if article.id not in anew:
        return False
    # The episodes rest on statements that are gone.
    unsettle(db, article.id)
    for table in ("statements", "attributions"):
        db.run(f"DELETE FROM {table} WHERE article = ?", (article.id,))
    return True


def _write_coded(db: Database, run: int, coded: Coded) -> None:
    article = coded.article
    _write_article(db, run, article)
    if said := corrections.of_article(db, article.id):
        corrections.keep_uncorrected(db, article.id, coded.statements)
        coded = msgspec.structs.replace(coded, statements=corrections.corrected(coded.statements, said))
    _write_statements(db, coded)
    db.run_many(
        "INSERT INTO attributions (article, position, stance, record) VALUES (?, ?, ?, ?)",
        [(article.id, n, a.stance, lean(a)) for n, a in enumerate(coded.attributions)],
    )
    write_people(db, coded)
    if article.source:
        # What this run itself had to say of the source, such as a bad date in its metadata, stays.
        db.run("DELETE FROM skipped WHERE source = ? AND run < ?", (article.source, run))


def _write_statements(db: Database, coded: Coded) -> None:
    published = coded.article.published
    told = [(position, s, coded.quote(s)) for position, s in enumerate(coded.statements)]
    pair_statements(db, [_write_statement(db, position, s, quote, published) for position, s, quote in told])
    keep_listed(db, coded.article.id)


def _write_article(db: Database, run: int, article: Article) -> None:
    record = msgspec.structs.replace(article, text="", raw="")
    columns = ("id", "published", "outlet", "language", "kind", "source", "url", "near_copy_of", "title", "text")
    values = {name: getattr(article, name) for name in columns} | {"run": run, "record": lean(record)}
    updates = ", ".join(f"{name} = excluded.{name}" for name in values if name != "id")
    _insert(db, "articles", values, f"ON CONFLICT (id) DO UPDATE SET {updates}")
    if article.raw:
        db.run("INSERT OR REPLACE INTO pages VALUES (?, ?)", (article.id, zlib.compress(article.raw.encode())))


def _write_statement(db: Database, position: int, statement: Statement, quote: str, reported: str | None) -> int:
    """Write a statement with its actors. Returns its number."""
    columns = ("id", "article", "frame", "event", "status", "symmetric", "start", "end", "quad", "score")
    values = {name: getattr(statement, name) for name in (*columns, "confidence", "coder")}
    values |= {"position": position, "quote": quote, "reported": reported, "record": lean(statement)}
    number = _insert(db, "statements", values)
    db.run("INSERT INTO certainties VALUES (?, ?)", (number, parts(statement.certainty)))
    db.run_many(
        "INSERT INTO statement_actors VALUES (?, ?, ?, ?, ?, ?)",
        [*_sides(number, "source", statement.source), *_sides(number, "target", statement.target)],
    )
    return number


def _sides(owner: int, side: str, actors: Sequence[Actor]) -> list[Values]:
    return [(owner, side, n, a.country, a.sector, a.name) for n, a in enumerate(actors)]


def _write_episode(db: Database, episode: Episode) -> None:
    columns = ("id", "frame", "event", "status", "symmetric", "start", "end", "quad", "score")
    values = {name: getattr(episode, name) for name in columns}
    reported = min((day for day, _ in episode.history if day), default=None)
    number = _insert(db, "episodes", values | {"reported": reported, "record": lean(episode)})
    for side, codes in (("source", episode.source), ("target", episode.target)):
        parts = [code.partition(":") for code in codes]
        rows = [(number, side, n, country.strip("-"), sector) for n, (country, _, sector) in enumerate(parts)]
        db.run_many("INSERT INTO episode_actors VALUES (?, ?, ?, ?, ?)", rows)
    told = "INSERT INTO episode_statements VALUES (?, (SELECT seq FROM statements WHERE id = ?))"
    db.run_many(told, [(number, statement) for statement in episode.statements])
    pair_episode(db, number)


def _write_skipped(db: Database, run: int, skipped: Skipped) -> None:
    db.run(
        "INSERT INTO skipped (source, reason, remedy, failed, fact, run) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (source, reason) DO UPDATE SET remedy = excluded.remedy, run = excluded.run",
        (skipped.source, skipped.reason, skipped.remedy, skipped.failed, skipped.fact, run),
    )


def _insert(db: Database, table: str, values: dict[str, object], otherwise: str = "") -> int:
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(f":{name}" for name in values)
    return db.run(f"INSERT INTO {table} ({names}) VALUES ({marks}) {otherwise}", values).lastrowid or 0


def _json(record: msgspec.Struct) -> str:
    return _encode(record).decode()


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
