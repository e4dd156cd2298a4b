"""What an archive holds, in figures."""

from __future__ import annotations

from pathlib import Path

import msgspec

from detente.store.connect import Database

# One episode may have several actors of a country on a side; it still counts once for the pair.
_DYADS = """
    SELECT one, two, count(*) AS episodes FROM (
        SELECT DISTINCT s.episode, min(s.country, t.country) AS one, max(s.country, t.country) AS two
        FROM episode_actors s
        JOIN episode_actors t ON t.episode = s.episode
        JOIN episodes e ON e.id = s.episode
        WHERE s.country NOT IN ('', t.country) AND t.country != ''
            AND (s.side = 'source' AND t.side = 'target' OR e.symmetric)
    ) GROUP BY one, two ORDER BY episodes DESC, one, two LIMIT :limit
"""

# What coded a statement is kept as version/rule; an archive is described by the versions.
_VERSION = "substr(coder, 1, instr(coder || '/', '/') - 1)"


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
    days = db.row("SELECT min(published), max(published) FROM articles") or (None, None)
    return Info(
        path=str(db.path),
        bytes=sum(path.stat().st_size for path in _files(db.path) if path.exists()),
        articles=_count(db, "articles"),
        near_copies=_count(db, "articles WHERE near_copy_of IS NOT NULL"),
        statements=_count(db, "statements"),
        episodes=_count(db, "episodes"),
        skipped=_count(db, "skipped"),
        failed=_count(db, "skipped WHERE failed"),
        first=days[0],
        last=days[1],
        languages=_by(db, "articles", "language"),
        outlets=_by(db, "articles", "outlet"),
        kinds=_by(db, "articles", "kind"),
        events=_by(db, "statements", "event"),
        dyads=[(row[0], row[1], row[2]) for row in db.rows(_DYADS, {"limit": top})],
        coders=_by(db, "statements", _VERSION),
        unfinished_runs=_count(db, "runs WHERE finished IS NULL"),
        linked=bool(db.value("SELECT seq = (SELECT coalesce(max(seq), 0) FROM articles) FROM linked")),
    )


def _files(path: Path) -> list[Path]:
    """The archive with what SQLite keeps beside it while it is open."""
    return [path.with_name(path.name + end) for end in ("", "-wal", "-shm")]


def _count(db: Database, what: str) -> int:
    return int(db.value(f"SELECT count(*) FROM {what}"))


def _by(db: Database, table: str, expression: str) -> dict[str, int]:
    sql = f"SELECT {expression} AS value, count(*) AS n FROM {table} GROUP BY value ORDER BY n DESC, value"
    return {row["value"]: row["n"] for row in db.rows(sql)}
