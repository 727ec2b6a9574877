"""Requests made to hurt: each is refused with a code, within a second, while other callers are still served."""

import asyncio
import json
import time
from typing import Any

import httpx
import pytest

from tests.api.toy_server import client_of, toy_server

SECONDS = 1.0
"""Of CPU, so that a busy machine fails nothing: an event loop is kept from others for as long as it computes."""


def pages(levels: int, first: int) -> str:
    body = "id"
    for _ in range(levels):
        body = f"author {{ pieces(first: {first}) {{ nodes {{ {body} }} }} }}"
    return f"{{ pieces(first: {first}) {{ nodes {{ {body} }} }} }}"


def bomb(levels: int, link: str) -> str:
    links = [f"fragment f{n} on Author {{ {link.replace('#', f'...f{n + 1}')} }}" for n in range(levels)]
    return "\n".join(["{ authors { nodes { ...f0 } } }", *links, f"fragment f{levels} on Author {{ id }}"])


def clashes(count: int) -> str:
    fields = " ".join(f"x: node(id: {json.dumps(str(n))}) {{ id }}" for n in range(count))
    return f"{{ {fields} }}"


def hidden_clashes(count: int) -> str:
    """Conflicting fields spread over fragments, so that they count neither as aliases nor as root fields at once."""
    links = "\n".join(f"fragment f{n} on Author {{ {'name ' * 12} }}" for n in range(count))
    return f"{{ authors {{ nodes {{ {' '.join(f'...f{n}' for n in range(count))} }} }} }}\n{links}"


IDS = "query q($ids: [ID!]!) { nodes(ids: $ids) { id } }"

