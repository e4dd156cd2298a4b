"""Briefs as PDF."""

from __future__ import annotations

import re
import sys
import zlib

import pytest
from making import GRC, TUR, article, statement

from detente.errors import InputError
from detente.relations import Relation


def pages(pdf: bytes) -> int:
    """How many pages a PDF says that it has."""
    text = pdf + b"".join(_streams(pdf))
    return max(int(n) for n in re.findall(rb"/Count (\d+)", text))


def _streams(pdf: bytes) -> list[bytes]:
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return found


def test_a_brief_has_pages_and_is_the_same_each_time(relation: Relation):
    pdf = relation.brief().pdf()
    assert pdf.startswith(b"%PDF-")
    assert pages(pdf) <= 2
    assert pdf == relation.brief().pdf()
    assert pages(relation.brief(full=True).pdf()) >= pages(pdf)


def test_words_of_articles_are_never_markup():
    text = article('#panic("no") $ x_1 $ \\ [a](b) *bold* "#read(\\"/etc/passwd\\")" ‮ end.', "2024-05-01", "<b>&amp;")
    told = statement(text, text.text, "meet", (GRC,), (TUR,), symmetric=True, start="2024-05-01")
    brief = Relation("GRC", "TUR", [told], [], {text.id: text}).brief(full=True)
    assert pages(brief.pdf()) == 1


def test_a_brief_of_nothing_has_a_page():
    assert pages(Relation("GRC", "TUR", [], [], {}).brief().pdf()) == 1


def test_without_the_typesetter_the_remedy_is_told(relation: Relation, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(InputError, match=r"detente\[pdf\]"):
        relation.brief().pdf()
