"""Linking what is new in an archive into its episodes: what it touches is linked again, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from detente import own_codebook
from detente.linking import Linker
from detente.linking.report import Report
from detente.linking.shelves import Place, Settled
from detente.naming import name_people
from detente.own_codebook import Folders
from detente.store import read, settled, write
from detente.store.connect import Database
from detente.store.settled import Row, SettledTable

# Linkers by so many sets of tables are kept: a correction links again, and should not wait for tables to be read.
KEPT = 4
# So many statements are linked in one transaction: after an interruption, what was done is kept, and memory is bounded.
BATCH = 2_000


def relink(db: Database, codebook: Folders | None = None, *, anew: bool = False, batch: int = BATCH) -> int:
    """Link the statements that are not linked yet.

    Args:
        db: the archive.
        codebook: folders with tables of the user's own; those by which the archive was coded, by default.
        anew: link all statements again from the start; done in any case where the rules of linking are others than
            those by which the episodes were made.
        batch: how many statements to link in one transaction, at least.

    Returns:
        The number of episodes.
    """
    folders = own_codebook.in_use(db) if codebook is None else codebook
    linker, rules = _linker(folders, own_codebook.digests(folders))
    with db.transaction():
        name_people(db)
        if anew or settled.rules(db) != rules:
            settled.start_anew(db, rules)
    while not _step(db, linker, batch):
        db.settle()
    return read.count_episodes(db)


@lru_cache(maxsize=KEPT)
def _linker(folders: Folders, _tables: tuple[str, ...]) -> tuple[Linker, str]:
    """What links by the tables of some folders, and its rules: read once, and again when the user's tables change."""
    linker = Linker.load(folders)
    return linker, linker.fingerprint


def _step(db: Database, linker: Linker, batch: int) -> bool:
    """Link one batch. Returns whether it was the last."""
    with db.transaction():
        told, last = settled.pending(db, batch)
        shelves = _Stored(db, linker)
        reports = [linker.report(one.statement, one.published, one.quote) for one in told]
        changes = linker.settle(reports, shelves)
        cleared = [Place(*found) for found in settled.take_cleared(db)]
        write.rewrite_episodes(db, list(changes.episodes(cleared)), last)
        return last == read.last_article(db)


class _Stored:
    """The shelves of an archive."""

    def __init__(self, db: Database, linker: Linker) -> None:
        self._table, self._linker = SettledTable(db), linker
        self._reports: dict[str, Report] = {}

    def get(self, order: str) -> Settled | None:
        """A report by its order."""
        row = self._table.row(order)
        return None if row is None else Settled(self._report(order), row.leader, row.odds)

    def put(self, one: Settled, places: Iterable[Place]) -> None:
        """Add a report, or move it to another group."""
        order = one.report.order
        row = Row(order, one.report.statement.id, one.leader, one.odds)
        self._reports[order] = one.report
        if self._table.row(order) is None:
            self._table.add(row, places)
        else:
            self._table.move(row)

    def leaders(self, places: Iterable[Place], before: str) -> list[Report]:
        """The reports on shelves that lead a group and come before another in order."""
        return [self._report(order) for order in self._table.meeting(places, leading=True, before=before)]

    def after(self, places: Iterable[Place], order: str) -> list[Settled]:
        """The reports on shelves that come after one in order."""
        found = (self.get(other) for other in self._table.meeting(places, leading=False, after=order))
        return [one for one in found if one is not None]

    def group(self, leader: str) -> list[Report]:
        """The reports of a group, in order."""
        return [self._report(order) for order in self._table.group(leader)]

    def _report(self, order: str) -> Report:
        if order not in self._reports:
            one = self._table.told(order)
            self._reports[order] = self._linker.report(one.statement, one.published, one.quote)
        return self._reports[order]
