"""What operations cost: sizes multiply down the tree, by literal or variable, each fragment priced once."""

import time
from typing import Any

import pytest
import strawberry

from schema.cost import cost, unbounded_fields
from schema.documents import MAX_CACHED_PRICES, Document
from schema.engine import Schema
from schema.page import Connection
from tests.api.toy import Article, Author, Talk, toy_schema

SCHEMA = toy_schema()._schema


def price(text: str, **variables: object) -> int:
    document = Document(SCHEMA, text)
    assert document.errors == []
    points, errors = document.select(None).price(variables)
    assert errors == []
    return points


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("{ __typename viewer }", 0),
        ("{ __schema { types { name } } }", 1_000),
        ('{ a: __type(name: "Author") { name } b: __type(name: "Piece") { name } }', 100),
        ("{ authors { pageInfo { endCursor } totalCount } }", 1),
        ("{ authors { edges { cursor } } }", 1 + 20),
        ("{ authors(first: null) { edges { cursor } } }", 1 + 20),
        ("{ authors(first: 5) { edges { node { name } } } }", 1 + 5),
        ("{ authors(first: 5) { nodes { name } edges { node { name } } } }", 1 + 2 * 5),
        ("{ authors(first: 5) { nodes { pieces(first: 3) { nodes { author { name } } } } } }", 1 + 5 * (1 + 1 + 3 * 2)),
        ("{ authors(first: 5) { ...c } } fragment c on AuthorConnection { nodes { name } }", 1 + 5),
        ('{ nodes(ids: ["a", "b"]) { id } }', 2),
        ("{ nodes(ids: []) { id } }", 0),
        ("{ best { author { name } } }", 2 * (1 + 1)),
        ("{ best { ... on Article { author { name } } ... on Talk { author { name } } } }", 2 * (1 + 1)),
        ("{ best { ... on Piece { author { name } } ... on Node { id } } }", 2 * (1 + 1)),
        ('mutation { renamePiece(input: {id: "x", title: "y"}) { userErrors { message } piece { id } } }', 1 + 0 + 1),
        ("subscription { countdown(start: 3) }", 0),
    ],
)
def test_prices(text: str, points: int) -> None:
    assert price(text) == points


@pytest.mark.parametrize(
    ("variables", "points"),
    [({}, 21), ({"n": 5}, 6), ({"n": 5.0}, 6), ({"n": None}, 21), ({"n": "5"}, 2), ({"n": True}, 2)],
)
def test_sizes_come_from_variables_as_they_will_be_coerced(variables: dict[str, object], points: int) -> None:
    assert price("query q($n: Int) { authors(first: $n) { nodes { id } } }", **variables) == points


def test_defaults_of_variables_count() -> None:
    assert price("query q($n: Int = 7) { authors(first: $n) { nodes { id } } }") == 8
    assert price("query q($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["a"] * 9) == 9


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("{ authors(first: 0) { nodes { id } } }", {}),
        ("{ authors(first: -1) { nodes { id } } }", {}),
        ("{ authors(first: 101) { nodes { id } } }", {}),
        ("query q($n: Int) { authors(first: $n) { nodes { id } } }", {"n": 10**9}),
        ("query q($n: Int) { authors(first: $n) { nodes { id } } }", {"n": float("inf")}),
        ("query q($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["a"] * 101}),
        ("{ authors { nodes { ...f } } } fragment f on Author { pieces(first: 1000) { nodes { id } } }", {}),
    ],
)
def test_sizes_out_of_range_are_errors(text: str, variables: dict[str, Any]) -> None:
    _, errors = Document(SCHEMA, text).select(None).price(variables)
    (error,) = errors
    assert "must be between" in error.message
    assert error.extensions == {"code": "INVALID_INPUT"}
    assert error.locations


def test_a_fragment_bomb_is_priced_at_once() -> None:
    links = [f"fragment f{n} on Piece {{ ...f{n + 1} ...f{n + 1} }}" for n in range(27)]
    text = "\n".join(["{ best { ...f0 } }", *links, "fragment f27 on Piece { author { id } }"])
    started = time.perf_counter()
    assert price(text) == 2 * (1 + 2**27)
    assert time.perf_counter() - started < 1


def test_prices_are_kept_for_sizes_seen_before_and_never_too_many() -> None:
    operation = Document(SCHEMA, "query q($n: Int) { authors(first: $n) { nodes { id } } }").select(None)
    for n in range(1, 101):
        assert operation.price({"n": n})[0] == 1 + n
    assert len(operation._prices) == MAX_CACHED_PRICES


def test_every_list_of_the_toy_schema_is_bounded() -> None:
    assert list(unbounded_fields(SCHEMA)) == []


def test_lists_without_a_bound_are_found() -> None:
    @strawberry.type
    class Query:
        friends: list[Author]
        few: list[Author] = strawberry.field(metadata=cost(assumed_size=3))
        top: list[str]
        page: Connection[Author]

        @strawberry.field(metadata=cost(page_size_argument="limit"))
        def limited(self, limit: int = 5) -> list[Author]:
            return []

    assert list(unbounded_fields(Schema(Query, types=(Article, Talk))._schema)) == ["Query.friends", "Query.page"]


def test_weights_and_other_size_arguments() -> None:
    @strawberry.type
    class Query:
        @strawberry.field(metadata=cost(weight=10, page_size_argument="limit"))
        def limited(self, limit: int = 5) -> list[Author]:
            return []

        @strawberry.field(metadata=cost(weight=7))
        def score(self) -> float:
            return 0.5

    schema = Schema(Query, types=(Article, Talk))._schema
    points, _ = Document(schema, "{ limited { id } score }").select(None).price({})
    assert points == 5 * 10 + 7
