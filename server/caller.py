"""Who sends an operation, as far as the transport knows, and how the app makes a context of that."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from starlette.requests import HTTPConnection

from schema.operation import EngineContext
from server.request_id import request_id_of

MAX_TOKEN_LENGTH = 8_192


@dataclass(frozen=True, slots=True)
class Caller:
    """The request an operation came with; over a WebSocket the handshake, and `params` from `connection_init`."""

    request_id: str
    headers: Mapping[str, str]
    address: str | None = None
    """The client's network address as the server sees it, which may be a proxy's."""
    params: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: HTTPConnection) -> "Caller":
        address = connection.client.host if connection.client else None
        return cls(request_id_of(connection.scope), connection.headers, address)

    def bearer_token(self) -> str | None:
        """The token of an `Authorization: Bearer` header, or of the field of that name in `connection_init`."""
        given = self.params.get("Authorization") or self.params.get("authorization")
        value = given if isinstance(given, str) else self.headers.get("authorization", "")
        scheme, _, token = value.partition(" ")
        return token.strip()[:MAX_TOKEN_LENGTH] or None if scheme.lower() == "bearer" else None


class CallContext(EngineContext, Protocol):
    """The context of one operation. A WebSocket is closed when the viewer's token expires, None for never."""

    @property
    def expires_at(self) -> datetime | None: ...


MakeContext = Callable[[Caller], Awaitable[CallContext]]
"""Called for each operation, so that dataloaders in the context live no longer than it. Refused means a bad token."""
