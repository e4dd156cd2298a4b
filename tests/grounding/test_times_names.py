"""Days and months that are part of a name: the built-in table, a user's own, and what is wrong with a row."""

import pytest

from detente.errors import CodebookError
from detente.grounding.times import Times
from detente.model import Article
from detente.text.parse import parse


def found(text: str, *folders) -> list[str]:
    document = parse(Article(id="a", text=text, published="2024-05-15"))
    return [document.words(m.span) for m in Times(folders).find(document, "2024-05-15")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She told the Sunday Herald that the port was shut.", []),
        ("He read it in the Mail on Sunday.", []),
        ("The July 20 group was betrayed.", []),
        ("On Sunday the herald rode out.", ["Sunday"]),
        ("The group was betrayed on July 20.", ["July 20"]),
        ("It was a black May.", ["May"]),
    ],
)
def test_a_day_in_a_name_is_no_date(text, words):
    assert found(text) == words


def test_users_add_names(tmp_path):
    text = "The May Circle met and left."
    assert found(text) == ["May"]
    (tmp_path / "times_names.csv").write_text("word,side,case\ncircle,behind,capital\n")
    assert found(text, tmp_path) == []


@pytest.mark.parametrize("row", ["circle,after,", "circle,behind,small"])
def test_a_wrong_row_is_told_with_its_line(tmp_path, row):
    (tmp_path / "times_names.csv").write_text(f"word,side,case\n{row}\n")
    with pytest.raises(CodebookError, match=r"times_names\.csv.*2"):
        Times((tmp_path,))
