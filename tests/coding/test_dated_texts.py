"""Dates of happenings in short texts: rows by hand, with a floor under the share that is dated right."""

from __future__ import annotations

import pytest
from dated_texts import read_texts, verdict

FLOORS = {"dated_texts.txt": 0.96, "dated_reports.txt": 0.93, "dated_further.txt": 0.81}


@pytest.mark.parametrize("name", FLOORS)
def test_happenings_of_short_texts_are_dated_right(pipeline, name):
    texts = read_texts(name)
    wrong = [f"line {t.line}, {t.article.text!r}: {fault}" for t in texts if (fault := verdict(pipeline, t))]
    assert len(texts) >= 60
    assert len(wrong) <= (1 - FLOORS[name]) * len(texts), "\n".join(wrong)
