from __future__ import annotations

import pytest

from detente.model import Span
from detente.relations.quoting import around, folded

TEXT = (
    "A headline\n"
    "Oslo said that it signed the deal, as planned. Mr. Berg of the U.S. embassy left early! “It is done,” he said.\n"
    "Nothing more"
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("it signed the deal", ("Oslo said that ", ", as planned.")),
        ("Oslo said that it signed the deal, as planned.", ("", "")),
        ("A headline", ("", "")),
        ("left early", ("Mr. Berg of the U.S. embassy ", "!")),
        ("It is done", ("“", ",” he said.")),
        ("Nothing", ("", " more")),
        ("Mr. Berg", ("", " of the U.S. embassy left early!")),
    ],
)
def test_around(words, expected):
    start = TEXT.index(words)
    assert around(TEXT, Span(start, start + len(words))) == expected


def test_around_is_cut_where_a_sentence_is_endless():
    text = "word " * 500 + "met Oslo " + "word " * 500
    before, after = around(text, Span(text.index("met"), text.index("met") + 8))
    assert before.startswith("…word") and after.endswith("word…")
    assert max(len(before), len(after)) <= 242


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a\n  b", "a b"),
        ("a\x1b[31mb", "a[31mb"),
        ("\u202eab", "ab"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
    ],
)
def test_folded(words, expected):
    assert folded(words) == expected
