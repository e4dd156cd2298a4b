"""Codebook folders of the user's own, from coding to the brief: the archive remembers them."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

import detente
from detente.codebook.conflicts import CodebookWarning
from detente.errors import CodebookError, InputError

TABLES = {
    "frames": """frame,event,modes,contexts,cameo,symmetric,weak,instrument,effect,label
hold-back-water,COERCE,withhold,natural_resource,172,,,dam-closure,starts,held back water from
block-river,COERCE,withhold,natural_resource,172,,,,,blocked the river of
let-water-flow,AID,,natural_resource,073,,,dam-closure,ends,let water flow to
""",
    "word_classes": "name,words\nwater,water|flow\n",
    "cues": """frame,pos,words,object,prep,prep_object,subject,target
hold-back-water,verb,withhold|impound,@water,,,,from
block-river,verb,dam up,river|@water,,,,of|from
let-water-flow,verb,discharge|release,@water,,,,for|to
""",
    "linking_frames": "kind,frames,days,rare\nwater held,hold-back-water|block-river,20,300\n",
    "instruments": "instrument,nouns\ndam-closure,dam closure\n",
    "expectations": "frames,fulfilled_by\nlet-water-flow,let-water-flow\n",
    "mediation": "frame,role,side\nlet-water-flow,gives,target\n",
}
ARTICLES = {  # day of publication, text
    "one.txt": ("2025-04-02", "Laos impounded water from Cambodia on 1 April.\n"),
    "two.txt": ("2025-04-03", "Laos dammed up the river of Cambodia on 1 April.\n"),
    "three.txt": ("2025-05-20", "Laos released water from its dams for Cambodia on 19 May.\n"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "rivers"
    own.mkdir()
    for name, text in TABLES.items():
        (own / f"{name}.csv").write_text(text, encoding="utf-8")
    for name, (_, text) in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return own


def code(tmp_path: Path, own: Path, *names: str) -> Path:
    path = tmp_path / "rivers.db"
    with detente.open(path, codebook=[own]) as archive:
        for name in names:
            archive.add(tmp_path / name, published=ARTICLES[name][0])
    return path


def test_own_frames_reach_episodes_instruments_and_the_brief(tmp_path: Path, folder: Path) -> None:
    with detente.open(code(tmp_path, folder, *ARTICLES)) as archive:
        assert archive.codebook == (folder,)
        episodes = archive.episodes().to_dicts()
        assert [(e["frame"], e["articles"]) for e in episodes] == [("hold-back-water", 2), ("let-water-flow", 1)]
        relation = archive.relation("LAO", "KHM")
        (row,) = relation.instruments().to_dicts()
        assert (row["instrument"], row["by"], row["state"]) == ("dam-closure", "a→b", "active")
        assert "held back water from Cambodia" in relation.brief(full=True).render("text")


def test_an_archive_goes_on_with_its_folders(tmp_path: Path, folder: Path) -> None:
    path = code(tmp_path, folder, "one.txt")
    with detente.open(path) as archive:
        archive.add(tmp_path / "three.txt", published=ARTICLES["three.txt"][0])
        assert archive.statements()["frame"].to_list() == ["hold-back-water", "let-water-flow"]


def test_archive_and_folder_may_move_together(tmp_path: Path, folder: Path) -> None:
    path = code(tmp_path, folder, "one.txt")
    (tmp_path / "elsewhere").mkdir()
    moved = [one.rename(tmp_path / "elsewhere" / one.name) for one in (path, folder)]
    with detente.open(moved[0]) as archive:
        assert archive.codebook == (moved[1],)


def test_a_folder_that_is_gone_is_told_and_may_be_named_anew(tmp_path: Path, folder: Path) -> None:
    path = code(tmp_path, folder, "one.txt")
    moved = folder.rename(tmp_path / "streams")
    with detente.open(path) as archive:
        assert archive.info().articles == 1
        with pytest.raises(InputError, match=r"rivers: this codebook folder.* is gone; put it back, or name"):
            archive.relation("LAO", "KHM")
    with detente.open(path, codebook=[moved]) as archive:
        assert "held back water" in archive.relation("LAO", "KHM").brief(full=True).render("text")


def test_changed_tables_are_told_until_they_are_used(tmp_path: Path, folder: Path) -> None:
    path = code(tmp_path, folder, "one.txt")
    (folder / "groups.csv").write_text("name,country,sector\nRiver Guard,LAO,REB\n", encoding="utf-8")
    with detente.open(path) as archive, pytest.warns(CodebookWarning, match=r"rivers: tables have changed"):
        archive.relation("LAO", "KHM")
    with detente.open(path) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", CodebookWarning)
        archive.add(tmp_path / "three.txt", published=ARTICLES["three.txt"][0])
    with detente.open(path) as archive, warnings.catch_warnings():
        warnings.simplefilter("error", CodebookWarning)
        assert archive.codebook == (folder,)


def test_a_folder_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere: no such codebook folder"):
        detente.open(tmp_path / "a.db", codebook=[tmp_path / "nowhere"])
    assert not (tmp_path / "a.db").exists()


@pytest.mark.parametrize(
    ("table", "text", "told"),
    [
        ("linking_families", "family,words\nheld,hold\nheld,keep\n", r"line 3: 'held' stands in .*line 2 already"),
        ("linking_families", "family\nheld\n", r"line 2: .*required field `words`"),
        ("linking_weights", "evidence,weight,judged\nnonsense,1,1\n", r"line 2: no evidence 'nonsense'; there is "),
        ("linking_frames", "kind,frames\na,hold-water\n", r"line 2: unknown frame 'hold-water'"),
        ("linking_frames", "kind,frames\na,visit\na,meet\n", r"line 3: 'a' stands in .*line 2 already"),
    ],
)
def test_a_faulty_row_is_told_with_its_place(tmp_path: Path, folder: Path, table: str, text: str, told: str) -> None:
    (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    with (
        detente.open(tmp_path / "a.db", codebook=[folder]) as archive,
        pytest.raises(CodebookError, match=rf"{table}.csv, {told}"),
    ):
        archive.relink()
