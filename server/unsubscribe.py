"""`/unsubscribe`: the end of a member's mails, for whoever holds a link that was signed here; one click, no sign-in.

A GET only asks, for programs open links in mails before people do. A mail program's button posts (RFC 8058).
"""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from domain.errors import Unavailable
from domain.ids import UserId
from domain.mail import UnsubscribeKey

Withdraw = Callable[[UserId], Awaitable[None]]
"""Withdraws a member's consent to mails."""

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
}
PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Mails</title><body><p>{}</p></body></html>'
NOT_OURS = "This link wasn't made here. Use it as it stands in the mail."
ASK = 'Get no mails any more? <form method="post"><button>No more mails</button></form>'
DONE = "You get no mails any more. You can consent to them again at any time."


def unsubscribe_routes(links: UnsubscribeKey, withdraw: Withdraw) -> list[BaseRoute]:
    """The route that mails link to."""

    async def unsubscribe(request: Request) -> Response:
        user, signature = (request.query_params.get(name, "") for name in ("user", "signature"))
        if not links.opens(user, signature):
            return _page(404, NOT_OURS)
        if request.method != "POST":
            return _page(200, ASK)
        try:
            await withdraw(UserId(user))
        except Unavailable as error:
            return _page(503, str(error))
        return _page(200, DONE)

    return [Route("/unsubscribe", unsubscribe, methods=["GET", "POST"], include_in_schema=False)]


def _page(status: int, text: str) -> Response:
    return HTMLResponse(PAGE.format(text), status, headers=HEADERS)
