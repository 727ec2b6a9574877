"""`/a/v/…` and `/a/c/…`: the pixel that tells a view, and the redirect that tells a click.

Whoever asks gets the same answer whether the act counts or not: a pixel, or the way to the ad's own landing page. Where
a click leads is sealed into its token; nothing in the request can change it.
"""

import base64
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from domain.ad_traffic import MAX_AGENT, Visit

View = Callable[[str, Visit], Awaitable[None]]
"""Counts the view that a token is for."""
Click = Callable[[str, Visit], Awaitable[str | None]]
"""Counts the click that a token is for; where it leads, or None when the token wasn't made here."""

PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""A transparent GIF of one pixel."""
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
NOT_OURS = "This address wasn't made here. Use `clickUrl` of a decision as it is."
AHEAD = ("sec-purpose", "purpose", "x-purpose", "x-moz")
"""Headers by which browsers say that they ask ahead of their reader."""


def ad_routes(view: View, click: Click) -> list[BaseRoute]:
    """The routes that decisions name."""

    async def pixel(request: Request) -> Response:
        await view(request.path_params["token"], visit_of(request))
        return Response(PIXEL, media_type="image/gif", headers=HEADERS)

    async def redirect(request: Request) -> Response:
        landing = await click(request.path_params["token"], visit_of(request))
        if landing is None:
            return JSONResponse({"message": NOT_OURS}, 404, headers=HEADERS)
        return RedirectResponse(landing, 302, headers=HEADERS)

    return [
        Route("/a/v/{token}", pixel, methods=["GET"], include_in_schema=False),
        Route("/a/c/{token}", redirect, methods=["GET"], include_in_schema=False),
    ]


def visit_of(request: Request) -> Visit:
    """What a request tells of who sent it."""
    told = " ".join(request.headers.get(name, "") for name in AHEAD).lower()
    return Visit(
        address=request.client.host if request.client else None,
        agent=request.headers.get("user-agent", "")[:MAX_AGENT],
        speculative=request.method == "HEAD" or any(word in told for word in ("prefetch", "preview", "prerender")),
        at=datetime.now(UTC),
    )
