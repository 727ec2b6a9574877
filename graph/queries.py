"""Named queries: a `.cypher` file bound to the models of its parameters and of its rows.

A file opens with comments: a sentence, then `// access:`, and `// param name: TYPE` or `// column name: TYPE`, one a
line. The header is checked against the models when the module that declares the `Query` is imported, so the text, the
parameters and the records cannot drift apart; `tests/graph/test_queries.py` checks it against the real server as well.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter

from domain.record import Record
from graph.database import Transaction, running

CYPHER = Path(__file__).resolve().parent.parent / "cypher"
_LINE = re.compile(r"// (?P<key>access|audience|scan|param|column)(?: (?P<name>\w+))?: (?P<value>.+)")

ALL: list["Query[Any, Any]"] = []
"""Every query that was declared; tests walk it."""


class Params(BaseModel):
    """The parameters of a query, checked before they leave for the database."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NoParams(Params):
    """A query without parameters."""


class NoRow(Record):
    """A query that returns nothing."""


@dataclass(frozen=True)
class Header:
    """What a file says of itself before its first clause."""

    purpose: str
    access: str
    params: Mapping[str, str]
    columns: Mapping[str, str]
    remarks: Mapping[str, str]


def read_header(text: str) -> Header:
    """The header of a `.cypher` text."""
    purpose: list[str] = []
    found: dict[str, dict[str, str]] = {"param": {}, "column": {}, "remark": {}}
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        match = _LINE.fullmatch(line)
        if match is None:
            purpose.append(line.removeprefix("//").strip())
        elif match["key"] in ("param", "column"):
            found[match["key"]][match["name"]] = match["value"]
        else:
            found["remark"][match["key"]] = match["value"]
    access = found["remark"].get("access", "")
    return Header(" ".join(purpose), access, found["param"], found["column"], found["remark"])


P = TypeVar("P", bound=Params)
R = TypeVar("R", bound=Record)
K = TypeVar("K")


class Query(Generic[P, R]):
    """One named query.

    Raises:
        ValueError: at declaration, when header and models disagree.
    """

    def __init__(self, name: str, params: type[P], row: type[R]) -> None:
        self.name, self.params, self.row = name, params, row
        self.text = (CYPHER / f"{name}.cypher").read_text(encoding="utf-8")
        self.header = read_header(self.text)
        self._check("param", self.header.params, params)
        self._check("column", self.header.columns, row)
        ALL.append(self)

    def _check(self, what: str, declared: Mapping[str, str], model: type[BaseModel]) -> None:
        if set(declared) != set(model.model_fields):
            raise ValueError(
                f"{self.name}.cypher declares {what}s {sorted(declared)}, "
                f"but {model.__name__} has {sorted(model.model_fields)}"
            )

    @cached_property
    def _rows(self) -> TypeAdapter[list[R]]:
        return TypeAdapter(list[self.row])  # type: ignore[name-defined]

    @cached_property
    def packed(self) -> str:
        """The text as it is sent for its rows: all of them in one list, times as text.

        The driver awaits every record on its own and takes 50 µs for it, and 30 µs more for a time: twenty rows cost
        the server 0.6 ms in this form, and 4 ms without. Comments and indents stay here, as every request sends it all.
        """
        lines = (line.strip() for line in self.text.splitlines())
        body = "\n".join(line for line in lines if not line.startswith("//"))
        columns = ", ".join(f"{name}: {_as_sent(name, kind)}" for name, kind in self.header.columns.items())
        return f"// {self.name}\nCALL () {{\n{body}\n}}\nRETURN collect({{{columns}}}) AS rows"

    async def all(self, tx: Transaction, params: P) -> list[R]:
        """Every row, in the query's order."""
        with running(self.name):
            (packed,) = [record async for record in await tx.run(self.packed, dict(params))]
        return self._rows.validate_python(packed[0])

    async def one(self, tx: Transaction, params: P) -> R:
        """The only row.

        Raises:
            LookupError: there is none, or more than one.
        """
        rows = await self.all(tx, params)
        if len(rows) != 1:
            raise LookupError(f"{self.name} gave {len(rows)} rows where one was due")
        return rows[0]

    async def one_or_none(self, tx: Transaction, params: P) -> R | None:
        """The first row, if there is one."""
        rows = await self.all(tx, params)
        return rows[0] if rows else None

    async def grouped(self, tx: Transaction, params: P, key: Callable[[R], K]) -> dict[K, list[R]]:
        """The rows by what `key` finds of each, in the query's order; nothing for what has no row."""
        found: dict[K, list[R]] = {}
        for row in await self.all(tx, params):
            found.setdefault(key(row), []).append(row)
        return found

    async def run(self, tx: Transaction, params: P) -> None:
        """Run it for its effect."""
        with running(self.name):
            await (await tx.run(self.text, dict(params))).consume()


def _as_sent(column: str, kind: str) -> str:
    return f"toString({column})" if kind == "ZONED DATETIME" else column
