"""Own rows of places: what users add, replace and get wrong."""

from pathlib import Path

import pytest

from detente.codebook.tables import BUILT_IN
from detente.errors import CodebookError
from detente.grounding.place_rows import TABLE
from detente.grounding.places import Places

HEAD = "name,names,kind,country,lat,lon,replaces\n"


def places(folder: Path, *rows: str) -> Places:
    (folder / TABLE).write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return Places([folder])


def test_a_row_is_added_beside_the_built_in_ones(tmp_path):
    read = places(tmp_path, "Camp Orsova,Orsova camp,site,ROU,44.7,22.4,")
    assert [(p.country, p.lat) for p in (read.locate("Camp Orsova"), read.locate("orsova camp")) if p] == [
        ("ROU", 44.7),
        ("ROU", 44.7),
    ]


def test_a_row_of_the_same_place_adds_spellings(tmp_path):
    read = places(tmp_path, "Incirlik,Base of Adana,region,TUR,37.02,35.4,")
    assert read.locate("Base of Adana").country == "TUR"
    assert read.locate("Incirlik").lat == 37


def test_a_row_may_replace_a_built_in_one(tmp_path):
    read = places(tmp_path, "Scarborough Shoal,,region,,15.2,117.8,true")
    found = read.locate("Scarborough Shoal")
    assert (found.country, found.lat, found.lon) == ("", 15.2, 117.8)


def test_a_row_may_replace_one_by_another_of_its_spellings(tmp_path):
    assert places(tmp_path, "Huangpu,,site,CHN,23.1,113.4,", "Spitsbergen,,continent,NOR,79,16,true").locate(
        "Spitsbergen"
    ).lat == pytest.approx(79)


def test_a_namesake_elsewhere_shares_a_spelling(tmp_path):
    read = places(tmp_path, "Victoria of the Plains,Victoria,region,ARG,-36.2,-65.4,")
    assert {read.locate("Victoria", [code]).country for code in ("ARG", "AUS")} == {"ARG", "AUS"}


# (rows, line at fault, words of the message)
CONFLICTS = [
    (["Yongbyon,,region,PRK,30,120,"], 2, "'Yongbyon' (region) is at 30, 120 in PRK, but at 39.8, 125.75 in PRK in "),
    (["Al Udeid,,site,SAU,25.12,51.31,"], 2, "is at 25.12, 51.31 in SAU, but at 25.12, 51.31 in QAT in "),
    (
        ["Julian Felipe Reef,,site,,2,114.65,"],
        2,
        "is at 2, 114.65, but at 9.98, 114.65 in ",
    ),
    (["Camp A,,site,ROU,44,22,", "Camp B,,site,ROU,44,22,", "CAMP A,,site,ROU,46,25,"], 4, "in line 2; mend one"),
    (["Camp A,,site,ROU,44,22,", "Camp A,,site,BGR,43,25,"], 3, "is at 43, 25 in BGR, but at 44, 22 in ROU in line 2"),
    (["Camp A,The Camp,site,ROU,44,22,", "Camp B,The Camp,site,ROU,47,26,"], 3, "'The Camp' (site)"),
    (["Camp A,,site,ROU,44,22,true"], 2, "'Camp A' replaces nothing: no site of that name before it"),
    (["Camp A,,site,ROU,144,22,"], 2, "`float` <= 90"),
    (["Camp A,,site,ROU,44,222,"], 2, "`float` <= 180"),
    (["Camp A,,camp,ROU,44,22,"], 2, "Invalid enum value 'camp'"),
    (["Camp A,,site,RO,44,22,"], 2, "unknown country 'RO'; use an ISO alpha-3 code"),
    (["Camp A,,site,ROU,,22,"], 2, "missing required field `lat`"),
]


@pytest.mark.parametrize(("rows", "line", "words"), CONFLICTS)
def test_what_contradicts_is_told_with_file_and_line(tmp_path, rows, line, words):
    with pytest.raises(CodebookError) as error:
        places(tmp_path, *rows).locate("Paris")
    assert words in error.value.problem
    assert (error.value.path, error.value.line) == (str(tmp_path / TABLE), line)


def test_a_conflict_with_a_built_in_row_names_its_line(tmp_path):
    lines = (BUILT_IN / TABLE).read_text(encoding="utf-8").splitlines()
    line = next(i for i, text in enumerate(lines, 1) if text.startswith("Yongbyon,"))
    with pytest.raises(CodebookError, match=rf"{TABLE}, line {line}; mend one"):
        places(tmp_path, "Yongbyon,,region,CHN,39.8,125.75,").locate("Paris")


def test_two_folders_of_users_are_checked_against_each_other(tmp_path):
    for name, lat in (("one", 44), ("two", 47)):
        (tmp_path / name).mkdir()
        (tmp_path / name / TABLE).write_text(f"{HEAD}Camp A,,site,ROU,{lat},22,\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"one.*line 2; mend one") as error:
        Places([tmp_path / "one", tmp_path / "two"]).locate("Paris")
    assert error.value.path.startswith(str(tmp_path / "two"))
