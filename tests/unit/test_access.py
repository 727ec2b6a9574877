"""Who is asking, what they are told when they may not, and that every field says who may have it."""

import re
from pathlib import Path

import pytest
from graphql import is_object_type

from domain.access import ANONYMOUS, SCOPES_OF_KEYS, SCOPES_OF_ROLE, Role, Scope, Viewer
from domain.errors import NotAllowed
from domain.ids import UserId
from schema.root import build_schema
from tests.access_table import TABLE

ROOT = Path(__file__).parents[2]
USER = UserId("usr_01jz000000000000000000000a")
KEY = "key_01jz000000000000000000000a"


@pytest.mark.parametrize(
    ("viewer", "principal"),
    [
        (ANONYMOUS, None),
        (Viewer(user_id=USER, role=Role.MEMBER), f"user:{USER}"),
        (Viewer(user_id=USER, role=Role.OPERATOR), f"user:{USER}"),
        (Viewer(role=Role.OPERATOR), "role:operator"),
        (Viewer(key_id=KEY), f"key:{KEY}"),
    ],
)
def test_a_principal_is_one_word(viewer: Viewer, principal: str | None) -> None:
    assert viewer.principal == principal


@pytest.mark.parametrize(
    ("viewer", "advice"),
    [(ANONYMOUS, "Send a bearer token"), (Viewer(role=Role.MEMBER), "Ask an operator"), (Viewer(key_id=KEY), "Ask")],
)
def test_who_lacks_a_scope_is_told_what_to_do(viewer: Viewer, advice: str) -> None:
    with pytest.raises(NotAllowed, match=advice) as refused:
        viewer.require(Scope.EVENTS_WRITE)
    assert "events:write" in refused.value.message


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        (r"\baccess_to\(", {"domain/access.py", "resolvers/access.py"}),
        (r"\bgraph\.claims\b", {"resolvers/access.py"}),
        (r"\.bodies\b", {"resolvers/content.py", "resolvers/revision.py"}),
        (r"\.beginnings\b", {"resolvers/access.py"}),
    ],
)
def test_whether_a_text_may_be_read_is_decided_in_one_place(asked: str, by: set[str]) -> None:
    """Whoever hands out texts asks there, and nobody else reads them: revisions are the author's own."""
    found = {
        str(path.relative_to(ROOT))
        for layer in ("domain", "resolvers", "schema", "server", "jobs", "importers")
        for path in (ROOT / layer).rglob("*.py")
        if re.search(asked, path.read_text(encoding="utf-8"))
    }
    assert found == by


def _worked_out() -> set[str]:
    """The fields of the schema that a function works out, each once, by the class that has it."""
    schema = build_schema()._schema
    roots = {schema.query_type, schema.mutation_type, schema.subscription_type}
    found: set[str] = set()
    for type_ in schema.type_map.values():
        if not is_object_type(type_) or type_.name.startswith("__"):
            continue
        for name, field in type_.fields.items():
            resolver = field.extensions["strawberry-definition"].base_resolver
            if type_ in roots:
                found.add(f"{type_.name}.{name}")
            elif resolver is not None:
                found.add(f"{resolver.wrapped_func.__qualname__.split('.')[0]}.{name}")
    return found


def test_the_table_has_a_row_for_every_field() -> None:
    rows = {name.partition("(")[0] for name in TABLE}
    shown = {"Connection.nodes", "Connection.totalCount"}  # of the connection a guarded field gave
    missing, gone = _worked_out() - shown - rows, rows - _worked_out()
    assert not missing, f"say in tests/access_table.py who may have {sorted(missing)}"
    assert not gone, f"take {sorted(gone)} out of tests/access_table.py"


def test_scopes_are_told_in_the_docs(root: Path) -> None:
    page = (root / "docs" / "access.md").read_text(encoding="utf-8")
    table = {line.split("|")[1]: line.split("|")[3:7] for line in page.splitlines() if line.startswith("| `")}
    for scope in Scope:
        (cells,) = (cells for names, cells in table.items() if f"`{scope}`" in names)
        roles = [scope in SCOPES_OF_ROLE[role] for role in Role]
        assert [cell.strip() == "●" for cell in cells[:3]] == roles, scope
        assert (cells[3].strip() == "○") == (scope in SCOPES_OF_KEYS), scope
