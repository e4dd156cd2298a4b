"""Agreement of two readers."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

from agreement import alpha, main

# Ten sentences, two of them labelled apart.
TEXTBOOK = [
    ("0", "0"),
    ("1", "1"),
    ("0", "1"),
    ("0", "0"),
    ("0", "0"),
    ("0", "0"),
    ("0", "0"),
    ("0", "0"),
    ("1", "0"),
    ("0", "0"),
]


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [
        ([("a", "a"), ("b", "b"), ("c", "c")], 1.0),
        ([("a", "b"), ("b", "a")], -0.5),
        # 20 values: 16 of one kind and 4 of the other; 2 pairs apart: 1 - 19 * 4 / (2 * 16 * 4).
        (TEXTBOOK, 1 - 19 * 4 / 128),
    ],
)
def test_alpha(pairs: list[tuple[str, str]], wanted: float) -> None:
    assert alpha(pairs) == pytest.approx(wanted)


def test_readings_are_matched_by_text_and_trigger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(
        "visit | planned | wire | africa | 2010s | [S Kenya] will [V visit] [T Uganda].\n"
        "meet | occurred | wire | africa | 2010s | [S Kenya] [V met] [T Uganda].\n"
    )
    again = tmp_path / "second"
    again.mkdir()
    (again / "b.txt").write_text(
        "visit | planned | [S Kenya] will [V visit] [T Uganda].\ntalk | occurred | [S Kenya] [V met] [T Uganda].\n"
        "talk | occurred | [S Mali] [V met] [T Chad].\n"
    )
    assert main(str(tmp_path), str(again)) == 0
    said = capsys.readouterr().out
    assert "2 sentences read twice; 1 changed since" in said
    assert "meet / talk: 1" in said
    assert "status: alpha 1.000" in said
