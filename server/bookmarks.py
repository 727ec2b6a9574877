"""Reading one's own writes across workers on a cluster: a header that a client carries from answer to request."""

from collections.abc import Awaitable, Callable, Collection

import jwt
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "stoa-bookmark"
ALGORITHM = "HS256"
AUDIENCE = "bookmark"
"""Keeps a bookmark from passing for a bearer token, and the other way round."""

MAX_LENGTH = 4_096

Written = Callable[[], Awaitable[frozenset[str]]]
Follow = Callable[[Collection[str]], Awaitable[None]]


class Bookmarks:
    """Middleware: what the request has seen is waited for, what the worker has seen is told.

    Bookmarks are signed, since the database refuses every read that follows one it never gave. Anything else in the
    header is passed over: it can only be older, or a mistake that costs nobody else anything.
    """

    def __init__(self, app: ASGIApp, secret: str, written: Written, follow: Follow) -> None:
        self.app, self._secret, self._written, self._follow = app, secret, written, follow

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if seen := self._read(Headers(scope=scope).get(HEADER, "")):
            await self._follow(seen)

        async def send_with_bookmark(message: Message) -> None:
            if message["type"] == "http.response.start" and (written := await self._written()):
                MutableHeaders(scope=message)[HEADER] = self._signed(written)
            await send(message)

        await self.app(scope, receive, send_with_bookmark)

    def _signed(self, bookmarks: Collection[str]) -> str:
        return jwt.encode({"aud": AUDIENCE, "seen": sorted(bookmarks)}, self._secret, algorithm=ALGORITHM)

    def _read(self, header: str) -> list[str]:
        if not header or len(header) > MAX_LENGTH:
            return []
        try:
            claims = jwt.decode(header, self._secret, algorithms=[ALGORITHM], audience=AUDIENCE)
        except jwt.InvalidTokenError:
            return []
        return list(claims["seen"])
