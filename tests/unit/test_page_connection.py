"""The generic connection: its names, its subclasses, and a total counted only for those who ask."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
import strawberry
from graphql import GraphQLObjectType

from domain.page import Connection as Rows
from domain.page import Page, connect_edges
from schema.engine import Schema
from schema.page import Connection, Edge
from tests.api import toy


@pytest.fixture
def schema() -> Schema:
    toy.COUNTED.clear()
    return toy.toy_schema()


async def answer(schema: Schema, query: str) -> dict[str, object]:
    result = await schema.execute(query, context_value=toy.Context())
    assert result.errors is None
    assert result.data is not None
    return result.data


def test_names_follow_the_node(schema: Schema) -> None:
    names = set(schema._schema.type_map)
    assert {"AuthorConnection", "AuthorEdge", "PieceConnection", "PieceEdge", "PageInfo"} <= names


@pytest.mark.parametrize(
    ("query", "counted"),
    [
        ("{ authors { nodes { id } } }", []),
        ("{ authors { totalCount } }", ["authors"]),
        ("{ authors { totalCount @skip(if: true) nodes { id } } }", []),
    ],
)
async def test_the_total_is_counted_only_when_asked_for(schema: Schema, query: str, counted: list[str]) -> None:
    await answer(schema, query)
    assert counted == toy.COUNTED


async def test_every_row_is_met_once_over_all_pages(schema: Schema) -> None:
    seen: list[object] = []
    after = "null"
    while True:
        selection = "{ edges { node { id } } pageInfo { hasNextPage endCursor } }"
        page = (await answer(schema, f"{{ pieces(first: 60, after: {after}) {selection} }}"))["pieces"]
        assert isinstance(page, dict)
        seen += [edge["node"]["id"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = f'"{page["pageInfo"]["endCursor"]}"'
    assert seen == [piece.id for piece in toy.PIECES]


@strawberry.type
class ScoredEdge(Edge[toy.Author]):
    score: float


@strawberry.type
class ScoredConnection(Connection[toy.Author]):
    edges: Sequence[ScoredEdge]
    model: str


@dataclass
class ScoredRow:
    node: toy.AuthorRecord
    cursor: str
    score: float


@dataclass(frozen=True)
class ScoredRows(Rows[ScoredRow]):
    model: str = "m1"


@strawberry.type
class Query:
    @strawberry.field(graphql_type=ScoredConnection)
    def best(self) -> ScoredRows:
        rows = connect_edges([ScoredRow(toy.AUTHORS[0], "c", 0.75)], Page(), has_next=False)
        return ScoredRows(rows.edges, rows.page_info)


async def test_edges_and_connections_may_carry_more() -> None:
    schema = Schema(Query, types=(toy.Article, toy.Talk))
    edge, connection = (schema._schema.type_map[name] for name in ("ScoredEdge", "ScoredConnection"))
    assert isinstance(edge, GraphQLObjectType)
    assert isinstance(connection, GraphQLObjectType)
    assert list(edge.fields) == ["cursor", "node", "score"]
    assert {name: str(field.type) for name, field in connection.fields.items()} == {
        "edges": "[ScoredEdge!]!",
        "pageInfo": "PageInfo!",
        "nodes": "[Author!]!",
        "totalCount": "Int",
        "model": "String!",
    }
    data = await answer(schema, "{ best { model totalCount edges { cursor score node { name } } } }")
    assert data == {
        "best": {
            "model": "m1",
            "totalCount": None,
            "edges": [{"cursor": "c", "score": 0.75, "node": {"name": "Author 0"}}],
        }
    }
