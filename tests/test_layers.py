"""The arrows between the parts of the package, and the size and shape of its code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import detente

PACKAGE = Path(detente.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each part may import, beside itself. Everybody may import `errors` and `model`.
EVERYBODY = {"days", "errors", "model", "settings", "whole_file"}
WORKSPACE = {"pipeline", "reading", "linking", "store", "relations", "forecast", "export"}
ARROWS: dict[str, set[str]] = {
    "__init__": {"archive", "evaluation", "explanation", "frames", "handcoded", "ingest", "pipeline", "quick"}
    | {"relations", "store"},
    "__main__": {"cli"},
    "cli": {"archive", "app", "training", "evaluation", "__init__"},
    # The app shows what the workspace tells, in the words of the brief.
    "app": {"archive", "charts", "reading", "relations", "templates", "wording", "__init__"},
    "wording": {"codebook", "relations"},
    # The workspace is the archive with its two helpers, the run and the shared coder, and tables of records.
    "archive": WORKSPACE
    | {"between", "corrections", "lists", "looking", "explanation", "ingest", "quick", "frames", "own_codebook"}
    | {"relinking"},
    "lists": {"own_codebook", "relations", "store", "wording"},
    "own_codebook": {"codebook", "store"},
    "relinking": {"codebook", "linking", "naming", "own_codebook", "store"},
    "naming": {"linking", "store"},
    "corrections": {"codebook", "grounding", "own_codebook", "relinking", "store"},
    "looking": {"export", "store"},
    "between": {"relations", "store"},
    "ingest": WORKSPACE,
    "quick": {"pipeline", "reading"},
    "frames": {"export"},
    "handcoded": {"evaluation", "pipeline", "quick", "reading"},
    "pipeline": {"explanation", "coding", "grounding", "text", "codebook"},
    "explanation": {"coding", "grounding", "text", "codebook"},
    "coding": {"grounding", "text", "codebook"},
    "grounding": {"text", "codebook"},
    "linking": {"codebook"},
    "relations": {"charts", "codebook", "templates"},
    "forecast": {"relations"},
    "charts": set(),
    "training": {"pipeline", "reading", "coding", "grounding", "codebook", "text"},
    "text": set(),
    "codebook": set(),
    "reading": set(),
    "store": set(),
    "export": set(),
    "evaluation": {"codebook", "templates"},
    "templates": set(),
    "days": set(),
    "errors": set(),
    "model": set(),
    "settings": set(),
    "whole_file": set(),
}
# The one place where a heavy or guarded library comes in.
DOORS = {"spacy": "text/parse.py", "sqlite3": "store/", "typer": "cli/", "rich": "cli/", "trafilatura": "reading/"} | {
    "torch": "training/",
    "transformers": "training/",
    "vl_convert": "charts/",
    "networkx": "charts/",
    "httpx": "reading/fetch.py",
    "feedparser": "reading/feeds.py",
    "warcio": "reading/warc.py",
    "fastapi": "app/",
    "starlette": "app/",
    "uvicorn": "app/",
}

MAX_LINES, MAX_FUNCTION, MAX_NESTING = 400, 60, 4
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith)


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, wherever in it, with the line."""
    package = ["detente", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def depth(node: ast.AST, parent: ast.AST | None = None) -> int:
    """How deep blocks are nested under a node. An `elif` is no deeper than its `if`."""
    chained = isinstance(node, ast.If) and isinstance(parent, ast.If) and parent.orelse == [node]
    own = isinstance(node, BLOCKS) and not chained
    return own + max((depth(child, node) for child in ast.iter_child_nodes(node)), default=0)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_follow_the_layers(path: Path) -> None:
    own = part(path)
    assert own in ARROWS, f"{own} has no row in the table of layers"
    assert set(map(part, MODULES)) <= set(ARROWS)
    allowed = ARROWS[own] | EVERYBODY | {own}
    for module, line in imports(path):
        if module.split(".")[0] != "detente":
            continue
        named = f"{module}.".split(".")[1]
        imported = named if named in ARROWS else "__init__"
        assert imported in allowed, f"{name(path)}, line {line}: {own} may not import {imported}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_guarded_libraries_come_in_by_one_door(path: Path) -> None:
    for module, line in imports(path):
        door = DOORS.get(module.split(".")[0], "")
        assert name(path).startswith(door), f"{name(path)}, line {line}: {module} comes in through {door} only"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_and_functions_are_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines < MAX_LINES, f"{name(path)} has {lines} lines"
    for function in functions(path):
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length < MAX_FUNCTION, f"{name(path)}: {function.name} has {length} lines"
        assert depth(function) <= MAX_NESTING, f"{name(path)}: {function.name} is nested {depth(function)} deep"


@pytest.mark.parametrize("path", [p for p in MODULES if part(p) != "cli"], ids=name)
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    for node in ast.walk(tree(path)):
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        assert called not in ("print", "exit", "quit", "sys.exit", "os._exit"), f"{name(path)}, line {node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_keeps_state(path: Path) -> None:
    assert not [n for n in ast.walk(tree(path)) if isinstance(n, ast.Global)], f"{name(path)} uses `global`"


def test_the_layers_have_no_cycle() -> None:
    done: set[str] = set()

    def visit(layer: str, above: tuple[str, ...]) -> None:
        assert layer not in above, " → ".join([*above, layer])
        if layer not in done:
            for below in ARROWS[layer]:
                visit(below, (*above, layer))
            done.add(layer)

    for layer in ARROWS:
        visit(layer, ())


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x = 1", 0),
        ("if a:\n  pass\nelif b:\n  pass\nelif c:\n  pass", 1),
        ("for a in b:\n  if c:\n    with d:\n      pass", 3),
        ("if a:\n  pass\nelse:\n  x = 1\n  if b:\n    pass", 2),
    ],
)
def test_depth_is_counted_in_blocks(code: str, expected: int) -> None:
    assert depth(ast.parse(code)) == expected
