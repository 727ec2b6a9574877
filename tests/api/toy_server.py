"""The toy schema behind the real server code, in this process or on a port."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette

from domain.errors import NotAllowed, Unavailable
from schema.operation import Observer
from server.caller import Caller
from server.metrics import Metrics
from server.routes import graphql_routes, middleware, operator_routes
from server.websocket import MAX_MESSAGE_BYTES
from tests.api import toy

ORIGIN = "https://site.example"


@dataclass
class Context(toy.Context):
    expires_at: datetime | None = None


class Contexts:
    """Makes contexts as the app would, by a bearer token, and keeps them to be looked at."""

    def __init__(self) -> None:
        self.made: list[Context] = []
        self.expires_at: datetime | None = None

    async def __call__(self, caller: Caller) -> Context:
        token = caller.bearer_token()
        if token == "bad":
            raise NotAllowed("The token isn't valid.")
        if token == "outage":
            raise Unavailable("connection refused")
        if token == "bug":
            raise RuntimeError("a secret")
        context = Context(caller.request_id, viewer=token, expires_at=self.expires_at)
        self.made.append(context)
        return context


@dataclass
class ToyServer:
    app: Starlette
    contexts: Contexts
    metrics: Metrics
    probed: list[Exception]
    """What the readiness probe raises, when there is anything in it."""


def toy_server(
    *observers: Observer, operations_per_socket: int = 100, init_timeout: float = 10.0, **schema: Any
) -> ToyServer:
    contexts, metrics, probed = Contexts(), Metrics(), list[Exception]()

    async def probe() -> None:
        if probed:
            raise probed[0]

    built = toy.toy_schema(observers=[metrics, *observers], **schema)
    routes = graphql_routes(
        built,
        contexts,
        allowed_origins=[ORIGIN],
        init_timeout=init_timeout,
        operations_per_socket=operations_per_socket,
    )
    app = Starlette(routes=[*routes, *operator_routes(probe, metrics)], middleware=middleware([ORIGIN]))
    return ToyServer(app, contexts, metrics, probed)


def client_of(server: ToyServer) -> httpx.AsyncClient:
    """A client that calls the app in this process; errors of the app are errors of the test."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(server.app), base_url="http://toy")


@asynccontextmanager
async def on_a_port(server: ToyServer) -> AsyncIterator[str]:
    """Serve the toy on a free port; gives `host:port`."""
    async with serving(server.app) as address:
        yield address


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[str]:
    """Serve an app on a free port, in this event loop; gives `host:port`."""
    config = uvicorn.Config(app, port=0, log_config=None, access_log=False, ws_max_size=MAX_MESSAGE_BYTES)
    running = uvicorn.Server(config)
    serving = asyncio.create_task(running.serve())
    while not running.started:  # noqa: ASYNC110  (uvicorn has no event for it)
        await asyncio.sleep(0.01)
    host, port = running.servers[0].sockets[0].getsockname()[:2]
    try:
        yield f"{host}:{port}"
    finally:
        running.should_exit = True
        await serving
