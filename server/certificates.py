"""`/certificates/CODE`: whether a certificate is ours and holds, for whoever was given its code; no sign-in."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from domain.certificate import ShownCertificate
from domain.errors import Unavailable
from server.plain_page import PlainPages

Find = Callable[[str], Awaitable[ShownCertificate | None]]
"""Gives the certificate of a code; None when there is none."""


def certificate_routes(find: Find, community: str) -> list[BaseRoute]:
    """The route by which certificates are verified."""
    pages = PlainPages()

    async def verify(request: Request) -> Response:
        facts: dict[str, object] = {"community": community}
        try:
            shown = await find(request.path_params["code"])
        except Unavailable as error:
            return pages.answer(request, "certificate.html", facts | {"problem": str(error)}, 503)
        return pages.answer(request, "certificate.html", facts | {"shown": shown}, 200 if shown else 404)

    return [Route("/certificates/{code}", verify, methods=["GET"], include_in_schema=False)]
