"""What linking has settled, in the archive: groups of reports, and the shelves on which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from detente.model import Statement
from detente.store.connect import Database

# A shelf with the days on it from which to which to look (ordinals).
Range = tuple[str, int, int]

_MEETING = """SELECT DISTINCT t.place FROM shelves h JOIN settled t ON t.number = h.report
    WHERE h.shelf = ? AND h.low BETWEEN ? AND ? AND h.high >= ?"""
_PENDING = """FROM articles a JOIN statements s ON s.article = a.id
    WHERE a.seq > (SELECT seq FROM linked) AND NOT EXISTS (SELECT 1 FROM settled t WHERE t.statement = s.seq)"""
_GROUPS = """SELECT t.number FROM settled t WHERE t.leader IN (
    SELECT u.leader FROM settled u JOIN statements s ON s.seq = u.statement WHERE s.article = ?)"""


class Told(NamedTuple):
    """A statement with its quote and the day of publication of its article."""

    statement: Statement
    quote: str
    published: str | None


class Row(NamedTuple):
    """A settled report: its place in order, its statement, the place of the leader of its group, and the odds."""

    place: str
    statement: str
    leader: str
    odds: float


class SettledTable:
    """The tables of what is settled. Changes take effect with the transaction in which they are made."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._shelves: dict[str, tuple[int, int]] = {}

    def row(self, place: str) -> Row | None:
        """The report at a place."""
        found = self._db.row(
            "SELECT t.place, s.id AS statement, l.place AS leader, t.odds FROM settled t"
            " JOIN statements s ON s.seq = t.statement"
            " JOIN settled l ON l.number = t.leader WHERE t.place = ?",
            (place,),
        )
        return Row(*found) if found else None

    def add(self, row: Row, ranges: Iterable[Range]) -> None:
        """Put a new report on shelves."""
        cursor = self._db.run(
            "INSERT INTO settled (place, statement, leader, odds)"
            " VALUES (?, (SELECT seq FROM statements WHERE id = ?), 0, ?)",
            (row.place, row.statement, row.odds),
        )
        number, leads = int(cursor.lastrowid or 0), row.leader == row.place
        leader = number if leads else self._number(row.leader)
        self._db.run("UPDATE settled SET leader = ? WHERE number = ?", (leader, number))
        self._db.run_many(
            "INSERT OR IGNORE INTO shelves VALUES (?, ?, ?, ?, ?)",
            [(self._shelf(name, high - low), low, number, high, leads) for name, low, high in ranges],
        )

    def move(self, row: Row) -> None:
        """Put a report into another group."""
        number, leads = self._number(row.place), row.leader == row.place
        leader = number if leads else self._number(row.leader)
        self._db.run("UPDATE settled SET leader = ?, odds = ? WHERE number = ?", (leader, row.odds, number))
        self._db.run("UPDATE shelves SET leads = ? WHERE report = ?", (leads, number))

    def meeting(self, ranges: Iterable[Range], *, leading: bool, after: str = "", before: str = "~") -> set[str]:
        """The places of reports whose days meet those given, after one place and before another."""
        sql = _MEETING + (" AND h.leads" if leading else "") + " AND t.place > ? AND t.place < ?"
        found: set[str] = set()
        for name, low, high in ranges:
            shelf, widest = self._known(name)
            if shelf:
                rows = self._db.rows(sql, (shelf, low - widest, high, low, after, before))
                found.update(row[0] for row in rows)
        return found

    def group(self, leader: str) -> list[str]:
        """The places of a group, in order."""
        sql = "SELECT t.place FROM settled t WHERE t.leader = (SELECT number FROM settled WHERE place = ?) ORDER BY 1"
        return [row[0] for row in self._db.rows(sql, (leader,))]

    def told(self, place: str) -> Told:
        """What the report at a place tells."""
        row = self._db.row(
            "SELECT s.record, s.quote, a.published FROM settled t JOIN statements s ON s.seq = t.statement"
            " JOIN articles a ON a.id = s.article WHERE t.place = ?",
            (place,),
        )
        return _told(row)

    def _number(self, place: str) -> int:
        return int(self._db.value("SELECT number FROM settled WHERE place = ?", (place,)))

    def _known(self, name: str) -> tuple[int, int]:
        """A shelf's number and the widest report on it; 0 where there is none."""
        if name not in self._shelves:
            row = self._db.row("SELECT shelf, widest FROM shelf_names WHERE name = ?", (name,))
            if row is None:
                return 0, 0
            self._shelves[name] = (row["shelf"], row["widest"])
        return self._shelves[name]

    def _shelf(self, name: str, width: int) -> int:
        shelf, widest = self._known(name)
        if not shelf:
            cursor = self._db.run("INSERT INTO shelf_names (name, widest) VALUES (?, ?)", (name, width))
            shelf = int(cursor.lastrowid or 0)
        elif width > widest:
            self._db.run("UPDATE shelf_names SET widest = ? WHERE shelf = ?", (width, shelf))
        self._shelves[name] = (shelf, max(width, widest))
        return shelf


