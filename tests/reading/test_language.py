from __future__ import annotations

import pytest

from detente.reading.language import is_english, language_of

TEXTS = [
    ("Turkey expels Dutch envoy", "en"),
    ("Maduro, Petro meet in Caracas", "en"),
    ("Hun Sen meets Xi Jinping, Li Keqiang, Wang Yi", "en"),
    ("Die Regierung hat am Dienstag neue Sanktionen gegen Belarus verhängt.", "de"),
    ("Le président a rencontré son homologue mardi à Alger.", "fr"),
    ("El presidente viajó el martes a Bogotá para firmar un acuerdo con su homólogo.", "es"),
    ("", "en"),
    ("12 345 67", "en"),
]


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["中国外交部发言人", "Президент встретился", "الرئيس يزور القاهرة"])
def test_other_scripts_are_not_english(text: str) -> None:
    assert language_of(text) != "en"


@pytest.mark.parametrize(
    ("tag", "english"), [("en", True), ("en-GB", True), ("English", True), ("eng", True), ("fr", False)]
)
def test_tags(tag: str, english: bool) -> None:
    assert is_english(tag) is english
