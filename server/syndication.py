"""`/feeds/…`: what is newest as RSS and JSON Feed, for readers and other channels; cheap to ask for again."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from domain.errors import Busy, InvalidInput, NotFound, TurnedAway, Unavailable
from domain.syndication import Channel, Form, Site, Subject
from server import json_feed, rss
from server.caller import Caller

Channels = Callable[[Caller, Subject, str | None, str | None], Awaitable[Channel]]
"""Gives a channel to a caller: of what, of which, and behind which cursor."""

CACHE_SECONDS = 120
SECONDS = 10.0
"""How long a document may take."""
HEADERS = {"X-Content-Type-Options": "nosniff", "Access-Control-Allow-Origin": "*"}
WRITERS: Mapping[Form, tuple[Callable[[Channel, Site], bytes], str]] = {
    Form.RSS: (rss.rss, rss.MEDIA_TYPE),
    Form.JSON: (json_feed.json_feed, json_feed.MEDIA_TYPE),
}
UNKNOWN = "Feeds are at /feeds/site, /feeds/areas/…, /feeds/tags/… and /feeds/users/…, each with .xml or .json behind."


def feed_routes(channels: Channels, community: str, public_url: str | None, content_url: str | None) -> list[BaseRoute]:
    """The routes feeds are fetched by. Addresses in them begin as the request did, where no `public_url` is known."""
    known = Site(community, (public_url or "").rstrip("/"), content_url)

    async def fetch(request: Request) -> Response:
        try:
            subject, form = Subject(request.path_params.get("of", Subject.SITE)), Form(request.path_params["form"])
        except ValueError:
            return _refusal(404, UNKNOWN)
        name, after = request.path_params.get("name"), request.query_params.get("after")
        if (name is None) != (subject is Subject.SITE):
            return _refusal(404, UNKNOWN)
        site = known if known.base else replace(known, base=str(request.base_url).rstrip("/"))
        try:
            async with asyncio.timeout(SECONDS):
                channel = await channels(Caller.of(request), subject, name, after)
        except (NotFound, InvalidInput) as refused:
            return _refusal(404 if isinstance(refused, NotFound) else 400, refused.message)
        except TurnedAway as reason:
            status = 503 if isinstance(reason, Busy) else 429
            return _refusal(status, str(reason), {"Retry-After": str(round(reason.retry_after))})
        except Unavailable as error:
            return _refusal(503, str(error))
        except TimeoutError:
            return _refusal(503, "The database is slow just now; please try again in a moment.")
        write, media = WRITERS[form]
        document = await asyncio.to_thread(write, channel, site)
        return _answer(request, document, channel.updated_at, media)

    paths = ("/feeds/site.{form}", "/feeds/{of}/{name}.{form}")
    return [Route(path, fetch, methods=["GET"], include_in_schema=False) for path in paths]


def _answer(request: Request, document: bytes, changed: datetime | None, media: str) -> Response:
    """The document, or 304 for who has it. A date counts if it is the very one: what is taken out moves it back."""
    tag = f'"{blake2b(document, digest_size=16).hexdigest()}"'
    headers = {**HEADERS, "ETag": tag, "Cache-Control": f"public, max-age={CACHE_SECONDS}"}
    if changed is not None:
        headers["Last-Modified"] = format_datetime(changed.astimezone(UTC), usegmt=True)
    held = request.headers.get("if-none-match")
    if held is not None:
        same = held.strip() == "*" or tag in (each.strip().removeprefix("W/") for each in held.split(","))
    else:
        same = changed is not None and request.headers.get("if-modified-since") == headers["Last-Modified"]
    if same:
        return Response(status_code=304, headers=headers)
    return Response(document, 200, {**headers, "Content-Type": f"{media}; charset=utf-8"})


def _refusal(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    return JSONResponse({"message": message}, status, {**HEADERS, "Cache-Control": "no-store", **(headers or {})})
