"""`/exports/…`: a finished export as a download, for whoever holds a link that was signed here and still holds."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from domain.errors import Unavailable
from domain.export import LinkKey, file_name, has_expired

Parts = Callable[[str, datetime], AsyncIterator[str]]
"""Gives the parts of the document of that id at that moment; none when there is nothing to fetch."""

NOT_OURS = "This link wasn't made here. Ask for `downloadUrl` of the request and use it as it is."
OVER = "This link has expired. Ask for `downloadUrl` of the request again."
GONE = "This document is there no more. Ask for another one by requestDataExport."
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}


def export_routes(links: LinkKey, parts: Parts) -> list[BaseRoute]:
    """The route documents are fetched by."""

    async def fetch(request: Request) -> Response:
        id = request.path_params["id"]
        expires, signature = (request.query_params.get(name, "") for name in ("expires", "signature"))
        if not links.opens(id, expires, signature):
            return _refusal(404, NOT_OURS)
        now = datetime.now(UTC)
        if has_expired(expires, now):
            return _refusal(410, OVER)
        try:
            return await _download(id, parts(id, now))
        except Unavailable as error:
            return _refusal(503, str(error))

    return [Route("/exports/{id}", fetch, methods=["GET"], include_in_schema=False)]


async def _download(id: str, parts: AsyncIterator[str]) -> Response:
    """The first part is read before the answer begins, so that what is gone can still be said by its status."""
    first = await anext(parts, None)
    if first is None:
        return _refusal(410, GONE)

    async def whole() -> AsyncIterator[str]:
        yield first
        async for part in parts:
            yield part

    disposition = {"Content-Disposition": f'attachment; filename="{file_name(id)}"'}
    return StreamingResponse(whole(), media_type="application/json", headers=HEADERS | disposition)


def _refusal(status: int, message: str) -> Response:
    return JSONResponse({"message": message}, status, headers=HEADERS)
