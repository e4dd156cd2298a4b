"""Ways of saying it, each with a sentence that only looks like it: ``breadth_rows.tsv``, written for this test."""

from pathlib import Path

import pytest
from test_statements import code, describe, fits

from detente.pipeline import Pipeline

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("breadth_rows.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "wanted"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_sentence_gives_what_it_tells(pipeline: Pipeline, text: str, wanted: str) -> None:
    found = describe(code(pipeline, text))
    if wanted == "none":
        assert found == []
        return
    for one in wanted.split(" ;; "):
        if one.startswith("not "):
            assert not any(f.startswith(one.removeprefix("not ")) for f in found), found
        else:
            assert any(fits(one, f) for f in found), f"{one} not among {found}"
