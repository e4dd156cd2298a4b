"""Dates of happenings in short texts: rows by hand, with a floor under the share that is dated right."""

from __future__ import annotations

from dated_texts import read_texts, verdict

FLOOR = 0.96


def test_happenings_of_short_texts_are_dated_right(pipeline):
    texts = read_texts()
    wrong = [f"line {t.line}, {t.article.text!r}: {fault}" for t in texts if (fault := verdict(pipeline, t))]
    assert len(texts) >= 80
    assert len(wrong) <= (1 - FLOOR) * len(texts), "\n".join(wrong)
