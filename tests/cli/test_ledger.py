from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two dispatches that a ledger can tell of."""
    from detente.archive import open_archive

    place = tmp_path_factory.mktemp("ledger")
    (place / "embargo.txt").write_text(
        "Chile bans arms sales to Peru\n\nChile imposed an arms embargo on Peru on 3 March 2020. "
        "Chile accused Peru of illegal fishing on Monday. Peru denied that its boats had crossed the line.\n"
    )
    (place / "visit.txt").write_text(
        "Peruvian president to visit Santiago\n\nPeruvian President Dina Boluarte will visit Chile on 12 May 2024.\n"
    )
    with open_archive(place / "kept.db") as archive:
        archive.add([place / "embargo.txt"], published="2020-03-04", outlet="Coast Post")
        archive.add([place / "visit.txt"], published="2024-05-02", outlet="Andes Wire")
    return place / "kept.db"


def test_ledger_as_text(detente, kept: Path):
    done = detente("ledger", "Chile", "Peru", "-a", kept)
    assert done.code == 0
    assert "embargo of Chile: active since 3 Mar 2020" in done.out
    assert "denial by Peru: “Peru denied that its boats had crossed the line” Coast Post, 4 Mar 2020" in done.out
    assert "visit (planned, due 12 May 2024): open" in done.out


def test_parts_of_it(detente, kept: Path):
    done = detente("ledger", "Chile", "Peru", "-a", kept, "-p", "disputes")
    assert done.out.startswith("DISPUTES\n")
    assert "INSTRUMENTS" not in done.out


def test_as_json(detente, kept: Path):
    told = json.loads(detente("ledger", "CHL", "PER", "-a", kept, "--json", "--as-of", "2024-05-03").out)
    assert (told["a"], told["b"], told["as_of"]) == ("Chile", "Peru", "2024-05-03")
    (embargo,) = [i for i in told["instruments"] if i["name"] == "embargo"]
    assert (embargo["state"], embargo["since"]) == ("active", "2020-03-03")
    assert embargo["steps"][0]["cited"]["outlet"] == "Coast Post"
    assert [e["state"] for e in told["expectations"] if e["frame"] == "visit"] == ["open"]


def test_nothing_to_tell(detente, kept: Path):
    done = detente("ledger", "Chile", "Norway", "-a", kept)
    assert (done.code, done.out) == (0, "")
    assert "nothing" in done.err
