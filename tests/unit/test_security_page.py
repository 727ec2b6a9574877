"""docs/security.md names a test for each attack, and each of them is there to be run."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ROW = re.compile(r"^\| .+ \| .+ \| `(?P<test>tests/[^`]+)` \|$", re.MULTILINE)
NAMED = ROW.findall((ROOT / "docs" / "security.md").read_text(encoding="utf-8"))


def test_every_attack_has_its_test(root: Path) -> None:
    text = (root / "docs" / "security.md").read_text(encoding="utf-8")
    _, _, table = text.partition("| Attack | Answer | Test |\n")
    rows = [line for line in table.partition("\n\n")[0].splitlines()[1:] if line]
    assert len(rows) == len(NAMED) > 40


@pytest.mark.parametrize("name", NAMED)
def test_the_test_is_there(name: str, root: Path) -> None:
    file, _, function = name.partition("::")
    tree = ast.parse((root / file).read_text(encoding="utf-8"))
    tests = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    }
    assert function in tests if function else tests
