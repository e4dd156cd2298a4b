"""A user's tables against themselves and the built-in ones: both rows told with file and line."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from detente.codebook.conflicts import CodebookWarning
from detente.errors import CodebookError
from detente.grounding.actors import Actors

PARTY = "name,names,country,sector\n"
OFFICE = "name,country,office,sector,start,end\n"
ROLE = "role,sector,weight,kind\n"


def load(folder: Path, table: str, text: str) -> tuple[Actors, list[str]]:
    (folder / table).write_text(text, encoding="utf-8")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        actors = Actors([folder])
    return actors, [str(w.message) for w in caught if w.category is CodebookWarning]


ERRORS = [
    (
        "groups.csv",
        PARTY + "Blue Hill Front,BHF,TZA,REB\n# note\nBHF,,UGA,REB\n",
        4,
        "'BHF' is UGA:REB, but TZA:REB in line 2",
    ),
    ("organisations.csv", PARTY + "Lake Forum,,IGO,\nLake Forum,,NGO,\n", 3, "'Lake Forum' is NGO, but IGO in line 2"),
    ("roles.csv", ROLE + "reeve,GOV,strong,office\nreeve,JUD,strong,office\n", 3, "'reeve' is JUD"),
    (
        "people.csv",
        OFFICE + "Ida Berg,NOR,trade minister,GOV,2019-05,2021\nIda Berg,NOR,trade minister,GOV,2020,\n",
        3,
        r"trade minister of NOR \(GOV, 2020 to today\), but .*2019-05 to 2021\) in line 2",
    ),
    (
        "people.csv",
        OFFICE + "Ida Berg,NOR,trade minister,GOV,2019,\nIda Berg,NOR,trade minister,LEG,2019,\n",
        3,
        "LEG, 2019 to today",
    ),
]


@pytest.mark.parametrize(("table", "text", "line", "words"), ERRORS)
def test_two_own_rows_that_contradict_each_other_are_an_error(
    tmp_path: Path, table: str, text: str, line: int, words: str
) -> None:
    with pytest.raises(CodebookError, match=words) as caught:
        load(tmp_path, table, text)
    assert (caught.value.path, caught.value.line) == (str(tmp_path / table), line)


WARNINGS = [
    (
        "groups.csv",
        PARTY + "Hamas,,LBN,REB\n",
        "groups.csv, line 2: 'Hamas' is LBN:REB, but PSE:REB in groups.csv, line ",
    ),
    ("organisations.csv", PARTY + "Uganda,,IGO,\n", "'Uganda' is IGO, but UGA in countries.csv, line "),
    (
        "roles.csv",
        ROLE + "president,BUS,weak,office\n",
        "'president' is BUS (weak office), but GOV (weak office) in roles.csv",
    ),
    (
        "people.csv",
        OFFICE + "Emmanuel Macron,FRA,president,GOV,2017-05-14,2023-01\n",
        "but president of FRA (GOV, 2017-05-14 to",
    ),
    (
        "people.csv",
        OFFICE + "Ida Berg,FRA,president,GOV,2020,2021\n",
        "and so is Emmanuel Macron (2017-05-14 to today)",
    ),
    (
        "people.csv",
        OFFICE + "Ida Berg,TON,chancellor,GOV,2020,2021\nUna Lie,TON,chancellor,GOV,2020-06,\n",
        "so is Ida Berg (2020 to 2021) in line 2",
    ),
]


@pytest.mark.parametrize(("table", "text", "words"), WARNINGS)
def test_an_own_row_against_a_built_in_one_is_a_warning(tmp_path: Path, table: str, text: str, words: str) -> None:
    _, (told,) = load(tmp_path, table, text)
    assert told.startswith(f"{tmp_path / table}, line ")
    assert words in told


QUIET = [
    ("groups.csv", PARTY + "Blue Hill Front,BHF,TZA,REB\nBlue Hill Front,Front of the Blue Hill,TZA,REB\n"),
    ("groups.csv", "name,country,sector,start,end\nHill Men,TZA,REB,1990,1999\nHill Men,TZA,PTY,2000,\n"),
    ("people.csv", OFFICE + "Ida Berg,NOR,trade minister,GOV,2019,2021\nIda Berg,NOR,trade minister,GOV,2021,\n"),
    ("people.csv", OFFICE + "Ida Berg,NOR,county governor,GOV,2019,\nUna Lie,NOR,county governor,GOV,2020,\n"),
    ("people.csv", OFFICE + "Ida Berg,NOR,trade minister,GOV,2019,\nIda Berg,NOR,party leader,PTY,2019,\n"),
]


@pytest.mark.parametrize(("table", "text"), QUIET)
def test_rows_that_agree_are_taken_as_they_are(tmp_path: Path, table: str, text: str) -> None:
    assert load(tmp_path, table, text)[1] == []


def test_an_own_row_wins(tmp_path: Path) -> None:
    load(tmp_path, "people.csv", OFFICE + "Emmanuel Macron,FRA,president,GOV,2017-05-14,2023-01\n")
    actors, told = load(tmp_path, "groups.csv", PARTY + "Hamas,,LBN,REB\n")
    assert len(told) == 2
    codes = {name: actors.resolve(name, "2024-01-01") for name in ("Hamas", "Emmanuel Macron", "President Macron")}
    assert {name: actor.code for name, actor in codes.items() if actor} == {
        "Hamas": "LBN:REB",
        "Emmanuel Macron": "FRA:ELI",
        "President Macron": "FRA:ELI",
    }
