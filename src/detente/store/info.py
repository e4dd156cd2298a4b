"""What an archive holds, in figures."""

from __future__ import annotations

from pathlib import Path

import msgspec

from detente.store.connect import Database

# What happens inside a state is no relation.
_PAIRS = """SELECT one, two, episodes FROM pairs WHERE one != two AND episodes > 0
    ORDER BY episodes DESC, one, two LIMIT ?"""


class Info(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive holds. ``linked`` is False while articles wait to be linked into episodes."""

    path: str
    bytes: int
    articles: int
    near_copies: int
    statements: int
    episodes: int
    skipped: int
    failed: int
    first: str | None
    last: str | None
    languages: dict[str, int]
    outlets: dict[str, int]
    kinds: dict[str, int]
    events: dict[str, int]
    dyads: list[tuple[str, str, int]]
    coders: dict[str, int]
    unfinished_runs: int
    linked: bool


def info(db: Database, top: int = 10) -> Info:
    """Count what the archive holds. The lists of dyads count episodes and give the ``top`` most frequent."""
    kinds, events = _by(db, "kind"), _by(db, "event")
    return Info(
        path=str(db.path),
        bytes=sum(path.stat().st_size for path in _files(db.path) if path.exists()),
        articles=sum(kinds.values()),
        near_copies=_count(db, "articles WHERE near_copy_of IS NOT NULL"),
        statements=sum(events.values()),
        episodes=_count(db, "episodes"),
        skipped=_count(db, "skipped"),
        failed=_count(db, "skipped WHERE failed"),
        first=db.value("SELECT min(coalesce(published, '')) FROM articles WHERE coalesce(published, '') > ''"),
        last=db.value("SELECT nullif(max(coalesce(published, '')), '') FROM articles"),
        languages=_by(db, "language"),
        outlets=_by(db, "outlet"),
        kinds=kinds,
        events=events,
        dyads=[(row[0], row[1], row[2]) for row in db.rows(_PAIRS, (top,))],
        coders=_by(db, "coder"),
        unfinished_runs=_count(db, "runs WHERE finished IS NULL"),
        linked=bool(db.value("SELECT seq = (SELECT coalesce(max(seq), 0) FROM articles) FROM linked")),
    )


def _files(path: Path) -> list[Path]:
    """The archive with what SQLite keeps beside it while it is open."""
    return [path.with_name(path.name + end) for end in ("", "-wal", "-shm")]


def _count(db: Database, what: str) -> int:
    return int(db.value(f"SELECT count(*) FROM {what}"))


def _by(db: Database, what: str) -> dict[str, int]:
    sql = "SELECT value, number FROM counts WHERE what = ? AND number > 0 ORDER BY number DESC, value"
    return {row["value"]: row["number"] for row in db.rows(sql, (what,))}
