"""`/invoices/…`: the invoice of an order as a page to print, for whoever holds a link that was signed here."""

import hashlib
from base64 import b64encode
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from babel.numbers import format_currency
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.templating import Jinja2Templates

from domain.errors import Unavailable
from domain.export import LinkKey, has_expired
from domain.money import Money
from domain.order_invoice import Invoiced

TEMPLATES = Path(__file__).resolve().parent.parent / "web/templates"
NOT_OURS = "This link wasn't made here. Ask for `invoiceUrl` of the order and use it as it is."
OVER = "This link has expired. Ask for `invoiceUrl` of the order again."
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
_LOCKED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src data:"


Find = Callable[[str], Awaitable[Invoiced | None]]
"""Gives what the invoice of that order says; None when it has none."""


def invoice_routes(links: LinkKey, find: Find, seller: str, community: str) -> list[BaseRoute]:
    """The route invoices are seen by. `seller` is on all of them, line by line."""
    templates = Jinja2Templates(directory=TEMPLATES)
    templates.env.filters["money"] = shown
    style = (TEMPLATES / "invoice.css").read_text(encoding="utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    headers = HEADERS | {"Content-Security-Policy": f"{_LOCKED}; style-src 'sha256-{digest}'"}
    always = {"style": Markup(style), "seller": seller.splitlines() or [community], "community": community}

    async def show(request: Request) -> Response:
        id = request.path_params["id"]
        expires, signature = (request.query_params.get(name, "") for name in ("expires", "signature"))
        if not links.opens(id, expires, signature):
            return PlainTextResponse(NOT_OURS, 404, headers=HEADERS)
        if has_expired(expires, datetime.now(UTC)):
            return PlainTextResponse(OVER, 410, headers=HEADERS)
        try:
            found = await find(id)
        except Unavailable as error:
            return PlainTextResponse(str(error), 503, headers=HEADERS)
        if found is None:
            return PlainTextResponse(NOT_OURS, 404, headers=HEADERS)
        return templates.TemplateResponse(request, "invoice.html", always | {"invoiced": found}, headers=headers)

    return [Route("/invoices/{id}", show, methods=["GET"], include_in_schema=False)]


def shown(minor: int, currency: str) -> str:
    """An amount of minor units as people read it: `EUR 1,234.50`."""
    precision = Money(amount_minor=minor, currency=currency).precision
    return format_currency(Decimal(minor).scaleb(-precision), currency, "¤¤ #,##0.00;¤¤ -#,##0.00", locale="en")
