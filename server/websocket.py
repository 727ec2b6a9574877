"""GraphQL over WebSocket: the graphql-transport-ws protocol, a fresh context for each operation."""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

from graphql import GraphQLError
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import NonJsonMessageReceived, WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
    Operation,
)
from strawberry.subscriptions.protocols.graphql_transport_ws.types import (
    ConnectionInitMessage,
    Message,
    SubscribeMessage,
)

from domain.errors import Refused, TurnedAway, Unavailable
from schema.error_codes import ErrorCode, refusal
from schema.presentation import UNAVAILABLE_MESSAGE, turned_away
from server.answer import encoded
from server.body import BadRequest, as_operation
from server.caller import CallContext, Caller

MAX_MESSAGE_BYTES = 256 * 1024
"""For the ASGI server, which must refuse a message before it is in memory: uvicorn's `ws_max_size`."""
MAX_ID_LENGTH = 200
MESSAGE_TYPES = ("connection_init", "ping", "pong", "subscribe", "complete")


class TextAdapter(ASGIWebSocketAdapter):
    """Reads and writes JSON as text messages."""

    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:
        messages = super().iter_json(ignore_parsing_errors=ignore_parsing_errors)
        try:
            async with aclosing(messages):
                async for message in messages:
                    yield message
        except BadRequest as error:
            raise NonJsonMessageReceived from error

    async def send_json(self, message: Mapping[str, object]) -> None:
        text = encoded(message).decode()
        with _gone():
            await self.ws.send_text(text)

    async def close(self, code: int, reason: str) -> None:
        with _gone():
            await self.ws.close(code, reason)


@contextmanager
def _gone() -> Iterator[None]:
    """Take any failure to write as a client that has left: each ASGI server says that by an exception of its own."""
    try:
        yield
    except Exception as error:
        raise WebSocketDisconnected from error


class OperationHandler(BaseGraphQLTransportWSHandler[Any, None]):
    """One socket. `self.context` is its Caller; the contexts of operations are made from it one by one."""

    expiry: asyncio.Task[None] | None = None

    async def handle_message(self, message: Any) -> None:
        """Close with 4400 on anything the protocol doesn't know; the stock handler falls over some of it."""
        if not isinstance(message, dict) or message.get("type") not in MESSAGE_TYPES:
            await self.handle_invalid_message("Unknown message")
        elif message["type"] in ("subscribe", "complete") and not _is_id(message.get("id")):
            await self.handle_invalid_message("The message needs an id")
        else:
            await super().handle_message(cast("Message", message))

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        """Authenticate by a first context, whose expiry ends the socket."""
        params = message.get("payload") or {}
        if isinstance(params, dict) and not self.connection_init_received and not self.connection_timed_out:
            self.context = replace(self.context, params=params)
            try:
                self._expire_with(await self._make_context())
            except Refused:
                await self.websocket.close(4403, "Forbidden")
                return
            except (TurnedAway, Unavailable):
                await self.websocket.close(1013, "Try again later")
                return
        await super().handle_connection_init({"type": "connection_init", "payload": params})

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        payload: Any = message.get("payload")
        if self.connection_acknowledged:
            try:
                payload["query"] = as_operation(payload).query
            except BadRequest as error:
                await self.handle_invalid_message(error.message[:100])
                return
            if len(self.operations) >= (self.max_subscriptions_per_connection or 0):
                full = refusal("Too many operations run on this socket already.", ErrorCode.LIMIT_REACHED)
                await self.send_message({"id": message["id"], "type": "error", "payload": [full.formatted]})
                return
        await super().handle_subscribe(message)

    async def run_operation(self, operation: Operation[Any, None]) -> None:
        """Run one operation in its own context; whatever goes wrong is told on its id and leaves the socket open."""
        try:
            results = await self.schema.stream(
                operation.query,
                variable_values=operation.variables,
                context_value=await self._make_context(),
                operation_name=operation.operation_name,
            )
            async with aclosing(results):
                await self._send_result_stream(operation, results)
            await operation.send_operation_message({"id": operation.id, "type": "complete"})
        except Refused as refused:
            await operation.send_initial_errors([refusal(refused.message, ErrorCode.UNAUTHENTICATED)])
        except TurnedAway as reason:
            await operation.send_initial_errors([turned_away(reason)])
        except Unavailable:
            await operation.send_initial_errors([refusal(UNAVAILABLE_MESSAGE, ErrorCode.UNAVAILABLE)])
        except WebSocketDisconnected:
            self.operations.pop(operation.id, None)

    async def shutdown(self) -> None:
        if self.expiry is not None:
            self.expiry.cancel()
        await super().shutdown()

    @staticmethod
    def _get_pre_execution_close_reason(error: GraphQLError) -> str | None:
        """Never close for a document with a mistake in it: other operations share the socket."""

    async def _make_context(self) -> CallContext:
        caller: Caller = self.context
        context: CallContext = await self.view.make_context(caller)  # type: ignore[attr-defined]
        return context

    def _expire_with(self, context: CallContext) -> None:
        if context.expires_at is not None:
            seconds = (context.expires_at - datetime.now(UTC)).total_seconds()
            self.expiry = asyncio.create_task(self._close_after(seconds))

    async def _close_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        with suppress(WebSocketDisconnected):
            await self.websocket.close(4403, "Token expired")


def _is_id(given: object) -> bool:
    return isinstance(given, str) and 0 < len(given) <= MAX_ID_LENGTH
