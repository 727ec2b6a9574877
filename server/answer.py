"""HTTP answers of the GraphQL endpoint: media type, status and body, by the GraphQL-over-HTTP draft."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from math import ceil
from typing import Any

import orjson
from starlette.responses import Response

from domain.rate import Quota
from schema.error_codes import ErrorCode
from server.negotiation import JSON, RESPONSE_JSON

RATE_HEADERS = ("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset")
CACHE_SECONDS = 30
_UNAVAILABLE = {ErrorCode.UNAVAILABLE.value, ErrorCode.TIMEOUT.value}


def encoded(data: object) -> bytes:
    """JSON in UTF-8; what orjson won't write, integers beyond 64 bits and lone surrogates, the slower encoder does."""
    try:
        return orjson.dumps(data)
    except TypeError:
        return json.dumps(data, separators=(",", ":")).encode("ascii")


def answer(result: Mapping[str, Any], media: str, headers: Mapping[str, str] | None = None) -> Response:
    """The answer to an operation that was at least read."""
    errors: Sequence[Mapping[str, Any]] = result.get("errors") or ()
    refused = result.get("data") is None and bool(errors) and all("path" not in error for error in errors)
    body = {key: value for key, value in result.items() if key != "data"} if refused else result
    return _response(body, status_of(errors, refused, media), media, {**(headers or {}), **_retry_after(errors)})


def may_be_cached(result: Mapping[str, Any], context: Any) -> bool:
    """Whether anybody may be given this answer: it has no errors, and is for nobody in particular."""
    return not result.get("errors") and getattr(context, "anonymous", False)


def cacheable(result: Mapping[str, Any], media: str) -> Response:
    """The answer that anybody may keep for a while. What is left of one caller's allowance has no place in it."""
    extensions = {name: value for name, value in (result.get("extensions") or {}).items() if name != "rateLimit"}
    headers = {"cache-control": f"public, max-age={CACHE_SECONDS}", "vary": "Accept, Authorization"}
    return answer({**result, "extensions": extensions}, media, headers)


def status_of(errors: Sequence[Mapping[str, Any]], refused: bool, media: str) -> int:
    """The one place that maps errors to an HTTP status.

    401 when a key was revoked between two looks at it. 429 when the caller's allowance ran out, 503 when the database
    or the time did, so that caches and balancers see it. 400 for an operation that never ran: the draft of 2026-08 has
    422 for some of them, which today's audits and clients don't know yet. Clients that take plain JSON alone expect 200
    there. 200 for everything that ran, partial answers too.
    """
    codes = {error.get("extensions", {}).get("code") for error in errors}
    if ErrorCode.UNAUTHENTICATED in codes:
        return HTTPStatus.UNAUTHORIZED
    if ErrorCode.RATE_LIMITED in codes:
        return HTTPStatus.TOO_MANY_REQUESTS
    if codes & _UNAVAILABLE:
        return HTTPStatus.SERVICE_UNAVAILABLE
    if refused and codes == {ErrorCode.INTERNAL.value}:
        return HTTPStatus.INTERNAL_SERVER_ERROR
    return HTTPStatus.BAD_REQUEST if refused and media == RESPONSE_JSON else HTTPStatus.OK


def quota_headers(quota: Quota | None) -> dict[str, str]:
    """What is left of the caller's allowance, in the three headers that clients read."""
    if quota is None:
        return {}
    return dict(zip(RATE_HEADERS, map(str, (quota.limit, quota.remaining, ceil(quota.reset_seconds))), strict=True))


def _retry_after(errors: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    seconds = [error["extensions"]["retryAfter"] for error in errors if "retryAfter" in error.get("extensions", {})]
    return {"retry-after": str(max(seconds))} if seconds else {}


def refusal(
    message: str, status: int, code: str, media: str = JSON, headers: Mapping[str, str] | None = None, **more: str
) -> Response:
    """The answer to a request that never became an operation."""
    body = {"errors": [{"message": message, "extensions": {"code": code, **more}}]}
    return _response(body, status, media, headers)


def _response(body: object, status: int, media: str, headers: Mapping[str, str] | None = None) -> Response:
    kind = RESPONSE_JSON if media == RESPONSE_JSON else JSON
    return Response(
        encoded(body),
        status,
        {"content-type": f"{kind}; charset=utf-8", "vary": "Accept", "cache-control": "no-store", **(headers or {})},
    )
