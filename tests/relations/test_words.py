from __future__ import annotations

from pathlib import Path

import pytest

from detente.codebook import tables
from detente.codebook.plover import Frame
from detente.errors import InputError
from detente.relations import Relation
from detente.relations.words import Word, Words

GERMAN = """key,language,words
section.state,de,Stand der Dinge
section.sources,de,Quellen
on.day,de,Am {when}
says.occurred,de,{doer} {past} {other}
frame.sign-agreement,de,unterzeichnete ein Abkommen mit|unterzeichnen|unterzeichnend
country.GRC,de,Griechenland
country.TUR,de,die Türkei
months,de,Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.
articles,de,{n} Artikel|{n} Artikel
"""

LABELS = [row.label for row in tables.records("frames.csv", Frame)]


@pytest.fixture
def german(tmp_path: Path) -> Path:
    (tmp_path / "brief_words.csv").write_text(GERMAN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("label", LABELS)
def test_every_frame_has_its_forms(label: str):
    deed = Words.of().deed("", label)
    assert deed
    assert deed.past == label
    assert deed.base != deed.ing


def test_keys_are_there_once_and_quotes_stay(german: Path, relation: Relation):
    keys = [row.key for row in tables.records("brief_words.csv", Word)]
    assert len(keys) == len(set(keys))
    text = relation.brief(language="de", codebook=[german]).render()
    assert "STAND DER DINGE" in text
    assert "QUELLEN" in text
    assert "Am 7 Dez. 2023, die Türkei" in text or "Am 7 Dez. 2023, Griechenland" in text
    assert "unterzeichnete ein Abkommen mit" in text
    assert "“Greece and Turkey signed a declaration of friendly relations”" in text


def test_what_a_language_lacks_is_said_in_english(german: Path):
    assert Words.of("de", [german])("section.disputes") == "Disputes"
    assert Words.of("de", [german]).deed("visit", "visited") == Words.of().deed("visit", "visited")


def test_an_unknown_language_is_told_with_those_that_there_are(german: Path):
    with pytest.raises(InputError, match=r"'fr'.*de, en"):
        Words.of("fr", [german])


@pytest.mark.parametrize(("n", "words"), [(0, "0 episodes"), (1, "1 episode"), (2, "2 episodes")])
def test_counts(n: int, words: str):
    assert Words.of().count("episodes", n) == words