DOCUMENTS: dict[str, tuple[str, dict[str, Any] | None, str]] = {
    "page amplification, 16 deep": (pages(8, 100), None, "QUERY_TOO_COMPLEX"),
    "page amplification, within the depth": (pages(3, 100), None, "QUERY_TOO_COMPLEX"),
    "page amplification by variable": (
        pages(2, 1).replace("first: 1", "first: $n").replace("{ pieces", "query q($n: Int) { pieces", 1),
        {"n": 100},
        "QUERY_TOO_COMPLEX",
    ),
    "page amplification by default page": (pages(3, 20).replace("(first: 20)", ""), None, "QUERY_TOO_COMPLEX"),
    "own circle, 60 deep": (
        "{ pieces { nodes " + "{ author { pieces { nodes " * 20 + "{ id }" + " } } }" * 20 + " } }",
        None,
        "QUERY_TOO_COMPLEX",
    ),
    "nesting of 500": ("{" + "a {" * 500 + "a" + "}" * 501, None, "QUERY_TOO_COMPLEX"),
    "nesting without end": ("{a" * 20_000, None, "QUERY_TOO_COMPLEX"),
    "nested list literal": ("{ nodes(ids: " + "[" * 600 + "]" * 600 + ") { id } }", None, "QUERY_TOO_COMPLEX"),
    "fragment bomb, side by side": (bomb(27, "# #"), None, ""),
    "fragment bomb, nested": (
        bomb(27, "pieces { nodes { author { # } } } pieces { nodes { author { # } } }"),
        None,
        "QUERY_TOO_COMPLEX",
    ),
    "fragment bomb, inline": (bomb(60, "... { # } ... on Author { # }"), None, ""),
    "101 fragments": (bomb(101, "#"), None, "QUERY_TOO_COMPLEX"),
    "circular fragments": (
        "{ authors { nodes { ...a } } } fragment a on Author { ...b } fragment b on Author { ...a }",
        None,
        "INVALID_DOCUMENT",
    ),
    "fragment in itself": ("{ authors { nodes { ...a } } } fragment a on Author { id ...a }", None, "INVALID_DOCUMENT"),
    "60,000 characters": ("{ __typename }" + " " * 60_000, None, "QUERY_TOO_COMPLEX"),
    "300,000 comment lines": ("#\n" * 300_000 + "{ __typename }", None, "QUERY_TOO_COMPLEX"),
    "1,500 clashing fields": (clashes(1_500), None, "QUERY_TOO_COMPLEX"),
    "20 clashing fields": (clashes(20), None, "INVALID_DOCUMENT"),
    "fields clashing in fragments": (hidden_clashes(70), None, "QUERY_TOO_COMPLEX"),
    "20,000 duplicate fields": ("{" + "a " * 20_000 + "}", None, "QUERY_TOO_COMPLEX"),
    "700 duplicate fields below the root": (
        "{ authors(first: 1) { nodes {" + "id " * 700 + "} } }",
        None,
        "QUERY_TOO_COMPLEX",
    ),
    "3,000 operations": ("".join(f"query q{n}{{a}}" for n in range(3_000)), None, "QUERY_TOO_COMPLEX"),
    "40 operations": ("".join(f"query q{n} {{ viewer }}" for n in range(40)), None, "QUERY_TOO_COMPLEX"),
    "5,000 aliases": ("{" + " ".join(f"a{n}:viewer" for n in range(5_000)) + "}", None, "QUERY_TOO_COMPLEX"),
    "31 aliases": (
        "{ authors { nodes {" + " ".join(f"a{n}: id" for n in range(31)) + "} } }",
        None,
        "QUERY_TOO_COMPLEX",
    ),
    "directives on one field": ("{ viewer " + "@skip(if: false) " * 100 + "}", None, "QUERY_TOO_COMPLEX"),
    "unknown directives": ("{ viewer " + "@a " * 1_000 + "}", None, "QUERY_TOO_COMPLEX"),
    "20,000 ids": (f"{{ nodes(ids: {json.dumps(['x'] * 20_000)}) {{ id }} }}", None, "QUERY_TOO_COMPLEX"),
    "101 ids": (f"{{ nodes(ids: {json.dumps(['x'] * 101)}) {{ id }} }}", None, "INVALID_INPUT"),
    "20,000 ids by variable": (IDS, {"ids": ["x"] * 20_000}, "INVALID_INPUT"),
    "500 ids by variable": (IDS, {"ids": ["x"] * 500}, "INVALID_INPUT"),
    "500 variables": (
        "query q(" + " ".join(f"$v{n}: Int" for n in range(500)) + ") { viewer }",
        None,
        "QUERY_TOO_COMPLEX",
    ),
    "100 unused variables": (
        "query q(" + " ".join(f"$v{n}: Int" for n in range(100)) + ") { viewer }",
        None,
        "INVALID_DOCUMENT",
    ),
    "the whole schema 10 times": (
        "{" + " ".join(f"s{n}: __schema {{ types {{ name }} }}" for n in range(10)) + "}",
        None,
        "QUERY_TOO_COMPLEX",
    ),
    "circular introspection": (
        "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }",
        None,
        "INVALID_DOCUMENT",
    ),
    "6 mutations": (
        "mutation {" + 'renamePiece(input: {id: "x", title: "y"}) { userErrors { code } }' * 6 + "}",
        None,
        "QUERY_TOO_COMPLEX",
    ),
    "ambiguous operation": ("query a { viewer } query b { viewer }", None, "OPERATION_NOT_FOUND"),
    "negative page": ("{ authors(first: -5) { nodes { id } } }", None, "INVALID_INPUT"),
    "huge page": ("{ authors(first: 2147483647) { nodes { id } } }", None, "INVALID_INPUT"),
    "page beyond 32 bits": ("{ authors(first: 99999999999999999999) { nodes { id } } }", None, "INVALID_DOCUMENT"),
    "number of 5,000 digits": ("{ authors(first: " + "9" * 5_000 + ") { nodes { id } } }", None, "INVALID_DOCUMENT"),
    "number of 5,000 digits in an id": ("{ node(id: " + "9" * 5_000 + ") { id } }", None, ""),
    "page of 1e308": ("query q($n: Int) { authors(first: $n) { nodes { id } } }", {"n": 1e308}, "INVALID_INPUT"),
    "page as text": ("query q($n: Int) { authors(first: $n) { nodes { id } } }", {"n": "20"}, "INVALID_INPUT"),
    "cursor of another list": (
        '{ pieces(after: "MTIzNDU2Nzg5MDEyW1siYSJdXQ") { nodes { id } } }',
        None,
        "INVALID_INPUT",
    ),
    "cursor of 40,000 characters": (
        f'{{ pieces(after: "{"A" * 40_000}") {{ nodes {{ id }} }} }}',
        None,
        "INVALID_INPUT",
    ),
    "string of 49,000 characters": (f'{{ node(id: "{"x" * 49_000}") {{ id }} }}', None, ""),
    "string of 900,000 characters by variable": (
        "query q($id: ID!) { node(id: $id) { id } }",
        {"id": "x" * 900_000},
        "",
    ),
    "NUL and control characters": ('{ node(id: "\\u0000\\u0007") { id } }', None, ""),
    "lone surrogate": ('{ node(id: "\\ud800") { id } }', None, "SYNTAX_ERROR"),
    "unknown enum value by null": ("query q($how: String) { refused(how: $how) }", {"how": "\u202e"}, "INVALID_INPUT"),
    "variables nested 200 deep": (
        "query q($id: ID!) { node(id: $id) { id } }",
        {"id": json.loads("[" * 200 + "]" * 200)},
        "INVALID_INPUT",
    ),
    "secret in an error": ("{ broken }", None, "INTERNAL"),
}


