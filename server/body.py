"""Reading a request body without trusting its length, and parsing it as a GraphQL request."""

import asyncio
from collections.abc import Mapping
from typing import Any

import orjson
from starlette.requests import Request
from strawberry.http import GraphQLRequestData
from strawberry.http.parse_content_type import parse_content_type

from domain.document import read_id

MAX_BODY_BYTES = 1_000_000
BODY_SECONDS = 10.0


class BadRequest(Exception):
    """What was sent isn't a GraphQL request; `status` is the HTTP status that says so."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


async def read_request(request: Request, seconds: float) -> GraphQLRequestData:
    """Parse a GET or POST request, whose body may take so long to arrive.

    Raises:
        BadRequest: it isn't one, it is too large, or it came too slowly.
        ClientDisconnect: the client went away meanwhile.
    """
    if request.method == "GET":
        return as_operation(_query_parameters(request))
    content_type, _ = parse_content_type(request.headers.get("content-type") or "none")
    if content_type.lower() != "application/json":
        # Forms and plain text can be posted from any page without asking us first (CSRF).
        raise BadRequest("Send the request as `Content-Type: application/json`.", 415)
    return as_operation(decoded(await read_body(request, seconds), "The body"))


async def read_body(request: Request, seconds: float) -> bytes:
    """The body as it was sent.

    Raises:
        BadRequest: it is too large, or it came too slowly.
        ClientDisconnect: the client went away meanwhile.
    """
    try:
        async with asyncio.timeout(seconds):
            return await _body(request)
    except TimeoutError:
        raise BadRequest(f"The body didn't arrive within {seconds:g} s.", 408) from None


def as_operation(given: object) -> GraphQLRequestData:
    """Check the shape of a request; the same over HTTP and in a WebSocket's `subscribe` message."""
    if isinstance(given, list):
        raise BadRequest("Batches aren't taken; send one operation a request.")
    if not isinstance(given, dict):
        raise BadRequest('A GraphQL request is an object such as {"query": "{ __typename }"}.')
    return GraphQLRequestData(
        query=_query(given),
        variables=_typed(given, "variables", dict, "an object"),
        operation_name=_typed(given, "operationName", str, "a string") or None,
        extensions=_typed(given, "extensions", dict, "an object"),
    )


def _query(given: Mapping[str, Any]) -> str:
    """The text of the document, or the DocumentId that stands for it."""
    query: str = _typed(given, "query", str, "a string")
    named: str | None = _typed(given, "documentId", str, "a string")
    if query and named is not None:
        raise BadRequest("Send `query` or `documentId`, not both.")
    if not query and named is None:
        named = _apollo_hash(given.get("extensions"))
    if query or named is None:
        if not query:
            raise BadRequest("The request has no `query` and no `documentId`.")
        return query
    id = read_id(named)
    if id is None:
        raise BadRequest("A `documentId` is `sha256:` and 64 hexadecimal digits in lower case.")
    return id


def _apollo_hash(extensions: object) -> str | None:
    persisted = extensions.get("persistedQuery") if isinstance(extensions, dict) else None
    named = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
    return named if isinstance(named, str) else None


def decoded(text: bytes | str, what: str) -> Any:
    """Decode JSON as strictly as the standard: no NaN, no lone surrogates, no bottomless nesting."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise BadRequest(f"{what} isn't valid JSON in UTF-8.") from None


def _typed(given: Mapping[str, Any], name: str, expected: type, described: str) -> Any:
    value = given.get(name)
    if value is not None and not isinstance(value, expected):
        raise BadRequest(f"`{name}` must be {described} or null.")
    return value


def _query_parameters(request: Request) -> dict[str, Any]:
    parameters: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if name in parameters:
            parameters[name] = decoded(parameters[name] or "null", f"`{name}`")
    return parameters


async def _body(request: Request) -> bytes:
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > MAX_BODY_BYTES:
        raise _too_large()
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MAX_BODY_BYTES:
            raise _too_large()
        chunks.append(chunk)
    return b"".join(chunks)


def _too_large() -> BadRequest:
    return BadRequest(f"The body has more than {MAX_BODY_BYTES:,} bytes.", 413)