def pending(db: Database, most: int) -> tuple[list[Told], int]:
    """Statements that are not settled yet, of whole articles in order of writing, at least ``most`` if there are.

    Returns:
        The statements, and the running number of the last article that they are of; of the archive's last article
        if there are no more.
    """
    found: list[Told] = []
    last = 0
    for row in db.rows(f"SELECT a.seq, s.record, s.quote, a.published {_PENDING} ORDER BY a.seq, s.position"):
        if len(found) >= most and row["seq"] != last:
            return found, last
        found.append(_told(row))
        last = row["seq"]
    return found, int(db.value("SELECT coalesce(max(seq), 0) FROM articles"))


def rules(db: Database) -> str:
    """By which rules the episodes were made."""
    return str(db.value("SELECT rules FROM linked"))


def start_anew(db: Database, rules: str) -> None:
    """Forget all that is settled, and all episodes, to be made by other rules."""
    for table in ("episodes", "settled", "shelves", "shelf_names", "cleared"):
        db.run(f"DELETE FROM {table}")
    db.run("UPDATE linked SET seq = 0, rules = ?", (rules,))


def take_cleared(db: Database) -> list[Range]:
    """The shelves from which reports were taken, since this was asked last."""
    found = [(row["name"], row["low"], row["high"]) for row in db.rows("SELECT name, low, high FROM cleared")]
    db.run("DELETE FROM cleared")
    return found


def unsettle(db: Database, article_id: str) -> None:
    """Forget the groups that have statements of an article, which is coded anew: all in them will be settled again."""
    numbers = [row[0] for row in db.rows(_GROUPS, (article_id,))]
    for number in numbers:
        db.run(
            "DELETE FROM episodes WHERE seq = (SELECT e.episode FROM episode_statements e JOIN settled t"
            " ON t.statement = e.statement WHERE t.number = ?)",
            (number,),
        )
        db.run(
            "UPDATE linked SET seq = min(seq, (SELECT a.seq - 1 FROM settled t JOIN statements s ON s.seq = t.statement"
            " JOIN articles a ON a.id = s.article WHERE t.number = ?))",
            (number,),
        )
    for number in numbers:
        db.run(
            "INSERT INTO cleared SELECT n.name, h.low, h.high FROM shelves h JOIN shelf_names n ON n.shelf = h.shelf"
            " WHERE h.report = ?",
            (number,),
        )
        db.run("DELETE FROM shelves WHERE report = ?", (number,))
        db.run("DELETE FROM settled WHERE number = ?", (number,))
    db.run("UPDATE linked SET seq = min(seq, (SELECT seq - 1 FROM articles WHERE id = ?))", (article_id,))


def _told(row: Sequence[object] | None) -> Told:
    if row is None:
        raise LookupError("a settled statement is gone")
    record, quote, published = row["record"], row["quote"], row["published"]  # type: ignore[call-overload]
    return Told(msgspec.json.decode(record, type=Statement), quote, published)
