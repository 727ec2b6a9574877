"""Puts the pieces of the HTTP server together, so that app.py only names them."""

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute, Route, WebSocketRoute

from schema.engine import Schema
from server import bookmarks
from server.answer import RATE_HEADERS
from server.body import BODY_SECONDS
from server.caller import MakeContext
from server.graceful import Stopping
from server.graphql_http import GraphQLEndpoint
from server.health import Probe, health_routes
from server.logs import RequestLog
from server.metrics import Metrics
from server.request_id import HEADER

PREFLIGHT_SECONDS = 600


def graphql_routes(
    schema: Schema,
    make_context: MakeContext,
    *,
    path: str = "/graphql",
    allowed_origins: Sequence[str] = (),
    init_timeout: float = 10.0,
    operations_per_socket: int = 100,
    body_seconds: float = BODY_SECONDS,
    stopping: Stopping | None = None,
) -> list[BaseRoute]:
    """The GraphQL endpoint over HTTP and WebSocket, on one path."""
    endpoint = GraphQLEndpoint(
        schema,
        make_context,
        allowed_origins=tuple(allowed_origins),
        init_timeout=init_timeout,
        operations_per_socket=operations_per_socket,
        body_seconds=body_seconds,
        stopping=stopping,
    )
    return [Route(path, endpoint, include_in_schema=False), WebSocketRoute(path, endpoint)]


def operator_routes(probe: Probe, metrics: Metrics) -> list[BaseRoute]:
    """`/healthz`, `/readyz` and `/metrics`."""
    return [*health_routes(probe), *metrics.routes()]


def middleware(allowed_origins: Sequence[str] = ()) -> list[Middleware]:
    """Request ids and logs outermost, then CORS for the other sites that may call the API."""
    layers = [Middleware(RequestLog)]
    if allowed_origins:
        layers.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(allowed_origins),
                allow_methods=["GET", "POST"],
                allow_headers=["Authorization", "Content-Type", HEADER, bookmarks.HEADER],
                expose_headers=[HEADER, bookmarks.HEADER, "Retry-After", *RATE_HEADERS],
                max_age=PREFLIGHT_SECONDS,
            )
        )
    return layers