@pytest.mark.parametrize("attack", DOCUMENTS)
async def test_documents(attack: str) -> None:
    query, variables, code = DOCUMENTS[attack]
    async with client_of(toy_server()) as client:
        started = time.process_time()
        response = await client.post("/graphql", json={"query": query, "variables": variables})
        assert time.process_time() - started < SECONDS
    assert response.status_code == 200
    codes = {error["extensions"]["code"] for error in response.json().get("errors", [])}
    assert codes == ({code} if code else set())
    assert "Traceback" not in response.text
    assert len(response.content) < 10_000


BODIES = {
    "30 MB": b" " * 30_000_000,
    "4 MB document": json.dumps({"query": "{" + "a " * 2_000_000 + "}"}).encode(),
    "2 MB comment": json.dumps({"query": "#" + "x" * 2_000_000 + "\n{ viewer }"}).encode(),
    "variables 100,000 deep": b'{"query": "{ viewer }", "variables": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001,
    "900,000 brackets": b"[" * 900_000,
    "batch of 10,000": json.dumps([{"query": "{ viewer }"}] * 10_000).encode(),
    "900 KB of variables": json.dumps(
        {"query": "{ viewer }", "variables": {str(n): n for n in range(50_000)}}
    ).encode(),
}


@pytest.mark.parametrize("attack", BODIES)
async def test_bodies(attack: str) -> None:
    async with client_of(toy_server()) as client:
        started = time.process_time()
        response = await client.post("/graphql", content=BODIES[attack], headers={"content-type": "application/json"})
        assert time.process_time() - started < SECONDS
    assert response.status_code in (200, 400, 413)
    assert response.status_code != 200 or attack == "900 KB of variables"


async def test_others_are_served_meanwhile() -> None:
    """All attacks at once, while somebody asks for a name every few milliseconds."""
    waits: list[float] = []

    async def bystander(client: httpx.AsyncClient, over: asyncio.Event) -> None:
        while not over.is_set():
            started = time.process_time()
            response = await client.post("/graphql", json={"query": "{ viewer }"})
            assert response.json()["data"] == {"viewer": None}
            waits.append(time.process_time() - started)
            await asyncio.sleep(0.005)

    over = asyncio.Event()
    async with client_of(toy_server()) as client:
        waiting = asyncio.create_task(bystander(client, over))
        for query, variables, _ in DOCUMENTS.values():
            await client.post("/graphql", json={"query": query, "variables": variables})
            await asyncio.sleep(0)
        over.set()
        await waiting
    assert max(waits) < SECONDS
    assert len(waits) > 5


async def test_a_flood_of_different_documents_fills_no_memory() -> None:
    server = toy_server()
    async with client_of(server) as client:
        for number in range(600):
            query = f"{{ a{number}: viewer }} #" + "x" * 2_000
            assert (await client.post("/graphql", json={"query": query})).status_code == 200
    endpoint: Any = server.app.routes[0]
    documents = endpoint.app.schema.documents
    assert len(documents._kept) <= 512
    assert documents._characters <= 500_000
