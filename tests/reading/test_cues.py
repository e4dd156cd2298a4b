from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import CodebookError
from detente.reading.cues import PAGES, cues

SOURCE = PAGES.read_text(encoding="utf-8")

FAULTS = [
    (SOURCE.replace("[teasers]", "[teaser]", 1), "teaser"),
    (SOURCE.replace('kind = "opinion"', 'kind = "gossip"', 1), "gossip"),
    (SOURCE.replace("films = [", "films = ['(', ", 1), "no regular expression"),
    (SOURCE.replace("[lines]", "[lines", 1), "line"),
]


@pytest.mark.parametrize(("source", "told"), FAULTS)
def test_a_faulty_file_is_refused_with_its_place(tmp_path: Path, source: str, told: str) -> None:
    path = tmp_path / "pages.toml"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(CodebookError, match=told) as caught:
        cues(path)
    assert str(path) in str(caught.value)


def test_the_line_of_a_bad_pattern_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pages.toml"
    path.write_text(SOURCE.replace("films = [", "films = ['(un(closed', ", 1), encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        cues(path)
    assert caught.value.line == SOURCE[: SOURCE.index("films = [")].count("\n") + 1
