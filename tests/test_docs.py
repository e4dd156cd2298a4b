"""The documentation: every example runs, every link leads somewhere, and nothing public is left out."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from functools import cache
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

import detente
from detente.codebook.tables import BUILT_IN

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
RECORDS = [
    record
    for record in (getattr(detente, name) for name in detente.__all__)
    if isinstance(record, type) and (issubclass(record, msgspec.Struct) or hasattr(record, "_fields"))
]
# Pages whose Python has to print what is shown: there the user's own codebook rows are at work, not the built-in ones.
EXACT = {"codebook.md"}
# Public, but told by the page that renders them.
WHOLE = {"Brief"}


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def docs(name: str) -> str:
    return text(ROOT / "docs" / name)


@cache
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_examples", ROOT / "tools" / "docs_examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def plain(name: Path) -> str:
    return name.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", [p for p in PAGES if " run\n" in text(p)], ids=plain)
def test_the_examples_run_and_show_output(page: Path, tmp_path: Path):
    tool().prepare(tmp_path)
    for block, printed in tool().run(text(page), tmp_path):
        assert printed, f"{plain(page)}, line {block.first}: prints nothing"
        assert any(block.lines), f"{plain(page)}, line {block.first}: run python tools/docs_examples.py"
        if page.name in EXACT and block.info == ["text"]:
            assert printed == block.lines


def test_the_record_shown_is_one():
    shown = [block for block in tool().blocks(docs("data-model.md")) if block.info == ["json"]]
    (record,) = (msgspec.json.decode("\n".join(block.lines), type=detente.Statement) for block in shown)
    assert record.frame == "recall-envoy"
    assert record.because


def anchors(page: Path) -> set[str]:
    """The names under which the headings of a page are linked to."""
    headings = re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links() -> list[tuple[Path, str]]:
    found = []
    for page in PAGES:
        prose = re.sub(r"^```.*?^```", "", text(page), flags=re.MULTILINE | re.DOTALL)
        found += [(page, target) for target in re.findall(r"\]\(([^)\s]+)\)", prose)]
    return found


@pytest.mark.parametrize(("page", "target"), [pair for pair in links() if "//" not in pair[1]])
def test_links_lead_somewhere(page: Path, target: str):
    file, _, anchor = target.partition("#")
    other = (page.parent / file).resolve() if file else page
    assert other.exists(), f"{plain(page)} links to {target}"
    assert not anchor or anchor in anchors(other), f"{plain(page)} links to {target}"


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=plain)
def test_every_page_is_linked(page: Path):
    index = ROOT / "docs" / "README.md"
    reached = {(p.parent / target.partition("#")[0]).resolve() for p, target in links() if p in (PAGES[0], index)}
    assert page == index or page.resolve() in reached


@pytest.mark.parametrize("file", sorted(BUILT_IN.glob("*.*")), ids=lambda file: file.name)
def test_every_codebook_file_and_column_is_told(file: Path):
    row = next((line for line in docs("codebook.md").splitlines() if line.startswith(f"| `{file.name}` |")), None)
    assert row, f"docs/codebook.md does not tell of {file.name}"
    if file.suffix == ".csv":
        lines = file.read_text(encoding="utf-8").splitlines()
        header = next(line for line in lines if line and not line.startswith("#"))
        for column in header.split(","):
            assert f"`{column}`" in row, f"docs/codebook.md, {file.name}: column {column}"


@pytest.mark.parametrize("name", detente.__all__)
def test_every_public_name_is_told(name: str):
    told = docs("python.md") + docs("data-model.md")
    assert re.search(rf"\b{name}\b", told)


@pytest.mark.parametrize(
    "owner", [detente.Archive, detente.Relation, detente.Pipeline], ids=lambda owner: owner.__name__
)
def test_every_public_method_is_told(owner: type):
    for name in (name for name in vars(owner) if not name.startswith("_") and callable(getattr(owner, name))):
        assert f"`{name}(" in docs("python.md") or f"`{name}()`" in docs("python.md"), f"{owner.__name__}.{name}"


def told_of(record: type) -> str:
    """Where the documentation tells of a record: its section, the paragraph that names it, or its row."""
    name = record.__name__
    page = docs("data-model.md")
    if section := re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL):
        return section[1]
    paragraph = re.search(rf"\*\*{name}\*\*([^*]+)", page)
    row = re.search(rf"^\| `{name}`(.*)$", docs("python.md"), re.MULTILINE)
    found = paragraph or row
    assert found, f"nothing is told of {name}"
    return found[1]


@pytest.mark.parametrize("record", [r for r in RECORDS if r.__name__ not in WHOLE], ids=lambda record: record.__name__)
def test_every_field_of_every_public_record_is_told(record: type):
    fields = getattr(record, "__struct_fields__", None) or record._fields  # type: ignore[attr-defined]
    told = told_of(record)
    for field in fields:
        assert f"`{field}`" in told, f"{record.__name__}.{field}"


def test_every_exported_column_is_told():
    page = docs("data-model.md")
    columns = tomllib.loads((ROOT / "src/detente/export/columns.toml").read_text(encoding="utf-8"))
    for table, entries in columns.items():
        section = re.search(rf"^### `{table}`\n(.*?)(?=^### |\Z)", page, re.MULTILINE | re.DOTALL)
        assert section, table
        for column in entries:
            assert f"| `{column}` |" in section[1], f"{table}.{column}"


def test_figures_are_those_of_the_evaluation():
    shown = tool().FIGURE.findall(text(PAGES[0]))
    current = tool().FIGURE.findall(tool().with_figures(text(PAGES[0])))
    assert len(shown) > 5
    for (_, task, measure, value), (*_, now) in zip(shown, current, strict=True):
        assert float(value) == pytest.approx(float(now), abs=0.02), f"{task}, {measure}: run tools/docs_examples.py"
