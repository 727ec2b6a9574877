"""Checkouts in the graph: an intent before the processor is asked, and where the order is paid afterwards."""

from datetime import datetime

from domain.checkout import ASK_AFTER, Begun, CheckoutState, ends
from domain.errors import NotFound
from domain.order import Order
from domain.payment import Checkout
from graph.database import Transaction
from graph.order_store import by_ids
from graph.queries import NoRow, Params, Query


class BeginParams(Params):
    order_id: str
    processor: str
    now: datetime
    expires_at: datetime
    ask_at: datetime


class OpenedParams(Params):
    order_id: str
    attempt: int
    reference: str
    url: str | None
    expires_at: datetime


class DueParams(Params):
    as_of: datetime
    limit: int


class SettleParams(Params):
    """What is None stays; with a `reference` only the checkout of that."""

    order_id: str
    reference: str | None = None
    state: CheckoutState | None = None
    ask_at: datetime | None = None


BEGIN = Query("checkout/begin", BeginParams, Begun)
OPENED = Query("checkout/opened", OpenedParams, NoRow)
DUE = Query("checkout/due", DueParams, Begun)
SETTLE = Query("checkout/settle", SettleParams, NoRow)


async def begin(tx: Transaction, order_id: str, processor: str, now: datetime) -> tuple[Order, Begun]:
    """An order and its checkout, which is written before the processor is asked for it.

    Raises:
        NotFound: there is no such order.
        Conflict: it isn't to be paid, or no longer.
    """
    order = (await by_ids(tx, [order_id])).get(order_id)
    if order is None:
        raise NotFound("There is no such order.", ("input", "id"))
    params = BeginParams(
        order_id=order_id, processor=processor, now=now, expires_at=ends(order, now), ask_at=now + ASK_AFTER
    )
    return order, await BEGIN.one(tx, params)


async def opened(tx: Transaction, begun: Begun, checkout: Checkout) -> None:
    """Note what the processor answered."""
    said = {"reference": checkout.reference, "url": checkout.url, "expires_at": checkout.expires_at}
    await OPENED.run(tx, OpenedParams(order_id=begun.order_id, attempt=begun.attempt, **said))


async def settle(tx: Transaction, params: SettleParams) -> None:
    """Note what became of a checkout."""
    await SETTLE.run(tx, params)
