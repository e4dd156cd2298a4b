"""Corrections by people: kept with who and when, and applied to whatever the coder makes of the article.

The archive keeps what the coder made of a corrected article (table ``uncorrected``); its statements are that with the
corrections applied. So a correction can be taken back, and holds when the article is coded anew, where it is put to the
statement that has the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from detente.model import Cause, Correction, Statement
from detente.store.connect import Database

_encode = msgspec.json.Encoder().encode
_statements = msgspec.json.Decoder(tuple[Statement, ...]).decode
_correction = msgspec.json.Decoder(Correction).decode


def add(db: Database, correction: Correction) -> None:
    """Keep a correction. What it changes is written by :func:`detente.store.write.rewrite`, in the same transaction."""
    db.run(
        "INSERT INTO corrections (id, article, verdict, record) VALUES (?, ?, ?, ?)",
        (correction.id, correction.article, correction.verdict, _encode(correction).decode()),
    )


def remove(db: Database, correction_id: str) -> None:
    """Forget a correction."""
    db.run("DELETE FROM corrections WHERE id = ?", (correction_id,))


def find(db: Database, correction_id: str) -> Correction | None:
    """A correction by its id."""
    record = db.value("SELECT record FROM corrections WHERE id = ?", (correction_id,))
    return None if record is None else _correction(record)


def of_article(db: Database, article_id: str) -> tuple[Correction, ...]:
    """The corrections of an article, in the order in which they were made."""
    found = db.rows("SELECT record FROM corrections WHERE article = ? ORDER BY seq", (article_id,))
    return tuple(_correction(row["record"]) for row in found)


def everywhere(db: Database) -> Iterator[Correction]:
    """All corrections, in the order in which they were made."""
    return (_correction(row["record"]) for row in db.rows("SELECT record FROM corrections ORDER BY seq"))


def uncorrected(db: Database, article_id: str) -> tuple[Statement, ...] | None:
    """What the coder made of an article that has corrections; None for one that has had none."""
    found = db.value("SELECT statements FROM uncorrected WHERE article = ?", (article_id,))
    return None if found is None else _statements(found)


def keep_uncorrected(db: Database, article_id: str, made: Sequence[Statement]) -> None:
    """Keep what the coder made of an article."""
    sql = "INSERT OR REPLACE INTO uncorrected (article, statements) VALUES (?, ?)"
    db.run(sql, (article_id, _encode(tuple(made)).decode()))


def corrected(made: Sequence[Statement], corrections: Sequence[Correction]) -> tuple[Statement, ...]:
    """What the coder made of an article, as people have corrected it, in the order of the words.

    Of several corrections of a statement the last counts. A correction of a statement that the coder no longer makes
    still adds what the person said.

    Args:
        made: the coder's statements.
        corrections: those of the article, in the order in which they were made.
    """
    last = {c.key: c for c in corrections if c.key}
    kept = {statement.id: statement for statement in made}
    for correction in last.values():
        about = correction.about and _same(correction.about, made)
        if about:
            kept.pop(about.id, None)
        if correction.statement is not None and correction.verdict != "rejected":
            kept[correction.statement.id] = correction.statement
    found = sorted(kept.values(), key=lambda s: (s.trigger.start, s.quote.start, s.id))
    return tuple(_causes_there(statement, kept) for statement in found)


def _same(about: Statement, made: Sequence[Statement]) -> Statement | None:
    """The statement that a correction is about: the same one, else the one with the same trigger, likest first."""
    likest: list[tuple[bool, bool, str, Statement]] = []
    for one in made:
        if one.id == about.id:
            return one
        if one.trigger == about.trigger:
            parties = [a.code for a in (*one.source, *one.target)] == [a.code for a in (*about.source, *about.target)]
            likest.append((one.frame != about.frame, not parties, one.id, one))
    return min(likest)[-1] if likest else None


def _causes_there(statement: Statement, there: dict[str, Statement]) -> Statement:
    """The statement, with no cause that points to one that is gone."""
    if all(cause.statement is None or cause.statement in there for cause in statement.because):
        return statement
    return msgspec.structs.replace(statement, because=tuple(_cause_there(c, there) for c in statement.because))


def _cause_there(cause: Cause, there: dict[str, Statement]) -> Cause:
    return cause if cause.statement in there else msgspec.structs.replace(cause, statement=None)
