"""Server CPU a request, Strawberry as it comes beside Stoa's engine, both with the same schema and no database.

    python -m benchmarks.server_cpu [--requests 1000]

Each server runs in a process of its own; this one is the client, and reads the CPU time of the other with psutil.
"""

import argparse
import http.client
import json
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psutil
import strawberry
import strawberry.asgi
import uvicorn
from starlette.applications import Starlette

from domain.page import Connection as Rows
from domain.page import CursorKey, Edge, Page, Slice, connect
from graph.embedded import free_port
from schema.engine import Schema
from schema.page import Connection
from server.caller import CallContext, Caller
from server.logs import configure_logs
from server.metrics import Metrics
from server.routes import graphql_routes, middleware

PAGE = "{ articles(first: %d) { edges { cursor node { id title author { id name } } } pageInfo { endCursor } } }"
QUERIES = {"{ __typename }": "{ __typename }", "20 with author": PAGE % 20, "100 with author": PAGE % 100}
WARM_UP = 50
CURSORS = CursorKey(b"a secret only for benchmarks").listing("articles")


@strawberry.type
class Author:
    id: strawberry.ID
    name: str


@strawberry.type
class Article:
    id: strawberry.ID
    title: str
    author: Author


ARTICLES = [
    Article(
        id=strawberry.ID(f"cnt_{n:026}"),
        title=f"Article {n}",
        author=Author(id=strawberry.ID(f"usr_{n % 7:026}"), name=f"Author {n % 7}"),
    )
    for n in range(101)
]


@strawberry.type
class Query:
    @strawberry.field(graphql_type=Connection[Article])
    async def articles(self, first: int | None = 20, after: str | None = None) -> Rows[Edge[Article]]:
        page = Page.of(first, after)
        found = Slice.cut(ARTICLES[: page.first + 1], page.first)
        return connect(found, page, lambda article: CURSORS.encode((article.title, article.id)))


@dataclass
class Context:
    request_id: str
    cost_limit: int = 50_000
    expires_at: None = None

    async def before_mutation(self) -> None:
        pass


async def make_context(caller: Caller) -> CallContext:
    return Context(caller.request_id)


def serve_stock(port: int) -> None:
    """Everything at its default: Strawberry's view and schema, uvicorn with asyncio and h11."""
    endpoint: Any = strawberry.asgi.GraphQL(strawberry.Schema(Query))
    app = Starlette()
    app.add_route("/graphql", endpoint)
    uvicorn.run(app, port=port, loop="asyncio", http="h11", log_level="warning")


def serve_ours(port: int) -> None:
    """As `stoa serve` runs it: metrics and request log on, requests at INFO written to nowhere."""
    configure_logs("json", "WARNING")
    schema = Schema(Query, observers=[Metrics()])
    app = Starlette(routes=graphql_routes(schema, make_context), middleware=middleware())
    uvicorn.run(app, port=port, loop="uvloop", http="httptools", log_config=None, access_log=False)


def measure(serve: Callable[[int], None], requests: int) -> dict[str, float]:
    """Milliseconds of server CPU a request, for each query."""
    port = free_port()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(port,), daemon=True)
    server.start()
    try:
        connection = _connected(port)
        process = psutil.Process(server.pid)
        return {name: _cpu_of(connection, process, query, requests) for name, query in QUERIES.items()}
    finally:
        server.terminate()
        server.join()


def _cpu_of(connection: http.client.HTTPConnection, process: psutil.Process, query: str, requests: int) -> float:
    body = json.dumps({"query": query})
    for _ in range(WARM_UP):
        _post(connection, body)
    before = process.cpu_times()
    for _ in range(requests):
        _post(connection, body)
    after = process.cpu_times()
    seconds: float = after.user + after.system - before.user - before.system
    return 1000 * seconds / requests


def _post(connection: http.client.HTTPConnection, body: str) -> None:
    connection.request("POST", "/graphql", body, {"content-type": "application/json"})
    answer = json.loads(connection.getresponse().read())
    if "errors" in answer:
        raise RuntimeError(answer["errors"])


def _connected(port: int) -> http.client.HTTPConnection:
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.connect()
            return connection
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise RuntimeError("The server didn't start within 10 s.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=1_000, help="of each query (default 1000)")
    requests = parser.parse_args().requests
    stock, ours = measure(serve_stock, requests), measure(serve_ours, requests)
    print(f"{'ms of server CPU a request':28} {'stock':>8} {'ours':>8} {'ratio':>7}")
    for name in QUERIES:
        print(f"{name:28} {stock[name]:8.2f} {ours[name]:8.2f} {stock[name] / ours[name]:6.1f}x")


if __name__ == "__main__":
    main()
