"""The GraphQL endpoint: queries and mutations over HTTP, streams as server-sent events, all of it over WebSocket."""

import logging
from contextlib import suppress
from datetime import timedelta
from typing import Any

import strawberry.asgi
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.http import GraphQLRequestData, process_result
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.http.streaming import SSETransport
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types.graphql import OperationType

from domain.document import DocumentId
from domain.errors import Refused, TurnedAway, Unavailable
from schema.engine import Schema, begin
from schema.error_codes import ErrorCode
from schema.presentation import INTERNAL_MESSAGE, UNAVAILABLE_MESSAGE, turned_away
from server.abandoned import unless_abandoned
from server.answer import answer, cacheable, encoded, may_be_cached, quota_headers, refusal
from server.body import BODY_SECONDS, BadRequest, decoded, read_request
from server.caller import Caller, MakeContext
from server.graceful import Stopping
from server.negotiation import EVENT_STREAM, preferred
from server.websocket import OperationHandler, TextAdapter

logger = logging.getLogger("stoa.http")

HEARTBEAT = 15.0
"""Seconds between the comments that keep an event stream open through proxies."""


class GraphQLEndpoint(strawberry.asgi.GraphQL[Any, None]):
    """An ASGI app for one path. Nothing a client sends makes it answer 500 or close a socket with a traceback."""

    graphql_transport_ws_handler_class = OperationHandler
    websocket_adapter_class = TextAdapter
    schema: Schema

    def __init__(
        self,
        schema: Schema,
        make_context: MakeContext,
        *,
        allowed_origins: tuple[str, ...] = (),
        init_timeout: float = 10.0,
        operations_per_socket: int = 100,
        heartbeat: float = HEARTBEAT,
        body_seconds: float = BODY_SECONDS,
        stopping: Stopping | None = None,
    ) -> None:
        """`init_timeout`, `heartbeat` and `body_seconds` are in seconds.

        `allowed_origins` are other sites that may open sockets.
        """
        super().__init__(
            schema,
            graphql_ide=None,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL),
            connection_init_wait_timeout=timedelta(seconds=init_timeout),
            max_subscriptions_per_connection=operations_per_socket,
            allowed_origins=allowed_origins,
        )
        self.make_context = make_context
        self.body_seconds = body_seconds
        self.events = SSETransport(heartbeat)
        self.stopping = stopping or Stopping()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            with suppress(WebSocketDisconnected):
                await self.run(WebSocket(scope, receive, send))
            return
        request = Request(scope, receive)
        media = preferred(request.headers.get("accept", ""))
        try:
            response = await self._respond(request, media)
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    async def _respond(self, request: Request, media: str) -> Response:
        if request.method not in ("GET", "POST"):
            message = "GraphQL takes GET and POST."
            return refusal(message, 405, ErrorCode.BAD_REQUEST, media, {"allow": "GET, POST"})
        caller = Caller.of(request)
        try:
            data = await read_request(request, self.body_seconds)
            context = await self.make_context(caller)
            if media == EVENT_STREAM:
                return await self._stream(request, data, context)
            return await self._execute(request, data, context, media)
        except BadRequest as error:
            # What is left of the body would be taken for the next request, so the connection ends.
            headers = {"connection": "close"} if error.status == 408 else None
            return refusal(error.message, error.status, ErrorCode.BAD_REQUEST, media, headers)
        except Refused as refused:
            headers = {"www-authenticate": "Bearer"}
            return refusal(refused.message, 401, ErrorCode.UNAUTHENTICATED, media, headers)
        except TurnedAway as reason:
            return answer({"errors": [turned_away(reason).formatted]}, media)
        except Unavailable:
            return refusal(UNAVAILABLE_MESSAGE, 503, ErrorCode.UNAVAILABLE, media)
        except ClientDisconnect:
            raise
        except Exception:
            # The last line before the server's own handling, which would answer with plain text and no reference.
            logger.exception("request failed", extra={"request_id": caller.request_id})
            return refusal(INTERNAL_MESSAGE, 500, ErrorCode.INTERNAL, media, requestId=caller.request_id)

    async def _execute(self, request: Request, data: GraphQLRequestData, context: Any, media: str) -> Response:
        allowed = {OperationType.QUERY} if request.method == "GET" else {OperationType.QUERY, OperationType.MUTATION}
        extensions = begin(context, data.extensions)
        running = self.schema.execute(
            data.query,
            data.variables,
            context,
            operation_name=data.operation_name,
            allowed_operation_types=allowed,
            operation_extensions=extensions,
        )
        try:
            result = await unless_abandoned(request, extensions.operation, running)
        except InvalidOperationTypeError as error:
            return _misplaced(error.operation_type, media)
        told = process_result(result)
        if request.method == "GET" and isinstance(data.query, DocumentId) and may_be_cached(told, context):
            return cacheable(told, media)
        allowance = getattr(context, "allowance", None)
        return answer(told, media, quota_headers(allowance.quota() if allowance else None))

    async def _stream(self, request: Request, data: GraphQLRequestData, context: Any) -> Response:
        allowed = {OperationType.QUERY} if request.method == "GET" else set(OperationType)
        results = await self.schema.stream(
            data.query,
            data.variables,
            context,
            operation_name=data.operation_name,
            operation_extensions=data.extensions,
            allowed_operation_types=allowed,
        )
        lasting: Any = self.stopping.until(results)
        stream = self._stream_result(request, lasting, self.events)
        return StreamingResponse(stream(), headers={**self.events.headers, "vary": "Accept"})

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Any:
        """Strawberry asks once a connection; the context proper is made for each operation, by the handler."""
        return Caller.of(request)

    def decode_json(self, data: str | bytes) -> object:
        return decoded(data, "The message")

    def encode_json(self, data: object) -> bytes:
        return encoded(data)


def _misplaced(kind: OperationType, media: str) -> Response:
    if kind is OperationType.SUBSCRIPTION:
        message = "Subscriptions are answered over WebSocket, or to `Accept: text/event-stream`."
        return refusal(message, 400, ErrorCode.BAD_REQUEST, media)
    return refusal("Mutations must be sent by POST.", 405, ErrorCode.BAD_REQUEST, media, {"allow": "POST"})
