"""Places of happenings in short texts: rows by hand, with a floor under the share that is placed right."""

from __future__ import annotations

from placed_texts import read_rows, verdict

FLOOR = 0.87


def test_happenings_of_short_texts_are_placed_right(pipeline):
    rows = read_rows()
    wrong = [f"line {row.line}, {row.article.text!r}: {fault}" for row in rows if (fault := verdict(pipeline, row))]
    assert len(rows) >= 41
    assert len(wrong) <= (1 - FLOOR) * len(rows), "\n".join(wrong)
