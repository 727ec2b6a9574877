"""Imports go one way: every arrow in the code is one that docs/architecture.md draws."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "graph": {"domain"},
    "resolvers": {"graph", "domain"},
    "schema": {"resolvers", "domain"},
    "server": {"schema", "domain"},
    "jobs": {"graph", "domain"},
    "importers": {"graph", "domain"},
    "simulation": {"domain"},
    "evaluation": {"importers", "jobs", "graph", "domain"},
    "payments": {"domain"},
    "app": {"services", "server", "schema", "graph", "jobs", "domain", "settings"},
    "services": {"entrance", "server", "resolvers", "graph", "payments", "domain", "settings"},
    "entrance": {"server", "resolvers", "graph", "domain", "settings"},
    "key_commands": {"graph", "domain"},
    "cli": {
        "app",
        "services",
        "key_commands",
        "server",
        "schema",
        "graph",
        "jobs",
        "importers",
        "simulation",
        "evaluation",
        "domain",
        "settings",
    },
    "settings": {"domain"},
}  # fmt: skip
ONLY_IN: dict[str, set[str]] = {
    "neo4j": {"graph"},
    "strawberry": {"schema", "server", "resolvers"},
    "starlette": {"server", "app"},
    "stripe": {"payments"},
    "pygal": {"evaluation"},
    "typer": {"cli", "key_commands", "jobs", "importers", "simulation", "evaluation"},
}
OUR_OWN = set(MAY_IMPORT) | {"bootstrap", "tests", "benchmarks"}


def _part(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


FILES = sorted(path for part in MAY_IMPORT for path in [*ROOT.glob(f"{part}.py"), *(ROOT / part).rglob("*.py")])


def _imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    part = _part(path)
    for statement, module in _imports(ast.parse(path.read_text(encoding="utf-8"))):
        top = module.split(".")[0]
        where = f"line {statement.lineno} imports {module}"
        if top in OUR_OWN and top != part:
            assert top in MAY_IMPORT[part], f"{where}: {part} may import {sorted(MAY_IMPORT[part])}"
        if top in ONLY_IN:
            assert part in ONLY_IN[top], f"{where}: {top} belongs to {sorted(ONLY_IN[top])}"
        if part == "resolvers" and top == "strawberry":
            assert module == "strawberry.dataloader", f"{where}: only its dataloader is free of GraphQL"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_import_hides_in_a_function(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            hidden = [statement.lineno for statement, _ in _imports(node)]
            assert not hidden, f"{node.name} imports in lines {hidden}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), "a sentence at the head of each module"


def test_every_folder_of_code_is_in_the_picture() -> None:
    folders = {path.parent.relative_to(ROOT).parts[0] for path in ROOT.glob("*/__init__.py")}
    assert folders - {"tests", "bootstrap", "benchmarks"} <= set(MAY_IMPORT)
