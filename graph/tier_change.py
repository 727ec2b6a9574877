"""Changes of what a subscription pays for, in the graph: quoted, scheduled, made at once, or ordered first."""

from dataclasses import dataclass
from datetime import datetime

from domain.catalogue import Offer
from domain.errors import Conflict, NotFound
from domain.new_order import Item, NewOrder
from domain.outbox import EventType
from domain.period import MONTHS
from domain.subscription import OpenKind, Subscription
from domain.tier_change import (
    ChangeQuote,
    ChangeTime,
    changed,
    check_change,
    direction_of,
    quote,
    scheduled,
)
from graph import catalogue
from graph import order as orders
from graph.database import Transaction
from graph.subscribing import terms_of
from graph.subscription import save
from graph.subscription_order import wait_for
from graph.subscription_store import hold


@dataclass(frozen=True, slots=True)
class Change:
    """What a subscription is to pay: one of the prices of a tier, now or from the next period on."""

    subscription_id: str
    price_id: str
    when: ChangeTime | None
    order_id: str
    at: datetime
    order_expires_at: datetime


async def quoted(
    tx: Transaction, held: Subscription, price_id: str, when: ChangeTime | None, at: datetime
) -> ChangeQuote:
    """What a change would come to.

    Raises:
        NotFound: there is no such price of a tier, or it isn't sold any more.
        Conflict, InvalidInput: the subscription can't change to it now.
    """
    offers = await catalogue.offers(tx, [price_id, held.terms.price_id])
    offer = subscribable(offers.get(price_id), held)
    new, old = terms_of(offer), offers[held.terms.price_id]
    check_change(held, new)
    return quote(held, new, direction_of(held.terms, old.rank, new, offer.rank), when, at)


def subscribable(offer: Offer | None, held: Subscription | None = None) -> Offer:
    """The offer itself, if one can subscribe to it; the price that somebody has is theirs after it was archived.

    Raises:
        NotFound: it is of no tier, isn't sold any more, or is paid once and for all.
    """
    kept = offer is not None and held is not None and offer.price_id == held.terms.price_id
    if offer is None or offer.tier_id is None or not (offer.live or kept):
        raise NotFound("There is no such price of a tier, or it isn't sold any more.", ("input", "priceId"))
    if offer.interval not in MONTHS:
        raise Conflict("This price is paid once: buy it by `createOrder`.", ("input", "priceId"))
    return offer


async def change(tx: Transaction, wanted: Change) -> Subscription:
    """Make a change, or order it where it is to be paid first: until then the subscription stays what it is.

    Raises:
        NotFound: there is no such subscription, or no such price of a tier that is sold.
        Conflict, InvalidInput: it can't change to it now.
    """
    held = await hold(tx, wanted.subscription_id)
    if held is None:
        raise NotFound("There is no such subscription.", ("input", "id"))
    made = await quoted(tx, held, wanted.price_id, wanted.when, wanted.at)
    if held.open is not None:
        await orders.cancel(tx, held.open.order_id, "SUPERSEDED", wanted.at)
        held = held.model_copy(update={"open": None})
    if made.at is ChangeTime.PERIOD_END:
        return await save(tx, held, scheduled(held, made.terms), wanted.at, EventType.SUBSCRIPTION_CHANGED)
    if not made.charge_minor:
        return await save(tx, held, changed(held, made), wanted.at, EventType.SUBSCRIPTION_CHANGED)
    return await _ordered(tx, held, made, wanted)


async def _ordered(tx: Transaction, held: Subscription, made: ChangeQuote, wanted: Change) -> Subscription:
    """Order what a change costs; the credit it takes stands on the order as a discount."""
    used = made.credit_used_minor
    item = Item(made.terms.price_id, unit_minor=made.charge_minor + used, discount_minor=used)
    new = NewOrder(
        id=wanted.order_id,
        user_id=held.user_id,
        items=[item],
        at=wanted.at,
        processor=held.processor,
        expires_at=min(wanted.order_expires_at, held.period_end),
        tax=made.tax,
        subscription_id=held.id,
        period_start=made.period_start,
    )
    ordered = await orders.create(tx, new)
    return await wait_for(tx, held, OpenKind.CHANGE, made.terms, ordered, used, wanted.at) or held
