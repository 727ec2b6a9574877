"""Every `.cypher` file against the real server: it compiles, gives the columns it declares, and scans nothing."""

import importlib
from pathlib import Path
from typing import Any

import pytest

from graph.database import Graph, Transaction
from graph.queries import ALL, CYPHER, Query
from graph.vocabulary import LABELS, RELATIONSHIPS

ROOT = Path(__file__).resolve().parent.parent.parent
for path in sorted((ROOT / "graph").glob("*.py")):
    importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))

QUERIES = [query for query in ALL if query.header.access != "schema"]
SAMPLES: dict[str, Any] = {
    "STRING": "x",
    "INTEGER": 1,
    "FLOAT": 1.0,
    "BOOLEAN": True,
    "MAP": {},
}
WRITES = {"read": "r", "write": "rw"}


async def _explain(tx: Transaction, query: Query[Any, Any]) -> tuple[list[str], Any]:
    parameters = {name: None for name in query.header.params}
    result = await tx.run(f"EXPLAIN {query.text}", parameters)
    return list(result.keys()), await result.consume()


def _operators(plan: dict[str, Any]) -> set[str]:
    found = {plan["operatorType"].split("@")[0]}
    return found.union(*(_operators(child) for child in plan.get("children", [])))


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
async def test_query_compiles_as_its_header_says(connected: Graph, query: Query[Any, Any]) -> None:
    columns, summary = await connected.read(_explain, query)
    assert columns == list(query.header.columns), "columns in the order of the header"
    assert ("w" in summary.query_type) == (query.header.access == "write")
    scans = {name for name in _operators(summary.plan) if name.endswith("Scan") and "Index" not in name}
    assert not scans or "scan" in query.header.remarks, f"{scans}: give an index, or say why in `// scan:`"


def test_every_file_is_declared() -> None:
    files = {str(path.relative_to(CYPHER).with_suffix("")) for path in CYPHER.rglob("*.cypher")}
    assert {name for name in files if not name.startswith("migrations/")} == {query.name for query in ALL}


def test_audience_is_one_predicate() -> None:
    predicate = "content.visibility IN $audience AND content.published_at <= $now"
    for query in ALL:
        if query.header.remarks.get("audience") == "viewer":
            assert predicate in query.text, query.name


def test_vocabulary_is_known(connected: Graph) -> None:
    import re

    for query in ALL:
        labels = set(re.findall(r"(?<![\w.])\w*:((?:[A-Z][A-Za-z]+\|?)+)(?=[\s){])", query.text))
        names = {name for group in labels for name in group.split("|")}
        assert names <= set(LABELS) | set(RELATIONSHIPS), f"{query.name}: {names - set(LABELS) - set(RELATIONSHIPS)}"
