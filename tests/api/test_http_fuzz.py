"""Whatever bytes, JSON or document arrive: never a 500, always an answer by the specification."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.api.toy_server import client_of, toy_server

SERVER = toy_server()
LISTS = "query q($n: Int, $ids: [ID!]) { authors(first: $n) { nodes { id } } nodes(ids: $ids) { id } }"
JSON = {"content-type": "application/json", "accept": "application/graphql-response+json"}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
WORDS = """
{ } ( ) [ ] : ... ! = # $n query mutation subscription fragment f on Author Query authors pieces nodes edges node id
first after -1 101 1e9 "x" null true @skip @include if __typename __schema types name countdown start
"""
pieces = st.sampled_from([*WORDS.split(), "\n", "fragment f on Author {", "...f"])


async def post(body: bytes) -> tuple[int, Any]:
    async with client_of(SERVER) as client:
        response = await client.post("/graphql", content=body, headers=JSON)
        return response.status_code, response.json()


def check(status: int, answer: Any) -> None:
    assert status in (200, 400, 405, 413, 415), answer
    assert ("errors" in answer) or status == 200
    for error in answer.get("errors", []):
        assert error["extensions"]["code"] != "INTERNAL", error


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
async def test_any_bytes(body: bytes) -> None:
    check(*await post(body))


@settings(max_examples=150, deadline=None)
@given(anything)
async def test_any_json(body: object) -> None:
    check(*await post(json.dumps(body).encode()))


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries({"n": anything, "ids": anything}))
async def test_any_variables(variables: dict[str, object]) -> None:
    check(*await post(json.dumps({"query": LISTS, "variables": variables}).encode()))


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=40).map(" ".join) | st.text(max_size=100))
async def test_any_document(query: str) -> None:
    check(*await post(json.dumps({"query": query}).encode()))
