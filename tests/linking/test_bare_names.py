"""Names of which an article does not tell whose they are (``bare_names.txt``), found by the archive's others."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

import detente
from detente.archive import Archive
from detente.model import Article, stable_id

Case = tuple[str, list[tuple[str, str]]]
# The least share of the cases in which the right person is named; nobody may ever be named wrongly.
FLOOR = 0.9


def _cases() -> list[Case]:
    text = Path(__file__).with_name("bare_names.txt").read_text(encoding="utf-8")
    blocks = ("\n".join(line for line in b.splitlines() if not line.startswith("#")) for b in text.split("\n\n"))
    lines = [block.strip().splitlines() for block in blocks if block.strip()]
    return [(first[1:].strip(), [(a[:10], a[11:]) for a in rest]) for first, *rest in lines]


@pytest.fixture(scope="module")
def pipeline() -> detente.Pipeline:
    return detente.Pipeline(coder="rules")


def _add(archive: Archive, pipeline: detente.Pipeline, articles: list[tuple[str, str]], *, relink: bool = True) -> None:
    made = [Article(id=stable_id("a", text), text=text, published=day) for day, text in articles]
    archive.add_articles(made, pipeline=pipeline, relink=relink)


def _source(archive: Archive, text: str) -> str:
    coded = archive.coded(stable_id("a", text))
    actors = coded.statements[0].source if coded.statements else ()
    return next((f"{a.code} {a.name}" for a in actors if a.method == "index"), "-")


def test_who_is_named(tmp_path: Path, pipeline: detente.Pipeline) -> None:
    right, wrong = 0, []
    for number, (wanted, articles) in enumerate(_cases()):
        with detente.open(tmp_path / f"{number}.db") as archive:
            _add(archive, pipeline, articles)
            found = _source(archive, articles[-1][1])
        assert found in (wanted, "-"), (articles, found)
        right += found == wanted
        wrong += [] if found == wanted else [(articles[-1][1], wanted)]
    assert right / len(_cases()) >= FLOOR, wrong


FULL = ("2024-03-01", "Cambodian Interior Minister Sar Rithy met Thai officers in Poipet on Friday.")

# (the article that only names who says it, and by what name the archive knows the holder of its statement)
HOLDERS = [
    ("Rithy said on Tuesday that Thailand had closed the border with Cambodia.", "Sar Rithy"),
    ("Interior Minister Rithy said on Tuesday that Thailand had closed the border with Cambodia.", "Sar Rithy"),
    ("Mr Rithy said on Tuesday that Thailand had closed the border with Cambodia.", "Sar Rithy"),
    ("Health Minister Rithy said on Tuesday that Cambodia had closed the border with Laos.", "Health Minister Rithy"),
    ("Vannak said on Tuesday that Thailand had closed the border with Cambodia.", "Vannak"),
    ("Rithy said on Tuesday that Peru had closed the border with Chile.", "Rithy"),
    ("The minister said on Tuesday that Thailand had closed the border with Cambodia.", "The minister"),
    ("Bangkok said on Tuesday that Cambodia had closed the border with Thailand.", "Bangkok"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder"), HOLDERS)
def test_who_says_it_is_named_in_full(tmp_path: Path, pipeline: detente.Pipeline, text: str, holder: str) -> None:
    with detente.open(tmp_path / "a.db") as archive:
        _add(archive, pipeline, [FULL, ("2024-03-05", text)])
        (said,) = (s for s in archive.coded(stable_id("a", text)).statements if s.attributed_to)
    assert said.attributed_to == (holder,) == (said.voices[0].name,)
    assert said.voices[0].evidence == (stable_id("a", FULL[1]) if holder == "Sar Rithy" else "")
    assert said.voices[0].span is not None and holder.split()[-1] in said.voices[0].span.of(text)


def test_the_order_of_arrival_and_of_linking_does_not_matter(tmp_path: Path, pipeline: detente.Pipeline) -> None:
    (articles,) = (a for wanted, a in _cases() if wanted == "KHM:GOV Sar Rithy" and len(a) == 3)
    seen = set()
    for number, order in enumerate(itertools.permutations(articles)):
        with detente.open(tmp_path / f"{number}.db") as archive:
            for one in order:
                _add(archive, pipeline, [one], relink=number % 2 == 0)
            archive.relink()
            told = archive.episodes().sort("id").drop("episode", strict=False)
            seen.add(told.write_json())
            assert _source(archive, articles[-1][1]) == "KHM:GOV Sar Rithy"
    assert len(seen) == 1


def test_a_second_bearer_takes_the_name_back(tmp_path: Path, pipeline: detente.Pipeline) -> None:
    one = ("2023-01-12", "Norwegian Fisheries Minister Kari Dahl met Russian envoys in Oslo.")
    bare = ("2023-02-02", "Dahl criticised Russia on Thursday.")
    other = ("2023-02-15", "Danish Fisheries Minister Mette Dahl met Russian envoys in Copenhagen.")
    with detente.open(tmp_path / "a.db") as archive:
        _add(archive, pipeline, [one, bare])
        assert _source(archive, bare[1]) == "NOR:GOV Kari Dahl"
        (actor,) = archive.coded(stable_id("a", bare[1])).statements[0].source
        assert actor.evidence == stable_id("a", one[1])
        assert archive.episodes(dyad=("NOR", "RUS")).height == 2
        _add(archive, pipeline, [other])
        assert _source(archive, bare[1]) == "-"
        assert archive.episodes(dyad=("NOR", "RUS")).height == 1
