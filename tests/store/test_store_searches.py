"""Saved searches: kept in the archive under a name."""

from pathlib import Path

import pytest

import detente as dt
from detente.errors import InputError


def test_a_search_is_kept_replaced_and_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with dt.open(path) as archive:
        archive.save_search("  Visits to  Hanoi ", "to=VNM&event=CONSULT")
        archive.save_search("aid", "event=AID")
        archive.save_search("aid", "event=AID&since=2024")
    with dt.open(path) as archive:
        assert [(s.name, s.query) for s in archive.saved_searches()] == [
            ("aid", "event=AID&since=2024"),
            ("Visits to Hanoi", "to=VNM&event=CONSULT"),
        ]
        assert archive.forget_search("aid") and not archive.forget_search("aid")
        assert [s.name for s in archive.saved_searches()] == ["Visits to Hanoi"]


@pytest.mark.parametrize(("name", "query"), [(" ", ""), ("x" * 81, ""), ("x", "y" * 2001)])
def test_what_is_too_long_or_empty_is_refused(tmp_path: Path, name: str, query: str) -> None:
    with dt.open(tmp_path / "a.db") as archive, pytest.raises(InputError, match="characters"):
        archive.save_search(name, query)
